"""The columns of the list of units."""

from django.urls import reverse

from vandong.kernel.listing import Column
from vandong.kernel.numbers import format_number
from vandong.units.queries import LEVEL_NAMES, UnitBelow

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
