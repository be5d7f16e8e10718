"""`vandong map load FILE`, `vandong map forget`: boundaries for the map of units."""

from pathlib import Path

import click

from vandong.ops.command_line import set_up_django

MOST_BYTES = 200 * 1024 * 1024


@click.group(name="map")
def map_() -> None:
    """Nạp địa giới cho bản đồ đơn vị, hoặc bỏ đi."""


@map_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--level",
    type=click.Choice(["province", "district", "commune"]),
    default="commune",
    help="Cấp của các đơn vị trong tệp (mặc định: xã).",
)
@click.option("--code", default="", help="Thuộc tính mang mã đơn vị, khi tên không phải code, ma, ma_xa…")
@click.option("--source", required=True, help="Nguồn của địa giới, hiện dưới bản đồ.")
def load(file: Path, level: str, code: str, source: str) -> int:
    """Nạp địa giới từ tệp GeoJSON (kinh độ, vĩ độ WGS 84).

    Khớp theo mã đơn vị hành chính; đơn vị có trong tệp được thay, đơn vị khác giữ nguyên. Đường được làm đơn giản
    (chừng 90 m), chỉ để vẽ, không phải căn cứ về địa giới.
    """
    set_up_django()
    from vandong.kernel import audit, clock, installation
    from vandong.units import actions

    if file.stat().st_size > MOST_BYTES:
        raise click.ClickException("Tệp lớn hơn 200 MB. Xin tách theo tỉnh rồi nạp từng tệp.")
    now = clock.now(installation.current().pinned_on)
    done = actions.load_boundaries(
        by=audit.SYSTEM,
        payload=file.read_bytes(),
        level=level,
        code_property=code,
        source=source,
        on=now.date(),
        now=now,
    )
    click.echo(f"Đã nạp địa giới của {done.unit_count} đơn vị, khớp theo thuộc tính {done.code_property}.")
    if done.unknown_codes:
        shown = ", ".join(done.unknown_codes[:10])
        click.echo(f"{len(done.unknown_codes)} mã không thuộc đơn vị nào đang có: {shown}. Phần ấy không nạp.")
    if done.missing_count:
        click.echo(f"{done.missing_count} đơn vị cùng cấp không có trong tệp: bản đồ vẫn vẽ chấm cho các nơi ấy.")
    return 1 if done.unknown_codes else 0


@map_.command()
def forget() -> None:
    """Bỏ mọi địa giới đã nạp: bản đồ lại vẽ chấm."""
    set_up_django()
    from vandong.kernel import audit, clock, installation
    from vandong.units import actions

    count = actions.forget_boundaries(by=audit.SYSTEM, now=clock.now(installation.current().pinned_on))
    click.echo(f"Đã bỏ địa giới của {count} đơn vị.")
