"""The list of documents and the register: what may be asked, and the columns on the page and in the workbook."""

from django import forms
from django.http import QueryDict
from django.urls import reverse

from vandong.documents.models import OfficialDocument
from vandong.documents.queries import DocumentFilter, DocumentRow, RegisterRow
from vandong.kernel.fields import CountField
from vandong.kernel.listing import Column, FilterForm
from vandong.kernel.numbers import format_day


class DocumentFilterForm(FilterForm):
    nam = CountField(label="Năm", empty=None, top=2200)
    trang_thai = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), *OfficialDocument.State.choices]
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, COLUMNS, default_sort="-dated")
        self.fields["tim"].widget.attrs["placeholder"] = "Số, trích yếu, nơi ban hành"

    def asked(self) -> DocumentFilter:
        code, downwards = self.sort
        return DocumentFilter(
            words=self.words,
            year=self.value("nam"),
            state=self.value("trang_thai") or "",
            sort=code,
            downwards=downwards,
        )


COLUMNS: tuple[Column[DocumentRow], ...] = (
    Column(
        "symbol",
        "Số, ký hiệu",
        lambda row: row.symbol,
        href=lambda row: reverse("document_show", args=[row.id]),
        is_sortable=True,
        width=22,
    ),
    Column("subject", "Trích yếu", lambda row: row.subject, width=60),
    Column("issuer", "Nơi ban hành", lambda row: row.issuer, is_sortable=True, width=32),
    Column(
        "dated", "Ngày", lambda row: format_day(row.dated_on), cell=lambda row: row.dated_on, is_sortable=True, width=12
    ),
    Column("state", "Trạng thái", lambda row: row.state_label, width=20),
)

REGISTER_COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column(
        "symbol",
        "Số, ký hiệu",
        lambda row: row.symbol,
        href=lambda row: reverse("document_show", args=[row.document_id]),
        width=22,
    ),
    Column("dated", "Ngày văn bản", lambda row: format_day(row.dated_on), cell=lambda row: row.dated_on, width=13),
    Column("subject", "Trích yếu", lambda row: row.subject, width=60),
    Column("by", "Người cấp số", lambda row: row.issued_by_label, width=40),
    Column("clerk", "Số trên bản ký", lambda row: row.clerk_number, width=20),
    Column("signed", "Ngày ký", lambda row: format_day(row.signed_on), cell=lambda row: row.signed_on, width=12),
    Column("state", "Trạng thái", lambda row: row.state_label, width=20),
)
