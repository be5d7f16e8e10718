"""Layout profiles: how a document looks is data with a legal reference and dates of validity, one file each in
`profiles/`. Read once, checked against the bounds the law itself gives, and kept frozen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vandong.documents.errors import NoProfile

FOLDER = Path(__file__).parent / "profiles"
STATE_BODIES = frozenset({"police", "committee_138", "other"})  # everyone else writes as the Front does


@dataclass(frozen=True)
class Paper:
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Margins:
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Header:
    """The invisible table on top. Widths in dxa (twentieths of a point), sizes in points."""

    left_dxa: int
    right_dxa: int
    national_title: str
    national_title_pt: float
    motto: str
    motto_pt: float
    superior_pt: float
    issuer_pt: float
    issuer_rule_percent: int  # length of the rule, of the issuing body's last line
    number_pt: float
    place_date_pt: float


@dataclass(frozen=True)
class Title:
    type_pt: float
    subject_pt: float
    subject_rule_percent: int  # of the subject's last line
    note_pt: float
    letter_subject_pt: float  # "V/v …" under the number of a letter


@dataclass(frozen=True)
class Body:
    size_pt: float
    first_line_mm: float
    space_before_pt: float
    space_after_pt: float
    line_spacing_percent: int
    capitals_on_level: int  # section headings down to this level are printed in capitals


@dataclass(frozen=True)
class PageNumber:
    size_pt: float
    from_top_mm: float


@dataclass(frozen=True)
class SignatureBlock:
    size_pt: float
    gap_pt: float  # room for the hand and the seal
    has_signs_for_chair: bool
    signs_for_chair_prefix: str


@dataclass(frozen=True)
class RecipientList:
    label_pt: float
    line_pt: float


@dataclass(frozen=True)
class AppendixPages:
    title_pt: float
    table_pt: float
    landscape_above_columns: int  # a table with more columns than this lies on its side


@dataclass(frozen=True)
class Profile:
    code: str
    name: str
    issuers: str  # "front" or "state"
    legal_reference: str
    is_verified: bool  # whether the text of the legal reference was at hand
    note: str
    valid_from: date
    valid_to: date | None  # end exclusive
    paper: Paper
    margins_mm: Margins
    font: str
    language: str
    header: Header
    title: Title
    body: Body
    page_number: PageNumber
    signature: SignatureBlock
    recipients: RecipientList
    appendix: AppendixPages

    @property
    def text_width_dxa(self) -> int:
        """Width of the type area of an upright page, in dxa."""
        return dxa(self.paper.width_mm - self.margins_mm.left - self.margins_mm.right)

    def faults(self) -> list[str]:
        """What of this profile lies outside Decree 30/2020, Appendix I; empty when nothing does."""
        m, h, t, b = self.margins_mm, self.header, self.title, self.body
        bounds = (
            ("paper width", self.paper.width_mm, 210, 210),
            ("paper height", self.paper.height_mm, 297, 297),
            ("top margin", m.top, 20, 25),
            ("bottom margin", m.bottom, 20, 25),
            ("left margin", m.left, 30, 35),
            ("right margin", m.right, 15, 20),
            ("national title", h.national_title_pt, 12, 13),
            ("motto", h.motto_pt, 13, 14),
            ("superior body", h.superior_pt, 12, 13),
            ("issuing body", h.issuer_pt, 12, 13),
            ("issuing body's rule", h.issuer_rule_percent, 33, 50),
            ("number", h.number_pt, 13, 13),
            ("place and date", h.place_date_pt, 13, 14),
            ("header width", h.left_dxa + h.right_dxa, self.text_width_dxa - 200, self.text_width_dxa + 20),
            ("type name", t.type_pt, 13, 14),
            ("subject", t.subject_pt, 13, 14),
            ("subject's rule", t.subject_rule_percent, 33, 50),
            ("body", b.size_pt, 13, 14),
            ("first line", b.first_line_mm, 10, 12.7),
            ("between paragraphs", b.space_before_pt + b.space_after_pt, 6, 12),
            ("line spacing", b.line_spacing_percent, 100, 150),
            ("page number", self.page_number.size_pt, 13, 14),
            ("page number's place", self.page_number.from_top_mm, 5, m.top - 5),
            ("signature", self.signature.size_pt, 13, 14),
            ("recipients' label", self.recipients.label_pt, 12, 12),
            ("recipients", self.recipients.line_pt, 11, 11),
            ("appendix title", self.appendix.title_pt, 13, 14),
        )
        found = [
            f"{what}: {value} not in {low}–{high}" for what, value, low, high in bounds if not low <= value <= high
        ]
        if self.font != "Times New Roman":
            found.append(f"font: {self.font}")
        if self.issuers not in ("front", "state"):
            found.append(f"issuers: {self.issuers}")
        return found


def dxa(mm: float) -> int:
    """Millimetres in dxa."""
    return round(mm * 1440 / 25.4)


def load(path: Path) -> Profile:
    """One profile from its file. Raises ValueError where a part is missing, unknown or out of bounds."""
    made = _build(Profile, json.loads(path.read_text(encoding="utf-8")), path.name)
    if faults := made.faults():
        raise ValueError(f"{path.name}: {'; '.join(faults)}")
    return made


@cache
def profiles() -> tuple[Profile, ...]:
    """Every profile that comes with the software, by code."""
    found = [load(path) for path in sorted(FOLDER.glob("*.json")) if path.name != "letter_widths.json"]
    if len({each.code for each in found}) != len(found):
        raise ValueError("two layout profiles share a code")
    return tuple(found)


def by_code(code: str) -> Profile:
    """The profile a document was made with. Raises NoProfile if the software no longer carries it."""
    for each in profiles():
        if each.code == code:
            return each
    raise NoProfile(f"Không còn mẫu trình bày “{code}” trong phần mềm. Xin báo người quản trị.")


def choose(body_kind: str, on: date) -> Profile:
    """The profile for a kind of body (`units.BodyKind`) on a day. Raises NoProfile."""
    issuers = "state" if body_kind in STATE_BODIES else "front"
    for each in profiles():
        if each.issuers == issuers and each.valid_from <= on and (each.valid_to is None or on < each.valid_to):
            return each
    raise NoProfile


T = TypeVar("T")


def _build(kind: type[T], data: Mapping[str, Any], where: str) -> T:
    names = {each.name: each.type for each in fields(kind)}  # type: ignore[arg-type]
    if set(data) != set(names):
        raise ValueError(f"{where}: missing {set(names) - set(data)}, unknown {set(data) - set(names)}")
    return kind(**{name: _value(names[name], data[name], f"{where}.{name}") for name in names})


def _value(kind: Any, value: Any, where: str) -> Any:
    if kind == date or kind == date | None:
        return None if value is None and kind != date else date.fromisoformat(value)
    if kind in (str, bool):
        if not isinstance(value, kind):
            raise ValueError(f"{where}: {value!r}")
        return value
    if kind in (int, float):
        if isinstance(value, bool) or not isinstance(value, int | (float if kind is float else int)):
            raise ValueError(f"{where}: {value!r}")
        return value
    return _build(kind, value, where)
