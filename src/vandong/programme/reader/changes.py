"""What a later document changes in a programme that was issued: an amendment ("Sửa đổi, bổ sung Kế hoạch số …"), order
by order, or a whole new version, item by item. Pure; precise before complete: what is doubtful says why, and what
could not be placed is told rather than guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vandong.programme.reader import likeness, orders, stops
from vandong.programme.reader import text as normalised
from vandong.programme.reader.fragment import Item, kind_of, read_fragment, reread
from vandong.programme.reader.orders import ADD, ADJUST, AMEND, REPEAL, WORDS, Order
from vandong.programme.reader.plan import Baseline, Deadline, Named, Plan, Span, Target, Task
from vandong.programme.reader.sections import marker
from vandong.programme.reader.text import fold

SAME, CHANGED, NEW, WITHDRAWN = "same", "changed", "new", "withdrawn"
_NAMED_THERE, _ANYWHERE = 0.3, 0.6  # how alike two sentences must be, at the place an order names and without one
# What is compared of each kind: what a sentence states, not how it words it.
COMPARED = {
    "target": ("kind", "value", "unit", "due", "baseline", "holder", "recurs"),
    "task": ("text", "levels", "due"),
    "deadline": ("kind", "recurs", "month", "day", "date", "via"),
    "risk_group": ("text",),
}

NOT_REPEATED = "Đoạn thay thế không nhắc lại nội dung này. Xin xem có đúng là bỏ không."
NO_LONGER_SAID = "Câu mới không nêu lại chi tiết này. Xin xem có đúng là bỏ không."
LOOSELY_ALIKE = "Văn bản không nêu rõ vị trí; phần mềm tìm theo câu chữ. Xin xem có đúng nội dung này không."
REPLACED_PLAN = "Kế hoạch mới thay thế kế hoạch cũ và không nhắc lại nội dung này."
REST_STAYS = (
    "Văn bản thay một câu; các nội dung khác ở vị trí này được giữ nguyên. Nếu văn bản thay cả vị trí ấy, xin gửi "
    "một văn bản nói rõ bỏ những nội dung nào."
)
NOT_FOUND = "Không tìm thấy trong chương trình nội dung mà câu này sửa. Nếu câu ấy phải đổi chương trình, xin gửi văn bản nói rõ mục, khoản."
NOT_READ = "Phần mềm không đọc ra mục tiêu, nhiệm vụ hay thời hạn nào trong câu này. Nếu câu ấy phải đổi chương trình, xin gửi văn bản viết lại rõ hơn."


@dataclass(frozen=True)
class Standing:
    """A part of the issued programme as it stands: `item` in the reader's terms, the sentence it came from, its place."""

    kind: str  # target, task, deadline, risk_group
    id: int
    item: Item
    quote: str
    section: str = ""


@dataclass(frozen=True)
class Difference:
    name: str  # a field of the reader's item
    old: object
    new: object


@dataclass(frozen=True)
class Change:
    """`part_id` names the part (None: new); `item` is what it becomes (None: withdrawn); `span` is in the new document."""

    what: str
    kind: str
    part_id: int | None
    item: Item | None
    differences: tuple[Difference, ...]
    span: Span
    doubt: str | None = None
    sentence: str = ""  # the part's sentence as it will read; "" when withdrawn


@dataclass(frozen=True)
class Unplaced:
    """Words of the new document that order something the software could not carry over."""

    span: Span
    message: str


@dataclass(frozen=True)
class Comparison:
    is_whole: bool  # a whole new version, not a list of orders
    names_programme: bool  # whether the document cites the programme's own number
    changes: tuple[Change, ...]
    unplaced: tuple[Unplaced, ...]


def compare(plan: Plan, standing: Sequence[Standing], plan_number: str) -> Comparison:
    """Compare a document that was read with the parts of an issued programme."""
    text = normalised.of(plan.text)
    cited = plan_number != "" and fold(plan_number) in text.shadow
    found = orders.find(text)
    if _is_whole(plan, found):
        replaced = cited and f"thay thế kế hoạch số {fold(plan_number)}" in text.shadow
        return Comparison(True, cited, tuple(_versions(plan, standing, replaced)), ())
    changes: list[Change] = []
    unplaced: list[Unplaced] = []
    for order in found:
        made = _carried_out(plan, order, standing)
        changes += made
        if not made:
            is_told = order.brings is not None and order.verb in (AMEND, ADD)
            unplaced.append(Unplaced(order.span, NOT_READ if is_told else NOT_FOUND))
        elif _renews_one_sentence(plan, order, made) and _not_repeated(order, made, standing):
            unplaced.append(Unplaced(order.span, REST_STAYS))
    return Comparison(False, cited, tuple(_once(changes)), tuple(unplaced))


