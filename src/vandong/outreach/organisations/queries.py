"""Reads of the register: frozen rows, scoped."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from vandong.accounts.access import MayNot, Officer
from vandong.kernel import audit
from vandong.kernel.listing import Lazy
from vandong.outreach.errors import RecordsItself, UnitElsewhere
from vandong.outreach.models import LONG_STANDING, Organisation, OrganisationKind
from vandong.outreach.organisations import access
from vandong.outreach.rows import OrganisationFilter, OrganisationRow
from vandong.units import queries as units

VERBS = {"registered": "Ghi vào sổ", "corrected": "Sửa", "ended": "Ghi thôi hoạt động"}


def organisations(officer: Officer, asked: OrganisationFilter) -> Lazy[OrganisationRow]:
    """Organisations the officer may read, filtered and sorted; as many queries for a province as for a commune."""
    found = _filtered(access.organisations_visible_to(officer), officer, asked)
    way = "-" if asked.downwards else ""
    keys = {"name": ("sort_key",), "unit": ("unit__sort_key", "sort_key"), "kind": ("kind", "sort_key")}[asked.sort]
    ordered = found.order_by(*(f"{way}{key}" for key in keys), f"{way}id").select_related("unit")
    return Lazy(ordered, lambda models: _rows(models, officer))


def organisation(officer: Officer, organisation_id: int) -> OrganisationRow:
    """One organisation. Raises OrganisationNotHere outside scope."""
    return _rows([access.organisation_to_see(officer, organisation_id)], officer)[0]


def may_change(officer: Officer, row: OrganisationRow) -> bool:
    """Whether the officer may correct or end it."""
    try:
        access.place_to_keep(officer, row.unit_id)
    except (MayNot, UnitElsewhere, RecordsItself):
        return False
    return True


def story(organisation_id: int) -> list[tuple[audit.Line, str]]:
    """What was done with it, newest first, each with its verb in words. The caller has asked whether it may be seen."""
    lines = audit.lines_about("outreach.organisation", organisation_id, limit=50)
    return [(line, VERBS.get(line.action.rsplit(".", 1)[-1], line.action)) for line in lines]


def open_names(unit_ids: set[int]) -> dict[tuple[int, str], int]:
    """(unit, folded name) → id of the organisations of these units that stand."""
    found = Organisation.objects.filter(unit_id__in=unit_ids, valid_until__isnull=True)
    return {(unit_id, key): row_id for row_id, unit_id, key in found.values_list("id", "unit_id", "name_key")}


def standing_in(nearest: Sequence[int], level: str, on: date) -> list[tuple[int, str]]:
    """(id, name) of what stands today in the register of a place: `nearest` are the place and the unit above it. For
    an area and its commune that is the commune's whole register, with those of the communes it took in; a district or
    the province has its own alone. In Vietnamese order."""
    rows = _of_register(nearest, level, on).filter(_standing(on))
    return list(rows.order_by("sort_key", "id").values_list("id", "name"))


def standing_then(ids: Iterable[int], nearest: Sequence[int], level: str, on: date, day: date) -> frozenset[int]:
    """Those of `ids` that are of the place's register and stood on `day`."""
    chosen = frozenset(ids)
    if not chosen:
        return chosen
    return frozenset(
        _of_register(nearest, level, on).filter(_standing(day), id__in=chosen).values_list("id", flat=True)
    )


class Register:
    """A place's register in all its days, to be asked by name for many rows of a workbook."""

    def __init__(self, rows: Iterable[tuple[int, str, date, date | None]]) -> None:
        self._by_name: dict[str, list[tuple[int, date, date | None]]] = {}
        for row_id, key, since, until in rows:
            self._by_name.setdefault(key, []).append((row_id, since, until))
        self._on: dict[date, dict[str, int]] = {}

    def standing(self, day: date) -> dict[str, int]:
        """Search form of a name → id of what was so called on that day; 0 where two were."""
        if day not in self._on:
            self._on[day] = {
                key: stood[0] if len(stood) == 1 else 0
                for key, rows in self._by_name.items()
                if (stood := [one for one, since, until in rows if since <= day and (until is None or day < until)])
            }
        return self._on[day]


def register(nearest: Sequence[int], level: str, on: date) -> Register:
    """The register of a place (see `standing_in`) with what no longer stands. One query."""
    rows = _of_register(nearest, level, on).values_list("id", "name_key", "valid_from", "valid_until")
    return Register(rows.order_by("id"))


def names(ids: Iterable[int]) -> dict[int, str]:
    """Names by id. The caller has asked whether what they stand beside may be seen."""
    return dict(Organisation.objects.filter(id__in=ids).order_by("sort_key", "id").values_list("id", "name"))


def _of_register(nearest: Sequence[int], level: str, on: date) -> QuerySet[Organisation]:
    if level not in ("commune", "area"):
        return Organisation.objects.filter(unit_id=nearest[0])
    book = nearest[1] if level == "area" and len(nearest) > 1 else nearest[0]
    return Organisation.objects.filter(unit_id__in=units.visible_ids(book, on))


def _standing(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))


def _filtered(found: QuerySet[Organisation], officer: Officer, asked: OrganisationFilter) -> QuerySet[Organisation]:
    if asked.standing != "all":
        stands = Q(valid_until__isnull=True) | Q(valid_until__gt=officer.on)
        found = found.exclude(stands) if asked.standing == "ended" else found.filter(stands)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.unit_id:
        found = found.filter(unit_id__in=units.visible_ids(asked.unit_id, officer.on))
    for word in asked.words:
        found = found.filter(Q(search_key__contains=word) | Q(unit__search_key__contains=word))
    return found


def _rows(models: list[Organisation], officer: Officer) -> list[OrganisationRow]:
    parents = units.latest_parents({model.unit_id for model in models}, officer.on)
    return [_row(model, parents.get(model.unit_id), officer) for model in models]


def _row(model: Organisation, parent: units.UnitRow | None, officer: Officer) -> OrganisationRow:
    place = units.unit_row(model.unit)
    name = place.name
    if parent is not None and parent.id != officer.unit_id and place.id != officer.unit_id:
        name = f"{place.name}, {parent.in_sentence}"
    since: date | None = None if model.valid_from == LONG_STANDING else model.valid_from
    return OrganisationRow(
        id=model.id,
        unit_id=place.id,
        unit_code=place.code,
        unit_name=name,
        kind=model.kind,
        kind_label=OrganisationKind(model.kind).label,
        name=model.name,
        code=model.code,
        address=model.address,
        valid_from=since,
        valid_until=model.valid_until,
        version=model.version,
    )
