"""The register of organisations of every commune: schools, a health station, a cooperative, a pagoda, branches."""

from collections.abc import Iterator
from random import Random

from vandong.ops.demonstration.places import Commune, Places
from vandong.outreach.actions import OrganisationEntry

_SCHOOLS = ("Trường Mầm non", "Trường Tiểu học", "Trường Trung học cơ sở")
_TRADES = ("may mặc", "cơ khí", "chế biến nông sản", "vật liệu xây dựng", "giày da", "thương mại")
_OWNERS = ("An Phát", "Bình Minh", "Đại Thành", "Hưng Thịnh", "Tân Tiến", "Thành Đạt")  # invented, as everything here
_PAGODAS = ("Bảo Quang", "Diên Phúc", "Hưng Long", "Khánh Linh", "Phúc Lâm", "Thiên Ân")


def entries(places: Places) -> Iterator[OrganisationEntry]:
    """About nine a commune, the same every time."""
    for commune in places.communes:
        yield from _of(commune)


def _of(commune: Commune) -> Iterator[OrganisationEntry]:
    chance = Random(f"organisations {commune.unit.code}")  # noqa: S311  the same every time, nothing secret
    unit, name = commune.unit.id, commune.unit.proper_name
    for school in _SCHOOLS:
        yield OrganisationEntry(unit, "school", f"{school} {name}")
    yield OrganisationEntry(unit, "agency", f"Ủy ban nhân dân {commune.unit.in_sentence}")
    yield OrganisationEntry(unit, "agency", f"Trạm Y tế {commune.unit.in_sentence}")
    yield OrganisationEntry(unit, "enterprise", f"Hợp tác xã Dịch vụ nông nghiệp {name}")
    for _ in range(chance.randint(0, 2)):
        company = f"Công ty TNHH {chance.choice(_TRADES)} {chance.choice(_OWNERS)} {name}"
        yield OrganisationEntry(unit, "enterprise", company)
        break
    area = chance.choice(commune.areas)
    yield OrganisationEntry(area.id, "religious", f"Chùa {chance.choice(_PAGODAS)}", address=area.name)
    for area in commune.areas[:2]:
        yield OrganisationEntry(area.id, "branch", f"Chi hội Phụ nữ {area.in_sentence}")
