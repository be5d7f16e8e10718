"""Reads of documents: lists, one document, a body's register, and whether a file is one of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vandong.accounts.access import Officer, readable_unit_ids
from vandong.documents import access, preview
from vandong.documents import profile as profiles
from vandong.documents.content import Content, from_json
from vandong.documents.models import NumberRegister, OfficialDocument, RegisteredNumber
from vandong.documents.preview import FigureLink, Sheet
from vandong.documents.rules import day_in_words
from vandong.documents.verification import Verdict, regenerates, verify
from vandong.kernel.errors import NotHere
from vandong.kernel.listing import Lazy
from vandong.kernel.models import StoredFile
from vandong.kernel.numbers import format_day
from vandong.units import queries as units

__all__ = [
    "DocumentDetail",
    "DocumentFilter",
    "DocumentRow",
    "FigureLink",
    "RegisterBody",
    "RegisterRow",
    "Sheet",
    "Verdict",
    "cited",
    "day_in_words",
    "document",
    "document_of",
    "documents",
    "documents_of",
    "file_of",
    "has_numbers",
    "register",
    "registers",
    "regenerates",
    "sheet",
    "verify",
]


@dataclass(frozen=True)
class DocumentRow:
    id: int
    symbol: str
    subject: str
    document_type: str
    dated_on: date
    issuer: str
    state: str  # OfficialDocument.State
    state_label: str
    is_demonstration: bool
    issued_at: datetime
    signed_on: date | None
    clerk_number: str

    @property
    def is_signed(self) -> bool:
        return self.state == OfficialDocument.State.SIGNED

    @property
    def mark(self) -> str:
        """The tag a list puts behind the symbol."""
        return "minh họa" if self.is_demonstration else ""


@dataclass(frozen=True)
class DocumentDetail:
    row: DocumentRow
    body_id: int
    unit_id: int
    source_type: str
    source_id: int
    content_hash: str
    docx_sha256: str
    has_pdf: bool
    profile_name: str
    profile_reference: str
    profile_note: str
    issued_by_label: str
    signed_recorded_at: datetime | None
    signed_recorded_by_label: str
    may_sign: bool
    sheet: Sheet


@dataclass(frozen=True)
class DocumentFilter:
    words: tuple[str, ...] = ()
    year: int | None = None
    state: str = ""
    sort: str = "dated"
    downwards: bool = True


@dataclass(frozen=True)
class RegisterBody:
    id: int
    name: str


@dataclass(frozen=True)
class RegisterRow:
    """One line of a register, in the order numbers were given."""

    document_id: int
    number: int
    document_type: str
    symbol: str
    dated_on: date
    subject: str
    issued_at: datetime
    issued_by_label: str
    state_label: str
    clerk_number: str
    signed_on: date | None


def documents(officer: Officer, asked: DocumentFilter) -> Lazy[DocumentRow]:
    """Documents the officer may read, filtered and sorted."""
    found = OfficialDocument.objects.filter(unit_id__in=readable_unit_ids(officer)).defer("content")
    for word in asked.words:
        found = found.filter(search_key__contains=word)
    if asked.year is not None:
        found = found.filter(dated_on__year=asked.year)
    if asked.state:
        found = found.filter(state=asked.state)
    keys = {
        "dated": ("dated_on", "registered_number__number"),
        "symbol": ("document_type", "registered_number__number"),
        "issuer": ("body__name", "dated_on"),
    }[asked.sort]
    way = "-" if asked.downwards else ""
    ordered = found.select_related("body").order_by(*(f"{way}{key}" for key in keys), f"{way}id")
    return Lazy(ordered, lambda models: [_row(model) for model in models])


def has_numbers(body_id: int, year: int, document_type: str) -> bool:
    """Whether the body's register of the year and kind has given a number here."""
    return NumberRegister.objects.filter(
        body_id=body_id, year=year, document_type=document_type, last_number__gt=0
    ).exists()


def cited(document_id: int) -> str:
    """How another document names it: "số 05/BC-MTTQ-BTT ngày 05/02/2026", as on the signed paper where there is one."""
    model = OfficialDocument.objects.defer("content").get(id=document_id)
    return f"số {model.clerk_number or model.symbol} ngày {format_day(model.signed_on or model.dated_on)}"


