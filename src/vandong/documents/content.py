"""The frozen view an official document is made from: words and figures, nothing that can still change.

Whoever issues a document (`reporting`) builds a `Content` from approved rows and hands it to
`documents.actions.issue_document`. It is stored as canonical JSON under its hash, and the .docx, the preview and any
later copy are made from it alone. Other domains import these classes from `documents.actions`, the door.

What is *not* here, because issuing gives it: the number, the date, the layout profile.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

FORMAT = 1  # raised when a stored content could no longer be read as it was meant
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Section:
    """One numbered part of the text. `label` as printed ("I.", "1.", "a)"), `heading` without it, in sentence case
    (the profile decides about capitals); level 1 is Roman, 2 Arabic, 3 a letter. Paragraphs come before children."""

    label: str
    heading: str
    level: int
    paragraphs: tuple[str, ...] = ()
    children: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Signature:
    """Who signs. `signs_for_chair` adds the line "KT. CHỦ TỊCH" (where the profile has it) above the own title."""

    on_behalf_of: str  # "TM. BAN THƯỜNG TRỰC"; empty for a head who signs alone
    signs_for_chair: bool
    title: str  # "Phó Chủ tịch" or "PHÓ CHỦ TỊCH": printed in capitals
    name: str  # without academic titles
    chair_title: str = "CHỦ TỊCH"


@dataclass(frozen=True)
class Column:
    header: str
    align: Align = "right"
    share: int = 1  # of the table's width, relative to the other columns


@dataclass(frozen=True)
class Appendix:
    """A table behind the text, with page numbers of its own. Cells are printed as they come ("1.234", "dưới 5")."""

    title: str  # "Số liệu theo đơn vị, năm 2024"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total_row: tuple[str, ...] = ()
    subtitle: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """Everything an official document says. Raises ValueError when a part does not fit the others."""

    document_type: str  # "BC": the register it is numbered in, and part of its symbol
    type_name: str  # "BÁO CÁO"; empty for a letter (CV)
    subject: tuple[str, ...]  # lines of the trích yếu, broken where they should break
    place: str  # "Hải Dương"
    superior_body_lines: tuple[str, ...]  # ("ỦY BAN MẶT TRẬN TỔ QUỐC", "VIỆT NAM TỈNH HẢI DƯƠNG")
    issuing_body_lines: tuple[str, ...]  # ("BAN THƯỜNG TRỰC",)
    issuer: str  # in a sentence: "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương"
    signature: Signature
    recipients: tuple[str, ...]  # ("Như trên", …, "Lưu: VT, BTT"): no dash, no mark at the end, the file copy last
    addressees: tuple[str, ...] = ()  # after "Kính gửi:"
    opening: tuple[str, ...] = ()  # paragraphs before the first section
    legal_bases: tuple[str, ...] = ()  # without the final mark
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()  # paragraphs after the last section
    appendices: tuple[Appendix, ...] = ()
    as_of_note: str = ""  # "Số liệu tính đến ngày 31 tháng 10 năm 2024", printed in brackets under the subject
    is_demonstration: bool = False
    format: int = field(default=FORMAT)

    def __post_init__(self) -> None:
        if self.format != FORMAT:
            raise ValueError(f"content of format {self.format}, this version reads {FORMAT}")
        if not self.recipients or not self.recipients[-1].startswith("Lưu:"):
            raise ValueError("the last recipient must be the file copy, “Lưu: VT, …”")
        if not (self.subject and self.issuing_body_lines and self.place and self.document_type):
            raise ValueError("a document needs a type, a subject, an issuing body and a place")
        for appendix in self.appendices:
            width = len(appendix.columns)
            if not width or any(len(row) != width for row in (*appendix.rows, *filter(None, [appendix.total_row]))):
                raise ValueError(f"appendix “{appendix.title}”: every row must have {width} cells")
            if any(column.align not in get_args(Align) or column.share < 1 for column in appendix.columns):
                raise ValueError(f"appendix “{appendix.title}”: a column's align or share is not one of ours")
        _check_levels(self.sections, 1)


def to_json(content: Content) -> dict[str, Any]:
    """A content as plain JSON values, for a JSONField. `from_json` gives back an equal content."""
    plain: dict[str, Any] = json.loads(canonical(content))
    return plain


def from_json(data: Mapping[str, Any]) -> Content:
    """The content that was stored. Raises ValueError, KeyError or TypeError for anything that is not one."""
    return Content(
        **{
            **data,
            "signature": Signature(**data["signature"]),
            "sections": tuple(_section(each) for each in data["sections"]),
            "appendices": tuple(_appendix(each) for each in data["appendices"]),
            **{name: tuple(data[name]) for name in _LINES},
        }
    )


def canonical(content: Content) -> bytes:
    """One spelling for one content: sorted keys, no spaces, UTF-8. What `content_hash` is taken over."""
    # `vars` of a frozen dataclass rather than `asdict`, which copies every cell of a long table one by one.
    return json.dumps(content, default=vars, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(content: Content) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


_LINES = (
    "subject",
    "superior_body_lines",
    "issuing_body_lines",
    "recipients",
    "addressees",
    "opening",
    "legal_bases",
    "closing",
)


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        label=data["label"],
        heading=data["heading"],
        level=data["level"],
        paragraphs=tuple(data["paragraphs"]),
        children=tuple(_section(each) for each in data["children"]),
    )


def _appendix(data: Mapping[str, Any]) -> Appendix:
    return Appendix(
        title=data["title"],
        columns=tuple(Column(**each) for each in data["columns"]),
        rows=tuple(tuple(row) for row in data["rows"]),
        total_row=tuple(data["total_row"]),
        subtitle=data["subtitle"],
        notes=tuple(data["notes"]),
    )


def _check_levels(sections: Sequence[Section], level: int) -> None:
    for section in sections:
        if section.level != level:
            raise ValueError(f"section {section.label} stands on level {level}, not {section.level}")
        _check_levels(section.children, level + 1)
