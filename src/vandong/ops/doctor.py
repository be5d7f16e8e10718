"""Looks the installation over, and says of each point how it is and what to do."""

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection

from vandong.kernel import audit_seal, files, installation, promises, sqlite
from vandong.kernel.models import StoredFile
from vandong.kernel.numbers import format_number
from vandong.ops import backup, database, orphans

Status = Literal["ok", "warning", "problem"]
LEAST_FREE_BYTES = 1024**3
BACKUP_AT_LEAST_EVERY = timedelta(days=7)
UNSEALED_AT_MOST = 10_000


@dataclass(frozen=True)
class Finding:
    """One point: what was looked at, how it is, and what to do if it is not well."""

    code: str
    title: str
    status: Status
    detail: str
    advice: str = ""


Check = Callable[[datetime], Iterator[Finding]]


def examine(now: datetime) -> list[Finding]:
    """Every point, in the order of the list below. Reads only."""
    return [finding for check in CHECKS for finding in check(now)]


def library(now: datetime) -> Iterator[Finding]:
    version = sqlite.library_version()
    if connection.vendor == "sqlite":
        yield Finding(
            "sqlite_version",
            "Thư viện SQLite",
            "ok" if sqlite.is_safe(version) else "problem",
            version,
            ""
            if sqlite.is_safe(version)
            else "Cài gói pysqlite3 từ 0.6.1; SQLite cũ hơn 3.51.3 có thể làm hỏng dữ liệu.",
        )


