"""The text of a .docx: paragraphs, tables, automatic numbers, footnotes, text boxes; the page header if it is the head.

Parsed with zipfile and expat alone, limits before unpacking. A table whose cells hold the national motto, "Nơi nhận" or
the signature only lays the page out: its cells are read one after the other. Any other row is one line, "a | b | c".
A footnote stands in parentheses where its number stood.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from vandong.kernel.child import CannotRead
from vandong.programme.reader import hardened_xml
from vandong.programme.reader.intake_numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_ENTRIES = 5_000
LARGEST_PART = 32 * 1024 * 1024  # bytes unpacked; a plan of 200 pages has some 3 MB
LARGEST_RATIO = 300

BROKEN = "Tệp .docx này đã hỏng nên không mở được. Xin mở lại bằng Word hoặc LibreOffice, lưu và gửi lại."
HOSTILE = (
    "Tệp .docx này chứa khai báo không được phép (thực thể XML) nên bị từ chối. Xin chép nội dung sang một tệp mới."
)
BOMB = "Tệp này khi giải nén lớn bất thường nên bị từ chối. Xin gửi tệp .docx gốc của kế hoạch."
OTHER_ZIP = "Đây không phải tệp văn bản Word. Xin gửi kế hoạch ở dạng .docx, .txt hoặc PDF có chữ."
SHEET = "Đây là bảng tính Excel, không phải văn bản. Xin gửi tệp kế hoạch ở dạng .docx, .txt hoặc PDF có chữ."
LOCKED = "Tệp này được đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu rồi gửi lại."
# What zipfile and zlib stumble over in a broken archive, seen with mutants: negative offsets, cut headers, odd methods.
_BROKEN = (
    zipfile.BadZipFile,
    hardened_xml.Broken,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
_LAYOUT_WORDS = ("cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản việt nam", "nơi nhận", "tm. ", "kt. ", "t/m ")


def text_of(payload: bytes) -> str:
    """Lines of the document, paragraphs parted by a blank line. Raises CannotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            parts = _parts(archive)
            return _Document(parts).text()
    except hardened_xml.Hostile:
        raise CannotRead(HOSTILE) from None
    except _BROKEN:
        raise CannotRead(BROKEN) from None
    except RuntimeError as error:
        raise CannotRead(LOCKED if "password" in str(error) else BROKEN) from None


def _parts(archive: zipfile.ZipFile) -> dict[str, Element]:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or any(_is_bomb(entry) for entry in entries):
        raise CannotRead(BOMB)
    if "word/document.xml" not in names:
        raise CannotRead(SHEET if "xl/workbook.xml" in names else OTHER_ZIP)
    wanted = {"word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"}
    wanted |= {name for name in names if name.startswith("word/header") and name.endswith(".xml")}
    found = {}
    for name in sorted(wanted & names)[:20]:
        with archive.open(name) as part:
            content = part.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise CannotRead(BOMB)
        found[name] = hardened_xml.parse(content)
    return found


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    small = entry.file_size < 4 * 1024 * 1024
    is_text = entry.filename.endswith((".xml", ".rels"))
    too_large = entry.file_size > (LARGEST_PART if is_text else 8 * LARGEST_PART)
    return too_large or (not small and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1))


@dataclass
class _Document:
    parts: dict[str, Element]
    numbering: Numbering = field(init=False)
    notes: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.parts.get("word/numbering.xml"), self.parts.get("word/styles.xml"))
        self.notes = {}
        root = self.parts.get("word/footnotes.xml")
        for note in root.iter(f"{W}footnote") if root is not None else ():
            if note.get(f"{W}type") is None:
                said = " ".join(" ".join(self._blocks(note)).split())
                self.notes[note.get(f"{W}id", "")] = said.replace("(", "[").replace(")", "]").replace("|", "/")

    def text(self) -> str:
        body = self.parts["word/document.xml"].find(f"{W}body")
        lines = list(self._blocks(body)) if body is not None else []
        low = "\n".join(lines[:12]).lower()
        if not any(word in low for word in _LAYOUT_WORDS[:3]):
            lines = [*self._page_header(), *lines]
        return "\n\n".join(lines)

    def _page_header(self) -> list[str]:
        for name, root in self.parts.items():
            if name.startswith("word/header"):
                lines = list(self._blocks(root))
                if any(word in "\n".join(lines).lower() for word in _LAYOUT_WORDS[:3]):
                    return lines
        return []

    def _blocks(self, parent: Element) -> Iterator[str]:
        """Lines of a body, cell, note or text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        words: list[str] = []
        boxes: list[Element] = []
        self._inline(paragraph, words, boxes)
        said = "".join(words)
        for box in boxes:
            yield from self._blocks(box)
        if said.strip():
            label = self.numbering.label(paragraph)
            yield f"{label} {said.strip()}" if label else said

    def _inline(self, parent: Element, words: list[str], boxes: list[Element]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}t":
                words.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}ptab"):
                words.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                words.append("\n")
            elif tag == f"{W}noBreakHyphen":
                words.append("-")
            elif tag == f"{W}footnoteReference":
                note = self.notes.get(child.get(f"{W}id", "")) if hasattr(self, "notes") else None
                words.append(f" (chú thích: {note})" if note else "")
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{MC}Fallback"):
                self._inline(child, words, boxes)

    def _table(self, table: Element) -> Iterator[str]:
        rows = [self._row(row) for row in _rows(table)]
        said = " ".join(line for row in rows for cell in row for line in cell).lower()
        if max((len(row) for row in rows), default=0) <= 1 or any(word in said for word in _LAYOUT_WORDS):
            for row in rows:
                for cell in row:
                    yield from cell
            return
        above: list[str] = []
        for row in rows:
            cells = [" ".join(" ".join(cell).replace("|", "/").split()) for cell in row]
            cells = [
                above[i] if cell == CONTINUED and i < len(above) else cell.replace(CONTINUED, "")
                for i, cell in enumerate(cells)
            ]
            above = cells
            if any(cells):
                yield " | ".join(cells)

    def _row(self, row: Element) -> list[list[str]]:
        cells = []
        for cell in _cells(row):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            cells.append([CONTINUED] if goes_on else list(self._blocks(cell)))
        return cells


CONTINUED = "\u2402"  # a cell merged with the one above


def _cells(row: Element) -> Iterator[Element]:
    """A row's own cells. Those of a table within a cell are that cell's: read again here, they would stand in the text
    twice, and tables within tables would double the work with every level."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _cells(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(child)
