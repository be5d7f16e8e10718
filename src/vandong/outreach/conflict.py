"""Two people corrected the same activity: what each says, field by field, for the second to choose.

The form carries the activity as it was when opened, sealed. So a field that only one of the two changed is already
chosen; where both changed it, the person must say. Nothing is lost: both values stand on the page until then.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

from vandong.kernel.numbers import format_day, format_number
from vandong.outreach import rules
from vandong.outreach.models import Channel
from vandong.outreach.recording import Offer
from vandong.outreach.rows import FIELD_NAMES
from vandong.outreach.rules import ActivityEntry

MINE, THEIRS = "mine", "theirs"
_BY_GROUP = ("risk_counts", "first_timer_counts")
_SALT = "vandong.outreach.opened"


@dataclass(frozen=True)
class Difference:
    """One field in which the two versions differ, in words. `chosen` is "mine", "theirs" or "" (must be chosen)."""

    field: str
    title: str
    mine: str
    theirs: str
    chosen: str


def without(entry: ActivityEntry, hidden_groups: frozenset[int]) -> ActivityEntry:
    """An entry without the group counts this officer may not see. A seal can be read by whoever holds the page, and
    so can a difference: neither may carry them."""
    kept = {
        name: tuple((group, count) for group, count in getattr(entry, name) if group not in hidden_groups)
        for name in _BY_GROUP
    }
    return entry._replace(**kept)  # type: ignore[arg-type]


def seal(entry: ActivityEntry) -> str:
    """An activity's state, to travel inside the form and come back untouched (but not unread: see `without`)."""
    plain = entry._asdict() | {"held_on": entry.held_on.isoformat()}
    plain |= {name: sorted(value) for name, value in plain.items() if isinstance(value, frozenset)}
    return signing.dumps(json.dumps(plain), salt=_SALT, compress=True)


def unseal(text: str) -> ActivityEntry | None:
    """What `seal` sealed; None for anything else."""
    try:
        plain = json.loads(signing.loads(text, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None
    given = {name: value for name, value in plain.items() if name in rules.FIELDS}  # sealed by an older version, too
    sets = {name: frozenset(value) for name, value in given.items() if name.endswith("_ids")}
    pairs = {name: tuple((one, count) for one, count in given.get(name, ())) for name in (*_BY_GROUP, "materials")}
    return ActivityEntry(**given | sets | pairs | {"held_on": date.fromisoformat(plain["held_on"])})


def differences(
    mine: ActivityEntry, theirs: ActivityEntry, opened: ActivityEntry | None, said: Mapping[str, str], offered: Offer
) -> list[Difference]:
    """Every field in which the two differ. `said` is what was already chosen, by field."""
    return [
        Difference(
            field=name,
            title=FIELD_NAMES[name],
            mine=in_words(name, mine, offered),
            theirs=in_words(name, theirs, offered),
            chosen=said.get(name) or _who_changed(name, mine, theirs, opened),
        )
        for name in rules.changed_fields(mine, theirs)
    ]


def choices_in(posted: Mapping[str, Any]) -> dict[str, str]:
    """What a posted form chose, by field; anything but a known field and "mine" or "theirs" is left out."""
    found = {name: posted.get(f"choose_{name}") for name in rules.FIELDS}
    return {name: choice for name, choice in found.items() if choice in (MINE, THEIRS)}


def merged(mine: ActivityEntry, theirs: ActivityEntry, choices: Mapping[str, str]) -> ActivityEntry | None:
    """One entry of the two, as chosen; None while a field in which they differ has no choice."""
    differing = rules.changed_fields(mine, theirs)
    if not all(name in choices for name in differing):
        return None
    return mine._replace(**{name: getattr(theirs, name) for name in differing if choices[name] == THEIRS})


def in_words(name: str, entry: ActivityEntry, offered: Offer) -> str:
    """A field's value as a person reads it; "để trống" for nothing."""
    value = getattr(entry, name)
    if name == "held_on":
        return format_day(value)
    if name == "channel":
        return str(Channel(value).label) if value in Channel.values else value
    if name in _BY_GROUP:
        groups = {group.id: group.short_name for one in offered.programmes for group in one.risk_groups}
        return (
            ", ".join(f"{groups.get(group, 'nhóm khác')}: {format_number(count)}" for group, count in value) or _EMPTY
        )
    if name in ("lead_body_id", "partner_ids"):
        bodies = {body.id: body.short_name for body in (*offered.bodies, *offered.bodies_below)}
        wanted = value if name == "partner_ids" else [value]
        return ", ".join(sorted(bodies.get(body, "tổ chức khác") for body in wanted)) or _EMPTY
    if name == "organisation_ids":
        there = dict(offered.organisations)
        return ", ".join(sorted(there.get(one, "tổ chức khác") for one in value)) or _EMPTY
    if name in ("movement_ids", "instrument_ids"):
        labels = {term.id: term.label for one in offered.programmes for term in one.terms}
        return "; ".join(sorted(labels.get(one, "mục khác") for one in value)) or _EMPTY
    if name == "materials":
        return materials_in_words(value) or _EMPTY
    if name == "cost_vnd":
        return _EMPTY if value is None else f"{format_number(value)} đồng"
    if name == "unit_id":
        return dict(offered.places).get(value, "nơi khác")
    if name == "programme_id":
        return {one.row.id: one.row.short_title for one in offered.programmes}.get(value, "chương trình khác")
    if name == "task_id":
        tasks = {task.id: task.short_text for one in offered.programmes for task in one.tasks}
        return tasks.get(value, "nhiệm vụ khác") if value else _EMPTY
    return format_number(value) if isinstance(value, int) else value or _EMPTY


_EMPTY = "để trống"


def materials_in_words(materials: Sequence[tuple[str, int | None]]) -> str:
    """ "Tờ gấp Luật: 200; Phim ngắn"."""
    return "; ".join(name if count is None else f"{name}: {format_number(count)}" for name, count in materials)


def _who_changed(name: str, mine: ActivityEntry, theirs: ActivityEntry, opened: ActivityEntry | None) -> str:
    if opened is None:
        return ""
    before = getattr(opened, name)
    if before == getattr(mine, name):
        return THEIRS
    return MINE if before == getattr(theirs, name) else ""
