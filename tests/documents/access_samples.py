"""Addresses of documents, for the access matrix."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.access.sample import Sample, board_of
from tests.documents import contents
from tests.documents.issuing import SIGNED_PDF
from tests.world import World
from vandong.documents import profile as profiles
from vandong.documents.content import content_hash, to_json
from vandong.documents.models import NumberRegister, OfficialDocument, RegisteredNumber
from vandong.documents.rendering_docx import MEDIA_TYPE, Issue, render
from vandong.kernel import files
from vandong.units.models import Body


def _document(world: World, unit_id: int) -> dict[str, int]:
    """A document of `unit_id` with its PDF and scan still missing: rows as issuing leaves them. Written directly, since
    a unit that has ended has nobody left who could issue."""
    body = Body.objects.get(id=board_of(unit_id))
    existing = OfficialDocument.objects.filter(unit_id=unit_id, state="issued").order_by("id").first()
    if existing:
        return {"document_id": existing.id}
    register, _ = NumberRegister.objects.get_or_create(body=body, year=2024, document_type="BC")
    register.last_number += 1
    register.save()
    number = RegisteredNumber.objects.create(register=register, number=register.last_number, given_at=make.NOW)
    content, symbol = contents.commune(), f"{number.number:02d}/BC-MTTQ-BTT"
    docx = render(Issue(content, symbol, make.TODAY, "sample"), profiles.choose("standing_board", make.TODAY))
    document = OfficialDocument.objects.create(
        body=body,
        unit_id=unit_id,
        source_type="tests.access",
        source_id=unit_id * 1000 + number.number,
        registered_number=number,
        document_type="BC",
        symbol=symbol,
        dated_on=make.TODAY,
        subject=" ".join(content.subject),
        search_key="",
        profile=profiles.choose("standing_board", make.TODAY).code,
        content=to_json(content),
        content_hash=content_hash(content),
        docx_file=files.store(docx, name="01-BC.docx", media_type=MEDIA_TYPE, now=make.NOW),
        pdf_file=files.store(SIGNED_PDF, name="01-BC.pdf", media_type="application/pdf", now=make.NOW),
        issued_at=make.NOW,
        issued_by_label="Người thử",
    )
    return {"document_id": document.id}


def _signed(world: World, unit_id: int) -> dict[str, int]:
    kwargs = _document(world, unit_id)
    scan = files.store(SIGNED_PDF, name="01-BC-ban-ky.pdf", media_type="application/pdf", now=make.NOW)
    OfficialDocument.objects.filter(id=kwargs["document_id"]).update(
        state="signed", scan_file=scan, clerk_number="01/BC-MTTQ-BTT", signed_on=make.TODAY
    )
    return kwargs


def _scan(world: World, unit_id: int) -> dict[str, object]:
    return {
        "scan": SimpleUploadedFile("ban-ky.pdf", SIGNED_PDF, content_type="application/pdf"),
        "clerk_number": "01/BC-MTTQ-BTT",
        "signed_on": "05/11/2024",
    }


SAMPLES = {
    "document_list": Sample(scope="none"),
    "document_register": Sample(scope="none"),
    "document_show": Sample(scope="read", kwargs=_document),
    "document_docx": Sample(scope="read", kwargs=_document),
    "document_pdf": Sample(scope="read", kwargs=_document),
    "document_scan": Sample(scope="read", kwargs=_signed),
    "document_sign": Sample(scope="write", kwargs=_document, post=_scan, capabilities=frozenset({"record", "approve"})),
}
