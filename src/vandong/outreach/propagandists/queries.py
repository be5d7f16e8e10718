"""Reads of the network: the people of one's commune, and the areas below that have nobody."""

from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.outreach.models import ConsentForm, Propagandist, PropagandistKind, ServedArea
from vandong.outreach.propagandists import access
from vandong.units import queries as units


@dataclass(frozen=True)
class PropagandistRow:
    """`phone` is empty unless they agreed to it; `area_names` empty: the whole commune."""

    id: int
    name: str
    kind_label: str
    phone: str
    area_names: tuple[str, ...]
    trained_on: date | None
    consent_label: str
    consented_on: date


@dataclass(frozen=True)
class AreaRow:
    name: str
    commune_name: str


def propagandists(officer: Officer, sought: str) -> list[PropagandistRow] | None:
    """The people in the book of the officer's commune (those of communes merged into it too), in Vietnamese order,
    sought in any spelling; None above it."""
    seen = access.propagandists_to_see(officer)
    if seen is None:
        return None
    found = seen.filter(withdrawn_at__isnull=True)
    for word in vietnamese.search_key(sought).split():
        found = found.filter(search_key__contains=word)
    return [_row(model) for model in found.order_by("sort_key", "id").prefetch_related("areas__unit")]


def propagandist_to_withdraw(officer: Officer, propagandist_id: int) -> PropagandistRow:
    """One of the officer's own commune. Raises MayNot, PropagandistNotHere."""
    return _row(access.propagandist_to_withdraw(officer, propagandist_id))


def withdrawn_count(officer: Officer) -> int:
    """How many once stood in the book of the officer's commune and withdrew."""
    seen = access.propagandists_to_see(officer)
    return seen.filter(withdrawn_at__isnull=False).count() if seen is not None else 0


def areas_without_anyone(officer: Officer) -> tuple[list[AreaRow], int]:
    """The residential areas below the officer's unit (or itself) where nobody is said to help, and how many areas
    there are. One who helps "in the whole commune" covers none by that alone: the list is there to find gaps."""
    areas = units.descendants(officer.unit_id, officer.on, "area")
    served = set(
        ServedArea.objects.filter(unit_id__in=units.subtree_ids(officer.unit_id, officer.on)).values_list(
            "unit_id", flat=True
        )
    )
    communes = units.units_by_id(set((above := units.ancestors_at(officer.unit_id, officer.on, "commune")).values()))
    bare = [area for area in areas if area.id not in served]
    rows = [
        AreaRow(area.name, communes[above[area.id]].name if area.id in above and above[area.id] in communes else "")
        for area in bare
    ]
    return rows, len(areas)


def _row(model: Propagandist) -> PropagandistRow:
    areas = tuple(units.unit_row(one.unit).name for one in sorted(model.areas.all(), key=lambda one: one.unit.sort_key))
    return PropagandistRow(
        id=model.id,
        name=model.name,
        kind_label=PropagandistKind(model.kind).label,
        phone=model.phone,
        area_names=areas,
        trained_on=model.trained_on,
        consent_label=ConsentForm(model.consent_form).label,
        consented_on=model.consented_on,
    )
