"""The few pieces of WordprocessingML our documents are made of, as strings. Lengths in dxa, sizes in points.

Text is escaped here and nowhere else. The order of properties is the schema's: Word refuses another.
"""

import re

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ESCAPES: dict[int, str | None] = dict.fromkeys((*range(32), 127, 65534, 65535, *range(55296, 57344)))
_ESCAPES |= {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("\t"): " ", ord("\n"): " "}
_NOT_PLAIN = re.compile("[" + re.escape("".join(map(chr, _ESCAPES))) + "]")


def escape(text: str) -> str:
    """Text that XML can hold: marked-up characters escaped, control characters gone."""
    return text.translate(_ESCAPES)


def is_plain(text: str) -> bool:
    """Whether nothing in `text` needs escaping: one look at a whole table saves thousands at its cells."""
    return _NOT_PLAIN.search(text) is None


def run(text: str, *, points: float = 0, bold: bool = False, italic: bool = False) -> str:
    """A run of text; without `points` in the size of its paragraph's style."""
    properties = ""
    if bold:
        properties += "<w:b/><w:bCs/>"
    if italic:
        properties += "<w:i/><w:iCs/>"
    if points:
        properties += f'<w:sz w:val="{half(points)}"/><w:szCs w:val="{half(points)}"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def half(points: float) -> int:
    """A size in half-points, as Word counts."""
    return round(points * 2)


def paragraph(
    runs: str = "",
    style: str = "",
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    border_below: bool = False,
    before: float | None = None,
    after: float | None = None,
    exact_points: float | None = None,
    left: int | None = None,
    right: int | None = None,
    hanging: int | None = None,
    align: str = "",
    section: str = "",
) -> str:
    """One paragraph; what is not given comes from its style. `section` is a sectPr that ends a section here."""
    p = f'<w:pStyle w:val="{style}"/>' if style else ""
    if keep_next:
        p += "<w:keepNext/>"
    if keep_lines:
        p += "<w:keepLines/>"
    if border_below:
        p += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    if before is not None or after is not None or exact_points is not None:
        p += "<w:spacing"
        p += f' w:before="{round(before * 20)}"' if before is not None else ""
        p += f' w:after="{round(after * 20)}"' if after is not None else ""
        p += f' w:line="{round(exact_points * 20)}" w:lineRule="exact"' if exact_points is not None else ""
        p += "/>"
    if left is not None or right is not None or hanging is not None:
        p += "<w:ind"
        p += f' w:left="{left}"' if left is not None else ""
        p += f' w:right="{right}"' if right is not None else ""
        p += f' w:hanging="{hanging}"' if hanging is not None else ' w:firstLine="0"'
        p += "/>"
    if align:
        p += f'<w:jc w:val="{align}"/>'
    p += section
    return f"<w:p>{f'<w:pPr>{p}</w:pPr>' if p else ''}{runs}</w:p>"


def rule(length: int, width: int, *, before: float = 1, after: float = 0) -> str:
    """A line of `length`, centred in a column of `width`: the bottom border of a paragraph with nothing in it."""
    side = max(0, (width - length) // 2)
    return paragraph(
        style="Rule",
        border_below=True,
        before=before,
        after=after,
        exact_points=2,
        left=side,
        right=side,
        align="center",
    )


def cell(width: int, paragraphs: str, *, centred: bool = False) -> str:
    upright = '<w:vAlign w:val="center"/>' if centred else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{upright}</w:tcPr>{paragraphs}</w:tc>'


def layout_table(widths: tuple[int, ...], rows: tuple[tuple[str, ...], ...], *, description: str) -> str:
    """An invisible table that only places things: fixed widths, no borders, rows that don't split."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(cell(width, content) for width, content in zip(widths, row, strict=True))
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblCaption w:val="{escape(description)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def section(
    *,
    header_id: str,
    first_header_id: str,
    footer_id: str,
    first_footer_id: str,
    width: int,
    height: int,
    top: int,
    right: int,
    bottom: int,
    left: int,
    header: int,
    landscape: bool = False,
    starts_new_page: bool = True,
) -> str:
    """A sectPr whose pages count from 1 and show no number on the first."""
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        "<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="{header_id}"/>'
        f'<w:headerReference w:type="first" r:id="{first_header_id}"/>'
        f'<w:footerReference w:type="default" r:id="{footer_id}"/>'
        f'<w:footerReference w:type="first" r:id="{first_footer_id}"/>'
        + ('<w:type w:val="nextPage"/>' if starts_new_page else "")
        + f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{header}" '
        f'w:footer="{header}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
