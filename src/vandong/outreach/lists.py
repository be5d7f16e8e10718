"""The list of activities: what may be asked of it, and its columns on the page and in the workbook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.kernel.fields import DayField
from vandong.kernel.listing import Column, FilterForm, PlainSelect
from vandong.kernel.numbers import LARGEST_ID, format_day, format_number, parse_id
from vandong.outreach.models import Channel
from vandong.outreach.recording import MOVEMENT
from vandong.outreach.rows import ActivityFilter, ActivityRow
from vandong.programme import queries as programmes
from vandong.units import queries as units

WITHDRAWN = [("", "Cả việc đã rút lại"), ("without", "Trừ việc đã rút lại"), ("only", "Chỉ việc đã rút lại")]


class ActivityFilterForm(FilterForm):
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)
    o = forms.ChoiceField(label="Đơn vị", required=False, widget=PlainSelect)
    cach = forms.ChoiceField(
        label="Bằng cách nào", required=False, widget=PlainSelect, choices=[("", "Mọi cách"), *Channel.choices]
    )
    nv = forms.ChoiceField(label="Nhiệm vụ", required=False, widget=PlainSelect)
    pt = forms.ChoiceField(label="Phong trào, cuộc vận động", required=False, widget=PlainSelect)
    rut = forms.ChoiceField(label="Việc đã rút lại", required=False, widget=PlainSelect, choices=WITHDRAWN)
    td = forms.BooleanField(label="Chỉ việc ở địa bàn trọng điểm", required=False)
    ph = forms.BooleanField(label="Chỉ việc phối hợp", required=False)
    kp = forms.BooleanField(label="Chỉ việc có ghi kinh phí", required=False)
    thay = forms.BooleanField(label="Chỉ việc cấp trên ghi thay", required=False)
    tc = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, officer: Officer) -> None:
        super().__init__(asked, COLUMNS, default_sort="-day")
        self.fields["tim"].widget.attrs["placeholder"] = "Tên việc, địa điểm, nơi"
        self.fields["o"].choices = [("", "Tất cả"), *unit_choices(officer, asked.get("o", ""))]  # type: ignore[attr-defined]
        self.fields["nv"].choices = [("", "Mọi nhiệm vụ"), *programmes.task_names_from_above(officer)]  # type: ignore[attr-defined]
        if movements := programmes.term_labels_from_above(officer, MOVEMENT):
            self.fields["pt"].choices = [("", "Mọi phong trào"), *movements]  # type: ignore[attr-defined]
        else:
            del self.fields["pt"]
        if officer.level in ("nation", "province"):
            self.fields["o"].help_text = "Chọn xong bấm Xem; các xã bên trong hiện ra để chọn tiếp."
        if officer.level == "area":  # it has nothing below
            del self.fields["o"]

    def asked(self) -> ActivityFilter:
        code, downwards = self.sort
        unit, task = (self.value("o") if "o" in self.fields else None), self.value("nv")
        movement = self.value("pt") if "pt" in self.fields else None
        return ActivityFilter(
            words=self.words,
            from_on=self.value("tu"),
            until_on=self.value("den"),
            unit_id=int(unit) if unit else None,
            task_id=int(task) if task else None,
            movement_id=int(movement) if movement else None,
            organisation_id=self.value("tc"),
            channel=self.value("cach") or "",
            only_hot=bool(self.value("td")),
            only_joint=bool(self.value("ph")),
            only_costed=bool(self.value("kp")),
            only_on_behalf=bool(self.value("thay")),
            withdrawn=self.value("rut") or "",
            sort=code,
            downwards=downwards,
        )


COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column(
        "what",
        "Việc",
        lambda row: row.heading,
        href=lambda row: reverse("activity_show", args=[row.id]),
        width=30,
    ),
    Column(
        "day", "Ngày", lambda row: format_day(row.held_on), cell=lambda row: row.held_on, is_sortable=True, width=12
    ),
    Column("unit", "Ở đâu", lambda row: row.unit_name, is_sortable=True, width=28),
    Column("channel", "Bằng cách nào", lambda row: row.channel_label, is_sortable=True, on_page=False, width=24),
    Column("place", "Địa điểm", lambda row: row.place, on_page=False, width=24),
    Column("lead", "Chủ trì", lambda row: row.lead_body_name, on_page=False, width=24),
    Column("task", "Nhiệm vụ", lambda row: row.task_text, on_page=False, width=28),
    Column(
        "attendance",
        "Lượt người dự",
        lambda row: format_number(row.attendance_count or None),
        cell=lambda row: row.attendance_count,
        is_number=True,
        is_sortable=True,
        width=12,
    ),
    Column("women", "Nữ", lambda row: "", cell=lambda row: row.female_count, on_page=False, width=10),
    Column(
        "leaflets",
        "Tờ rơi",
        lambda row: format_number(row.leaflet_count or None),
        cell=lambda row: row.leaflet_count,
        is_number=True,
        width=10,
    ),
    Column(
        "households",
        "Hộ đến thăm",
        lambda row: format_number(row.household_count or None),
        cell=lambda row: row.household_count,
        is_number=True,
        width=10,
    ),
    Column(
        "cost",
        "Kinh phí (đồng)",
        lambda row: format_number(row.cost_vnd),
        cell=lambda row: row.cost_vnd,
        is_number=True,
        width=14,
    ),
    Column("banners", "Băng rôn", lambda row: "", cell=lambda row: row.banner_count, on_page=False, width=10),
    Column(
        "broadcasts", "Lượt phát loa", lambda row: "", cell=lambda row: row.broadcast_count, on_page=False, width=10
    ),
)

_LAST: tuple[Column[ActivityRow], ...] = (
    Column("partners", "Phối hợp", lambda row: row.details.partners, on_page=False, width=28),
    Column("movements", "Phong trào, cuộc vận động", lambda row: row.details.movements, on_page=False, width=34),
    Column("instruments", "Văn bản phổ biến", lambda row: row.details.instruments, on_page=False, width=30),
    Column("materials", "Tài liệu đã dùng", lambda row: row.details.materials, on_page=False, width=30),
    Column("organisations", "Nơi cùng làm", lambda row: row.details.organisations, on_page=False, width=34),
    Column("note", "Ghi chú", lambda row: row.details.note, on_page=False, width=34),
    Column("programme", "Chương trình", lambda row: row.programme_title, on_page=False, width=28),
    Column("standing", "Địa bàn ngày ấy", lambda row: row.standing, on_page=False, width=26),
    Column("by", "Người ghi", lambda row: row.recorded_by_label, on_page=False, width=40),
    Column("at", "Ghi lúc", lambda row: "", cell=lambda row: row.recorded_at, on_page=False, width=18),
    Column(
        "mark", "Tình trạng", lambda row: "; ".join(filter(None, (row.mark, row.struck_note))), on_page=False, width=24
    ),
    Column("id", "Mã việc", lambda row: str(row.id), cell=lambda row: row.id, on_page=False, width=10),
)


def workbook_columns() -> Sequence[Column[ActivityRow]]:
    """The page's columns and more. People at risk are in no workbook: beside a report, rows would give them away."""
    return (*COLUMNS, *_LAST)


def unit_choices(officer: Officer, asked: str) -> list[Any]:
    """The units directly below, and those below the one that was asked for (or that holds it). A province so offers its
    districts, and the communes of one of them: not 247 units in every page."""
    below = units.children(officer.unit_id, officer.on)
    choices: list[Any] = [(str(row.id), row.name) for row in below]
    unit_id = parse_id(asked)
    if unit_id is not None and officer.level in ("nation", "province", "district"):
        around = {unit.id for unit in units.ancestors(unit_id, officer.on)}
        for row in below:
            if row.id in around and row.level != "commune":
                further = units.children(row.id, officer.on)
                choices.append((row.name, [(str(one.id), one.name) for one in further]))
    return choices
