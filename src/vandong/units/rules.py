"""Plain knowledge of units: kinds of residential areas, their codes, the official names of Front bodies."""

from collections.abc import Set
from dataclasses import dataclass

from vandong.kernel import vietnamese

# What residential areas are called: villages of the plain and the hills, urban groups, and the Front's own word.
AREA_KINDS = ("thôn", "khu dân cư", "tổ dân phố", "khu phố", "xóm", "ấp", "bản", "làng", "buôn", "khóm", "tiểu khu")


def full_name(kind: str, name: str) -> str:
    """ "Xã Hồng Phong", "Thị trấn Ninh Giang", "Thôn Bồng Lai"."""
    return f"{vietnamese.capitalised(kind)} {name}"


def area_code(commune_code: str, number: int) -> str:
    """ "11203-07": the commune's code and a number of its own."""
    return f"{commune_code}-{number:02d}"


def last_area_number(commune_code: str, codes: Set[str]) -> int:
    """The highest number ever given under the commune's code (0 if none): the next area takes the one after it."""
    start = f"{commune_code}-"
    return max((int(code[len(start) :]) for code in codes if code[len(start) :].isdecimal()), default=0)


@dataclass(frozen=True)
class FrontBody:
    kind: str
    name: str
    short_name: str


def front_bodies(level: str, in_sentence: str, kind: str) -> tuple[FrontBody, ...]:
    """The bodies of the Front's own that every unit of the level has; `in_sentence` is "xã Hồng Phong".

    Names follow the Front's letterheads: "Ban Thường trực Ủy ban MTTQ Việt Nam xã Hồng Phong". The nation's committee
    is outside this installation's work: none.
    """
    if level == "area":
        name = f"Ban công tác Mặt trận {in_sentence}"
        return (FrontBody("front_work_board", name, name),)
    if level not in ("province", "district", "commune"):
        return ()
    board = FrontBody(
        "standing_board", f"Ban Thường trực Ủy ban MTTQ Việt Nam {in_sentence}", f"Mặt trận {in_sentence}"
    )
    if level != "province":
        return (board,)
    department = FrontBody(
        "movement_department", f"Ban Phong trào Ủy ban MTTQ Việt Nam {in_sentence}", f"Ban Phong trào {kind}"
    )
    return (board, department)
