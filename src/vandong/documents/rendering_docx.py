"""From a frozen content to a .docx, by a layout profile: equal arguments give equal bytes.

python-docx makes the frame once (`frame`); the text is written as WordprocessingML (`wordml`), rows of tables above
all: 500 × 8 cells take python-docx 0.3 s, and a few milliseconds as strings.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vandong.documents import rules
from vandong.documents.content import Appendix, Column, Content, Section, Signature, content_hash
from vandong.documents.frame import frame
from vandong.documents.letter_width import NO_BREAK, fitting_lines, line_width
from vandong.documents.profile import Profile, dxa
from vandong.documents.wordml import (
    DECLARATION,
    NAMESPACES,
    cell,
    escape,
    is_plain,
    layout_table,
    paragraph,
    rule,
    run,
    section,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CELL_STYLE = {"left": "Cell", "right": "CellRight", "center": "CellCenter"}
_CELL_END = "</w:t></w:r></w:p></w:tc>"
_EDGE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_BORDERS = "".join(_EDGE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


@dataclass(frozen=True)
class Issue:
    """A content with what issuing gave it. `reference` is written into the file, so that it can be known again."""

    content: Content
    symbol: str  # "05/BC-MTTQ-BTT"
    dated_on: date
    reference: str

    @cached_property
    def content_hash(self) -> str:
        """Hash of the content, taken once for the file and the row that names it."""
        return content_hash(self.content)


def render(issue: Issue, profile: Profile) -> bytes:
    """The .docx. Deterministic: fixed names, order, times and ids, nothing of this machine or this hour."""
    base = frame(profile, issue.content.is_demonstration)
    parts = dict(base.parts)
    parts["word/document.xml"] = document_xml(issue, profile).encode()
    parts["docProps/core.xml"] = _core_properties(issue, profile).encode()
    parts["docProps/app.xml"] = _APPLICATION.encode()
    parts["docProps/custom.xml"] = _custom_properties(issue).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


def document_xml(issue: Issue, profile: Profile) -> str:
    """word/document.xml: the text in one section, each appendix in one of its own."""
    base = frame(profile, issue.content.is_demonstration)
    headers = (base.header_id, base.first_header_id, base.footer_id, base.first_footer_id)
    content = issue.content
    body = [
        _header(issue, profile),
        *_title(content, profile),
        *_addressees(content, profile),
        *_text(content, profile),
        _closing_table(content, profile),
    ]
    sections = [_section(headers, profile)]
    for position, appendix in enumerate(content.appendices, start=1):
        body.append(paragraph(style="Rule", exact_points=1, section=sections[-1]))
        landscape = len(appendix.columns) > profile.appendix.landscape_above_columns
        body += _appendix(appendix, position, issue, profile, landscape)
        sections.append(_section(headers, profile, landscape))
    if not content.appendices:
        body.append(paragraph(style="Rule", exact_points=1))
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}{sections[-1]}</w:body></w:document>"


def _section(headers: tuple[str, str, str, str], profile: Profile, landscape: bool = False) -> str:
    m = profile.margins_mm
    width, height = dxa(profile.paper.width_mm), dxa(profile.paper.height_mm)
    return section(
        header_id=headers[0],
        first_header_id=headers[1],
        footer_id=headers[2],
        first_footer_id=headers[3],
        width=height if landscape else width,
        height=width if landscape else height,
        top=dxa(m.top),
        right=dxa(m.right),
        bottom=dxa(m.bottom),
        left=dxa(m.left),
        header=dxa(profile.page_number.from_top_mm),
        landscape=landscape,
    )


# ---- the top of the first page ----------------------------------------------------------------------------------


def header_room(profile: Profile) -> int:
    """How wide a line of the header's left cell may be, in dxa."""
    return profile.header.left_dxa - 60