def document(officer: Officer, document_id: int) -> DocumentDetail:
    """One document with its preview. Raises NotHere outside scope."""
    model = access.document_to_read(officer, document_id)
    profile = profiles.by_code(model.profile)
    return DocumentDetail(
        row=_row(model),
        body_id=model.body_id,
        unit_id=model.unit_id,
        source_type=model.source_type,
        source_id=model.source_id,
        content_hash=model.content_hash,
        docx_sha256=model.docx_file.sha256,
        has_pdf=model.pdf_file is not None,
        profile_name=profile.name,
        profile_reference=profile.legal_reference,
        profile_note=profile.note,
        issued_by_label=model.issued_by_label,
        signed_recorded_at=model.signed_recorded_at,
        signed_recorded_by_label=model.signed_recorded_by_label,
        may_sign=access.may_sign(officer, model),
        sheet=preview.sheet(from_json(model.content), profile, symbol=model.symbol, dated_on=model.dated_on),
    )


def document_of(source_type: str, source_id: int) -> DocumentRow | None:
    """The document a source became, None before it is issued. Not scoped: the caller may already read the source."""
    return documents_of(source_type, (source_id,)).get(source_id)


def documents_of(source_type: str, source_ids: Sequence[int]) -> dict[int, DocumentRow]:
    """Documents by the id of their source, one query."""
    found = OfficialDocument.objects.filter(source_type=source_type, source_id__in=list(source_ids))
    return {model.source_id: _row(model) for model in found.defer("content").select_related("body")}


def file_of(officer: Officer, document_id: int, kind: str) -> StoredFile:
    """The "docx" or "scan" of a document the officer may read. Raises NotHere, also where there is no scan yet."""
    model = access.document_to_read(officer, document_id)
    file = model.docx_file if kind == "docx" else model.scan_file
    if file is None:
        raise NotHere
    return file


def sheet(
    content: Content,
    *,
    body_kind: str,
    on: date,
    open_symbol: str = "",
    links: Sequence[FigureLink] = (),
    cell_links: Mapping[tuple[int, int, int], str] | None = None,
) -> Sheet:
    """The preview of a content not yet issued, as `documents/a4.html` draws it; `open_symbol` ("…/BC-MTTQ-BTT") leaves
    the number's place open. Raises NoProfile."""
    profile = profiles.choose(body_kind, on)
    return preview.sheet(content, profile, symbol=open_symbol, links=links, cell_links=cell_links)


def registers(officer: Officer) -> list[RegisterBody]:
    """Bodies whose registers the officer may read: the own body first, then those below that have given numbers."""
    found = (
        NumberRegister.objects.filter(body__unit_id__in=readable_unit_ids(officer))
        .values_list("body_id", "body__short_name", "body__unit__sort_key")
        .distinct()
    )
    rows = {body_id: (sort_key, name) for body_id, name, sort_key in found}
    own = units.body(officer.body_id)
    others = sorted((key, name, body_id) for body_id, (key, name) in rows.items() if body_id != own.id)
    return [RegisterBody(own.id, own.short_name), *(RegisterBody(body_id, name) for _, name, body_id in others)]


def register(officer: Officer, body_id: int, year: int) -> list[RegisterRow]:
    """A body's register of one year, kind by kind, number by number. Raises NotHere outside scope."""
    access.body_to_read(officer, body_id)
    found = (
        RegisteredNumber.objects.filter(register__body_id=body_id, register__year=year)
        .select_related("register", "document")
        .defer("document__content")
        .order_by("register__document_type", "number")
    )
    return [
        RegisterRow(
            document_id=number.document.id,
            number=number.number,
            document_type=number.register.document_type,
            symbol=number.document.symbol,
            dated_on=number.document.dated_on,
            subject=number.document.subject,
            issued_at=number.document.issued_at,
            issued_by_label=number.document.issued_by_label,
            state_label=number.document.get_state_display(),
            clerk_number=number.document.clerk_number,
            signed_on=number.document.signed_on,
        )
        for number in found
    ]


def _row(model: OfficialDocument) -> DocumentRow:
    return DocumentRow(
        id=model.id,
        symbol=model.symbol,
        subject=model.subject,
        document_type=model.document_type,
        dated_on=model.dated_on,
        issuer=model.body.short_name,
        state=model.state,
        state_label=model.get_state_display(),
        is_demonstration=model.is_demonstration,
        issued_at=model.issued_at,
        signed_on=model.signed_on,
        clerk_number=model.clerk_number,
    )
