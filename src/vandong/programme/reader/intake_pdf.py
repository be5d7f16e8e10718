"""The text of a PDF that has text (exported from an office program, not scanned)."""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from vandong.kernel.child import CannotRead
from vandong.programme.reader import wrapping

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
        texts = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        # Whatever a broken file makes the library stumble over is one thing to its sender.
        raise CannotRead(BROKEN) from None
    except NotImplementedError:
        raise CannotRead(ENCRYPTED) from None
    letters = sum(c.isalpha() for text in texts for c in text)
    if letters < FEWEST_LETTERS * max(pages, 1):
        raise CannotRead(SCANNED)
    lines = [line for text in texts for line in _page(text)]
    return "\n\n".join(wrapping.unwrap(lines, slack=SLACK))


def _page(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if lines and _PAGE_NUMBER.fullmatch(lines[0]):
        lines = lines[1:]
    if lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines = lines[:-1]
    return lines
