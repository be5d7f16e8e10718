"""Reads a .docx as Word would: each paragraph with the properties its style and its own settings give it together."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def val(element: Any, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return None if found is None else found.get(f"{W}{attribute}", "true" if attribute == "val" else None)


@dataclass(frozen=True)
class Line:
    """A paragraph with resolved formatting. Sizes in points, lengths in dxa."""

    element: Any
    document: "Word"

    @property
    def text(self) -> str:
        return "".join(part.text or "" for part in self.element.iter(f"{W}t")).replace("\u00a0", " ")

    def _chain(self) -> list[Any]:
        """pPr/rPr holders from the most general style to the paragraph itself."""
        chain, style = [], val(self.element, "pPr/pStyle") or "Normal"
        while style:
            found = self.document.style(style)
            chain.insert(0, found)
            style = val(found, "basedOn") or ""
        return chain

    def paragraph(self, path: str, attribute: str = "val") -> str | None:
        own = val(self.element, f"pPr/{path}", attribute)
        if own is not None:
            return own
        for holder in reversed(self._chain()):
            if (value := val(holder, f"pPr/{path}", attribute)) is not None:
                return value
        return None

    def run(self, path: str, attribute: str = "val") -> str | None:
        """Of the first run that holds text."""
        first = next((r for r in self.element.iter(f"{W}r") if r.find(f"{W}t") is not None), None)
        if first is not None and (own := val(first, f"rPr/{path}", attribute)) is not None:
            return own
        for holder in reversed(self._chain()):
            if (value := val(holder, f"rPr/{path}", attribute)) is not None:
                return value
        return None

    @property
    def points(self) -> float:
        return int(self.run("sz") or 0) / 2

    @property
    def is_bold(self) -> bool:
        return self.run("b") == "true"

    @property
    def is_italic(self) -> bool:
        return self.run("i") == "true"

    @property
    def font(self) -> str | None:
        return self.run("rFonts", "ascii")

    @property
    def align(self) -> str | None:
        return self.paragraph("jc")

    def number(self, path: str, attribute: str) -> int:
        return int(self.paragraph(path, attribute) or 0)

    @property
    def has_rule(self) -> bool:
        return self.element.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None


class Word:
    def __init__(self, payload: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(payload))
        self.body = self.part("word/document.xml").find(f"{W}body")

    def part(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    @cached_property
    def styles(self) -> Any:
        return self.part("word/styles.xml")

    def style(self, style_id: str) -> Any:
        return self.styles.find(f"{W}style[@{W}styleId='{style_id}']")

    def lines(self, inside: Any = None) -> list[Line]:
        root = self.body if inside is None else inside
        return [Line(each, self) for each in root.iter(f"{W}p")]

    def with_text(self, inside: Any = None) -> list[Line]:
        return [line for line in self.lines(inside) if line.text]

    def line(self, text: str) -> Line:
        return next(line for line in self.with_text() if line.text.startswith(text))

    @property
    def tables(self) -> list[Any]:
        return self.body.findall(f"{W}tbl")

    @property
    def sections(self) -> list[Any]:
        return list(self.body.iter(f"{W}sectPr"))

    def header(self, section: Any, kind: str) -> list[Line]:
        """Lines of a section's header of a kind ("default", "first")."""
        reference = section.find(f"{W}headerReference[@{W}type='{kind}']").get(f"{R}id")
        relations = self.part("word/_rels/document.xml.rels")
        target = next(each.get("Target") for each in relations if each.get("Id") == reference)
        return [Line(each, self) for each in self.part(f"word/{target}").iter(f"{W}p")]