def standing_in(plan: Plan) -> list[Standing]:
    """Every item of a plan as a part that stands, numbered within its kind from 1: what a programme issued from it has."""
    found: list[Standing] = []
    kinds: tuple[Sequence[Item], ...] = (plan.targets, plan.tasks, plan.deadlines, plan.risk_groups)
    for items in kinds:
        for number, item in enumerate(items, start=1):
            found.append(Standing(kind_of(item), number, item, plan.quote(item.span), place_of(plan, item.span.start)))
    return found


def place_of(plan: Plan, at: int) -> str:
    """The path of the heading that stands over a place of the text; "" above the first."""
    path, waiting = "", list(plan.sections)
    while waiting:
        section = waiting.pop(0)
        if section.span.start > at:
            break
        path, waiting = section.path or path, [*section.children, *waiting]
    return path


def _is_whole(plan: Plan, found: Sequence[Order]) -> bool:
    subject = fold(plan.document.subject or "")
    if any(word in subject for word in ("sửa đổi", "bổ sung", "điều chỉnh", "đính chính", "gia hạn", "bãi bỏ")):
        return False
    return len(plan.targets) + len(plan.tasks) + len(plan.deadlines) > len(found)


def _once(changes: Iterable[Change]) -> list[Change]:
    """Two orders may touch one part; the later one knows no better what the earlier did, so a person must look."""
    kept: dict[tuple[str, int | None, object], Change] = {}
    for change in changes:
        key = (change.kind, change.part_id, None if change.part_id is not None else change.span)
        if key in kept and change.part_id is not None and kept[key] != change:
            change = replace(change, doubt="Nhiều chỗ trong văn bản cùng sửa nội dung này. Xin xem cả các chỗ ấy.")
        kept[key] = change
    return list(kept.values())


# ---- order by order -----------------------------------------------------------------------------------------------


def _carried_out(plan: Plan, order: Order, standing: Sequence[Standing]) -> list[Change]:
    if order.verb == REPEAL:
        return _repealed(plan, order, standing)
    if order.swaps:
        return _reworded(plan, order, standing)
    if order.brings is None:
        return _put_off(plan, order, standing) if order.verb == ADJUST else []
    return _rewritten(plan, order, standing)


def _there(order: Order, standing: Sequence[Standing]) -> list[Standing]:
    """The parts at the places an order names."""
    paths = [_bare(path) for path in order.paths]
    return [
        each
        for each in standing
        if any((place := _bare(each.section)) == path or place.startswith(f"{path}.") for path in paths)
    ]


def _bare(path: str) -> str:
    """ "Phần I.1.b)" and "I.1.b)" are one place."""
    return re.sub(r"\b(?:phần|chương|mục) (?=[ivx])", "", path.casefold())


def _quoted(order: Order, standing: Sequence[Standing]) -> list[Standing]:
    """The parts an order names by their words."""
    wanted = [fold(words).strip(" .;,") for words in order.quoted if len(words) > 5]
    return [each for each in standing if any(words in fold(f"{each.quote}\n{_words(each)}") for words in wanted)]


def _words(each: Standing) -> str:
    return getattr(each.item, "text", None) or getattr(each.item, "subject", None) or ""


def _repealed(plan: Plan, order: Order, standing: Sequence[Standing]) -> list[Change]:
    named, placed = _quoted(order, standing), _there(order, standing)
    both = [each for each in placed if each in named]
    gone = both or placed or named
    doubt = LOOSELY_ALIKE if not placed and len(gone) > 1 else None
    if not gone and not order.paths:
        lead = plan.quote(order.lead)
        gone, doubt = _likest(lead, standing), LOOSELY_ALIKE
    return [Change(WITHDRAWN, each.kind, each.id, None, (), order.span, doubt) for each in gone]


