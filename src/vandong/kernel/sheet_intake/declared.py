"""What a domain says of a table it takes in: its columns by every name people give them, and its two verbs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from vandong.kernel import sheet
from vandong.kernel.sheet_intake import values
from vandong.kernel.sheet_intake.errors import SheetHasProblems, SheetUnconfirmed
from vandong.kernel.sheet_intake.found import Found

Who = TypeVar("Who")  # accounts.access.Officer; kernel does not know it


@dataclass(frozen=True)
class Taken:
    """One column. `title` is what our own template and export write; `names` whatever else people call it."""

    key: str
    title: str
    read: values.Reader
    names: tuple[str, ...] = ()
    fills_down: bool = False  # a cell merged over several rows speaks for all of them
    width: int = 16
    note: str = ""
    choices: tuple[str, ...] = ()  # offered in the template's cells
    longest: int | None = None
    in_template: bool = True
    is_open: bool = False  # the choices only offer

    @property
    def for_template(self) -> sheet.Column:
        return sheet.Column(self.title, self.width, self.choices, self.note, self.longest, self.is_open)


@dataclass(frozen=True)
class Mistake:
    """One thing to mend in the file: `row` as its owner sees it, `column` as they titled it ("" = the whole row)."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return (
            f"Dòng {self.row}, cột {self.column}: {self.sentence}"
            if self.column
            else f"Dòng {self.row}: {self.sentence}"
        )


@dataclass
class Understanding:
    """Words that were not certain, and what they were taken for: a person says yes before anything is written."""

    key: str  # names it when the person says yes; the same words understood otherwise have another key
    said: str
    meant: str
    why: str
    rows: list[int] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.rows)


@dataclass
class Judged:
    """What accepting would do. `ready` is the domain's own; nothing of it is ready while there are mistakes."""

    ready: list[Any] = field(default_factory=list)
    new_count: int = 0
    same: list[tuple[int, str]] = field(default_factory=list)  # (row, why nothing happens with it)
    mistakes: list[Mistake] = field(default_factory=list)
    understandings: list[Understanding] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    shown: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)  # the first new rows, in words
    notes: list[str] = field(default_factory=list)

    @property
    def may_accept(self) -> bool:
        return not self.mistakes and self.new_count > 0

    @property
    def shown_cells(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """The shown rows, each cell with its head."""
        return [(row, list(zip(self.heads, cells, strict=True))) for row, cells in self.shown]

    def ensure_acceptable(self, confirmed: frozenset[str]) -> None:
        """Pass when all of it may be written. Raises SheetHasProblems (one wrong row refuses them all),
        SheetUnconfirmed (what was guessed and nobody said yes to)."""
        if self.mistakes:
            raise SheetHasProblems
        if any(one.key not in confirmed for one in self.understandings):
            raise SheetUnconfirmed


@dataclass(frozen=True)
class Accepted:
    """What accepting did: one sentence, and the page that shows something once (a template and its context)."""

    sentence: str
    page: tuple[str, Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Intake(Generic[Who]):
    """A table that may be taken in. `judge` reads only; `accept` writes all of it or refuses, and judges again."""

    code: str  # in addresses: "hoat-dong"
    name: str  # in names of routes: "activity"
    title: str  # "Hoạt động"
    noun: str  # "hoạt động"
    about: str  # one sentence for the person
    may: tuple[str, ...]  # any one of these capabilities opens its pages
    levels: frozenset[str]
    list_route: str  # where its rows are seen
    columns: Callable[[Who], Sequence[Taken]]
    needs: tuple[tuple[str, ...], ...]  # of each group of keys, one must stand in the header
    judge: Callable[[Who, Found, Sequence[Taken]], Judged]
    accept: Callable[..., Accepted]  # (*, by, found, confirmed, file_name, is_asked, now)
    template: Callable[[Who, Sequence[Taken]], list[sheet.Sheet]]
    steps: tuple[str, ...] = ()
    is_for: Callable[[Who], bool] = lambda who: True  # whom else it is kept from, within its levels
    asks: Callable[[Judged], str] = lambda judged: ""  # one thing more that may be asked for when accepting, in words
    is_kept_after: bool = False  # the draft stays after accepting: what is printed once may be lost
