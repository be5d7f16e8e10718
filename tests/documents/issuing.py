"""Issue a document in the small world, through the door reporting uses."""

from datetime import date, datetime

from tests import make
from tests.documents import contents
from tests.world import World
from vandong.accounts.access import Officer
from vandong.documents import actions
from vandong.documents.actions import Content
from vandong.units import queries as units


def issue(
    by: Officer,
    source_id: int,
    content: Content | None = None,
    *,
    body_id: int | None = None,
    dated_on: date = make.TODAY,
    now: datetime = make.NOW,
    given_on_paper: int = 0,
) -> int:
    return actions.issue_document(
        by=by,
        body_id=body_id or by.body_id,
        source_type="tests.source",
        source_id=source_id,
        content=content or contents.commune(),
        symbol_suffix="MTTQ-BTT",
        dated_on=dated_on,
        now=now,
        given_on_paper=given_on_paper,
    )


def issued_for_unit(world: World, unit_id: int, source_id: int = 1) -> int:
    """A document of any unit, issued by someone who could: its own officer, or the stranger's for the others."""
    if unit_id == world.hong_phong:
        return issue(world.lan, source_id)
    raise LookupError(f"no body of unit {unit_id}: {units.unit(unit_id).name}")


SIGNED_PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