def _likest(words: str, standing: Sequence[Standing]) -> list[Standing]:
    """The one part these words plainly speak of: its own words are nearly all in them, and no other's are."""
    scored = sorted(
        ((likeness.share(_words(each), words), each.id, each) for each in standing), reverse=True, key=lambda s: s[:2]
    )
    scored = [row for row in scored if row[0] >= 0.75]
    return [scored[0][2]] if scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= 0.1) else []


def _reworded(plan: Plan, order: Order, standing: Sequence[Standing]) -> list[Change]:
    """Words put in the place of words: the sentence is read again with the new ones."""
    where = _there(order, standing) if order.paths else standing
    if order.verb == ADJUST and not order.paths:
        where = _likest(plan.quote(order.lead), standing)
    changes = []
    for each in where:
        source = each.quote or _words(each)
        said = source
        for old, new in order.swaps:
            said = likeness.swapped(said, old, new)
        if said == source:
            continue
        item = reread(each.item, source, said, plan.document.issued_on)
        changed = _differences(each.kind, each.item, item)
        if changed:
            doubt = LOOSELY_ALIKE if order.verb == ADJUST and not order.paths else None
            changes.append(Change(CHANGED, each.kind, each.id, item, changed, order.span, doubt, said))
    return changes


def _put_off(plan: Plan, order: Order, standing: Sequence[Standing]) -> list[Change]:
    """ "Gia hạn … đến hết ngày 31/12/2026": one new day for one part that is named."""
    lead = plan.quote(order.lead)
    found = [item for item in read_fragment(lead, "task", plan.document.issued_on) if kind_of(item) == "deadline"]
    where = _there(order, standing) or _quoted(order, standing) or _likest(lead, standing)
    dated = [each for each in where if each.kind == "deadline"] or [each for each in where if each.kind == "target"]
    if len(found) != 1 or len(dated) != 1:
        return []
    each, day = dated[0], next(getattr(item, "date", None) for item in found)
    if day is None:
        return []
    item: Item = each.item
    if isinstance(item, Deadline):
        item = replace(item, date=day, month=None, day=None)
    elif isinstance(item, Target):
        item = replace(item, due=day)
    changed = _differences(each.kind, each.item, item)
    doubt = None if order.paths or order.quoted else LOOSELY_ALIKE
    return [Change(CHANGED, each.kind, each.id, item, changed, order.span, doubt, lead)] if changed else []


def _rewritten(plan: Plan, order: Order, standing: Sequence[Standing]) -> list[Change]:
    assert order.brings is not None  # noqa: S101  the caller has asked
    there, lead = _there(order, standing), fold(plan.quote(order.lead))
    purpose = _purpose(lead, there)
    items = read_fragment(plan.quote(order.brings), purpose, plan.document.issued_on, at=order.brings.start)
    if purpose == "risk_group" and not items:
        said = plan.quote(order.brings).strip(" .;")
        items = [Named(said, order.brings)]
    pool = [] if order.verb == ADD else list(there or ([] if order.paths else standing))
    if order.verb == AMEND and not order.paths:
        pool = _quoted(order, standing) or pool
    least = _NAMED_THERE if there else _ANYWHERE
    changes = list(_matched(plan, items, pool, least, None if there else LOOSELY_ALIKE))
    changes = [change for change in changes if not _is_another_face(change, changes)]
    if _renews_one_sentence(plan, order, changes):
        return changes
    rest = _not_repeated(order, changes, standing)
    return changes + [Change(WITHDRAWN, each.kind, each.id, None, (), order.span, NOT_REPEATED) for each in rest]


def _renews_one_sentence(plan: Plan, order: Order, changes: Sequence[Change]) -> bool:
    """One sentence that renews a part says nothing of the others at its place, even where the order names all of it."""
    if order.brings is None or not any(change.part_id is not None for change in changes):
        return False
    words = plan.quote(order.brings).strip()
    label = marker(words)
    return stops.first_end(words[label.end if label else 0 :].rstrip(' .;"”')) is None


def _not_repeated(order: Order, changes: Sequence[Change], standing: Sequence[Standing]) -> list[Standing]:
    """Parts at the place of new wording, of the kinds it brings, that it does not name again."""
    if order.brings is None or order.verb not in (AMEND, WORDS):
        return []
    named = {(change.kind, change.part_id) for change in changes}
    kinds = {change.kind for change in changes}
    return [each for each in _there(order, standing) if (each.kind, each.id) not in named and each.kind in kinds]


