"""Read a plan document: a draft programme begins, with one question for everything the plan says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel import audit, child, files
from vandong.programme.errors import PlanTooLong
from vandong.programme.models import PlanReading, Programme, ReadItem
from vandong.programme.reader.answer import Answer
from vandong.programme.reading import proposals

MOST_ITEMS = 5_000  # a plan of two hundred pages has some hundreds
_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class PlanDocument:
    """A plan document that could be read: the file, its normalised text, and what was understood of it."""

    content: bytes
    name: str
    media_type: str
    text: str
    answer: Answer


def open_plan_document(content: bytes, name: str) -> PlanDocument:
    """Open and read a file in the limited child process; nothing is written. Raises kernel.child.Unreadable with one
    sentence of its own for each kind of file that can't be read."""
    meta, body = child.parse("vandong.programme.reader.intake:read_plan", content)
    says = next((kind for kind in ("docx", "pdf") if name.lower().endswith(f".{kind}")), meta["kind"])
    if says != meta["kind"] and meta["kind"] == "txt":
        raise child.Unreadable(
            f"Tệp này mang đuôi .{says} nhưng bên trong không phải loại ấy, có thể đã hỏng khi chép. "
            "Xin chép lại tệp gốc."
        )
    return PlanDocument(content, name, _MEDIA_TYPES[meta["kind"]], body.decode("utf-8"), meta["answer"])


@transaction.atomic
def read_plan_document(*, by: Officer, document: PlanDocument, now: datetime) -> int:
    """Start a draft programme of the officer's own body from a plan document; returns the programme's id.

    Only its first lines become the draft's basics, and they too wait to be confirmed. Raises MayNot, PlanTooLong.
    """
    ensure(by, "coordinate")
    asked = proposals.items_of(document.answer, document.text)
    if len(asked) > MOST_ITEMS:
        raise PlanTooLong
    header = asked[0] if asked[0].kind == "header" else next(one for one in asked if one.kind == "header")
    basics = proposals.values_of("header", header.understood, header.quote)
    stored = files.store(document.content, name=document.name, media_type=document.media_type, now=now)
    programme = Programme.objects.create(
        body_id=by.body_id,
        title=basics["title"],
        short_title=basics["short_title"],
        plan_file=stored,
        starts_on=basics["starts_on"] or date(by.on.year, 1, 1),
        ends_on=basics["ends_on"] or date(by.on.year, 12, 31),
        created_at=now,
    )
    reading = PlanReading.objects.create(
        programme=programme,
        file=stored,
        text=document.text,
        answer=document.answer,
        reader_version=proposals.READER_VERSION,
        created_at=now,
        created_by_label=by.label,
    )
    ReadItem.objects.bulk_create(
        [
            ReadItem(
                reading=reading,
                position=position,
                kind=one.kind,
                span_start=one.start,
                span_end=one.end,
                quote=one.quote,
                understood=one.understood,
            )
            for position, one in enumerate(asked, start=1)
        ],
        batch_size=200,
    )
    audit.record(
        by=by,
        at=now,
        action="programme.programme.read",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=["plan_file"],
    )
    return programme.id
