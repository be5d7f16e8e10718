"""Which documents an officer may read, and which they may sign off as signed on paper."""

from vandong.accounts.access import Officer, readable_unit_ids, writable_unit_ids
from vandong.documents.errors import AlreadySigned
from vandong.documents.models import NumberRegister, OfficialDocument
from vandong.kernel.errors import NotHere
from vandong.units import queries as units
from vandong.units.queries import BodyRow

SHOWN_WITH = ("registered_number", "docx_file", "pdf_file", "scan_file")


def document_to_read(officer: Officer, document_id: int) -> OfficialDocument:
    """A document of a unit below, or of a unit those succeeded. Raises NotHere."""
    found = OfficialDocument.objects.filter(id=document_id, unit_id__in=readable_unit_ids(officer))
    document = found.select_related(*SHOWN_WITH).first()
    if document is None:
        raise NotHere
    return document


def document_to_sign(officer: Officer, document_id: int) -> OfficialDocument:
    """A document that still waits for its signed scan, locked for this transaction. Raises NotHere, AlreadySigned."""
    found = OfficialDocument.objects.filter(id=document_id, unit_id__in=writable_unit_ids(officer))
    document = found.select_for_update().first()
    if document is None:
        raise NotHere
    if document.state == OfficialDocument.State.SIGNED:
        raise AlreadySigned
    return document


def may_sign(officer: Officer, document: OfficialDocument) -> bool:
    """Whether the page offers to keep the signed scan."""
    return (
        document.state == OfficialDocument.State.ISSUED
        and bool(officer.capabilities & {"record", "approve"})
        and writable_unit_ids(officer).filter(descendant_id=document.unit_id).exists()
    )


def body_to_read(officer: Officer, body_id: int) -> BodyRow:
    """A body below (or of a predecessor) that keeps a register, or the officer's own. Raises NotHere."""
    kept = NumberRegister.objects.filter(body_id=body_id, body__unit_id__in=readable_unit_ids(officer))
    if body_id != officer.body_id and not kept.exists():
        raise NotHere
    return units.body(body_id)
