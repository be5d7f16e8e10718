"""Reads for the confirming page: what a plan says, item by item, and what was decided."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.programme import access, rules, wording
from vandong.programme.models import PlanReading, Programme, ReadItem
from vandong.programme.part_columns import BASICS, COLUMNS, PARTS
from vandong.programme.reading import proposals
from vandong.programme.reading.proposals import Values

# Tab → its word, and the kinds of items under it. "need" gathers what waits for a person's judgement.
TABS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("head", "Phần đầu", ("header",)),
    ("target", "Mục tiêu", ("target",)),
    ("task", "Nhiệm vụ", ("task",)),
    ("deadline", "Thời hạn", ("deadline",)),
    ("group", "Nhóm", ("risk_group",)),
    ("other", "Tên gọi, văn bản", ("model", "movement", "channel", "instrument", "recipient")),
    ("need", "Cần quyết", ("flag",)),
)
MOST_SHOWN = 80  # items on one page: a plan of 200 pages has 500 tasks
TAB_OF = {kind: tab for tab, _, kinds in TABS for kind in kinds}
_PAST = {"accepted": "Đã chấp nhận", "changed": "Đã sửa và nhận", "dismissed": "Đã bỏ qua"}
_INDICATORS = {indicator.code: indicator.name.lower() for indicator in analytics.INDICATORS}


@dataclass(frozen=True)
class FlagRow:
    """What is doubtful about the sentence of an item, and whether it waits for a person's word."""

    id: int
    code: str
    message: str
    version: int
    is_open: bool


@dataclass(frozen=True)
class Mend:
    """An item that a doubt speaks of: where its right words are entered."""

    item_id: int
    position: int
    is_header: bool  # the programme's own first lines: its number, its first and last day


@dataclass(frozen=True)
class ItemRow:
    """One thing the plan says, as the page shows it. `lack`: why it can't be accepted as it is, "" when it can."""

    id: int
    position: int
    kind: str
    tab: str
    tag: str
    state: str
    version: int
    start: int | None
    end: int | None
    quote: str
    where: str  # "II.2": the section its sentence stands in
    headline: str
    facts: tuple[wording.FactLine, ...]
    lack: str
    flags: tuple[FlagRow, ...]
    decided: str  # "Đã chấp nhận"; empty while it waits
    decided_at: datetime | None
    decided_by: str
    by_hand: bool
    advice: str  # of a doubt: what to do about it
    mends: tuple[Mend, ...]  # of a doubt: the items it touches
    adds: str  # of a doubt: what kind of item its sentence may be added as

    @property
    def place(self) -> tuple[int, int, int]:
        """What items are ordered by."""
        return self.start or 0, self.end or 0, self.position

    @property
    def is_waiting(self) -> bool:
        return self.state == "waiting"

    @property
    def needs_person(self) -> bool:
        """Whether the reader is in doubt about it, or lacks something."""
        return self.is_waiting and (bool(self.lack) or any(flag.is_open for flag in self.flags))

    @property
    def is_doubtless(self) -> bool:
        """Whether it may be accepted together with others, once it was seen."""
        return self.is_waiting and not self.needs_person and self.kind not in ("flag", "header")


@dataclass(frozen=True)
class TabRow:
    code: str
    label: str
    count: int
    waiting: int


@dataclass(frozen=True)
class WayOn:
    tab: TabRow
    item: ItemRow


@dataclass(frozen=True)
class Progress:
    """How far the review has come: `done` of `total` questions decided."""

    done: int
    total: int
    open_flags: int

    @property
    def share(self) -> str:
        """Percent, as SVG writes it."""
        return f"{100 * self.done / self.total:.1f}%" if self.total else "100%"

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True)
class Review:
    """Everything about one reading, in the order of the text."""

    reading_id: int
    programme_id: int
    text: str
    items: tuple[ItemRow, ...]  # flags that wait for a person among them
    notes: tuple[FlagRow, ...]  # about the writing: nobody has to decide
    headings: tuple[tuple[int, int, str], ...]  # start, end, path

    @property
    def progress(self) -> Progress:
        open_flags = sum(1 for item in self.items if item.kind == "flag" and item.is_waiting)
        return Progress(sum(1 for item in self.items if not item.is_waiting), len(self.items), open_flags)

    @property
    def tabs(self) -> tuple[TabRow, ...]:
        all_of, waiting = Counter(i.tab for i in self.items), Counter(i.tab for i in self.items if i.is_waiting)
        return tuple(TabRow(tab, label, all_of[tab], waiting[tab]) for tab, label, _ in TABS if all_of[tab])

    def under(self, tab: str) -> tuple[ItemRow, ...]:
        return tuple(item for item in self.items if item.tab == tab)

    def shown_with(self, item: ItemRow) -> tuple[ItemRow, ...]:
        """The items of its tab that one page shows with it."""
        under = self.under(item.tab)
        first = under.index(item) // MOST_SHOWN * MOST_SHOWN
        return under[first : first + MOST_SHOWN]

    def way_on(self, shown: Sequence[ItemRow]) -> WayOn | None:
        """Where to go on once nothing of a page waits; None while something does, or when all is decided."""
        following = None if any(item.is_waiting for item in shown) else self.next_waiting(shown[-1])
        if following is None:
            return None
        return WayOn(next(row for row in self.tabs if row.code == following.tab), following)

    def item(self, item_id: int | None) -> ItemRow | None:
        return next((item for item in self.items if item.id == item_id), None)

    def next_waiting(self, after: ItemRow | None = None) -> ItemRow | None:
        """The next item nobody has decided: in the same tab behind `after`, else from the first tab on."""
        order = [tab for tab, _, _ in TABS]
        waiting = sorted((i for i in self.items if i.is_waiting), key=lambda i: order.index(i.tab))
        if after is not None:
            same = [item for item in waiting if item.tab == after.tab and item.id != after.id]
            behind = [item for item in same if item.place > after.place]
            if behind or same:
                return (behind or same)[0]
        return waiting[0] if waiting else None


