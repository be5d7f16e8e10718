"""One search over all that an officer may read: units, programmes, activities, organisations, people who agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.outreach import queries as outreach
from vandong.programme import queries as programmes
from vandong.units import queries as units

SHOWN = 5  # of each kind; the kind's own list has them all
WORDS_READ = 8  # of a long question


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what tells it from others of that name, and its page."""

    name: str
    about: str
    path: str


@dataclass(frozen=True)
class Kind:
    """What was found of one kind. `list_path` leads to all of it, empty where `hits` are all."""

    title: str
    icon: str
    hits: tuple[Hit, ...]
    list_path: str = ""


def found(officer: Officer, asked: str) -> list[Kind]:
    """Whatever holds every word of `asked`, in any spelling, within the officer's scope; kinds without a hit left out.

    Activities withdrawn and organisations that ended are found too, and say so. One query for each kind, or few.
    """
    words = tuple(vietnamese.search_key(asked).split())[:WORDS_READ]
    if not words:
        return []
    kinds = (
        _units(officer, words, asked),
        _programmes(officer, words),
        _activities(officer, words, asked),
        _organisations(officer, words, asked),
        _propagandists(officer, asked),
    )
    return [kind for kind in kinds if kind.hits]


def _kind(title: str, icon: str, hits: Iterable[Hit], route: str = "", **asked: str) -> Kind:
    """`hits` may hold one more than is shown, which says that there are more."""
    hits = tuple(hits)
    leads_on = route and len(hits) > SHOWN
    return Kind(title, icon, hits[:SHOWN], f"{reverse(route)}?{urlencode(asked)}" if leads_on else "")


def _units(officer: Officer, words: tuple[str, ...], asked: str) -> Kind:
    rows = units.units_seen(officer.unit_id, officer.on, words)[: SHOWN + 1]
    above = units.latest_parents([row.id for row in rows], officer.on)
    hits = (
        Hit(
            row.name,
            ", ".join(
                part
                for part in (
                    above[row.id].name if row.id in above else "",
                    f"đến hết ngày {row.last_day:%d/%m/%Y}" if row.last_day and row.last_day < officer.on else "",
                )
                if part
            ),
            reverse("unit_show", args=[row.id]),
        )
        for row in rows
    )
    return _kind("Đơn vị", "map", hits, "unit_list", tim=asked)


def _programmes(officer: Officer, words: tuple[str, ...]) -> Kind:
    hits = (
        Hit(row.short_title, row.plan_number, reverse("programme_show", args=[row.id]))
        for row in programmes.programmes(officer)
        if all(word in vietnamese.search_key(f"{row.title} {row.short_title} {row.plan_number}") for word in words)
    )
    return _kind("Chương trình", "target", list(hits)[:SHOWN])


def _activities(officer: Officer, words: tuple[str, ...], asked: str) -> Kind:
    rows = outreach.activities(officer, outreach.ActivityFilter(words=words))[: SHOWN + 1]
    hits = (
        Hit(
            row.title or row.channel_label,
            f"{row.held_on:%d/%m/%Y}, {vietnamese.uncapitalised(row.unit_name)}{', đã rút lại' * row.is_struck}",
            reverse("activity_show", args=[row.id]),
        )
        for row in rows
    )
    return _kind("Hoạt động", "loa", hits, "activity_list", tim=asked)


def _organisations(officer: Officer, words: tuple[str, ...], asked: str) -> Kind:
    rows = outreach.organisations(officer, outreach.OrganisationFilter(words=words, standing="all"))[: SHOWN + 1]
    hits = (
        Hit(
            row.name,
            f"{row.kind_label}, {vietnamese.uncapitalised(row.unit_name)}{', đã thôi hoạt động' * row.is_struck}",
            reverse("organisation_show", args=[row.id]),
        )
        for row in rows
    )
    return _kind("Tổ chức trên địa bàn", "hands", hits, "organisation_list", tim=asked, con="all")


def _propagandists(officer: Officer, asked: str) -> Kind:
    """Only those who agreed, and only for their own commune."""
    rows = outreach.propagandists(officer, asked) or []
    path = f"{reverse('propagandist_list')}?{urlencode({'tim': asked})}"
    hits = (Hit(row.name, ", ".join((row.kind_label, *row.area_names)), path) for row in rows)
    return _kind("Tuyên truyền viên", "me", list(hits)[: SHOWN + 1], "propagandist_list", tim=asked)
