"""Give a content its number and make it a document: one transaction, one number, one file."""

from datetime import date, datetime

from django.db import transaction

from vandong.accounts import access as accounts
from vandong.accounts.access import Officer
from vandong.documents import profile as profiles
from vandong.documents import rules
from vandong.documents.content import Content, to_json
from vandong.documents.errors import AlreadyIssued, DatedAhead, RegisterBegun
from vandong.documents.models import NumberRegister, OfficialDocument, RegisteredNumber
from vandong.documents.rendering_docx import MEDIA_TYPE, Issue, render
from vandong.kernel import audit, files, vietnamese
from vandong.kernel.errors import NotHere
from vandong.units import queries as units


def issue_document(
    *,
    by: Officer,
    body_id: int,
    source_type: str,
    source_id: int,
    content: Content,
    symbol_suffix: str,
    dated_on: date,
    now: datetime,
    given_on_paper: int = 0,
) -> int:
    """Number `content` in the body's register of the year and kind, make its .docx, and return the document's id.

    `source_type`/`source_id` say what it was made from ("reporting.report", 12); a source becomes a document once.
    `symbol_suffix` is what follows the kind in the symbol: "MTTQ-BTT" gives "05/BC-MTTQ-BTT". The caller has decided
    that this content may be issued; here is checked that the officer may record or approve for the body's unit.
    `given_on_paper`: the last number the body's paper register gave this year before the first one is given here.
    Raises NotHere, MayNot, AlreadyIssued, DatedAhead, RegisterBegun, NoProfile. Rolled back, it leaves no gap in the
    register.
    """
    body = units.body(body_id)
    if not accounts.writable_unit_ids(by).filter(descendant_id=body.unit_id).exists():
        raise NotHere
    if not by.may("record"):
        accounts.ensure(by, "approve")
    if dated_on > now.date():
        raise DatedAhead
    profile = profiles.choose(body.kind, dated_on)
    with transaction.atomic():
        register = _locked_register(body_id, dated_on.year, content.document_type)
        if OfficialDocument.objects.filter(source_type=source_type, source_id=source_id).exists():
            raise AlreadyIssued
        if given_on_paper:
            if register.last_number:
                raise RegisterBegun(rules.symbol(register.last_number, content.document_type, symbol_suffix))
            register.last_number = given_on_paper
        register.last_number += 1
        register.save(update_fields=["last_number"])
        number = RegisteredNumber.objects.create(register=register, number=register.last_number, given_at=now)
        issue = Issue(
            content=content,
            symbol=rules.symbol(number.number, content.document_type, symbol_suffix),
            dated_on=dated_on,
            reference=rules.reference(body_id, dated_on.year, content.document_type, number.number),
        )
        document = OfficialDocument.objects.create(
            body_id=body_id,
            unit_id=body.unit_id,
            source_type=source_type,
            source_id=source_id,
            registered_number=number,
            document_type=content.document_type,
            symbol=issue.symbol,
            dated_on=dated_on,
            subject=" ".join(content.subject)[:400],
            search_key=vietnamese.search_key(f"{issue.symbol} {' '.join(content.subject)} {content.issuer}")[:600],
            profile=profile.code,
            is_demonstration=content.is_demonstration,
            content=to_json(content),
            content_hash=issue.content_hash,
            docx_file=files.store(
                render(issue, profile), name=f"{rules.file_stem(issue.symbol)}.docx", media_type=MEDIA_TYPE, now=now
            ),
            issued_at=now,
            issued_by_label=by.label,
        )
        audit.record(
            by=by,
            at=now,
            action="documents.document.issued",
            subject_type="documents.document",
            subject_id=document.id,
            subject_label=issue.symbol,
            unit_id=body.unit_id,
            note=f"Sổ giấy đã cấp đến số {given_on_paper}." if given_on_paper else "",
        )
    return document.id


def _locked_register(body_id: int, year: int, document_type: str) -> NumberRegister:
    """The register's row, locked until the transaction ends. SQLite's IMMEDIATE transactions lock everything anyway."""
    key = {"body_id": body_id, "year": year, "document_type": document_type}
    NumberRegister.objects.bulk_create([NumberRegister(**key)], ignore_conflicts=True)
    return NumberRegister.objects.select_for_update().get(**key)
