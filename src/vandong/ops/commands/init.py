"""`vandong init`: from an empty folder to a system that is some unit's own."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from vandong.ops.command_line import set_up_django

if TYPE_CHECKING:
    from vandong.units.queries import UnitRow

USERNAME = "Tên đăng nhập của người quản trị"
FULL_NAME = "Họ và tên"


@click.command()
@click.option("--unit", "code", metavar="MÃ", help="Mã chính thức của đơn vị (tỉnh, xã, phường). Không có thì hỏi.")
@click.option("--username", metavar="TÊN", help="Tên đăng nhập của người quản trị đầu tiên.")
@click.option("--full-name", metavar="HỌ TÊN", help="Họ và tên của người ấy.")
@click.option("--title", default="Quản trị hệ thống", show_default=True, metavar="CHỨC DANH")
@click.option("--no-input", is_flag=True, help="Không hỏi gì; thiếu phần nào thì dừng.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def init(
    code: str | None, username: str | None, full_name: str | None, title: str, no_input: bool, as_json: bool
) -> None:
    """Đặt hệ thống cho một đơn vị.

    Dựng bảng dữ liệu, nạp danh mục đơn vị hành chính cả nước, mở các tổ chức của Mặt trận từ đơn vị ấy trở xuống và mở
    tài khoản quản trị đầu tiên. Mật khẩu một lần chỉ in ra đúng một lần này.

    \b
    Ví dụ:
      vandong init
      vandong init --unit 31 --username quantri --full-name "Ngô Minh Quân" --no-input
    """
    asked = {"--unit": code, "--username": username, "--full-name": full_name}
    missing = [name for name, given in asked.items() if not given]
    if no_input and missing:
        raise click.UsageError(f"còn thiếu {', '.join(missing)}")
    set_up_django()
    from vandong.kernel import clock, installation
    from vandong.kernel.errors import Invalid
    from vandong.ops import actions, database, queries
    from vandong.ops.errors import AlreadySetUp, UnknownUnit
    from vandong.units.queries import is_in_reference

    now = clock.now()
    if code and not is_in_reference(code, now.date()):  # before a minute's loading, not after
        raise UnknownUnit
    database.migrate()
    if installation.current().is_set_up:
        raise AlreadySetUp
    load_reference_with_progress(now, quiet=as_json)
    if not no_input:
        code = code or _ask_unit(now.date())
        username = username or click.prompt(USERNAME)
        full_name = full_name or click.prompt(FULL_NAME)
    unit = queries.unit_with_code(code or "", now.date())
    while True:
        person = actions.FirstAdministrator(username=username or "", full_name=full_name or "", title=title)
        try:
            slip = actions.set_up_installation(unit_id=unit.id, administrator=person, now=now)
            break
        except Invalid as refusal:  # nothing was set up: where a person sits there, ask that one thing again
            if no_input or refusal.field not in ("username", "full_name"):
                raise
            click.echo(refusal.message)
            username, full_name = _ask_again(refusal.field, username, full_name)
    if as_json:
        click.echo(
            json.dumps(
                {"unit": unit.code, "name": unit.name, "username": slip.username, "password": slip.password},
                ensure_ascii=False,
            )
        )
        return
    click.echo(f"\nĐã đặt hệ thống cho {unit.name}.")
    click.echo(f"  Tên đăng nhập:    {slip.username}")
    click.echo(f"  Mật khẩu một lần: {slip.password}   (dùng trước hết ngày {slip.expires_on:%d/%m/%Y})")
    click.echo("Mật khẩu này không in lại được. Tiếp theo, xin chạy: vandong serve")


def load_reference_with_progress(now: datetime, *, quiet: bool = False) -> None:
    """Load the nation's units with a progress bar on a terminal; silent where a program reads."""
    from vandong.kernel import audit
    from vandong.units.actions import load_reference

    if quiet:
        load_reference(by=audit.SYSTEM, now=now)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    share = TextColumn("{task.percentage:>3.0f} %")
    with Progress(TextColumn("{task.description}"), BarColumn(), share, TimeElapsedColumn()) as bar:
        task = bar.add_task("Nạp danh mục đơn vị", total=None)
        load_reference(
            by=audit.SYSTEM,
            now=now,
            progress=lambda done, total, text: bar.update(task, completed=done, total=total, description=text),
        )


def _ask_again(field: str, username: str | None, full_name: str | None) -> tuple[str | None, str | None]:
    if field == "username":
        return click.prompt(USERNAME), full_name
    return username, click.prompt(FULL_NAME)


def _ask_unit(on: date) -> str:
    from vandong.ops import queries

    province = _choose("Tỉnh, thành phố", queries.provinces(on))
    below = [choice.unit for choice in queries.choices_in(province.id, on)]
    click.echo(f"Bấm Enter để đặt cho cả {province.in_sentence}, hoặc gõ tên xã, phường.")
    return _choose("Đơn vị", below, default=province).code


def _choose(label: str, units: "list[UnitRow]", default: "UnitRow | None" = None) -> "UnitRow":
    """Ask until one unit is meant: by code, or by a part of the name, with or without marks."""
    from vandong.kernel import vietnamese

    by_name = {vietnamese.search_key(unit.name): unit for unit in units}
    while True:
        typed = click.prompt(label, default=default.name if default else None, show_default=default is not None)
        if default and typed == default.name:
            return default
        wanted, code = vietnamese.search_key(typed), typed.strip()
        found = [unit for name, unit in by_name.items() if unit.code == code or wanted in name]
        exact = [u for u in found if u.code == code or vietnamese.search_key(u.proper_name) == wanted]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            click.echo("Không thấy tên nào như vậy. Xin gõ lại, có dấu hay không dấu đều được.")
        for unit in found[:20]:
            click.echo(f"  {unit.code:>6}  {unit.name}")
