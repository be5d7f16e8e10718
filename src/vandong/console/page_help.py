"""What each page is and what one does there, by route name. Complete sentences, for someone who has never seen it."""

from dataclasses import dataclass, replace

from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.console.guides import guide_for
from vandong.console.page_help_texts import TEXTS


@dataclass(frozen=True)
class PageHelp:
    """One page's help: what it is, what one does there, a note; `guide_path` leads to the reader's own guide."""

    what: str
    steps: tuple[str, ...] = ()
    note: str = ""
    guide_path: str = ""


def page_help(route: str, officer: Officer | None) -> PageHelp | None:
    """Help for the page of that route: its own text, else that of the nearest page above it; None for none."""
    text = TEXTS.get(route) or next((TEXTS[start] for start in _starts(route) if start in TEXTS), None)
    if text is None:
        return None
    help_text = PageHelp(*text)
    own = guide_for(officer)
    return replace(help_text, guide_path=reverse("guide", args=[own.slug])) if own else help_text


def _starts(route: str) -> list[str]:
    """ "report_line" → "report_show", "report_list" are not guessed; only "report" is."""
    parts = route.split("_")
    return ["_".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
