"""What tests need beyond Python, where it is found, how Debian calls it, and how it gets here."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import postgres


def chromium() -> str | None:
    return os.environ.get("VANDONG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _has_office() -> bool:
    # Liberation Serif has the widths of Times New Roman: without it, a page of a document breaks elsewhere. Only its
    # second edition has the Vietnamese letters (Debian 12 still calls the first one fonts-liberation).
    liberation = any(
        path.stat().st_size > 350_000 for path in Path("/usr/share/fonts").glob("**/LiberationSerif-Regular.ttf")
    )
    return soffice() is not None and shutil.which("pdftoppm") is not None and liberation


def _may_trace() -> bool:
    """strace is there, and this sandbox lets it trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


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
    ("libreoffice-writer-nogui", "fonts-liberation2", "poppler-utils"),
    _has_office,
)
STRACE = Tool("strace", "strace", ("strace",), _may_trace)
TOOLS = (POSTGRESQL, CHROMIUM, OFFICE, STRACE)


def missing_tool_is_failure() -> bool:
    """Continuous integration leaves nothing out."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def bring(wanted: Sequence[Tool]) -> bool:
    """Installs what is missing where it can, and says what is left out where it cannot. False: that is a failure."""
    missing = [tool for tool in wanted if not tool.is_here()]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        _install(missing)
        missing = [tool for tool in missing if not tool.is_here()]
    for tool in missing:
        print(
            f"{tool.name} is not here, so what is marked '{tool.marker}' is left out "
            f"(on Debian or Ubuntu: sudo apt-get install {' '.join(tool.packages)}).",
            flush=True,
        )
    if missing and missing_tool_is_failure():
        print("CI leaves nothing out: this is a failure.", flush=True)
        return False
    return True


def _install(missing: list[Tool]) -> None:
    started = time.monotonic()
    print(f"Installing {', '.join(tool.name for tool in missing)} from Debian's packages (a few minutes).", flush=True)
    if POSTGRESQL in missing:
        # Debian would make and start a server for everybody on this machine; the tests bring their own.
        settings = Path("/etc/postgresql-common/createcluster.conf")
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text("create_main_cluster = false\n")
    # dpkg wants the system folders in PATH; a bare environment has none.
    environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"} | dict(os.environ)
    environment["DEBIAN_FRONTEND"] = "noninteractive"
    packages = [package for tool in missing for package in tool.packages]
    options = ["-y", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", *options, *packages]):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{' '.join(command[:2])} failed:\n{(done.stdout + done.stderr)[-3000:]}", flush=True)
            return
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)
