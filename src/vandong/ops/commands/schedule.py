"""`vandong schedule`: the scheduler process, started by `vandong serve`."""

import click

from vandong.ops.command_line import set_up_django


@click.command(hidden=True)
def schedule() -> None:
    """Chạy lịch cho tới khi được dừng."""
    set_up_django()
    from vandong.ops import scheduler

    scheduler.run_until_stopped()
