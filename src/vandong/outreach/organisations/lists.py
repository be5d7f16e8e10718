"""The register as a list: what may be asked of it, and its columns on the page and in the workbook."""

from django import forms
from django.http import QueryDict
from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.kernel.listing import Column, FilterForm, PlainSelect
from vandong.kernel.numbers import format_day
from vandong.outreach.lists import unit_choices
from vandong.outreach.models import OrganisationKind
from vandong.outreach.rows import OrganisationFilter, OrganisationRow

STANDING = [("", "Đang hoạt động"), ("ended", "Đã thôi hoạt động"), ("all", "Tất cả")]


class OrganisationFilterForm(FilterForm):
    loai = forms.ChoiceField(
        label="Loại", required=False, widget=PlainSelect, choices=[("", "Mọi loại"), *OrganisationKind.choices]
    )
    o = forms.ChoiceField(label="Đơn vị", required=False, widget=PlainSelect)
    con = forms.ChoiceField(label="Còn hoạt động", required=False, widget=PlainSelect, choices=STANDING)

    def __init__(self, asked: QueryDict, officer: Officer) -> None:
        super().__init__(asked, COLUMNS, default_sort="name")
        self.fields["tim"].widget.attrs["placeholder"] = "Tên, địa chỉ, nơi; không dấu cũng được"
        self.fields["o"].choices = [("", "Tất cả"), *unit_choices(officer, asked.get("o", ""))]  # type: ignore[attr-defined]
        if officer.level == "area":  # it has nothing below
            del self.fields["o"]

    def asked(self) -> OrganisationFilter:
        code, downwards = self.sort
        unit = self.value("o") if "o" in self.fields else None
        return OrganisationFilter(
            words=self.words,
            unit_id=int(unit) if unit else None,
            kind=self.value("loai") or "",
            standing=self.value("con") or "",
            sort=code,
            downwards=downwards,
        )


COLUMNS: tuple[Column[OrganisationRow], ...] = (
    Column(
        "name",
        "Tên tổ chức",
        lambda row: row.name,
        href=lambda row: reverse("organisation_show", args=[row.id]),
        is_sortable=True,
        width=40,
    ),
    Column("kind", "Loại", lambda row: row.kind_label, is_sortable=True, width=28),
    Column("unit", "Đơn vị", lambda row: row.unit_name, is_sortable=True, width=30),
    Column("unit_code", "Mã đơn vị", lambda row: row.unit_code, on_page=False, width=12),
    Column("address", "Địa chỉ", lambda row: row.address, width=32),
    Column("code", "Mã số", lambda row: row.code, on_page=False, width=16),
    Column("since", "Từ ngày", lambda row: "", cell=lambda row: row.valid_from, on_page=False, width=12),
    Column(
        "until",
        "Thôi hoạt động từ",
        lambda row: format_day(row.valid_until),
        cell=lambda row: row.valid_until,
        on_page=False,
        width=14,
    ),
    Column("id", "Mã trong sổ", lambda row: str(row.id), cell=lambda row: row.id, on_page=False, width=10),
)
