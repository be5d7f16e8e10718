"""`vandong backup` and `vandong restore`."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from vandong.ops.command_line import PROBLEMS, set_up_django


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--age", "recipient", metavar="AGE1…", help="Mã hóa bằng khóa công khai age (lệnh age-keygen in ra).")
@click.option("--force", is_flag=True, help="Ghi đè nếu tệp đã có.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def backup(file: Path, recipient: str | None, force: bool, as_json: bool) -> int:
    """Sao lưu toàn bộ dữ liệu, tệp đính kèm và khóa vào FILE, trong khi trang vẫn chạy.

    Bản sao lưu là ảnh chụp của đúng một thời điểm. Nó dùng chung cho SQLite và PostgreSQL. FILE chứa cả khóa bí mật
    của hệ thống: nên mã hóa bằng --age và cất khóa riêng ở nơi khác.

    \b
    Ví dụ:
      vandong backup sao-luu-2024-11-20.tar.gz
      vandong backup sao-luu.tar.gz.age --age age1qyqszqgpqyqszqgpqyqszqgp…
    """
    set_up_django()
    from vandong.kernel import clock, numbers
    from vandong.ops.backup import back_up

    with shown_progress(as_json) as progress:
        done = back_up(file, now=clock.zone_now(), recipient=recipient, replace=force, progress=progress)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "path": done.path,
                    "rows": done.row_count,
                    "files": done.file_count,
                    "missing_files": done.missing_files,
                    "encrypted": done.is_encrypted,
                    "bytes": done.size,
                }
            )
        )
    else:
        size = numbers.format_number(done.size)
        click.echo(
            f"Đã sao lưu {numbers.format_number(done.row_count)} dòng của {done.table_count} bảng và "
            f"{numbers.format_number(done.file_count)} tệp vào {done.path} ({size} byte)."
        )
        if not done.is_encrypted:
            click.echo("Tệp này chưa mã hóa và có cả khóa của hệ thống: xin cất nơi chỉ người phụ trách vào được.")
        if done.missing_files:
            click.echo(
                f"Có {len(done.missing_files)} tệp đính kèm đã mất khỏi thư mục dữ liệu. Xin chạy: vandong doctor"
            )
    return PROBLEMS if done.missing_files else 0


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp khóa riêng age, nếu bản sao lưu đã mã hóa.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def restore(file: Path, identity: Path | None, as_json: bool) -> int:
    """Khôi phục FILE vào nơi còn trống (VANDONG_DATA, DATABASE_URL mới). Được tất cả hoặc không đổi gì.

    \b
    Ví dụ, tập dượt trong một thư mục mới:
      VANDONG_DATA=/tmp/tap-duot vandong restore sao-luu.tar.gz
      VANDONG_DATA=/tmp/tap-duot vandong doctor
    """
    set_up_django()
    from vandong.kernel import audit_seal, clock, numbers
    from vandong.ops import restore as restoring

    with shown_progress(as_json) as progress:
        secret = identity.read_text(encoding="utf-8", errors="replace") if identity else None
        done = restoring.restore(file, identity=secret, progress=progress)
    chain = audit_seal.verify(clock.zone_now())
    if as_json:
        click.echo(
            json.dumps(
                {
                    "made_at": done.made_at.isoformat(),
                    "rows": done.row_count,
                    "files": done.file_count,
                    "missing_files": done.missing_files,
                    "same_secret": done.same_secret,
                    "audit_whole": chain.is_whole,
                }
            )
        )
    else:
        counted = f"{numbers.format_number(done.row_count)} dòng và {numbers.format_number(done.file_count)} tệp"
        click.echo(f"Đã khôi phục {counted} của bản sao lưu lúc {done.made_at:%H:%M, %d/%m/%Y}.")
        click.echo("Mọi dòng và tệp đã được đối chiếu.")
        click.echo("Nhật ký nguyên vẹn." if chain.is_whole else "Nhật ký KHÔNG khớp: xin chạy vandong audit verify.")
        if not done.same_secret:
            click.echo(
                "Khóa của hệ thống này khác khóa lúc sao lưu: mã xác minh hai bước sẽ phải đặt lại. "
                "Nếu có VANDONG_SECRET_KEY cũ, xin đặt lại biến ấy."
            )
        if done.missing_files:
            click.echo(f"Bản sao lưu vốn đã thiếu {len(done.missing_files)} tệp đính kèm.")
    return 0 if chain.is_whole and done.same_secret and not done.missing_files else PROBLEMS


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on a terminal; nothing where a program reads."""
    if quiet:
        yield lambda done, total, text: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    share = TextColumn("{task.percentage:>3.0f} %")
    with Progress(BarColumn(), share, TimeElapsedColumn(), TextColumn("{task.description}"), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, text: bar.update(task, completed=done, total=total, description=text)
