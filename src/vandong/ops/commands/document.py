"""`vandong document verify FILE`."""

import json
from dataclasses import asdict
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
    """Tệp này có phải văn bản của hệ thống, còn nguyên vẹn không.

    Nhận ra bản Word đã cấp số, bản PDF làm từ đó và bản ký đã quét. Bản Word được lưu lại mà không đổi chữ nào vẫn tính
    là của hệ thống. Đã bị sửa, hoặc không phải của hệ thống, thì kết thúc với mã 1.
    """
    set_up_django()
    from django.utils import timezone

    from vandong.documents import queries
    from vandong.kernel.numbers import format_day

    found = queries.verify(file.read_bytes())
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, default=str))
    else:
        click.echo(found.sentence)
        if found.issued_at is not None:
            click.echo(f"Trích yếu: {found.subject}")
            day = timezone.localtime(found.issued_at).date()
            click.echo(f"Cấp số ngày {format_day(day)}, người cấp: {found.issued_by_label}")
        for line in found.differences:
            click.echo(f"  {line}")
    return 0 if found.kind in ("unchanged", "resaved") else PROBLEMS