def _header(issue: Issue, profile: Profile) -> str:
    content, h = issue.content, profile.header
    room = header_room(profile)
    superior = fitting_lines(content.superior_body_lines, h.superior_pt, room)
    issuing = fitting_lines(content.issuing_body_lines, h.issuer_pt, room, bold=True)
    issuing_width = line_width(issuing[-1], h.issuer_pt, bold=True)
    left = "".join(paragraph(run(line, points=h.superior_pt), "Centred") for line in superior)
    left += "".join(paragraph(run(line, points=h.issuer_pt, bold=True), "Centred") for line in issuing)
    left += rule(issuing_width * h.issuer_rule_percent // 100, h.left_dxa)
    right = paragraph(run(h.national_title, points=h.national_title_pt, bold=True), "Centred")
    right += paragraph(run(h.motto, points=h.motto_pt, bold=True), "Centred")
    right += rule(line_width(h.motto, h.motto_pt, bold=True), h.right_dxa)
    number = paragraph(run(f"Số: {issue.symbol}", points=h.number_pt), "Centred", before=6)
    if not content.type_name:  # a letter has no type name: what it is about stands under its number
        about = " ".join(content.subject)
        number += paragraph(run(f"V/v {about}", points=profile.title.letter_subject_pt), "Centred", before=3)
    day = f"{content.place}, {rules.day_in_words(issue.dated_on)}"
    place = paragraph(run(day, points=h.place_date_pt, italic=True), "Centred", before=6)
    return layout_table(
        (h.left_dxa, h.right_dxa),
        ((left, right), (number, place)),
        description="Cơ quan ban hành, Quốc hiệu, số và ngày",
    )


def _title(content: Content, profile: Profile) -> Iterator[str]:
    t = profile.title
    if not content.type_name:
        yield paragraph(style="Centred", exact_points=6)
        return
    yield paragraph(run(content.type_name.upper()), "Title", keep_next=True)
    lines = fitting_lines(content.subject, t.subject_pt, profile.text_width_dxa - 400, bold=True)
    yield "".join(paragraph(run(line), "Subtitle", keep_next=True) for line in lines)
    longest = max(line_width(line, t.subject_pt, bold=True) for line in lines)
    yield rule(longest * t.subject_rule_percent // 100, profile.text_width_dxa, before=2)
    if content.as_of_note:
        note = run(f"({content.as_of_note})", points=t.note_pt, italic=True)
        yield paragraph(note, "Centred", before=6)


def _addressees(content: Content, profile: Profile) -> Iterator[str]:
    """One addressee on the line of "Kính gửi:"; several below it, their dashes under each other."""
    if not content.addressees:
        yield paragraph(style="Centred", exact_points=8)
        return
    if len(content.addressees) == 1:
        yield paragraph(run(f"Kính gửi: {content.addressees[0]}."), "Centred", before=12, after=8)
        return
    label, inset = "Kính gửi:", 1134
    yield paragraph(run(label), "Normal", before=12, left=inset, keep_next=True)
    colon = inset + line_width(label[:-1], profile.body.size_pt)
    last = len(content.addressees) - 1
    for position, each in enumerate(content.addressees):
        mark = "." if position == last else ";"
        yield paragraph(
            run(f"- {each}{mark}"),
            "Normal",
            left=colon + 160,
            hanging=160,
            after=8 if position == last else 0,
            keep_next=position != last,
        )


# ---- the text ---------------------------------------------------------------------------------------------------


def _text(content: Content, profile: Profile) -> Iterator[str]:
    """Legal bases, opening, sections, closing. The last paragraph stays with the signature, so that a signature
    never stands alone on a page."""
    bases = len(content.legal_bases)
    found = [
        _Block(f"{basis}{'.' if position == bases else ';'}", "LegalBasis")
        for position, basis in enumerate(content.legal_bases, start=1)
    ]
    found += [_Block(text, "BodyText") for text in content.opening]
    for each in content.sections:
        found += _section_blocks(each, profile)
    found += [_Block(text, "BodyText") for text in content.closing]
    last = len(found) - 1
    for position, block in enumerate(found):
        yield paragraph(run(together(block.text)), block.style, keep_next=position == last, keep_lines=position == last)


def together(text: str) -> str:
    """A number keeps its sign beside it: "87,34 %" never breaks."""
    return text.replace(" %", f"{NO_BREAK}%")


@dataclass(frozen=True)
class _Block:
    text: str
    style: str


def _section_blocks(each: Section, profile: Profile) -> Iterator[_Block]:
    paragraphs = list(each.paragraphs)
    if each.heading:
        heading = each.heading.upper() if each.level <= profile.body.capitals_on_level else each.heading
        yield _Block(f"{each.label} {heading}".strip(), f"Heading{min(each.level, 3)}")
    elif paragraphs:  # a clause without a heading: its number opens its first paragraph
        yield _Block(f"{each.label} {paragraphs.pop(0)}".strip(), "BodyText")
    for text in paragraphs:
        yield _Block(text, "BodyText")
    for child in each.children:
        yield from _section_blocks(child, profile)


# ---- the foot of the text ---------------------------------------------------------------------------------------


def signature_lines(signature: Signature, profile: Profile) -> tuple[str, ...]:
    """The lines above the name: "TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    lines = [signature.on_behalf_of] if signature.on_behalf_of else []
    if signature.signs_for_chair and profile.signature.has_signs_for_chair:
        lines.append(f"{profile.signature.signs_for_chair_prefix}{signature.chair_title}")
    return (*(line.upper() for line in lines), signature.title.upper())


def _closing_table(content: Content, profile: Profile) -> str:
    """Recipients on the left, signature on the right, in one row that never splits."""
    left_width = profile.text_width_dxa * 46 // 100
    left = paragraph(run("Nơi nhận:"), "RecipientsLabel", before=8)
    last = len(content.recipients) - 1
    for position, each in enumerate(content.recipients):
        left += paragraph(run(f"- {each}{'.' if position == last else ';'}"), "Recipients", left=120, hanging=120)
    right = "".join(
        paragraph(run(line), "Signature", keep_next=True, before=8 if position == 0 else None)
        for position, line in enumerate(signature_lines(content.signature, profile))
    )
    right += paragraph(run(content.signature.name), "Signature", before=profile.signature.gap_pt)
    widths = (left_width, profile.text_width_dxa - left_width)
    return layout_table(widths, ((left, right),), description="Nơi nhận và chữ ký")


# ---- appendices -------------------------------------------------------------------------------------------------


def appendix_label(position: int, count: int) -> str:
    """ "PHỤ LỤC" for the only one, "PHỤ LỤC II" among several."""
    return "PHỤ LỤC" if count == 1 else f"PHỤ LỤC {rules.roman(position)}"


def attached_to(issue: Issue) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-MTTQ-BTT ngày 05 tháng 11 năm 2024 của Ban Thường trực …)"."""
    content = issue.content
    kind = content.type_name.capitalize() or "Công văn"
    return f"(Kèm theo {kind} số {issue.symbol} {rules.day_in_words(issue.dated_on)} của {content.issuer})"


def _appendix(appendix: Appendix, position: int, issue: Issue, profile: Profile, landscape: bool) -> Iterator[str]:
    m = profile.margins_mm
    width = dxa(profile.paper.height_mm - m.left - m.right) if landscape else profile.text_width_dxa
    points = profile.appendix.title_pt
    yield paragraph(run(appendix_label(position, len(issue.content.appendices))), "AppendixTitle")
    yield paragraph(run(appendix.title.upper()), "AppendixTitle")
    if appendix.subtitle:
        yield paragraph(run(appendix.subtitle), "Centred", keep_next=True)
    attached = attached_to(issue)
    if line_width(attached, points) > width - 400:
        attached = attached.replace(" của ", "\ncủa ", 1)
    for part in attached.split("\n"):
        yield paragraph(run(part, points=points, italic=True), "Centred", keep_next=True)
    yield rule(dxa(50), width, before=2, after=10)
    yield table(appendix, width)
    for note in appendix.notes:
        yield paragraph(run(note, points=profile.appendix.table_pt, italic=True), "Normal", before=4)


def column_widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """`width` dxa dealt out by share, to the last unit."""
    total, given, edges = sum(column.share for column in columns), 0, [0]
    for column in columns:
        given += column.share
        edges.append(width * given // total)
    return [after - before for before, after in zip(edges, edges[1:], strict=False)]


def table(appendix: Appendix, width: int) -> str:
    """The ruled table: a head that repeats on every page, rows that don't split, the total in bold."""
    widths = column_widths(appendix.columns, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = "".join(
        cell(each, paragraph(run(column.header), "CellHead"), centred=True)
        for each, column in zip(widths, appendix.columns, strict=True)
    )
    opening = [
        f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{_CELL_STYLE[column.align]}"/></w:pPr><w:r><w:t>'
        for each, column in zip(widths, appendix.columns, strict=True)
    ]
    # Between two cells stand the end of one and the opening of the next; `Content` has counted the cells of a row.
    row_of = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_CELL_END.join(f'{each}%s' for each in opening)}{_CELL_END}</w:tr>"
    plain = is_plain("".join(map("".join, appendix.rows)))
    rows = [row_of % (row if plain else tuple(map(escape, row))) for row in appendix.rows]
    if appendix.total_row:
        cells = "".join(
            cell(each, paragraph(run(text, bold=True), _CELL_STYLE[column.align]))
            for each, column, text in zip(widths, appendix.columns, appendix.total_row, strict=True)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0020"/><w:tblCaption w:val="{escape(appendix.title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{''.join(rows)}</w:tbl>"
    )


# ---- properties -------------------------------------------------------------------------------------------------

_APPLICATION = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Vận Động</Application></Properties>"
)


def title_of(content: Content) -> str:
    """The document's title in one line, for its properties and its file name."""
    return " ".join(filter(None, (content.type_name, *content.subject)))


def _core_properties(issue: Issue, profile: Profile) -> str:
    at = f"{issue.dated_on.isoformat()}T00:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title_of(issue.content))}</dc:title><dc:subject>{escape(issue.symbol)}</dc:subject>"
        f"<dc:creator>{escape(issue.content.issuer)}</dc:creator><dc:language>{profile.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
    )


def _custom_properties(issue: Issue) -> str:
    values = (("VanDongReference", issue.reference), ("VanDongContentHash", issue.content_hash))
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{entries}</Properties>'
    )