def review(officer: Officer, programme_id: int) -> Review:
    """The reading of a draft of the officer's own unit. Raises ProgrammeNotHere, MayNot, AlreadyIssued."""
    programme = access.programme_to_edit(officer, programme_id)
    return review_of(programme, access.reading_of(programme))


def review_of(programme: Programme, reading: PlanReading) -> Review:
    """A reading whose scope has been asked for. A handful of queries, whatever its length."""
    rows = list(ReadItem.objects.filter(reading=reading))
    flags = [row for row in rows if row.kind == "flag"]
    parts = _parts(programme)
    headings = _headings(reading.answer["sections"], "")
    shown = [row for row in rows if proposals.needs_decision(row.kind, row.understood)]
    shown.sort(key=lambda row: (row.span_start or 0, row.span_end or 0, row.position))
    asked = proposals.DECIDED_FLAGS | proposals.ASKED_FLAGS
    noted = [row for row in flags if proposals.flag_code(row.understood) not in asked]
    doubts = [row for row in flags if proposals.flag_code(row.understood) in asked]
    if programme.ends_on <= rules.LAST_DISTRICT_DAY:  # there are districts to its end
        doubts = [row for row in doubts if proposals.flag_code(row.understood) != "holder_has_ended"]
    about = _Doubts(doubts)
    mends = _mends(shown, about)
    return Review(
        reading.id,
        programme.id,
        reading.text,
        tuple(_row(row, parts.get(row.id), about, headings, mends.get(row.id, ())) for row in shown),
        tuple(_flag(row) for row in noted),
        tuple(headings),
    )


def values_now(programme_id: int, item_id: int) -> Values:
    """What an item's form begins with: the part it became, else the reader's proposal. The caller has asked for
    scope."""
    programme = Programme.objects.get(id=programme_id)
    item = access.item_of(access.reading_of(programme), item_id)
    taken = _parts(programme).get(item.id)
    return taken if taken is not None else proposals.values_of(item.kind, item.understood, item.quote)


def values_for(seen: Review, kind: str, start: int, quote: str) -> Values:
    """What the form of a sentence begins with that a person points out."""
    values = dict(proposals.values_of(kind, None, quote))
    if "section" in values:
        values["section"] = _section_at(start, seen.headings)
    return values


def _parts(programme: Programme) -> dict[int, Values]:
    """Item id → the values of the part it became. The header's part is the programme's own first lines."""
    found: dict[int, Values] = {}
    for part, model in PARTS.items():
        rows: Any = model.objects.filter(programme=programme, from_item__isnull=False)  # type: ignore[attr-defined]
        for row in rows:
            found[row.from_item_id] = {name: getattr(row, name) for name in COLUMNS[part]}
    header = ReadItem.objects.filter(reading__programme=programme, kind="header").exclude(state="waiting").first()
    if header is not None:
        found[header.id] = {name: getattr(programme, name) for name in BASICS}
    return found


def _row(
    row: ReadItem,
    taken: Values | None,
    doubts: "_Doubts",
    headings: Sequence[tuple[int, int, str]],
    mends: Sequence[Mend],
) -> ItemRow:
    values: Values = {}
    if row.kind != "flag":
        values = taken if taken is not None else proposals.values_of(row.kind, row.understood, row.quote)
    waiting = row.state == ReadItem.State.WAITING
    tag = wording.TARGET_TAGS[values["kind"]] if row.kind == "target" else row.get_kind_display()
    return ItemRow(
        id=row.id,
        position=row.position,
        kind=row.kind,
        tab=TAB_OF[row.kind],
        tag=str(tag),
        state=row.state,
        version=row.version,
        start=row.span_start,
        end=row.span_end,
        quote=row.quote,
        where=_where(row, headings),
        headline=_message(row) if row.kind == "flag" else wording.headline(row.kind, values),
        facts=wording.facts(row.kind, values, _INDICATORS),
        lack=proposals.lack_of(row.kind, values) if waiting and row.kind != "flag" else "",
        flags=tuple(_flag(flag) for flag in doubts.touching(row)),
        decided=_decided(row),
        decided_at=row.decided_at,
        decided_by=row.decided_by_label,
        by_hand=row.understood is None,
        advice=_ADVICE.get(row.kind if row.kind == "header" else proposals.flag_code(row.understood), ""),
        mends=tuple(mends),
        adds=proposals.ANSWERED_BY_ADDING.get(proposals.flag_code(row.understood), ""),
    )


