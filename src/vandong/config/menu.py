"""The shell every page stands in: whose place this is, and the five ways on. Wired here, above all domains."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class MenuItem:
    label: str
    path: str
    icon: str
    is_current: bool
    css: str = ""


@dataclass(frozen=True)
class Shell:
    place: str
    items: tuple[MenuItem, ...]
    is_demonstration: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for the base template."""
    officer = getattr(request, "officer", None)
    installation = getattr(request, "installation", None)
    return {
        "shell": Shell(
            place=officer.body_name if officer else "Mặt trận Tổ quốc Việt Nam",
            items=(),
            is_demonstration=bool(installation and installation.is_demonstration),
        )
    }
