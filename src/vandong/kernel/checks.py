"""System checks that stop an installation from starting on ground that would lose data."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from vandong.kernel import sqlite


@register(Tags.database)
def sqlite_is_new_enough(**_kwargs: object) -> list[CheckMessage]:
    """Refuse to start on an SQLite that can corrupt a WAL database."""
    if "sqlite" not in str(settings.DATABASES["default"]["ENGINE"]):
        return []
    version = sqlite.library_version()
    if sqlite.is_safe(version):
        return []
    return [
        Error(
            f"SQLite {version} có thể làm hỏng dữ liệu khi hai tiến trình cùng ghi.",
            hint="Cài gói pysqlite3 (bản 0.6.1 trở lên) hoặc Python có SQLite từ 3.51.3.",
            id="kernel.E001",
        )
    ]
