"""A content as the screen shows it: the same words in the same order as the .docx, and figures that open their source.

The preview is for reading; the file is the document. Draw it with
    {% include "documents/a4.html" with sheet=sheet %}
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vandong.documents import rules
from vandong.documents.content import Content, Section
from vandong.documents.letter_width import fitting_lines
from vandong.documents.profile import Profile
from vandong.documents.rendering_docx import Issue, appendix_label, attached_to, header_room, signature_lines


@dataclass(frozen=True)
class FigureLink:
    """`text` ("18.460") opens `href`. In section `section` ("II.1": labels without their marks), or anywhere if empty;
    each link is used once, at its first place not yet taken."""

    text: str
    href: str
    section: str = ""


@dataclass(frozen=True)
class Piece:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Block:
    kind: str  # "h2", "h3", "h4", "p" or "basis"
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Cell:
    text: str
    css: str  # "n" for words, "" for figures
    href: str


@dataclass(frozen=True)
class AppendixSheet:
    label: str
    title: str
    subtitle: str
    attached: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What `documents/a4.html` draws."""

    is_demonstration: bool
    superior_lines: tuple[str, ...]
    issuing_lines: tuple[str, ...]
    national_title: str
    motto: str
    number_line: str
    place_and_date: str
    type_name: str
    subject: tuple[str, ...]
    as_of_note: str
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    appendices: tuple[AppendixSheet, ...]


def sheet(
    content: Content,
    profile: Profile,
    *,
    symbol: str = "",
    dated_on: date | None = None,
    links: Sequence[FigureLink] = (),
    cell_links: Mapping[tuple[int, int, int], str] | None = None,
) -> Sheet:
    """`symbol` and `dated_on` stay empty before issuing: their places are left open, as on paper.

    `cell_links` opens cells of appendices: (appendix, row, column), each from 0; the total is the row after the last.
    """
    cells = cell_links or {}
    day = rules.day_in_words(dated_on) if dated_on else "ngày … tháng … năm …"
    issue = Issue(content, symbol or f"…/{content.document_type}-…", dated_on or date.max, "")
    attached = attached_to(issue) if dated_on else ""
    room = header_room(profile)
    return Sheet(
        is_demonstration=content.is_demonstration,
        superior_lines=fitting_lines(content.superior_body_lines, profile.header.superior_pt, room),
        issuing_lines=fitting_lines(content.issuing_body_lines, profile.header.issuer_pt, room, bold=True),
        national_title=profile.header.national_title,
        motto=profile.header.motto,
        number_line=f"Số: {issue.symbol}",
        place_and_date=f"{content.place}, {day}",
        type_name=content.type_name.upper(),
        subject=content.subject,
        as_of_note=content.as_of_note,
        addressees=content.addressees,
        blocks=tuple(_linked(_blocks(content, profile), links)),
        recipients=content.recipients,
        signature=signature_lines(content.signature, profile),
        signer=content.signature.name,
        appendices=tuple(
            AppendixSheet(
                label=appendix_label(position + 1, len(content.appendices)),
                title=appendix.title.upper(),
                subtitle=appendix.subtitle,
                attached=attached,
                heads=tuple(column.header for column in appendix.columns),
                rows=tuple(
                    tuple(
                        Cell(text, "n" if column.align == "left" else "", cells.get((position, line, place), ""))
                        for place, (text, column) in enumerate(zip(row, appendix.columns, strict=True))
                    )
                    for line, row in enumerate(appendix.rows)
                ),
                total=tuple(
                    Cell(
                        text,
                        "n" if column.align == "left" else "",
                        cells.get((position, len(appendix.rows), place), ""),
                    )
                    for place, (text, column) in enumerate(zip(appendix.total_row, appendix.columns, strict=False))
                ),
                notes=appendix.notes,
            )
            for position, appendix in enumerate(content.appendices)
        ),
    )


Plain = tuple[str, str, str]  # kind, text, path of the section


def _blocks(content: Content, profile: Profile) -> Iterator[Plain]:
    last = len(content.legal_bases)
    for position, basis in enumerate(content.legal_bases, start=1):
        yield "basis", f"{basis}{'.' if position == last else ';'}", ""
    for text in content.opening:
        yield "p", text, ""
    for each in content.sections:
        yield from _section(each, profile, "")
    for text in content.closing:
        yield "p", text, ""


def _section(each: Section, profile: Profile, above: str) -> Iterator[Plain]:
    path = ".".join(filter(None, (above, each.label.rstrip(".)"))))
    paragraphs = list(each.paragraphs)
    if each.heading:
        heading = each.heading.upper() if each.level <= profile.body.capitals_on_level else each.heading
        yield f"h{min(each.level, 3) + 1}", f"{each.label} {heading}".strip(), path
    elif paragraphs:
        yield "p", f"{each.label} {paragraphs.pop(0)}".strip(), path
    for text in paragraphs:
        yield "p", text, path
    for child in each.children:
        yield from _section(child, profile, path)


def _linked(blocks: Iterator[Plain], links: Sequence[FigureLink]) -> Iterator[Block]:
    waiting = list(links)
    for kind, text, path in blocks:
        spans: list[tuple[int, int, FigureLink]] = []
        for link in list(waiting) if kind == "p" else ():
            if link.section not in ("", path):
                continue
            start = _find(text, link.text, spans)
            if start >= 0:
                spans.append((start, start + len(link.text), link))
                waiting.remove(link)
        pieces, at = [], 0
        for start, end, link in sorted(spans, key=lambda span: span[0]):
            pieces += [Piece(text[at:start]), Piece(text[start:end], link.href)]
            at = end
        yield Block(kind, tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text))


def _find(text: str, figure: str, taken: list[tuple[int, int, FigureLink]]) -> int:
    """Where `figure` stands as a number of its own ("12" is not in "1.127" nor in "12,5"), free of other links."""
    start = text.find(figure)
    while start >= 0:
        end = start + len(figure)
        before = text[start - 1 : start]
        after, next_after = text[end : end + 1], text[end + 1 : end + 2]
        joined = before.isdigit() or before in (".", ",", "/") or after.isdigit()
        joined = joined or (after in (".", ",", "/") and next_after.isdigit())
        if not joined and all(end <= a or start >= b for a, b, _ in taken):
            return start
        start = text.find(figure, start + 1)
    return -1
