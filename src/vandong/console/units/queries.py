"""What the page of one unit shows, for the officer who looks."""

from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import Officer
from vandong.console.units import access
from vandong.units import queries as units
from vandong.units.queries import BodyRow, StandingRow, SuccessionRow, UnitHistory, UnitRow

MOST_CHILDREN = 60  # on the page itself; the list has them all


@dataclass(frozen=True)
class HistoryLine:
    """One day of a unit's history. `others` are units named after `text`; a page leads on where `is_open` says so."""

    on: date
    text: str
    others: tuple[tuple[UnitRow, bool], ...] = ()
    legal_reference: str = ""
    is_ahead: bool = False


@dataclass(frozen=True)
class UnitPage:
    unit: UnitRow
    level_name: str
    stood_on: date  # the day the rest is told of: today, or the last day of a unit that ended, or a first day to come
    is_standing: bool
    above: tuple[UnitRow, ...]  # the highest first, without the nation
    open_above: frozenset[int]
    counts: tuple[tuple[str, int], ...]
    children: tuple[UnitRow, ...]
    child_level_name: str
    more_children: int
    bodies: tuple[tuple[BodyRow, str], ...]  # with the name of its kind
    history: tuple[HistoryLine, ...]
    standing: StandingRow | None  # on that day; of a commune alone


def unit_page(officer: Officer, unit: UnitRow) -> UnitPage:
    """Everything the page says. `unit` has passed `access.unit_to_show`."""
    day = max(unit.valid_from, min(officer.on, unit.last_day or officer.on))
    children = units.children(unit.id, day)
    above = tuple(row for row in reversed(units.ancestors(unit.id, day)[1:]) if row.level != "nation")
    return UnitPage(
        unit=unit,
        level_name=units.LEVEL_NAMES[unit.level],
        stood_on=day,
        is_standing=day == officer.on,
        above=above,
        open_above=access.visible_among(officer, {row.id for row in above}),
        counts=tuple((units.LEVEL_NAMES[level], count) for level, count in units.child_counts(unit.id, day).items()),
        children=tuple(children[:MOST_CHILDREN]),
        child_level_name=units.LEVEL_NAMES[children[0].level] if children else "",
        more_children=max(0, len(children) - MOST_CHILDREN),
        bodies=tuple((body, units.BODY_KIND_NAMES[body.kind]) for body in _front_first(units.bodies(unit.id, day))),
        history=_history(officer, unit),
        standing=units.standing_of(unit.id, day) if unit.level == "commune" else None,
    )


def _front_first(bodies: list[BodyRow]) -> list[BodyRow]:
    """The Front's own before its member organisations, these before others."""
    order = list(units.BODY_KIND_NAMES)
    return sorted(bodies, key=lambda body: order.index(body.kind))


def _history(officer: Officer, unit: UnitRow) -> tuple[HistoryLine, ...]:
    told = units.history(unit.id)
    named = {row.other.id for row in (*told.taken_from, *told.passed_to)} | {row.id for row, _, _ in told.parents}
    is_open = access.visible_among(officer, named)
    lines: list[tuple[date, int, str, tuple[tuple[UnitRow, bool], ...], str]] = []
    founded = any(row.on == unit.valid_from for row in told.taken_from)
    if not unit.begins_unknown:
        # The list may begin later than the unit did: only a merger says that it was founded on the day.
        text = "Thành lập" if founded else "Bắt đầu có trong danh mục"
        lines.append((unit.valid_from, 0, text, (), ""))
    lines += _parent_lines(unit, told, is_open)
    lines += _succession_lines(told.taken_from, "Tiếp nhận", 2, is_open)
    lines += _succession_lines(told.passed_to, "Chuyển sang", 4, is_open)
    if unit.valid_until is not None:
        lines.append((unit.valid_until, 3, "Kết thúc", (), ""))
    return tuple(
        HistoryLine(on, text, others, reference, is_ahead=on > officer.on)
        for on, _, text, others, reference in sorted(lines, key=lambda line: (line[0], line[1]))
    )


_Line = tuple[date, int, str, tuple[tuple[UnitRow, bool], ...], str]


def _parent_lines(unit: UnitRow, told: UnitHistory, is_open: frozenset[int]) -> list[_Line]:
    return [
        (begin, 1, "Trực thuộc", ((parent, parent.id in is_open),), "")
        for parent, begin, _ in told.parents
        if begin > unit.valid_from  # the first parent stands in the page's head
    ]


def _succession_lines(rows: tuple[SuccessionRow, ...], verb: str, order: int, is_open: frozenset[int]) -> list[_Line]:
    """Rows of one day, one act and one share said together: "Tiếp nhận toàn bộ xã A, xã B"."""
    together: dict[tuple[date, str, bool], list[SuccessionRow]] = {}
    for row in rows:
        together.setdefault((row.on, row.legal_reference, row.is_whole), []).append(row)
    return [
        (
            on,
            order,
            f"{verb} {'toàn bộ' if is_whole else 'một phần'}:",
            tuple((row.other, row.other.id in is_open) for row in group),
            reference,
        )
        for (on, reference, is_whole), group in together.items()
    ]
