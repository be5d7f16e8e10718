"""Keep the signed and sealed paper as a scan: the document is signed, once and for good."""

from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.documents import access, rules
from vandong.documents.errors import SignedTooEarly
from vandong.documents.models import OfficialDocument
from vandong.kernel import audit, files

SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def record_signed_scan(
    *,
    by: Officer,
    document_id: int,
    scan: bytes,
    media_type: str,
    clerk_number: str,
    signed_on: date,
    now: datetime,
) -> None:
    """Store the scan with the clerk's number (as written on the paper) and the day of signing.

    `scan` and `media_type` come from `kernel.upload.read_paper`: kept as they are, only ever sent back as an
    attachment. Raises NotHere, MayNot, AlreadySigned, SignedByItsUnit, SignedTooEarly.
    """
    if not by.may("record"):
        ensure(by, "approve")
    with transaction.atomic():
        document = access.document_to_sign(by, document_id, lock=True)
        if not document.dated_on <= signed_on <= now.date():
            raise SignedTooEarly(field="signed_on")
        name = f"{rules.file_stem(document.symbol)}-ban-ky.{SUFFIXES[media_type]}"
        document.scan_file = files.store(scan, name=name, media_type=media_type, now=now)
        document.clerk_number = clerk_number
        document.signed_on = signed_on
        document.signed_recorded_at = now
        document.signed_recorded_by_label = by.label
        document.state = OfficialDocument.State.SIGNED
        changed = ["scan_file", "clerk_number", "signed_on", "signed_recorded_at", "signed_recorded_by_label", "state"]
        document.save(update_fields=changed)
        audit.record(
            by=by,
            at=now,
            action="documents.document.signed",
            subject_type="documents.document",
            subject_id=document.id,
            subject_label=document.symbol,
            unit_id=document.unit_id,
            changed_fields=changed,
        )
