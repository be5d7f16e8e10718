"""What the reader understood of a plan: frozen rows, every one tied to its place in the normalised text.

Spans are half-open code-point ranges of `Plan.text`; dates are calendar days; shares are in percent (5 means 5 %);
what the document does not say is None (or an empty tuple), never a guess.
"""

from dataclasses import dataclass, field
from datetime import date

Number = int | float
Day = date  # Deadline has a field called `date`


@dataclass(frozen=True, order=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Instrument:
    """A document cited: a legal basis, or one named in the body."""

    type: str  # "Kế hoạch", "Chỉ thị", "Luật"
    number: str | None
    issued_on: date | None
    issuer: str | None
    subject: str | None
    span: Span


@dataclass(frozen=True)
class Signer:
    name: str | None
    title: str | None
    on_behalf_of: str | None  # without its "TM.", "KT."


@dataclass(frozen=True)
class Header:
    type: str | None
    number: str | None
    issued_on: date | None
    issuer: str | None
    subject: str | None
    signer: Signer
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    legal_bases: tuple[Instrument, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it. `span` is the heading itself; `path` joins the labels from the top."""

    label: str | None  # "I", "1", "1.1", "a)", "Điều 1", "-"; None: an unnumbered heading
    title: str
    level: int  # 1 at the top
    span: Span
    children: tuple["Section", ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Baseline:
    from_on: date | None
    to_on: date | None
    text: str


@dataclass(frozen=True)
class Target:
    kind: str  # reduce_share, keep_none, reach_share, count_per_unit, halt_growth, at_least, at_most, other
    value: Number | None
    unit: str | None
    subject: str | None
    baseline: Baseline | None
    due: date | None
    scope: str | None
    holder: str | None
    span: Span
    recurs: str | None = None  # yearly: to be reached every year anew; None: once


@dataclass(frozen=True)
class Task:
    text: str
    levels: tuple[str, ...]  # of nation, province, district, commune, area; empty: the document names none
    lead: str | None
    partners: tuple[str, ...]
    section: str | None
    due: date | None
    span: Span


@dataclass(frozen=True)
class Deadline:
    kind: str  # report, task, review, meeting, other
    recurs: str | None  # weekly, monthly, quarterly, half_yearly, yearly, on_request
    month: int | None
    day: int | None
    date: Day | None
    starts_on: Day | None  # a campaign's first day; `date` is its last
    from_body: str | None
    to_body: str | None
    via: str | None
    section: str | None
    span: Span


@dataclass(frozen=True)
class Named:
    """A risk group, model, movement or channel, in the document's words, at its first mention."""

    text: str
    span: Span


@dataclass(frozen=True)
class Flag:
    """Something a person must look at. `message` is one Vietnamese sentence or two: what it is, what to do."""

    code: str
    message: str
    span: Span | None


@dataclass(frozen=True)
class Plan:
    text: str
    document: Header
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    risk_groups: tuple[Named, ...]
    models: tuple[Named, ...]
    movements: tuple[Named, ...]
    channels: tuple[Named, ...]
    instruments: tuple[Instrument, ...]
    flags: tuple[Flag, ...] = field(default=())

    def quote(self, span: Span) -> str:
        """The words of the document at `span`."""
        return self.text[span.start : span.end]
