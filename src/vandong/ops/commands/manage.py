"""`vandong migrate`, `vandong manage …`, `vandong version`."""

import importlib.metadata
import json

import click

from vandong.ops.command_line import set_up_django


@click.command()
@click.option("--check", is_flag=True, help="Chỉ xem còn bước nào chưa chạy; có thì kết thúc với mã 1.")
def migrate(check: bool) -> int:
    """Đưa bảng dữ liệu lên đúng bản phần mềm đang dùng. Chạy lại bao nhiêu lần cũng được.

    Nên sao lưu trước khi nâng cấp: vandong backup truoc-nang-cap.tar.
    """
    set_up_django()
    from vandong.ops import database

    waiting = database.waiting_migrations()
    if check:
        for name in waiting:
            click.echo(name)
        click.echo("Còn bước chưa chạy." if waiting else "Bảng dữ liệu đã đúng bản.")
        return 1 if waiting else 0
    database.migrate()
    click.echo(f"Đã chạy {len(waiting)} bước." if waiting else "Bảng dữ liệu đã đúng bản.")
    return 0


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Gọi một lệnh quản trị của Django, ví dụ: vandong manage check --deploy."""
    set_up_django()
    from django.core.management import ManagementUtility

    ManagementUtility(["vandong manage", *words]).execute()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def version(as_json: bool) -> None:
    """Phiên bản của phần mềm, của SQLite và của các thư viện chính."""
    from vandong import __version__
    from vandong.kernel import sqlite

    sqlite.use_bundled_sqlite()
    parts = {"vandong": __version__, "sqlite": sqlite.library_version()}
    for name in ("Django", "granian", "psycopg", "python-docx", "ibis-framework", "duckdb"):
        parts[name] = importlib.metadata.version(name)
    if as_json:
        click.echo(json.dumps(parts))
        return
    for name, value in parts.items():
        click.echo(f"{name:<16} {value}")
