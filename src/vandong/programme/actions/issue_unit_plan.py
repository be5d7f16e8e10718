"""The unit's plan gets its number: one transaction makes the document and records the adoption."""

from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.documents import actions as documents
from vandong.documents import queries as documents_read
from vandong.kernel import audit, files
from vandong.messaging.actions import tell_body
from vandong.programme import access
from vandong.programme.actions.adopt_programme import OwnPlan, adopt_programme
from vandong.programme.errors import UnitPlanChanged, UnitPlanEmpty
from vandong.programme.models import UnitPlan
from vandong.programme.unit_plan import drafting
from vandong.programme.unit_plan.text_sections import PARTS

_NEEDED = ("bases", "II", "III", "IV")


@transaction.atomic
def issue_unit_plan(
    *,
    by: Officer,
    programme_id: int,
    dated_on: date,
    version: int | None,
    path: str,
    own_path: str,
    now: datetime,
    given_on_paper: int = 0,
) -> int:
    """Number the plan in the Standing Board's register, signed by the officer who does it; returns the document's id.

    `path` is the page the level above is led to, `own_path` the one for whoever wrote the plan. Raises UnitPlanChanged,
    UnitPlanEmpty (also when it was never saved), DatedAhead, RegisterBegun, BadValue (dated before the plan above),
    MayNot, and what `unit_plan_to_write` does.
    """
    ensure(by, "approve")
    access.unit_plan_to_write(by, programme_id)
    plan = UnitPlan.objects.select_for_update().filter(programme_id=programme_id, unit_id=by.unit_id).first()
    if plan is None:
        raise UnitPlanEmpty("Bản kế hoạch chưa được lưu. Xin xem lại, lưu bản thảo rồi hãy cấp số.")
    if plan.version != version:
        raise UnitPlanChanged
    texts = {part.code: part.text for part in drafting.plan_parts(by, programme_id, plan)}
    if empty := [PARTS[code] for code in _NEEDED if not texts[code].strip()]:
        raise UnitPlanEmpty(f"Phần “{empty[0]}” còn trống. Xin viết rồi hãy cấp số.")
    document_id = documents.issue_document(
        by=by,
        body_id=plan.body_id,
        source_type=drafting.SOURCE,
        source_id=plan.id,
        content=drafting.content_of(by, plan.subject, texts, signature=drafting.signed_by(by)),
        symbol_suffix=documents.standing_board.SYMBOL_SUFFIX,
        dated_on=dated_on,
        now=now,
        given_on_paper=given_on_paper,
    )
    document = documents_read.document(by, document_id)
    file = documents_read.file_of(by, document_id, "docx")
    adopt_programme(
        by=by,
        programme_id=programme_id,
        plan=OwnPlan(
            plan_number=document.row.symbol,
            plan_dated_on=dated_on,
            allotted=drafting.taken(plan),
            file=(files.read(file), file.name, file.media_type),
        ),
        version=None,
        path=path,
        now=now,
    )
    plan.document_id = document_id
    plan.version += 1
    plan.save()
    tell_body(
        body_id=plan.body_id,
        key=f"unit_plan:{plan.id}:issued",
        icon="doc",
        text=f"Kế hoạch của đơn vị đã có số {document.row.symbol}",
        detail=plan.subject,
        path=own_path,
        now=now,
        by=by,
    )
    audit.record(
        by=by,
        at=now,
        action="programme.unit_plan.issued",
        subject_type="programme.unit_plan",
        subject_id=plan.id,
        subject_label=f"{document.row.symbol}: {plan.subject}",
        unit_id=by.unit_id,
        changed_fields=["document"],
    )
    return document_id