def configuration(now: datetime) -> Iterator[Finding]:
    yield Finding(
        "debug",
        "Chế độ dò lỗi",
        "problem" if settings.DEBUG else "ok",
        "đang bật" if settings.DEBUG else "tắt",
        "Bỏ biến VANDONG_DEBUG: khi bật, trang lỗi lộ nội dung bên trong." if settings.DEBUG else "",
    )
    local_only = set(settings.ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
    yield Finding(
        "hosts",
        "Tên miền được nhận",
        "warning" if "*" in settings.ALLOWED_HOSTS else "ok",
        ", ".join(settings.ALLOWED_HOSTS),
        "Đặt VANDONG_HOSTS là đúng tên miền của trang, không dùng *." if "*" in settings.ALLOWED_HOSTS else "",
    )
    needs_https = not settings.HTTPS and not local_only
    yield Finding(
        "https",
        "HTTPS",
        "problem" if needs_https else "ok",
        "bật" if settings.HTTPS else "tắt, chỉ máy này vào được" if local_only else "tắt",
        "Đặt trang sau một máy chủ TLS và đặt VANDONG_HTTPS=1 (docs/operations.md)." if needs_https else "",
    )
    zone = settings.TIME_ZONE
    pinned = settings.VANDONG_TODAY
    demonstration = _installation_is_demonstration()
    yield Finding(
        "clock",
        "Đồng hồ",
        "warning" if pinned and not demonstration else "ok",
        f"{now:%H:%M, %d/%m/%Y}, múi giờ {zone}" + (f"; đang ghim ngày {pinned:%d/%m/%Y}" if pinned else ""),
        "Bỏ biến VANDONG_TODAY: ngày ghim chỉ để tập dượt." if pinned and not demonstration else "",
    )
    if not 2024 <= now.year <= 2100 or abs(time.time() - now.timestamp()) > 5:
        yield Finding("clock_wrong", "Giờ của máy", "problem", f"{now:%d/%m/%Y}", "Chỉnh lại giờ của máy (NTP).")


def disk(now: datetime) -> Iterator[Finding]:
    data = Path(settings.DATA)
    free = shutil.disk_usage(data).free
    low = free < LEAST_FREE_BYTES
    yield Finding(
        "disk",
        "Chỗ trống trên đĩa",
        "problem" if low else "ok",
        f"{format_number(free // 1024**2)} MB",
        "Dọn đĩa hoặc chuyển thư mục dữ liệu: dưới 1 GB là sắp không ghi được." if low else "",
    )
    secret = data / "keys" / "secret"
    if os.name != "nt" and secret.exists():
        open_to_others = bool(stat.S_IMODE(secret.stat().st_mode) & 0o077)
        yield Finding(
            "secret_mode",
            "Quyền đọc khóa bí mật",
            "problem" if open_to_others else "ok",
            "người khác đọc được" if open_to_others else "chỉ chủ sở hữu",
            f"Chạy: chmod 600 {secret}" if open_to_others else "",
        )
    writable = os.access(data, os.W_OK)
    yield Finding(
        "data_writable",
        "Thư mục dữ liệu",
        "ok" if writable else "problem",
        str(data),
        "" if writable else "Tài khoản chạy trang phải ghi được vào thư mục này.",
    )


def tables(now: datetime) -> Iterator[Finding]:
    waiting = database.waiting_migrations()
    if "kernel_installation" not in connection.introspection.table_names():
        advice = "Chạy: vandong init. Nếu hệ thống vốn đã có, xin xem lại VANDONG_DATA, DATABASE_URL."
        yield Finding("migrations", "Bảng dữ liệu", "problem", "ở đây chưa có hệ thống nào", advice)
        return
    yield Finding(
        "migrations",
        "Bảng dữ liệu",
        "problem" if waiting else "ok",
        f"còn {len(waiting)} bước chưa chạy" if waiting else "đúng bản",
        "Chạy: vandong migrate" if waiting else "",
    )
    if waiting:
        return
    absent = promises.missing(connection)
    yield Finding(
        "promises",
        "Ràng buộc trong cơ sở dữ liệu",
        "problem" if absent else "ok",
        f"thiếu {', '.join(absent)}" if absent else "đủ",
        "Chạy: vandong migrate (dựng lại các ràng buộc)." if absent else "",
    )
    here = installation.current()
    yield Finding(
        "set_up",
        "Đơn vị",
        "ok" if here.is_set_up else "warning",
        (here.name or "chưa đặt") + (" (dữ liệu minh họa)" if here.is_demonstration else ""),
        "" if here.is_set_up else "Chạy: vandong init",
    )


def audit(now: datetime) -> Iterator[Finding]:
    if database.waiting_migrations():
        return
    found = audit_seal.verify(now)
    yield Finding(
        "audit_chain",
        "Chuỗi niêm phong nhật ký",
        "ok" if found.is_whole else "problem",
        f"{format_number(found.line_count)} dòng đã niêm phong, {format_number(found.unsealed_count)} dòng chưa",
        "" if found.is_whole else "Nhật ký đã bị thay đổi. Giữ nguyên hệ thống, chạy: vandong audit verify",
    )
    if found.unsealed_count > UNSEALED_AT_MOST:
        yield Finding(
            "audit_tail",
            "Dòng nhật ký chưa niêm phong",
            "warning",
            format_number(found.unsealed_count),
            "Lịch nền có vẻ không chạy: mở trang bằng vandong serve, hoặc chạy: vandong audit seal",
        )


def stored_files(now: datetime) -> Iterator[Finding]:
    if database.waiting_migrations():
        return
    known = dict(StoredFile.objects.values_list("sha256", "size").distinct())
    lost = [sha for sha, size in known.items() if not _is_there(files.path_of(sha), size)]
    yield Finding(
        "missing_files",
        "Tệp đính kèm",
        "problem" if lost else "ok",
        f"thiếu hoặc sai cỡ {len(lost)} trên {len(known)} tệp" if lost else f"đủ {len(known)} tệp",
        f"Khôi phục từ bản sao lưu các tệp: {', '.join(sha[:12] for sha in lost[:5])}…" if lost else "",
    )
    left = orphans.orphans(known, older_than=orphans.HOUR)
    if left:
        yield Finding(
            "orphan_files",
            "Tệp không dòng nào nhắc tới",
            "warning",
            f"{len(left)} tệp (lần ghi dở dang hoặc ảnh đã bỏ để lại; bản sao lưu không lấy)",
            "Lịch nền tự xóa trong một ngày; còn mãi thì xin xem vandong schedule.",
        )


def backups(now: datetime) -> Iterator[Finding]:
    if _installation_is_demonstration():
        return
    last = backup.last_backup()
    old = last is None or now - last[0] > BACKUP_AT_LEAST_EVERY
    yield Finding(
        "backup",
        "Sao lưu gần nhất",
        "warning" if old else "ok",
        f"{last[0]:%H:%M, %d/%m/%Y} ở {last[1]}" if last else "chưa có",
        "Chạy: vandong backup TỆP, và đặt lịch chạy hằng ngày." if old else "",
    )


def office(now: datetime) -> Iterator[Finding]:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    yield Finding(
        "libreoffice",
        "LibreOffice (để có bản PDF)",
        "ok" if found else "warning",
        found or "không có",
        "" if found else "Cài libreoffice-writer-nogui và fonts-liberation; chưa có thì văn bản chỉ có bản Word.",
    )


def sqlite_settings(now: datetime) -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        said = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        sound = cursor.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    durable = said["journal_mode"] == "wal" and said["synchronous"] == 2
    yield Finding(
        "sqlite_durable",
        "SQLite ghi xuống đĩa trước khi báo lưu",
        "ok" if durable else "problem",
        f"journal_mode={said['journal_mode']}, synchronous={said['synchronous']}",
        "" if durable else "Đặt lại theo bản gốc của phần mềm: journal_mode=WAL, synchronous=FULL.",
    )
    yield Finding(
        "sqlite_sound",
        "Tệp cơ sở dữ liệu",
        "ok" if sound else "problem",
        "nguyên vẹn" if sound else "có trang hỏng",
        "" if sound else "Dừng trang và khôi phục bản sao lưu gần nhất.",
    )


def postgresql_settings(now: datetime) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    wanted = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on"}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"SHOW {name}")
            row = cursor.fetchone()
            found = row[0] if row else "?"
            well = found == value or (name == "synchronous_commit" and found in ("remote_apply", "remote_write"))
            advice = (
                "Bật bằng pg_checksums --enable khi máy chủ dừng."
                if name == "data_checksums"
                else f"Đặt {name} = {value} trong postgresql.conf."
            )
            severity: Status = "warning" if name == "data_checksums" else "problem"
            yield Finding(
                f"postgresql_{name}", f"PostgreSQL {name}", "ok" if well else severity, found, "" if well else advice
            )


CHECKS: tuple[Check, ...] = (
    library,
    configuration,
    disk,
    tables,
    sqlite_settings,
    postgresql_settings,
    audit,
    stored_files,
    backups,
    office,
)


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _installation_is_demonstration() -> bool:
    if "kernel_installation" not in connection.introspection.table_names():
        return False
    return installation.current().is_demonstration
