"""`vandong indicators`."""

import click

from vandong.ops.command_line import set_up_django


@click.command()
@click.argument("file", default="docs/indicators.md", type=click.Path(dir_okay=False))
def indicators(file: str) -> None:
    """Viết tài liệu các chỉ tiêu vào FILE, từ chính định nghĩa của chúng trong phần mềm."""
    set_up_django()
    from django.core.management import call_command

    call_command("write_indicator_docs", file)
