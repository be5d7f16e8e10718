"""The text of a PDF that has text (exported from an office program, not scanned)."""

import io
import logging
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from vandong.kernel.child import CannotRead
from vandong.programme.reader import indents, wrapping
from vandong.programme.reader.indents import Line

MOST_PAGES = 600
SLACK = 0.16  # how short a full line of justified, proportional type may be
FEWEST_LETTERS = 25  # a page, on average; a scanned page has none

BROKEN = "Tệp PDF này đã hỏng nên không mở được. Xin xuất lại PDF từ phần mềm soạn thảo, hoặc gửi tệp .docx gốc."
SCANNED = (
    "PDF này là bản quét (ảnh chụp), không có chữ để đọc. Xin gửi tệp .docx gốc, hoặc PDF xuất từ phần mềm soạn thảo."
)
ENCRYPTED = "Tệp PDF này được đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi gửi lại."
TOO_MANY = "Tệp PDF này có quá nhiều trang (trên 600). Xin gửi riêng phần kế hoạch."
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE)


def text_of(payload: bytes) -> str:
    """Paragraphs parted by a blank line. Raises CannotRead."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(payload), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead(ENCRYPTED)
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise CannotRead(TOO_MANY)
        found = [_lines(page) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        # Whatever a broken file makes the library stumble over is one thing to its sender.
        raise CannotRead(BROKEN) from None
    except NotImplementedError:
        raise CannotRead(ENCRYPTED) from None
    letters = sum(c.isalpha() for page in found for line in page for c in line.text)
    if letters < FEWEST_LETTERS * max(pages, 1):
        raise CannotRead(SCANNED)
    lines = [line for page in found for line in _without_page_number(page)]
    paragraphs = indents.paragraphs(lines)
    if paragraphs is None:
        paragraphs = wrapping.unwrap([line.text for line in lines], slack=SLACK)
    return "\n\n".join(paragraphs)


def _lines(page: Any) -> list[Line]:
    """The page's lines, each with how far from the left edge it begins (in points; None where that is not plain)."""
    pieces: list[tuple[str, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        pieces.append((text, tm[4] * cm[0] + tm[5] * cm[2] + cm[4]))

    whole = page.extract_text(visitor_text=visit) or ""
    placed: list[Line] = []
    said, begins = "", None
    for text, x in [*pieces, ("\n", 0.0)]:
        for place, part in enumerate(text.split("\n")):
            if place:
                placed.append(Line(" ".join(said.split()), begins))
                said, begins = "", None
            if part.strip() and not said.strip():
                begins = x if not part[0].isspace() else None
            said += part
    placed = [line for line in placed if line.text]
    plain = [" ".join(line.split()) for line in whole.splitlines()]
    plain = [line for line in plain if line]
    if [line.text for line in placed] == plain:
        return placed
    return [Line(line, None) for line in plain]


def _without_page_number(lines: list[Line]) -> list[Line]:
    if lines and _PAGE_NUMBER.fullmatch(lines[0].text):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines
