"""Plain knowledge of units: kinds of residential areas, their codes, the official names of Front bodies."""

from collections.abc import Set
from dataclasses import dataclass

# What residential areas are called: villages of the plain and the hills, urban groups, and the Front's own word.
AREA_KINDS = ("thôn", "khu dân cư", "tổ dân phố", "khu phố", "xóm", "ấp", "bản", "làng", "buôn", "khóm", "tiểu khu")


def next_area_code(commune_code: str, taken: Set[str]) -> str:
    """ "11203-07": the commune's code and the number after the highest ever given, so that none is used twice."""
    start = f"{commune_code}-"
    numbers = [int(code[len(start) :]) for code in taken if code.startswith(start) and code[len(start) :].isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


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
