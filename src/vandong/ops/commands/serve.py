"""`vandong serve`: the web, the background worker and the scheduler, together, under one lock."""

import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal
from pathlib import Path

import click

from vandong.ops.command_line import set_up_django

SECONDS_TO_ANSWER = 60


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe; 0.0.0.0 là mọi địa chỉ của máy.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình web.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Số luồng mỗi tiến trình.")
@click.option("--demo", "with_demonstration", is_flag=True, help="Dựng sẵn dữ liệu minh họa nếu hệ thống còn trống.")
def serve(host: str, port: int, workers: int, threads: int, with_demonstration: bool) -> None:
    """Mở trang. Web, việc nền và lịch chạy cùng nhau; Ctrl-C (hoặc SIGTERM) dừng tất cả, sau khi xong việc đang dở.

    Một thư mục dữ liệu chỉ có một vandong serve: lần gọi thứ hai dừng ngay và nói rõ.

    \b
    Ví dụ:
      vandong serve
      vandong serve --demo --port 8080
      vandong serve --host 0.0.0.0 --workers 4       (sau một máy chủ TLS; xem docs/operations.md)
    """
    set_up_django()
    from django.conf import settings

    from vandong.ops.lock import DataLock
    from vandong.ops.supervisor import Child, Supervisor

    started = time.monotonic()
    with DataLock(Path(settings.DATA)):
        _ensure_port_is_free(host, port)
        _prepare(with_demonstration)
        python = [sys.executable, "-m"]
        supervisor = Supervisor(
            (
                Child("web", [*python, "vandong.ops.web", host, str(port), str(workers), str(threads)]),
                Child(
                    "việc nền",
                    [*python, "vandong", "manage", "db_worker", "--interval", "1", "--verbosity", "0"],
                    can_wait=True,
                ),
                Child("lịch", [*python, "vandong", "schedule"], can_wait=True),
            ),
        )
        watcher = threading.Thread(target=_announce, args=(host, port, started, supervisor), daemon=True)
        supervisor.run(on_first_start=watcher.start)
    click.echo("Đã dừng.")


def _prepare(with_demonstration: bool) -> None:
    """What must be true before the doors open: tables up to date, no task half-claimed, something to show."""
    from django.conf import settings

    from vandong.kernel import installation
    from vandong.ops import database, setup_code

    waiting = database.waiting_migrations()
    if waiting:
        click.echo(f"Đang đưa bảng dữ liệu lên đúng bản ({len(waiting)} bước)…")
        database.migrate()
    database.return_claimed_tasks()
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there
    here = installation.current()
    if with_demonstration and not here.is_set_up:
        from vandong.ops.commands.demo import create_with_progress

        create_with_progress()
    elif not here.is_set_up:
        setup_code.current()


def _announce(host: str, port: int, started: float, supervisor: object) -> None:
    """Wait until the web answers, then say where it is and how to get in."""
    from vandong.ops.supervisor import Supervisor

    assert isinstance(supervisor, Supervisor)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    until = time.monotonic() + SECONDS_TO_ANSWER
    while not supervisor.is_stopping and time.monotonic() < until:
        if _answers(address):
            supervisor.say_answered()
            _say_how_to_get_in(address, host, time.monotonic() - started)
            return
        time.sleep(0.05)
    supervisor.say_answered()
    if not supervisor.is_stopping:
        click.echo("Trang chưa trả lời sau một phút. Xin chạy: vandong doctor", err=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own address
            return True
    except urllib.error.HTTPError:
        return True  # it answers, whatever it says
    except OSError:
        return False


def _say_how_to_get_in(address: str, host: str, seconds: float) -> None:
    from django.conf import settings

    from vandong.kernel import installation, numbers
    from vandong.ops import setup_code

    here = installation.current()
    click.echo(f"Vận Động đã mở ở {address} (sau {numbers.format_number(Decimal(seconds), 1)} giây).")
    if here.is_demonstration:
        from vandong.ops.commands.demo import say_accounts

        say_accounts()
    elif not here.is_set_up:
        click.echo(f"Hệ thống chưa được đặt. Xin mở {address}/khoi-tao/ và nhập mã khởi tạo: {setup_code.current()}")
    if host not in ("127.0.0.1", "localhost", "::1") and settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]:
        click.echo("Máy khác chưa vào được: xin đặt biến VANDONG_HOSTS là tên miền của trang (xem docs/operations.md).")
    click.echo("Dừng bằng Ctrl-C.")
    sys.stdout.flush()


def _ensure_port_is_free(host: str, port: int) -> None:
    from vandong.ops.errors import PortTaken

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            sentence = f"Không mở được {host}:{port} ({error.strerror}). Xin chọn cổng khác bằng --port."
            raise PortTaken(sentence) from None
