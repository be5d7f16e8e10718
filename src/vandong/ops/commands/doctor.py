"""`vandong doctor`."""

import json

import click

from vandong.ops.command_line import PROBLEMS, set_up_django

SIGNS = {"ok": "✓", "warning": "!", "problem": "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def doctor(as_json: bool) -> int:
    """Khám hệ thống: thư viện, cấu hình, đĩa, bảng dữ liệu, nhật ký, tệp, sao lưu. Có điểm hỏng thì mã kết thúc là 1.

    Chạy được cả khi trang đang mở; không sửa gì.
    """
    set_up_django()
    from vandong.kernel import clock
    from vandong.ops import doctor as examination

    findings = examination.examine(clock.zone_now())
    bad = any(finding.status == "problem" for finding in findings)
    if as_json:
        rows = [
            {"code": f.code, "title": f.title, "status": f.status, "detail": f.detail, "advice": f.advice}
            for f in findings
        ]
        click.echo(json.dumps({"healthy": not bad, "findings": rows}, ensure_ascii=False))
        return PROBLEMS if bad else 0
    for finding in findings:
        click.echo(f"{SIGNS[finding.status]} {finding.title}: {finding.detail}")
        if finding.advice:
            click.echo(f"    → {finding.advice}")
    click.echo("Có điểm phải xử lý." if bad else "Không có gì phải xử lý ngay.")
    return PROBLEMS if bad else 0
