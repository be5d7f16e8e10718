"""Make a document's PDF when someone first asks for it, and keep it."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.documents import access, rules
from vandong.documents.models import OfficialDocument
from vandong.documents.rendering_pdf import convert
from vandong.kernel import audit, files
from vandong.kernel.models import StoredFile


def make_pdf(*, by: Officer, document_id: int, now: datetime) -> StoredFile:
    """The kept PDF of a document the officer may read; made now if there is none yet (seconds, outside any
    transaction). Of two who ask at once, the first kept one serves both. Raises NotHere, NoPdf, PdfFailed."""
    document = access.document_to_read(by, document_id)
    if document.pdf_file is not None:
        return document.pdf_file
    made = convert(files.read(document.docx_file))
    with transaction.atomic():
        locked = OfficialDocument.objects.select_for_update(of=("self",)).select_related("pdf_file").get(id=document_id)
        if locked.pdf_file is None:
            name = f"{rules.file_stem(locked.symbol)}.pdf"
            locked.pdf_file = files.store(made, name=name, media_type="application/pdf", now=now)
            locked.save(update_fields=["pdf_file"])
            audit.record(
                by=by,
                at=now,
                action="documents.document.pdf_made",
                subject_type="documents.document",
                subject_id=document_id,
                subject_label=locked.symbol,
                unit_id=locked.unit_id,
                changed_fields=["pdf_file"],
            )
        return locked.pdf_file
