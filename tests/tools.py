"""What tests need beyond Python, where it is found, and how Debian calls it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import postgres


def chromium() -> str | None:
    return os.environ.get("VANDONG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _has_office() -> bool:
    # Liberation Serif has the widths of Times New Roman: without it, a page of a document breaks elsewhere.
    liberation = any(Path("/usr/share/fonts").glob("**/LiberationSerif-Regular.ttf"))
    return soffice() is not None and shutil.which("pdftoppm") is not None and liberation


@dataclass(frozen=True)
class Tool:
    marker: str  # of the tests that need it
    name: str
    packages: tuple[str, ...]
    is_here: Callable[[], bool]


POSTGRESQL = Tool("postgres", "PostgreSQL", ("postgresql",), lambda: postgres.programs() is not None)
CHROMIUM = Tool("browser", "Chromium", ("chromium",), lambda: chromium() is not None)
OFFICE = Tool(
    "office",
    "LibreOffice Writer with poppler and the Liberation fonts",
    ("libreoffice-writer-nogui", "fonts-liberation", "poppler-utils"),
    _has_office,
)
TOOLS = (POSTGRESQL, CHROMIUM, OFFICE)


def missing_tool_is_failure() -> bool:
    """Continuous integration leaves nothing out."""
    return os.environ.get("CI", "").lower() in ("1", "true")