def _decided(row: ReadItem) -> str:
    if row.state == ReadItem.State.WAITING:
        return ""
    if row.kind == "flag":
        return "Để nguyên"
    is_added = row.understood is None and row.state == ReadItem.State.CHANGED
    return "Đã thêm" if is_added else _PAST[row.state]


_ADVICE = {
    "header": "Thời gian lấy theo các năm văn bản nêu, không phải một câu có sẵn. Xin xem lại.",
    "stale_period": "Giai đoạn đúng thì để nguyên; sai thì ghi lại thời gian ở phần đầu hoặc ở mục nói đến nó.",
    "contradictory_dates": "Xem ngày nào đúng, sửa ở mục ghi ngày ấy; cả hai đều đúng thì để nguyên.",
    "doubtful_target": "Là mục tiêu thì thêm vào bằng cách chọn câu ấy trong văn bản; không phải thì để nguyên.",
    "level_without_tasks": "Cấp ấy có việc thì thêm nhiệm vụ hoặc sửa cấp làm của nhiệm vụ; không có thì để nguyên.",
}


def _mends(shown: Sequence[ReadItem], doubts: "_Doubts") -> dict[int, list[Mend]]:
    """Doubt → the items it touches. A period that has passed is often the programme's own: its first lines too."""
    found: dict[int, list[Mend]] = {}
    stale = [one for one in doubts.rows if proposals.flag_code(one.understood) == "stale_period"]
    for row in shown:
        is_header = row.kind == "header"
        for doubt in stale if is_header else doubts.touching(row):
            found.setdefault(doubt.id, []).append(Mend(row.id, row.position, is_header))
    return found


class _Doubts:
    """The doubts of a reading, in the order of the text, found by what they touch; a long plan has thousands."""

    def __init__(self, rows: Sequence[ReadItem]) -> None:
        self.rows = sorted(rows, key=_start)
        self._reach = list(accumulate((row.span_end or 0 for row in self.rows), max))  # how far any so far goes

    def touching(self, row: ReadItem) -> list[ReadItem]:
        """Those about this item. Headers get those about the document as a whole; that its number or day is missing
        they say themselves."""
        if row.kind == "header":
            asked = proposals.ASKED_FLAGS - proposals.HEADER_FLAGS
            return [one for one in self.rows if one.span_start is None and proposals.flag_code(one.understood) in asked]
        if row.kind not in ("target", "task", "deadline") or row.span_end is None:
            return []
        found = []
        place = bisect_left(self.rows, row.span_end, key=_start)
        while place and self._reach[place - 1] > _start(row):
            place -= 1
            one = self.rows[place]
            if one.span_start is not None and (one.span_end or 0) > _start(row):
                found.append(one)
        if row.understood is None:  # a person added it: it answers what was doubtful
            found = [one for one in found if proposals.flag_code(one.understood) not in proposals.ANSWERED_BY_ADDING]
        return found[::-1]


def _start(row: ReadItem) -> int:
    return row.span_start or 0


def _flag(row: ReadItem) -> FlagRow:
    code = proposals.flag_code(row.understood)
    is_open = row.state == ReadItem.State.WAITING and code in proposals.DECIDED_FLAGS
    return FlagRow(row.id, code, _message(row), row.version, is_open)


def _message(row: ReadItem) -> str:
    return str(row.understood["message"]) if row.understood else ""


def _headings(sections: Sequence[Any], path: str) -> list[tuple[int, int, str]]:
    found = []
    for section in sections:
        label = (section["label"] or "").strip("().")
        here = f"{path}.{label}".strip(".") if label and label != "-" else path
        found.append((section["span"][0], section["span"][1], here))
        found += _headings(section["children"], here)
    return sorted(found)


def _where(row: ReadItem, headings: Sequence[tuple[int, int, str]]) -> str:
    return "" if row.span_start is None else _section_at(row.span_start, headings)


def _section_at(start: int, headings: Sequence[tuple[int, int, str]]) -> str:
    """ "II.2": the section a place of the text stands in; empty before the first."""
    place = bisect_right(headings, start, key=lambda heading: heading[0])
    return headings[place - 1][2] if place else ""
