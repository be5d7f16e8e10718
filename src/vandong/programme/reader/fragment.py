"""Reading a piece of a plan by itself: new wording that an amendment brings, a sentence with a word exchanged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vandong.programme.reader.plan import Deadline, Named, Span, Target, Task
from vandong.programme.reader.reading import read
from vandong.programme.reader.text import normalise

Item = Target | Task | Deadline | Named
_HEADINGS = {"target": "MỤC TIÊU", "task": "NHIỆM VỤ", "deadline": "TỔ CHỨC THỰC HIỆN", "risk_group": "ĐỐI TƯỢNG"}


def kind_of(item: Item) -> str:
    if isinstance(item, Target):
        return "target"
    if isinstance(item, Task):
        return "task"
    return "deadline" if isinstance(item, Deadline) else "risk_group"


def read_fragment(words: str, purpose: str, issued_on: date | None, *, at: int = 0) -> list[Item]:
    """What the words say, read as if they stood in a plan of that day under a heading of that purpose.

    Spans count from `at`, where the words stand in their own document.
    """
    if purpose == "risk_group":
        return []
    dated = f", ngày {issued_on.day} tháng {issued_on.month} năm {issued_on.year}" if issued_on else ""
    before = f"Nơi ban hành{dated}\nKẾ HOẠCH\nNội dung sửa đổi\nI. {_HEADINGS[purpose]}\n"
    plan = read(before + words)
    text = normalise(before + words)
    start = len(text) - len(words)
    whole = text.endswith(words)
    found: Sequence[Item] = [*plan.targets, *plan.tasks, *plan.deadlines]
    kept = []
    for item in found:
        span = Span(item.span.start - start + at, item.span.end - start + at)
        if not whole or span.start < at:
            span = Span(at, at + len(words))
        kept.append(replace(item, span=span))
    return kept


def reread(item: Item, source: str, said: str, issued_on: date | None) -> Item:
    """`item`, which the sentence `source` told, as the changed sentence tells it: only what both readings know about
    is taken from the new one, so that what a person entered by hand is not lost."""
    kind = kind_of(item)
    if isinstance(item, Named):
        return replace(item, text=said)
    if isinstance(item, Task):
        return (
            replace(item, text=said)
            if item.text == source
            else replace(item, text=_same_change(item.text, source, said))
        )
    olds, news = (
        [each for each in read_fragment(words, kind, issued_on) if kind_of(each) == kind] for words in (source, said)
    )
    if len(olds) != len(news) or not olds:
        return item
    place = max(range(len(olds)), key=lambda index: _agreement(item, olds[index]))
    changed = {
        name: value for name, value in vars(news[place]).items() if name != "span" and vars(olds[place])[name] != value
    }
    return replace(item, **changed)


def _agreement(item: Item, other: Item) -> int:
    return sum(value is not None and vars(item).get(name) == value for name, value in vars(other).items())


def _same_change(text: str, source: str, said: str) -> str:
    """A task whose text is a part of its sentence takes the sentence's change."""
    if text in source:
        at = source.index(text)
        tail = len(source) - at - len(text)
        return said[at : len(said) - tail] if said[:at] == source[:at] else said
    return said
