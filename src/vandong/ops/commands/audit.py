"""`vandong audit`: seal, verify, anchor."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandong.ops.command_line import PROBLEMS, set_up_django

if TYPE_CHECKING:
    from vandong.kernel.audit_seal import Anchor


@click.group()
def audit() -> None:
    """Niêm phong và kiểm tra nhật ký.

    Nhật ký chỉ có thêm, không có sửa. Mỗi phút một lần, các dòng mới được niêm phong thành chuỗi; sửa một chữ trong
    phần đã niêm phong là chuỗi gãy. Hãy ghi mốc ra ngoài (vandong audit anchor) để biết cả khi phần cuối bị cắt.
    """


@audit.command()
def seal() -> None:
    """Niêm phong ngay các dòng mới (lịch vẫn tự làm mỗi phút)."""
    set_up_django()
    from vandong.kernel import audit_seal, clock

    count = audit_seal.seal(clock.zone_now())
    click.echo(f"Đã niêm phong {count} dòng." if count else "Không có dòng mới.")


@audit.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def anchor(file: Path | None) -> int:
    """In mốc (đầu chuỗi niêm phong) ra màn hình hoặc vào FILE, để giữ ở ngoài hệ thống."""
    set_up_django()
    from vandong.kernel import audit_seal

    head = audit_seal.head()
    if head is None:
        click.echo("Chưa có niêm phong nào. Xin chạy: vandong audit seal", err=True)
        return PROBLEMS
    text = json.dumps(
        {"seal": head.seal_id, "hash": head.hash, "lines": head.line_count, "sealed_at": head.sealed_at.isoformat()}
    )
    if file is None:
        click.echo(text)
    else:
        file.write_text(text + "\n", encoding="utf-8")
        click.echo(f"Đã ghi mốc vào {file}. Xin giữ tệp này ở nơi khác.")
    return 0


@audit.command()
@click.option(
    "--anchor", "anchor_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="So với mốc đã ghi."
)
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def verify(anchor_file: Path | None, as_json: bool) -> int:
    """Tính lại cả chuỗi niêm phong. Có chỗ không khớp thì kết thúc với mã 1."""
    set_up_django()
    from vandong.kernel import audit_seal, clock

    found = audit_seal.verify(clock.zone_now(), _read_anchor(anchor_file))
    if as_json:
        click.echo(
            json.dumps(
                {
                    "whole": found.is_whole,
                    "seals": found.seal_count,
                    "lines": found.line_count,
                    "last_line": found.last_line_id,
                    "head": found.head.hash if found.head else None,
                    "unsealed": found.unsealed_count,
                    "faults": [
                        {"sentence": fault.sentence, "line": fault.line_id, "seal": fault.seal_id}
                        for fault in found.faults
                    ],
                },
                ensure_ascii=False,
            )
        )
        return 0 if found.is_whole else PROBLEMS
    click.echo(
        f"Đã niêm phong {found.line_count} dòng trong {found.seal_count} niêm phong"
        + (f", từ dòng {found.first_line_id} đến dòng {found.last_line_id}." if found.line_count else ".")
    )
    click.echo(f"Còn {found.unsealed_count} dòng mới chưa niêm phong.")
    if found.head:
        click.echo(f"Đầu chuỗi: {found.head.hash}")
    if found.is_whole:
        click.echo("Nhật ký nguyên vẹn.")
        return 0
    for fault in found.faults:
        place = f"dòng {fault.line_id}: " if fault.line_id else ""
        click.echo(f"✗ {place}{fault.sentence}")
    click.echo("Nhật ký ĐÃ BỊ THAY ĐỔI. Xin giữ nguyên hệ thống và báo người phụ trách.")
    return PROBLEMS


def _read_anchor(file: Path | None) -> "Anchor | None":
    if file is None:
        return None
    from vandong.kernel.audit_seal import Anchor

    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return Anchor(said["seal"], said["hash"], said["lines"], datetime.fromisoformat(said["sealed_at"]))
    except (ValueError, KeyError, TypeError):
        raise click.BadParameter("tệp mốc không đọc được; mốc do lệnh vandong audit anchor ghi ra") from None
