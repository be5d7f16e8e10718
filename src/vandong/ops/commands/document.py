"""`vandong document verify FILE`."""

import json
from pathlib import Path

import click

from vandong.ops.command_line import PROBLEMS, set_up_django


@click.group()
def document() -> None:
    """Kiểm tra văn bản do hệ thống này làm ra."""


@document.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def verify(file: Path, as_json: bool) -> int:
    """Tệp này có phải văn bản của hệ thống, còn nguyên vẹn không. Không phải thì kết thúc với mã 1."""
    set_up_django()
    from vandong.documents import queries

    found = queries.verify(file.read_bytes())
    if as_json:
        click.echo(json.dumps({"ours": found is not None}, ensure_ascii=False, default=str))
    click.echo(str(found))
    return 0 if found else PROBLEMS
