"""Load the nation from the fact files of the package: every unit, parent and succession they tell, and what follows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from vandong.kernel import audit
from vandong.units import reference_files, tree
from vandong.units.models import Body, ParentEdge, Succession, Unit
from vandong.units.reference_files import Facts, UnitFact

Progress = Callable[[int, int, str], None]
_BATCH = 2000


@dataclass(frozen=True)
class LoadSummary:
    """What a loading changed; all zero when the files tell nothing new."""

    units_added: int = 0
    units_changed: int = 0
    edges_added: int = 0
    edges_removed: int = 0
    successions_added: int = 0
    successions_changed: int = 0

    @property
    def changed_nothing(self) -> bool:
        return self == LoadSummary()


@transaction.atomic
def load_reference(
    *,
    by: audit.Actor,
    now: datetime,
    progress: Progress = lambda done, total, text: None,
    facts: Facts | None = None,
) -> LoadSummary:
    """Bring the tree to what the fact files say; a second time changes nothing and writes no audit line.

    A unit that is here keeps its id; its name, kind, point, span and parents follow the files. What the files do not
    know stays: residential areas, bodies, and an end that people gave a unit ahead of the files. When a unit's end
    becomes known its bodies end with it, and its areas go on under the unit that takes it over wholly.
    """
    progress(0, 1, "Đọc các tệp dữ kiện")
    facts = facts or reference_files.read()
    total = 2 * len(facts.units) + len(facts.successions)
    tell = _Teller(progress, total)
    ids, added, changed = _bring_units(facts, tell)
    edge_children, edges_added, edges_removed = _bring_edges(facts, ids)
    heirs, successions_added, successions_changed = _bring_successions(facts, ids)
    touched = set(added) | set(changed) | edge_children
    _renew_parts(touched - set(added), by_end=set(changed))
    _fill_ancestry(sorted(touched), fresh=len(added) == len(ids), tell=tell)
    for done in tree.renew_lineage(tree.heirs(heirs)):
        tell("Nối các đơn vị kế thừa", done)
    progress(total, total, "Đã có các đơn vị cả nước")
    summary = LoadSummary(len(added), len(changed), edges_added, edges_removed, successions_added, successions_changed)
    if not summary.changed_nothing:
        audit.record(
            by=by,
            at=now,
            action="units.reference.loaded",
            subject_type="units.unit",
            subject_id=ids[reference_files.NATION_KEY],
            subject_label="Danh mục đơn vị hành chính",
            note=f"Thêm {summary.units_added}, sửa {summary.units_changed} đơn vị; "
            f"thêm {summary.successions_added}, sửa {summary.successions_changed} lần kế thừa.",
        )
    return summary


class _Teller:
    """Adds up the work of the stages, so that the progress only ever grows."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._before, self._text = progress, total, 0, ""
        self._done = 0

    def __call__(self, text: str, done: int) -> None:
        if text != self._text:
            self._before, self._text = self._before + self._done, text
        self._done = done
        self._progress(min(self._before + done, self._total), self._total, text)


def _known_ids() -> dict[str, int]:
    """Ids of the units that are here, by the files' key: the first bearer of a code has the plain one."""
    known: dict[str, int] = {}
    rows = Unit.objects.exclude(level="area").order_by("level", "code", "valid_from")
    for unit_id, level, code, valid_from in rows.values_list("id", "level", "code", "valid_from"):
        plain = f"{level}:{code}"
        known[f"{plain}@{valid_from}" if plain in known else plain] = unit_id
    return known


_FACT_FIELDS = ("kind", "name", "latitude", "longitude", "valid_from", "valid_until")


def _bring_units(facts: Facts, tell: _Teller) -> tuple[dict[str, int], list[int], list[int]]:
    known = _known_ids()
    here = {row.id: row for row in Unit.objects.filter(id__in=known.values())} if known else {}
    changed = []
    for key, unit_id in known.items():
        fact, row = facts.units.get(key), here[unit_id]
        if fact is None:
            continue
        if fact.valid_until is None:
            fact.valid_until = row.valid_until  # an end given here, ahead of the files
        if any(getattr(row, name) != getattr(fact, name) for name in _FACT_FIELDS):
            for name in _FACT_FIELDS:
                setattr(row, name, getattr(fact, name))
            row.fill_keys()
            changed.append(row)
    Unit.objects.bulk_update(changed, [*_FACT_FIELDS, "search_key", "sort_key"], batch_size=200)
    fresh = [fact for key, fact in facts.units.items() if key not in known]
    added = []
    for start in range(0, len(fresh), _BATCH):
        for fact in fresh[start : start + _BATCH]:
            row = Unit(level=fact.level, code=fact.code, **{name: getattr(fact, name) for name in _FACT_FIELDS})
            row.fill_keys()
            added.append(row)
        Unit.objects.bulk_create(added[start:])
        tell("Ghi các đơn vị", len(added))
    known |= {fact.key: row.id for fact, row in zip(fresh, added, strict=True)}
    return {key: known[key] for key in facts.units}, [row.id for row in added], [row.id for row in changed]


