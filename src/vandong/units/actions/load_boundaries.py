"""Load boundaries of units from an operator's GeoJSON, and forget them. For the map alone."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, child, vietnamese
from vandong.units.errors import BoundariesOfNobody, SourceMissing
from vandong.units.models import Unit, UnitBoundary
from vandong.units.spans import valid_on

_DIGITS = {"province": 2, "district": 3, "commune": 5}  # of the official codes: a number in the file lost its zeros


@dataclass(frozen=True)
class BoundariesLoaded:
    """How many units now have a boundary from this file; codes no unit bears; units of the level still without."""

    unit_count: int
    unknown_codes: tuple[str, ...]
    missing_count: int
    code_property: str


def load_boundaries(
    *, by: audit.Actor, payload: bytes, level: str, code_property: str, source: str, on: date, now: datetime
) -> BoundariesLoaded:
    """Boundaries of the units of one level standing on that day, matched by their official codes; those of other units
    stay. Raises Unreadable (with what is wrong), SourceMissing, BoundariesOfNobody; nothing has changed then."""
    source = vietnamese.tidy(source)[:200]
    if not source:
        raise SourceMissing
    told, body = child.parse("vandong.units.boundary_reader:read", payload, {"property": code_property})
    rings = {code.zfill(_DIGITS[level]): outline for code, outline in json.loads(body).items()}
    units = dict(Unit.objects.filter(valid_on(on), level=level).values_list("code", "id"))
    known = {units[code]: outline for code, outline in rings.items() if code in units}
    if not known:
        raise BoundariesOfNobody(told["property"], sorted(rings)[:5])
    with transaction.atomic():
        UnitBoundary.objects.filter(unit_id__in=known).delete()
        UnitBoundary.objects.bulk_create(
            [
                UnitBoundary(
                    unit_id=unit_id, rings=json.dumps(each, separators=(",", ":")), source=source, loaded_at=now
                )
                for unit_id, each in known.items()
            ],
            batch_size=500,
        )
        _record(by, "loaded", f"{len(known)} đơn vị, nguồn: {source}", now)
    unknown = tuple(sorted(code for code in rings if code not in units))
    return BoundariesLoaded(len(known), unknown, len(units) - len(known), told["property"])


@transaction.atomic
def forget_boundaries(*, by: audit.Actor, now: datetime) -> int:
    """The map draws centroids again; returns how many boundaries there were."""
    count, _ = UnitBoundary.objects.all().delete()
    if count:
        _record(by, "forgotten", f"{count} đơn vị", now)
    return count


def _record(by: audit.Actor, verb: str, label: str, now: datetime) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"units.boundaries.{verb}",
        subject_type="units.boundary",
        subject_id="",
        subject_label=label,
    )
