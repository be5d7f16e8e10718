"""P8: a long .docx against the barest thing that says the same: an XML template with its rows, zipped."""

import dataclasses
import io
import statistics
import time
import zipfile
from xml.sax.saxutils import escape

from tests import make
from tests.documents import contents
from vandong.documents import profile as profiles
from vandong.documents.actions import Appendix, Column, Content
from vandong.documents.rendering_docx import Issue, render

ROWS, COLUMNS, ROUNDS = 500, 8, 9


def long_content() -> Content:
    table = Appendix(
        title="Số liệu theo đơn vị",
        columns=(Column("Đơn vị", "left", 3), *(Column(f"Cột {n}") for n in range(1, COLUMNS))),
        rows=tuple((f"Xã số {r}", *(f"{r}.{100 + c}" for c in range(1, COLUMNS))) for r in range(ROWS)),
    )
    return dataclasses.replace(contents.province(), appendices=(table,))


def bare(content: Content, parts: dict[str, bytes], before: str, after: str) -> bytes:
    """The floor: the same rows, as plain as Word takes them, between two halves of a finished document."""
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>" for text in row) + "</w:tr>"
        for row in content.appendices[0].rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in parts.items():
            archive.writestr(name, payload)
        archive.writestr("word/document.xml", before + rows + after)
    return out.getvalue()


def ratio() -> tuple[float, float, float]:
    """(median ratio, median ms of ours, median ms of the floor), interleaved."""
    content = long_content()
    profile = profiles.choose("standing_board", make.TODAY)
    issue = Issue(content, "05/BC-MTTQ-BTT", make.TODAY, "1-2024-BC-5")
    with zipfile.ZipFile(io.BytesIO(render(issue, profile))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
        xml = archive.read("word/document.xml").decode()
    first, last = xml.index("<w:tr>", xml.rindex("<w:tblGrid>")), xml.rindex("</w:tr>") + len("</w:tr>")
    ours, floor = [], []
    for _ in range(ROUNDS):
        for measured, make_one in (
            (ours, lambda: render(issue, profile)),
            (floor, lambda: bare(content, parts, xml[:first], xml[last:])),
        ):
            began = time.perf_counter()
            make_one()
            measured.append((time.perf_counter() - began) * 1000)
    ratios = [a / b for a, b in zip(ours, floor, strict=True)]
    return statistics.median(ratios), statistics.median(ours), statistics.median(floor)
