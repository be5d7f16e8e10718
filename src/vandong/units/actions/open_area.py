"""Open a residential area in a commune: its officers know their own thôn and tổ dân phố best."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.units import rules, tree
from vandong.units.actions.open_unit import begin_unit
from vandong.units.errors import AreaKindUnknown, AreaNameTaken, NameMissing, ParentNotStanding
from vandong.units.models import Body, ParentEdge, Unit
from vandong.units.rules import AREA_KINDS, area_code, front_bodies, last_area_number
from vandong.units.spans import valid_on


@dataclass(frozen=True)
class NewArea:
    commune_id: int
    kind: str  # one of rules.AREA_KINDS
    name: str


@transaction.atomic
def open_area(
    *,
    by: audit.Actor,
    commune_id: int,
    kind: str,
    name: str,
    valid_from: date,
    with_work_board: bool = False,
    now: datetime,
) -> int:
    """Create the area under the next free code "<commune code>-NN", its Front Work Board if asked; returns its id.

    Refuses a kind outside `rules.AREA_KINDS`, an empty name, one that the commune has on that day or later (however it
    is spelled), and a commune that does not stand on that day.
    """
    commune = _held([commune_id], valid_from).get(commune_id)
    if commune is None:
        raise ParentNotStanding
    if kind not in AREA_KINDS:
        raise AreaKindUnknown
    name = vietnamese.tidy(name)
    if not name:
        raise NameMissing("Chưa có tên khu dân cư. Xin ghi tên, không kèm loại, ví dụ: Bồng Lai.")
    if (commune_id, _name_key(kind, name)) in _names_from([commune_id], valid_from):
        raise AreaNameTaken(f"{kind} {name}")
    area_id = begin_unit(
        level="area",
        code=area_code(commune.code, last_area_number(commune.code, _codes(commune.code)) + 1),
        kind=kind,
        name=name,
        parent_id=commune_id,
        valid_from=valid_from,
    )
    if with_work_board:
        Body.objects.bulk_create(
            Body(unit_id=area_id, kind=body.kind, name=body.name, short_name=body.short_name, valid_from=valid_from)
            for body in front_bodies("area", f"{kind} {name}", kind)
        )
    audit.record(
        by=by,
        at=now,
        action="units.area.opened",
        subject_type="units.unit",
        subject_id=area_id,
        subject_label=f"{rules.full_name(kind, name)}, {commune.name_in_sentence}",
        unit_id=commune_id,
    )
    return area_id


@transaction.atomic
def open_areas(
    *, by: audit.Actor, areas: Sequence[NewArea], under_id: int, valid_from: date, now: datetime
) -> list[int]:
    """Open many areas at once (a province's, from a sheet): set-based, one audit line on `under_id`.

    Codes are given in the order of `areas`; returns their ids in that order. The same refusals as `open_area`; that no
    name stands twice among `areas` is the caller's to see.
    """
    communes = _held({area.commune_id for area in areas}, valid_from)
    if len(communes) != len({area.commune_id for area in areas}):
        raise ParentNotStanding
    taken = _names_from(communes, valid_from)
    for area in areas:
        if (area.commune_id, _name_key(area.kind, area.name)) in taken:
            raise AreaNameTaken(f"{area.kind} {area.name}")
    given = {row.id: _codes(row.code) for row in communes.values()}
    last = {commune_id: last_area_number(communes[commune_id].code, codes) for commune_id, codes in given.items()}
    rows = []
    for area in areas:
        if area.kind not in AREA_KINDS:
            raise AreaKindUnknown
        last[area.commune_id] += 1
        row = Unit(
            level="area",
            code=area_code(communes[area.commune_id].code, last[area.commune_id]),
            kind=area.kind,
            name=vietnamese.tidy(area.name),
            valid_from=valid_from,
        )
        row.fill_keys()
        rows.append(row)
    Unit.objects.bulk_create(rows)
    places = {commune_id: tree.placements(commune_id, valid_from) for commune_id in communes}
    ParentEdge.objects.bulk_create(
        ParentEdge(
            child_id=row.id, parent_id=place.parent_id, valid_from=place.valid_from, valid_until=place.valid_until
        )
        for row, area in zip(rows, areas, strict=True)
        for place in places[area.commune_id]
    )
    ids = [row.id for row in rows]
    list(tree.renew_ancestry(ids))
    audit.record(
        by=by,
        at=now,
        action="units.areas.opened",
        subject_type="units.unit",
        subject_id=under_id,
        subject_label=f"{len(ids)} khu dân cư",
        unit_id=under_id,
    )
    return ids


def _held(commune_ids: Collection[int], day: date) -> dict[int, Unit]:
    """Those of them that stand on that day, held until the transaction ends: of two who open areas in a commune, the
    second gives the codes that follow and sees the names that are taken."""
    rows = Unit.objects.filter(valid_on(day), level="commune", id__in=commune_ids).order_by("id")
    return {row.id: row for row in rows.select_for_update(no_key=True)}


def _names_from(commune_ids: Collection[int], day: date) -> set[tuple[int, str]]:
    """(commune, folded name) of every area that stands in these communes on that day or some day after it."""
    edges = ParentEdge.objects.filter(parent_id__in=commune_ids, child__level="area").exclude(valid_until__lte=day)
    rows = edges.values_list("parent_id", "child__kind", "child__name")
    return {(commune_id, _name_key(kind, name)) for commune_id, kind, name in rows}


def _name_key(kind: str, name: str) -> str:
    return vietnamese.search_key(f"{kind} {name}")


def _codes(commune_code: str) -> set[str]:
    """Every area code ever given under this commune's code."""
    found = Unit.objects.filter(level="area", code__gte=f"{commune_code}-", code__lt=f"{commune_code}.")
    return set(found.values_list("code", flat=True))
