"""The columns of the list of units."""

from django.urls import reverse

from vandong.kernel.listing import Column
from vandong.kernel.numbers import format_day, format_number
from vandong.units.queries import LEVEL_NAMES, CommuneStanding, UnitBelow

COLUMNS: tuple[Column[UnitBelow], ...] = (
    Column(
        "name",
        "Đơn vị",
        lambda row: row.unit.name,
        href=lambda row: reverse("unit_show", args=[row.unit.id]),
        is_sortable=True,
        width=32,
    ),
    Column("level", "Cấp", lambda row: LEVEL_NAMES[row.unit.level]),
    Column("parent", "Trực thuộc", lambda row: row.parent_name, width=32),
    Column(
        "children",
        "Đơn vị trực thuộc",
        lambda row: format_number(row.child_count) if row.child_count else "–",
        cell=lambda row: row.child_count,
        is_number=True,
    ),
    Column("code", "Mã", lambda row: row.unit.code, is_sortable=True),
)

STANDING_COLUMNS: tuple[Column[CommuneStanding], ...] = (
    Column(
        "name",
        "Đơn vị",
        lambda row: row.unit.name,
        href=lambda row: reverse("standing_show", args=[row.unit.id]),
        is_sortable=True,
        width=28,
    ),
    Column("parent", "Trực thuộc", lambda row: row.parent_name, width=28),
    Column("kind", "Xếp loại", lambda row: row.standing.name if row.standing else "chưa có", width=30),
    Column(
        "since",
        "Từ ngày",
        lambda row: format_day(row.standing.valid_from) if row.standing else "",
        cell=lambda row: row.standing.valid_from if row.standing else None,
        width=12,
    ),
    Column("decision", "Quyết định", lambda row: row.standing.decision if row.standing else "", width=40),
    Column("code", "Mã", lambda row: row.unit.code, on_page=False, width=10),
)