def _purpose(lead: str, there: Sequence[Standing]) -> str:
    """What the new wording is for: by the parts that stand there, else by what the order calls it."""
    kinds = {each.kind for each in there}
    if "nhóm" in lead and ("đối tượng" in lead or "nguy cơ" in lead) and kinds <= {"risk_group"}:
        return "risk_group"
    if "target" in kinds or (not kinds and ("mục tiêu" in lead or "chỉ tiêu" in lead)):
        return "target"
    return "task"


def _matched(
    plan: Plan,
    items: Sequence[Item],
    pool: Sequence[Standing],
    least: float,
    doubt: str | None,
    *,
    has_headings: bool = False,
) -> Iterable[Change]:
    """Each item with the part it renews: the likest of its kind, each part once; an item without one is new."""
    pairs = sorted(
        (
            (likeness.of(plan.quote(item.span), each.quote or _words(each)), -place, each)
            for place, item in enumerate(items)
            for each in pool
            if each.kind == kind_of(item)
        ),
        key=lambda pair: pair[:2],
        reverse=True,
    )
    taken: dict[int, Standing] = {}
    used: set[tuple[str, int]] = set()
    for score, place, each in pairs:
        if score >= least and -place not in taken and (each.kind, each.id) not in used:
            taken[-place] = each
            used.add((each.kind, each.id))
    for place, said in enumerate(items):
        kind, old = kind_of(said), taken.get(place)
        item = said if has_headings else _with_levels(said, old, pool)
        if old is None:
            yield Change(NEW, kind, None, item, (), item.span, None, plan.quote(item.span))
            continue
        changed = _differences(kind, old.item, item)
        lost = any(each.new is None and each.old is not None for each in changed)
        yield Change(
            CHANGED if changed else SAME, kind, old.id, item, changed, item.span,
            (NO_LONGER_SAID if lost else doubt) if changed else None, plan.quote(item.span),
        )  # fmt: skip


def _with_levels(item: Item, old: Standing | None, pool: Sequence[Standing]) -> Item:
    """A task's level often stands in the heading above it, which new wording does not bring: it keeps what it had, and
    a new task takes what all at its place have."""
    if not isinstance(item, Task) or item.levels:
        return item
    near = [old.item] if old else [each.item for each in pool]
    levels = {each.levels for each in near if isinstance(each, Task)}
    return replace(item, levels=levels.pop()) if len(levels) == 1 else item


def _is_another_face(change: Change, changes: Sequence[Change]) -> bool:
    """A sentence is often a task and a deadline at once; where only one of them stands, the other was not wanted."""
    renewed = [each for each in changes if each.part_id is not None]
    return (
        change.part_id is None
        and change.kind not in {each.kind for each in renewed}
        and any(_overlap(each.span, change.span) for each in renewed)
    )


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _differences(kind: str, old: Item, new: Item) -> tuple[Difference, ...]:
    found = []
    for name in COMPARED[kind]:
        before, after = getattr(old, name), getattr(new, name)
        same = _same_baseline(before, after) if name == "baseline" else _plain(before) == _plain(after)
        if not same:
            found.append(Difference(name, before, after))
    return tuple(found)


def _same_baseline(old: Baseline | None, new: Baseline | None) -> bool:
    """By the days where both have them, else by the words."""
    if old is None or new is None:
        return old is new
    if old.from_on and new.from_on:
        return (old.from_on, old.to_on) == (new.from_on, new.to_on)
    return fold(old.text).removeprefix("so với ") == fold(new.text).removeprefix("so với ")


def _plain(value: object) -> object:
    if isinstance(value, str):
        return " ".join(fold(value).strip(" .;,").split()) or None
    if isinstance(value, float):
        return round(value, 4)
    return value if value != () else None


# ---- version by version -------------------------------------------------------------------------------------------


def _versions(plan: Plan, standing: Sequence[Standing], replaced: bool) -> Iterable[Change]:
    items: list[Item] = [*plan.targets, *plan.tasks, *plan.deadlines, *plan.risk_groups]
    found = list(_matched(plan, items, standing, _ANYWHERE, None, has_headings=True))
    yield from found
    if not replaced:
        return
    told = {(change.kind, change.part_id) for change in found}
    whole = Span(0, min(len(plan.text), max(plan.text.find("\n"), 1)))
    for each in standing:
        if (each.kind, each.id) not in told:
            yield Change(WITHDRAWN, each.kind, each.id, None, (), whole, REPLACED_PLAN)
