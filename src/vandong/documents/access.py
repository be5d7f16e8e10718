"""Which documents an officer may read, and which they may sign off as signed on paper."""

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer, readable_unit_ids, writable_unit_ids
from vandong.documents.errors import AlreadySigned, SignedByItsUnit
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


def document_to_sign(officer: Officer, document_id: int, *, lock: bool = False) -> OfficialDocument:
    """A document that still waits for its signed scan; `lock` holds the row until the transaction ends. Raises NotHere,
    AlreadySigned, SignedByItsUnit."""
    found = OfficialDocument.objects.filter(id=document_id, unit_id__in=writable_unit_ids(officer))
    document = (found.select_for_update() if lock else found).first()
    if document is None:
        raise NotHere
    if document.state == OfficialDocument.State.SIGNED:
        raise AlreadySigned
    if not _keeps_paper_of(officer, document):
        raise SignedByItsUnit(units.unit(document.unit_id).in_sentence)
    return document


def may_sign(officer: Officer, document: OfficialDocument) -> bool:
    """Whether the page offers to keep the signed scan."""
    return (
        document.state == OfficialDocument.State.ISSUED
        and bool(officer.capabilities & {"record", "approve"})
        and writable_unit_ids(officer).filter(descendant_id=document.unit_id).exists()
        and _keeps_paper_of(officer, document)
    )


def _keeps_paper_of(officer: Officer, document: OfficialDocument) -> bool:
    """A unit keeps its own signed papers; the level above only where the unit has nobody who could."""
    return document.unit_id == officer.unit_id or not accounts.unit_has_access(document.unit_id, officer.on)


def body_to_read(officer: Officer, body_id: int) -> BodyRow:
    """A body below (or of a predecessor) that keeps a register, or the officer's own. Raises NotHere."""
    kept = NumberRegister.objects.filter(body_id=body_id, body__unit_id__in=readable_unit_ids(officer))
    if body_id != officer.body_id and not kept.exists():
        raise NotHere
    return units.body(body_id)
