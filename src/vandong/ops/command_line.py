"""The `vandong` command line: every operation of an installation, taught by `--help`.

Exit codes, the same for every command:
    0 done · 1 done, and problems were found · 2 the command was not understood · 3 refused, nothing changed ·
    4 the ground is missing (database out of reach, disk) · 5 a fault of ours (traceback in the data folder's `logs/`) ·
    130 stopped by hand.

`vandong --help` must answer at once, so nothing heavy is imported here: a command's module is imported when it is
called, and its one-line help stands in the table below. Inside commands, Django is set up first and domain modules are
imported after that; this edge is the one place in the house where imports stand inside functions.
"""

import importlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import click

OK, PROBLEMS, USAGE, REFUSED, NO_GROUND, FAULT, STOPPED = 0, 1, 2, 3, 4, 5, 130


@dataclass(frozen=True)
class Entry:
    name: str
    where: str  # "module:command" under vandong.ops.commands
    help: str


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Bắt đầu",
        (
            Entry("init", "init:init", "Đặt hệ thống cho một đơn vị: bảng dữ liệu, danh mục, người quản trị đầu tiên."),
            Entry("serve", "serve:serve", "Mở trang: web, việc nền và lịch chạy cùng nhau."),
            Entry("demo", "demo:demo", "Dựng (hoặc gỡ) bộ dữ liệu minh họa Hải Dương 2024."),
        ),
    ),
    (
        "Giữ dữ liệu",
        (
            Entry("backup", "backup:backup", "Sao lưu toàn bộ dữ liệu và tệp vào một tệp, khi trang vẫn chạy."),
            Entry("restore", "backup:restore", "Khôi phục từ một tệp sao lưu vào nơi còn trống."),
            Entry("audit", "audit:audit", "Niêm phong và kiểm tra nhật ký."),
            Entry("plan", "plan:plan", "Đọc một văn bản kế hoạch (.docx, .txt, PDF) và in những gì đã hiểu."),
            Entry("document", "document:document", "Kiểm tra một tệp văn bản có phải bản gốc, còn nguyên vẹn không."),
        ),
    ),
    (
        "Trông nom",
        (
            Entry("doctor", "doctor:doctor", "Khám hệ thống và nói cần làm gì với từng điểm."),
            Entry("slip", "slip:slip", "Cấp phiếu mật khẩu một lần tại máy chủ khi không còn ai đặt lại được."),
            Entry("map", "map:map_", "Nạp địa giới (GeoJSON) cho bản đồ đơn vị, hoặc bỏ đi."),
            Entry("migrate", "manage:migrate", "Đưa bảng dữ liệu lên đúng bản phần mềm đang dùng."),
            Entry("indicators", "indicators:indicators", "Viết tài liệu các chỉ số (docs/indicators.md)."),
            Entry("manage", "manage:manage", "Gọi một lệnh quản trị của Django (dành cho người kỹ thuật)."),
            Entry("version", "manage:version", "Phiên bản của phần mềm và của các thư viện chính."),
        ),
    ),
)
HIDDEN = (Entry("schedule", "schedule:schedule", "Chạy lịch (vandong serve tự gọi)."),)


class Formatter(click.HelpFormatter):
    """Help in Vietnamese: click's own few words, translated."""

    WORDS = {"Options": "Phần thêm", "Commands": "Các lệnh", "Show this message and exit.": "In phần giúp này."}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(
            prog, args.replace("[OPTIONS]", "[PHẦN THÊM]").replace("COMMAND [ARGS]", "LỆNH"), "Cách gọi: "
        )

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(name, self.WORDS.get(text, text).replace("[default: ", "[mặc định: ")) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


click.Context.formatter_class = Formatter