def _bring_edges(facts: Facts, ids: dict[str, int]) -> tuple[set[int], int, int]:
    """Make the parent edges of the files' units those of the files. Returns the children concerned, added, removed."""
    wanted = {
        (ids[fact.key], ids[span.parent_key], span.valid_from, _edge_end(fact, span.valid_until))
        for fact in facts.units.values()
        for span in fact.parents
        if fact.valid_until is None or span.valid_from < fact.valid_until
    }
    here = {
        (child, parent, begin, end): edge_id
        for edge_id, child, parent, begin, end in ParentEdge.objects.exclude(child__level="area").values_list(
            "id", "child_id", "parent_id", "valid_from", "valid_until"
        )
    }
    ours = set(ids.values())
    wrong = [key for key in here if key not in wanted and key[0] in ours]
    for start in range(0, len(wrong), 500):
        ParentEdge.objects.filter(id__in=[here[key] for key in wrong[start : start + 500]]).delete()
    missing = sorted(wanted - here.keys(), key=lambda key: (key[0], key[2]))
    ParentEdge.objects.bulk_create(
        ParentEdge(child_id=child, parent_id=parent, valid_from=begin, valid_until=end)
        for child, parent, begin, end in missing
    )
    return {key[0] for key in wrong} | {key[0] for key in missing}, len(missing), len(wrong)


def _edge_end(fact: UnitFact, end: date | None) -> date | None:
    ends = [day for day in (end, fact.valid_until) if day is not None]
    return min(ends) if ends else None


def _bring_successions(facts: Facts, ids: dict[str, int]) -> tuple[list[int], int, int]:
    """Returns the successors whose lineage may change, how many rows were added, how many changed."""
    here = {(row.predecessor_id, row.successor_id, row.on): row for row in Succession.objects.all()}
    added, changed = [], []
    for fact in facts.successions:
        key = (ids[fact.predecessor_key], ids[fact.successor_key], fact.on)
        row = here.get(key)
        if row is None:
            added.append(
                Succession(
                    predecessor_id=key[0],
                    successor_id=key[1],
                    on=fact.on,
                    share=fact.share,
                    legal_reference=fact.legal_reference,
                )
            )
        elif (row.share, row.legal_reference) != (fact.share, fact.legal_reference):
            row.share, row.legal_reference = fact.share, fact.legal_reference
            changed.append(row)
    Succession.objects.bulk_create(added)
    Succession.objects.bulk_update(changed, ["share", "legal_reference"], batch_size=200)
    return sorted({row.successor_id for row in added}), len(added), len(changed)


def _renew_parts(touched: set[int], by_end: set[int]) -> None:
    """Units here before whose span changed: their bodies end with them, their areas go on under the heir."""
    for unit_id in sorted(touched & by_end):
        unit = Unit.objects.get(id=unit_id)
        if unit.valid_until is None:
            continue
        Body.objects.filter(unit=unit, valid_from__lt=unit.valid_until, valid_until=None).update(
            valid_until=unit.valid_until
        )
        orphans = ParentEdge.objects.filter(parent=unit, child__level="area", valid_until=None)
        for edge in orphans.select_related("child"):
            edge.delete()
            ParentEdge.objects.bulk_create(tree.edges(edge.child_id, unit.id, edge.valid_from, edge.child.valid_until))


def _fill_ancestry(touched: list[int], *, fresh: bool, tell: _Teller) -> None:
    if not touched:
        return
    concerned: Iterable[int] = touched if fresh else tree.below(touched)
    for done in tree.renew_ancestry(list(concerned)):
        tell("Dựng cây đơn vị theo thời gian", done)
    if fresh and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # the planner must know the tables are no longer empty
            cursor.execute("ANALYZE units_unit, units_ancestry, units_parentedge, units_succession")
