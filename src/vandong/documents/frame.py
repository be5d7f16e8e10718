"""The empty document every .docx begins as: styles, settings, headers and properties, made once by python-docx.

What differs from one document to the next (text, title, properties) is written by `rendering_docx` as XML.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from vandong.documents.profile import Profile

MARK = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ"
CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


@dataclass(frozen=True)
class Frame:
    """Parts by name, without those a document writes itself; and the ids its sections name headers by."""

    parts: tuple[tuple[str, bytes], ...]
    header_id: str
    first_header_id: str
    footer_id: str
    first_footer_id: str


@cache
def frame(profile: Profile, is_demonstration: bool) -> Frame:
    """The frame of a profile. Equal arguments give equal bytes."""
    document = Document()
    _drop_template_leftovers(document)
    _lay_styles(document, profile)
    _settle(document, profile)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _mark(section.first_page_header, is_demonstration)
    _mark(section.header, is_demonstration)
    _number_pages(section.header, profile)
    _mark(section.first_page_footer, is_demonstration)
    _mark(section.footer, is_demonstration)
    references = {
        (each.tag.split("}")[1], each.get(qn("w:type"))): each.get(qn("r:id"))
        for each in section._sectPr
        if each.tag in (qn("w:headerReference"), qn("w:footerReference"))
    }
    package = document.part.package
    custom = Part(PackURI("/docProps/custom.xml"), CUSTOM_PROPERTIES, b"", package)
    package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    buffer = io.BytesIO()
    document.save(buffer)
    written_later = {"word/document.xml", "docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"}
    with zipfile.ZipFile(buffer) as archive:
        parts = tuple((name, archive.read(name)) for name in sorted(archive.namelist()) if name not in written_later)
    return Frame(
        parts=parts,
        header_id=references[("headerReference", "default")],
        first_header_id=references[("headerReference", "first")],
        footer_id=references[("footerReference", "default")],
        first_footer_id=references[("footerReference", "first")],
    )


def _drop_template_leftovers(document: Any) -> None:
    """python-docx's template carries a picture of itself and an empty custom XML part; ours doesn't."""
    for source in (document.part.package, document.part):
        for key, relation in list(source.rels.items()):
            if relation.reltype == _THUMBNAIL or relation.reltype.endswith(("/customXml", "/stylesWithEffects")):
                del source.rels[key]


def _lay_styles(document: Any, profile: Profile) -> None:
    body, title, pages = profile.body, profile.title, profile.appendix
    keep = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "Title", "Subtitle"}
    keep |= {"Heading 1", "Heading 2", "Heading 3"}
    for style in list(document.styles):
        if style.name not in keep:
            style.delete()
    normal = document.styles["Normal"]
    _write(normal, profile, body.size_pt)
    left, centre, both = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
    _shape(normal, left)

    text = _style(document, "Body Text", profile, body.size_pt)
    _shape(text, both, body.first_line_mm, body.space_before_pt, body.space_after_pt, body.line_spacing_percent / 100)
    for level in (1, 2, 3):
        heading = _style(document, f"Heading {level}", profile, body.size_pt, bold=level < 3)
        _shape(
            heading,
            both,
            body.first_line_mm,
            body.space_before_pt,
            body.space_after_pt,
            body.line_spacing_percent / 100,
        )
        heading.paragraph_format.keep_with_next = True
    basis = _style(document, "Legal Basis", profile, body.size_pt, italic=True)
    _shape(basis, both, body.first_line_mm, body.space_before_pt, body.space_after_pt, body.line_spacing_percent / 100)
    _shape(_style(document, "Title", profile, title.type_pt, bold=True), centre, before=14, after=0)
    _shape(_style(document, "Subtitle", profile, title.subject_pt, bold=True), centre)
    _shape(_style(document, "Centred", profile, body.size_pt), centre)
    _shape(_style(document, "Rule", profile, 1), centre)
    _shape(_style(document, "Recipients Label", profile, profile.recipients.label_pt, bold=True, italic=True), left)
    _shape(_style(document, "Recipients", profile, profile.recipients.line_pt), left)
    _shape(_style(document, "Signature", profile, profile.signature.size_pt, bold=True), centre)
    appendix = _style(document, "Appendix Title", profile, pages.title_pt, bold=True)
    _shape(appendix, centre)
    appendix.paragraph_format.keep_with_next = True
    _shape(_style(document, "Cell", profile, pages.table_pt), left, before=2, after=2)
    _shape(_style(document, "Cell Right", profile, pages.table_pt), WD_ALIGN_PARAGRAPH.RIGHT, before=2, after=2)
    _shape(_style(document, "Cell Center", profile, pages.table_pt), centre, before=2, after=2)
    _shape(_style(document, "Cell Head", profile, pages.table_pt, bold=True), centre, before=2, after=2)
    for name in ("Header", "Footer"):
        _shape(_style(document, name, profile, profile.page_number.size_pt), centre)


def _style(
    document: Any, name: str, profile: Profile, points: float, *, bold: bool = False, italic: bool = False
) -> Any:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    style = document.styles[name]
    style.hidden, style.quick_style = False, True
    _write(style, profile, points, bold=bold, italic=italic)
    return style


def _write(style: Any, profile: Profile, points: float, *, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman in every script, black, Vietnamese; nothing of the template's own look is left."""
    if (old := style.element.rPr) is not None:
        style.element.remove(old)
    if (old := style.element.pPr) is not None:
        style.element.remove(old)
    font = style.font
    font.name, font.size, font.color.rgb = profile.font, Pt(points), RGBColor(0, 0, 0)
    if bold:
        font.bold = True
    if italic:
        font.italic = True
    properties = style.element.rPr
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), profile.font)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), profile.language)
    properties.append(language)


def _shape(
    style: Any, align: Any, first_line_mm: float = 0, before: float = 0, after: float = 0, spacing: float = 1.0
) -> None:
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = align, Mm(first_line_mm)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), spacing
    shape.widow_control = True


def _settle(document: Any, profile: Profile) -> None:
    """Document-wide settings: the language, and Word's present way of laying out (no "compatibility mode")."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    language = defaults.find(f".//{qn('w:lang')}")
    if language is not None:
        for script in ("w:val", "w:eastAsia"):
            language.set(qn(script), profile.language)
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    if fonts is not None:
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), profile.font)
    settings = document.settings.element
    for tag in ("w:rsids", "w:proofState", "w:themeFontLang", "w:compat", "w:zoom"):
        for old in settings.findall(qn(tag)):
            if tag == "w:compat":
                old.clear()
                mode = OxmlElement("w:compatSetting")
                mode.set(qn("w:name"), "compatibilityMode")
                mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
                mode.set(qn("w:val"), "15")
                old.append(mode)
            elif tag == "w:themeFontLang":
                old.attrib.clear()
                old.set(qn("w:val"), profile.language)
            else:
                settings.remove(old)


def _mark(place: Any, is_demonstration: bool) -> None:
    """What no one may take for a genuine document says so on every page, above and below the text."""
    place.is_linked_to_previous = False
    paragraph = place.paragraphs[0]
    if is_demonstration:
        run = paragraph.add_run(MARK)
        run.bold, run.font.size = True, Pt(9)


def _number_pages(header: Any, profile: Profile) -> None:
    """The page number, centred in the top margin."""
    paragraph = header.paragraphs[0] if not header.paragraphs[0].runs else header.add_paragraph(style="Header")
    run = paragraph.add_run()
    run.font.size = Pt(profile.page_number.size_pt)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)
