"""Is this file one of ours, and is it unchanged?"""

import difflib
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Q

from vandong.documents import foreign, rules
from vandong.documents.content import content_hash, from_json
from vandong.documents.models import OfficialDocument
from vandong.documents.profile import by_code
from vandong.documents.rendering_docx import Issue, render
from vandong.kernel import child, files
from vandong.kernel.errors import Refused
from vandong.kernel.numbers import format_day

MOST_DIFFERENCES = 20


@dataclass(frozen=True)
class Verdict:
    """`kind`: "unchanged" (byte for byte ours: the .docx, its PDF or the signed scan), "resaved" (ours, saved again by
    another program, every word the same), "changed" (it says it is ours, but its words differ) or "unknown"."""

    kind: Literal["unchanged", "resaved", "changed", "unknown"]
    sentence: str  # for the person who asked
    document_id: int | None = None
    symbol: str = ""
    subject: str = ""
    issuer: str = ""
    part: Literal["docx", "pdf", "scan", ""] = ""
    dated_on: date | None = None
    issued_at: datetime | None = None
    issued_by_label: str = ""
    differences: tuple[str, ...] = ()  # "− as issued", "+ as in this file"


_PARTS = {"docx": "bản Word đã cấp số", "pdf": "bản PDF làm từ bản Word đã cấp số", "scan": "bản ký đã quét"}


def verify(payload: bytes) -> Verdict:
    """Judge a file's bytes. Nothing outside is parsed in this process. For operators: not scoped to anyone."""
    sha256 = hashlib.sha256(payload).hexdigest()
    same = Q(docx_file__sha256=sha256) | Q(pdf_file__sha256=sha256) | Q(scan_file__sha256=sha256)
    document = OfficialDocument.objects.filter(same).select_related("docx_file", "pdf_file", "scan_file").first()
    if document is not None:
        parts = (("docx", document.docx_file), ("pdf", document.pdf_file), ("scan", document.scan_file))
        part = next(name for name, file in parts if file is not None and file.sha256 == sha256)
        return _verdict(document, "unchanged", f"Đúng là {_PARTS[part]} của {_named(document)}, còn nguyên vẹn.", part)
    if not payload.startswith(b"PK"):
        return _unknown()
    try:
        theirs, _ = child.parse("vandong.documents.foreign:read_docx", payload)
    except Refused:
        return _unknown()
    document = _claimed(theirs["reference"], theirs["content_hash"])
    if document is None:
        return _unknown()
    ours, _ = foreign.read_docx(files.read(document.docx_file), {})
    differences = _differences(ours["lines"], theirs["lines"])
    if not differences:
        sentence = f"Là {_named(document)}, đã được lưu lại bằng phần mềm khác; mọi chữ và số vẫn như bản đã cấp số."
        return _verdict(document, "resaved", sentence, "docx")
    sentence = f"Tệp tự xưng là {_named(document)} nhưng nội dung ĐÃ BỊ SỬA so với bản đã cấp số."
    return _verdict(document, "changed", sentence, "docx", differences)


def regenerates(document_id: int) -> bool:
    """Whether the stored content, made again with its profile, gives the very file that was issued."""
    document = OfficialDocument.objects.select_related("docx_file", "registered_number").get(id=document_id)
    content = from_json(document.content)
    if content_hash(content) != document.content_hash:
        return False
    issue = Issue(content, document.symbol, document.dated_on, _reference(document))
    return hashlib.sha256(render(issue, by_code(document.profile))).hexdigest() == document.docx_file.sha256


def _reference(document: OfficialDocument) -> str:
    number = document.registered_number.number
    return rules.reference(document.body_id, document.dated_on.year, document.document_type, number)


def _claimed(reference: str, claimed_hash: str) -> OfficialDocument | None:
    """The document a file says it is; only if the content hash it carries is that document's too."""
    key = rules.parse_reference(reference)
    if key is None:
        return None
    body_id, year, document_type, number = key
    return (
        OfficialDocument.objects.filter(
            registered_number__register__body_id=body_id,
            registered_number__register__year=year,
            registered_number__register__document_type=document_type,
            registered_number__number=number,
            content_hash=claimed_hash,
        )
        .select_related("docx_file")
        .first()
    )


def _differences(ours: list[str], theirs: list[str]) -> tuple[str, ...]:
    lines = difflib.unified_diff(ours, theirs, lineterm="", n=0)
    changed = [
        f"{'−' if line[0] == '-' else '+'} {line[1:]}"
        for line in lines
        if line[:1] in "+-" and not line.startswith(("---", "+++"))
    ]
    return tuple(changed[:MOST_DIFFERENCES])


def _named(document: OfficialDocument) -> str:
    return f"văn bản số {document.symbol} ngày {format_day(document.dated_on)} của {document.content['issuer']}"


def _verdict(
    document: OfficialDocument,
    kind: Literal["unchanged", "resaved", "changed"],
    sentence: str,
    part: str,
    differences: tuple[str, ...] = (),
) -> Verdict:
    return Verdict(
        kind=kind,
        sentence=sentence,
        document_id=document.id,
        symbol=document.symbol,
        subject=document.subject,
        issuer=document.content["issuer"],
        part=part,  # type: ignore[arg-type]
        dated_on=document.dated_on,
        issued_at=document.issued_at,
        issued_by_label=document.issued_by_label,
        differences=differences,
    )


def _unknown() -> Verdict:
    return Verdict("unknown", "Không phải tệp do hệ thống này làm ra, hoặc đã bị đổi đến mức không nhận ra được nữa.")
