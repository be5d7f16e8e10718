"""Small .docx files, written by hand so that the tests say what is in them."""

import io
import zipfile

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, *, numbered: tuple[int, int] | None = None, extra: str = "") -> str:
    numbering = ""
    if numbered:
        num_id, level = numbered
        numbering = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{numbering}{run(text)}{extra}</w:p>"


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body: str, parts: dict[str, str] | None = None) -> bytes:
    """A .docx of this body; `parts` adds or replaces files by name."""
    document = f"{_HEAD}<w:document {NS}><w:body>{body}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            **(parts or {}),
        }.items():
            archive.writestr(name, content)
    return out.getvalue()


def of_text(text: str) -> bytes:
    """Each line a paragraph."""
    return docx("".join(paragraph(line) for line in text.split("\n")))


LISTS = f"""{_HEAD}<w:numbering {NS}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
FOOTNOTES = f"""{_HEAD}<w:footnotes {NS}><w:footnote w:id="2"><w:p>{run("Năm 2024 có 35 xã (theo Công an tỉnh).")}</w:p>
</w:footnote></w:footnotes>"""
