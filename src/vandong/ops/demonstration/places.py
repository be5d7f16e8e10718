"""Where the demonstration plays: residential areas of every commune, and the bodies that work there."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from vandong.kernel.audit import SYSTEM
from vandong.ops.demonstration import days
from vandong.units import actions as unit_actions
from vandong.units import queries as units
from vandong.units.queries import BodyRow, UnitRow

# Names that villages of the delta bear; the first syllables and second ones are combined, none is looked up anywhere.
_FIRST = ("An", "Bình", "Cao", "Đông", "Hòa", "Lạc", "Mỹ", "Ngọc", "Phú", "Tân", "Thanh", "Trung", "Văn", "Xuân")
_SECOND = ("Dương", "Đoài", "Khê", "La", "Lộc", "Phong", "Quang", "Sơn", "Thịnh", "Trại", "Xá", "Yên")
_ORGANISATIONS = (
    ("member_organisation", "Hội Liên hiệp Phụ nữ", "Hội Phụ nữ"),
    ("member_organisation", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn Thanh niên"),
    ("member_organisation", "Hội Cựu chiến binh", "Hội Cựu chiến binh"),
    ("police", "Công an", "Công an"),
)


@dataclass(frozen=True)
class Commune:
    """One commune and what is in it."""

    unit: UnitRow
    district: UnitRow
    areas: tuple[UnitRow, ...]
    board: BodyRow
    partners: dict[str, BodyRow]  # by the beginning of their short name: "Hội Phụ nữ", "Công an"
    area_boards: dict[int, BodyRow]


@dataclass(frozen=True)
class Places:
    province: UnitRow
    province_board: BodyRow
    department: BodyRow
    districts: tuple[UnitRow, ...]
    district_boards: dict[int, BodyRow]
    communes: tuple[Commune, ...]

    def district_by_code(self, code: str) -> UnitRow:
        return next(unit for unit in self.districts if unit.code == code)

    def communes_of(self, district_id: int) -> list[Commune]:
        return [commune for commune in self.communes if commune.district.id == district_id]


def settle() -> Places:
    """Open areas and bodies of all of Hải Dương; its units must be loaded. Three audit lines."""
    (province,) = units.of_level("province", days.TODAY, code="30")
    districts = units.descendants(province.id, days.TODAY, "district")
    communes = [(unit, district) for district in districts for unit in units.children(district.id, days.TODAY)]
    new_areas = [unit_actions.NewArea(unit.id, kind, name) for unit, _ in communes for kind, name in _area_names(unit)]
    now = days.at(days.PLAN_SIGNED, 7)
    unit_actions.open_areas(by=SYSTEM, areas=new_areas, under_id=province.id, valid_from=days.SINCE, now=now)
    areas = {unit.id: units.children(unit.id, days.TODAY, "area") for unit, _ in communes}
    _open_bodies(province, districts, [unit for unit, _ in communes], [a for rows in areas.values() for a in rows])
    everywhere = [province.id, *(d.id for d in districts), *areas, *(a.id for rows in areas.values() for a in rows)]
    bodies: dict[int, list[BodyRow]] = {}
    for body in units.bodies_of_units(everywhere, days.TODAY):
        bodies.setdefault(body.unit_id, []).append(body)
    return Places(
        province=province,
        province_board=_of_kind(bodies[province.id], "standing_board"),
        department=_of_kind(bodies[province.id], "movement_department"),
        districts=tuple(districts),
        district_boards={unit.id: _of_kind(bodies[unit.id], "standing_board") for unit in districts},
        communes=tuple(
            Commune(
                unit=unit,
                district=district,
                areas=tuple(areas[unit.id]),
                board=_of_kind(bodies[unit.id], "standing_board"),
                partners={
                    name: next(body for body in bodies[unit.id] if body.short_name.startswith(name))
                    for _, _, name in _ORGANISATIONS
                },
                area_boards={area.id: bodies[area.id][0] for area in areas[unit.id]},
            )
            for unit, district in communes
        ),
    )


def _area_names(commune: UnitRow) -> list[tuple[str, str]]:
    """Three to five areas: villages in a xã, numbered areas in towns and wards."""
    chance = Random(f"areas {commune.code}")  # noqa: S311  the same village every time, nothing secret
    count = chance.randint(3, 5)
    if commune.kind == "xã":
        names = [f"{first} {second}" for first in _FIRST for second in _SECOND if first != second]
        return [("thôn", name) for name in chance.sample(names, count)]
    return [("khu dân cư", f"Số {number}") for number in range(1, count + 1)]


def _open_bodies(
    province: UnitRow, districts: Sequence[UnitRow], communes: Sequence[UnitRow], areas: Sequence[UnitRow]
) -> None:
    now = days.at(days.PLAN_SIGNED, 7)
    everywhere = [province.id, *(unit.id for unit in (*districts, *communes, *areas))]
    unit_actions.open_front_bodies(by=SYSTEM, unit_ids=everywhere, valid_from=days.SINCE, now=now, under_id=province.id)
    organisations = [
        unit_actions.NewBody(unit.id, kind, f"{name} {unit.in_sentence}", f"{short_name} {unit.kind}")
        for unit in communes
        for kind, name, short_name in _ORGANISATIONS
    ]
    unit_actions.open_bodies(by=SYSTEM, bodies=organisations, under_id=province.id, valid_from=days.SINCE, now=now)


def _of_kind(bodies: Sequence[BodyRow], kind: str) -> BodyRow:
    return next(body for body in bodies if body.kind == kind)