class Lazy(click.Group):
    """A group whose commands are imported when they are called, shown in sections."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [entry.name for _, entries in SECTIONS for entry in entries]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        for entry in (*(entry for _, entries in SECTIONS for entry in entries), *HIDDEN):
            if entry.name == name:
                module, attribute = entry.where.split(":")
                command: click.Command = getattr(importlib.import_module(f"vandong.ops.commands.{module}"), attribute)
                return command
        return None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "LỆNH [PHẦN THÊM]…")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Phần thêm"):
            formatter.write_dl([("-V, --version", "In phiên bản."), ("-h, --help", "In phần giúp này.")])
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, entries in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(entry.name, entry.help) for entry in entries])
        with formatter.section("Mã kết thúc"):
            formatter.write_text(
                "0 xong · 1 xong, có điểm cần xem · 2 gọi lệnh chưa đúng · 3 bị từ chối, chưa thay đổi gì · "
                "4 không với tới dữ liệu hoặc đĩa · 5 lỗi của phần mềm · 130 dừng bằng tay"
            )


def _version() -> str:
    from vandong import __version__

    return __version__


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Nơi để dữ liệu: biến VANDONG_DATA (mặc định là thư mục data). PostgreSQL: biến DATABASE_URL. "
    "Mỗi lệnh có phần giúp riêng: vandong backup --help.",
)
@click.version_option(_version(), "-V", "--version", message="Vận Động %(version)s")
def cli() -> None:
    """Vận Động: chạy một chương trình vận động quần chúng, từ kế hoạch tới báo cáo đã ký.

    \b
    Ba lệnh hay dùng nhất:
      vandong init                 đặt hệ thống cho đơn vị của mình
      vandong serve                mở trang ở http://127.0.0.1:8000
      vandong backup sao-luu.tar   sao lưu, không cần dừng trang
    """


def set_up_django() -> None:
    """Settings, safe SQLite and models. Every command that touches data calls this first."""
    from vandong.kernel.sqlite import use_bundled_sqlite

    use_bundled_sqlite()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandong.config.settings")
    import django

    django.setup()
    if "VANDONG_PARENT" in os.environ:  # a child of `vandong serve`
        from vandong.ops.supervisor import die_with_parent

        die_with_parent()


def main() -> None:
    """Run the command line. People get sentences; tracebacks go to a file."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Carry out one command; returns its exit code."""
    from vandong.kernel.errors import Refused

    as_json = "--json" in words
    try:
        code = cli.main(args=words, prog_name="vandong", standalone_mode=False)
        return code if isinstance(code, int) else OK
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        return STOPPED
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.message)
        return USAGE
    except click.ClickException as wrong:
        _tell(_misunderstood(wrong), "usage", as_json)
        return wrong.exit_code
    except Refused as refusal:
        _tell(refusal.message, refusal.code, as_json)
        return REFUSED
    except Exception as error:  # the edge: whatever it was, a person gets a sentence and a traceback is kept
        return _out_of_the_ordinary(error, as_json)


def _misunderstood(wrong: click.ClickException) -> str:
    """What click could not understand, in our words."""
    ctx = getattr(wrong, "ctx", None)
    place = ctx.command_path if ctx else "vandong"
    if isinstance(wrong, click.exceptions.NoSuchOption):
        said = f"Không có phần “{wrong.option_name}”."
    elif isinstance(wrong, click.exceptions.MissingParameter):
        said = f"Còn thiếu {wrong.param.make_metavar(ctx) if wrong.param and ctx else 'một phần'}."
    elif isinstance(wrong, click.exceptions.UsageError) and "No such command" in wrong.message:
        said = "Không có lệnh này."
    else:
        said = f"Gọi lệnh chưa đúng: {wrong.format_message()}"
    return f"{said} Xin xem: {place} --help"


def _out_of_the_ordinary(error: Exception, as_json: bool) -> int:
    if os.environ.get("VANDONG_DEBUG") == "1":
        raise error
    if _is_ground(error):
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        _tell(
            f"Không với tới được dữ liệu: {reason}. Xin xem lại VANDONG_DATA, DATABASE_URL và đĩa.", "ground", as_json
        )
        return NO_GROUND
    kept = _keep_traceback(error)
    _tell(f"Phần mềm gặp lỗi ngoài dự liệu. Chi tiết ở {kept}; xin gửi tệp đó cho người hỗ trợ.", "fault", as_json)
    return FAULT


def _is_ground(error: Exception) -> bool:
    database = sys.modules.get("django.db.utils")
    return isinstance(error, OSError) or (database is not None and isinstance(error, database.OperationalError))


def _keep_traceback(error: Exception) -> str:
    import tempfile
    import traceback
    from datetime import UTC, datetime
    from pathlib import Path

    folder = Path(os.environ.get("VANDONG_DATA") or tempfile.gettempdir()) / "logs"
    name = f"loi-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        traceback.print_exception(error)
    return str(folder / name)


def _tell(sentence: str, code: str, as_json: bool) -> None:
    if as_json:
        import json

        click.echo(json.dumps({"error": code, "message": sentence}, ensure_ascii=False))
    else:
        click.echo(sentence, err=True)
