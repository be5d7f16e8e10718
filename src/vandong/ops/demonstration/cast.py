"""Who lives in the demonstration: a few people to sign in as, and an officer and a leader in every other unit.

All names are made up of common family, middle and given names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from vandong.accounts import access
from vandong.accounts.access import Officer
from vandong.accounts.actions.load_people import LoadedPerson, load_people
from vandong.kernel.audit import SYSTEM
from vandong.ops.demonstration import days
from vandong.ops.demonstration.places import Commune, Places

PASSWORD = "vandong-2024"  # noqa: S105  printed for everyone: it opens nothing but the demonstration
HOME_DISTRICT, HOME_COMMUNE = "299", "11224"  # huyện Ninh Giang, xã Hồng Phong
DONE_DISTRICT = "300"  # huyện Thanh Miện, whose report is consolidated
WITHOUT_ACCESS = 6  # communes where nobody has an account: the district records for them

_RECORD, _APPROVE = frozenset({"record"}), frozenset({"approve", "record"})


@dataclass(frozen=True)
class DemonstrationAccount:
    username: str
    full_name: str
    who: str  # what one can see and do as this person, in a sentence
    password: str = PASSWORD


ACCOUNTS = (
    DemonstrationAccount(
        "hanh", "Nguyễn Thị Hạnh", "Cán bộ Mặt trận xã Hồng Phong: ghi việc, báo cáo năm đang chậm 2 ngày."
    ),
    DemonstrationAccount("lan", "Trần Thị Lan", "Chủ tịch Mặt trận xã Hồng Phong: duyệt báo cáo của xã."),
    DemonstrationAccount(
        "luong", "Phạm Văn Lượng", "Trưởng Ban công tác Mặt trận một thôn của xã Hồng Phong: ghi việc."
    ),
    DemonstrationAccount(
        "ngan", "Lê Thị Ngân", "Người có hai chức danh ở xã Hồng Phong: Hội Phụ nữ và Ban công tác Mặt trận."
    ),
    DemonstrationAccount("dung", "Bùi Tiến Dũng", "Công an xã Hồng Phong: liên hệ, xem."),
    DemonstrationAccount("vuha", "Vũ Thị Hà", "Cán bộ Mặt trận một xã cùng huyện: báo cáo vừa bị trả lại để sửa."),
    DemonstrationAccount(
        "thu", "Đinh Thị Thu", "Cán bộ Mặt trận một phường của thành phố Hải Dương: báo cáo đã duyệt."
    ),
    DemonstrationAccount(
        "khai", "Đoàn Văn Khải", "Mặt trận huyện Ninh Giang: đôn đốc, tổng hợp báo cáo, quản trị tài khoản."
    ),
    DemonstrationAccount("thai", "Phạm Quang Thái", "Phó Chủ tịch Mặt trận huyện Ninh Giang: duyệt, ký."),
    DemonstrationAccount("tuyet", "Lương Thị Tuyết", "Mặt trận huyện Thanh Miện: đã tổng hợp xong báo cáo của huyện."),
    DemonstrationAccount("chien", "Hà Minh Chiến", "Chủ tịch Mặt trận huyện Thanh Miện: đã duyệt báo cáo của huyện."),
    DemonstrationAccount("binh", "Hoàng Thanh Bình", "Trưởng Ban Phong trào tỉnh: theo dõi, tổng hợp toàn tỉnh."),
    DemonstrationAccount("dangco", "Đặng Văn Cơ", "Phó Chủ tịch Mặt trận tỉnh: ra chương trình, duyệt báo cáo tỉnh."),
    DemonstrationAccount("quan", "Ngô Minh Quân", "Quản trị tài khoản của tỉnh, đọc nhật ký."),
    DemonstrationAccount("vien", "Mai Thị Viên", "Ủy viên Mặt trận tỉnh: chỉ xem."),
)
_ADDRESS = {"hanh": "chị", "lan": "bà", "luong": "ông", "ngan": "chị", "dung": "anh", "vuha": "chị", "thu": "chị",
            "khai": "anh", "thai": "anh", "tuyet": "chị", "chien": "ông", "binh": "anh", "dangco": "ông", "quan": "anh",
            "vien": "bà"}  # fmt: skip

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh", "Đào", "Mai")
_WOMEN = ("Thị", ("An", "Bích", "Dung", "Hoa", "Hồng", "Hương", "Liên", "Loan", "Nga", "Oanh", "Phượng", "Thoa", "Yến"))
_MEN = ("Văn", ("Bảo", "Cường", "Đạt", "Hải", "Hùng", "Kiên", "Long", "Nam", "Phong", "Sáng", "Tâm", "Toàn", "Vượng"))


class Cast:
    """The people by unit: who records there, who approves there, as officers of a given day."""

    def __init__(self, recorders: dict[int, int], approvers: dict[int, int], named: dict[str, int]) -> None:
        self._recorders, self._approvers, self._named = recorders, approvers, named
        self._officers: dict[tuple[int, date], Officer] = {}

    def recorder(self, unit_id: int, on: date) -> Officer | None:
        """Who records and writes reports in the unit; None where nobody has an account."""
        account_id = self._recorders.get(unit_id)
        return self._officer(account_id, on) if account_id else None

    def approver(self, unit_id: int, on: date) -> Officer:
        return self._officer(self._approvers[unit_id], on)

    def named(self, username: str, on: date) -> Officer:
        return self._officer(self._named[username], on)

    def _officer(self, account_id: int, on: date) -> Officer:
        if (account_id, on) not in self._officers:
            officer = access.officer_for(account_id, None, on)
            assert officer is not None, account_id  # everyone's appointment began with the year
            self._officers[account_id, on] = officer
        return self._officers[account_id, on]


def appoint(places: Places) -> tuple[Cast, Commune]:
    """Open all accounts; returns the cast and the home commune. One audit line."""
    home = next(commune for commune in places.communes if commune.unit.code == HOME_COMMUNE)
    people: list[LoadedPerson] = []
    recorders: dict[int, str] = {}
    approvers: dict[int, str] = {}

    def add(unit_id: int, place: dict[int, str], username: str, body_id: int, title: str, may: frozenset[str]) -> None:
        place[unit_id] = username
        if username not in {one.username for one in ACCOUNTS}:
            address, name = _name(username)
            people.append(LoadedPerson(username, name, address, date(2024, 1, 1), ((body_id, title, may),)))

    for unit in places.districts:
        named = {HOME_DISTRICT: ("khai", "thai"), DONE_DISTRICT: ("tuyet", "chien")}.get(unit.code)
        first, second = named or (f"h{unit.code}.canbo", f"h{unit.code}.chutich")
        board = places.district_boards[unit.id]
        add(unit.id, recorders, first, board.id, "Ủy viên Thường trực", _RECORD | {"coordinate", "administer"})
        add(unit.id, approvers, second, board.id, "Chủ tịch", frozenset({"approve", "coordinate"}))
    hand_picked = _hand_picked(places, home)
    without = set(_without_access(places, home, set(hand_picked)))
    for commune in places.communes:
        code, unit_id = commune.unit.code, commune.unit.id
        if unit_id in without:
            continue
        recorder = hand_picked.get(unit_id, f"x{code}.canbo")
        approver = "lan" if unit_id == home.unit.id else f"x{code}.chutich"
        add(unit_id, recorders, recorder, commune.board.id, "Cán bộ Mặt trận", _RECORD)
        add(unit_id, approvers, approver, commune.board.id, "Chủ tịch", _APPROVE)
    people += _named_people(places, home, hand_picked)
    recorders[places.province.id], approvers[places.province.id] = "binh", "dangco"
    ids = load_people(by=SYSTEM, people=people, now=days.at(days.PLAN_SIGNED, 7, 30))
    by_username = {one.username: account_id for one, account_id in zip(people, ids, strict=True)}
    cast = Cast(
        {unit_id: by_username[name] for unit_id, name in recorders.items()},
        {unit_id: by_username[name] for unit_id, name in approvers.items()},
        {one.username: by_username[one.username] for one in ACCOUNTS},
    )
    return cast, home


def returned_commune(places: Places, home: Commune) -> Commune:
    """The commune of the home district whose report was returned."""
    return next(one for one in places.communes_of(home.district.id) if one.unit.id != home.unit.id)


def _hand_picked(places: Places, home: Commune) -> dict[int, str]:
    """Communes whose officer can be signed in as: unit id → user name."""
    city = places.district_by_code("288")
    ward = next(one for one in places.communes_of(city.id) if one.unit.kind == "phường")
    return {home.unit.id: "hanh", returned_commune(places, home).unit.id: "vuha", ward.unit.id: "thu"}


def _without_access(places: Places, home: Commune, taken: set[int]) -> Sequence[int]:
    far = [one.unit.id for one in places.communes if one.district.code not in (DONE_DISTRICT, "291", "296")]
    chance = Random("without access")  # noqa: S311
    own = [one.unit.id for one in places.communes_of(home.district.id) if one.unit.id not in taken][-1:]
    return [*own, *chance.sample(sorted(set(far) - taken - set(own)), WITHOUT_ACCESS - 1)]


def _named_people(places: Places, home: Commune, hand_picked: dict[int, str]) -> list[LoadedPerson]:
    boards = places.district_boards
    board_of = {
        name: next(one.board for one in places.communes if one.unit.id == unit) for unit, name in hand_picked.items()
    }
    first, second = (home.area_boards[area.id].id for area in home.areas[:2])
    home_board, done_board = boards[home.district.id].id, boards[places.district_by_code(DONE_DISTRICT).id].id
    held: dict[str, tuple[tuple[int, str, frozenset[str]], ...]] = {
        **{name: ((body.id, "Cán bộ Mặt trận", _RECORD),) for name, body in board_of.items()},
        "lan": ((home.board.id, "Chủ tịch", _APPROVE),),
        "luong": ((first, "Trưởng ban", _RECORD),),
        "ngan": (
            (home.partners["Hội Phụ nữ"].id, "Chủ tịch Hội", _RECORD),
            (second, "Trưởng ban", _RECORD),
        ),
        "dung": ((home.partners["Công an"].id, "Phó Trưởng Công an xã", frozenset({"liaise"})),),
        "khai": ((home_board, "Ủy viên Thường trực", frozenset({"record", "coordinate", "administer"})),),
        "thai": ((home_board, "Phó Chủ tịch", frozenset({"approve", "coordinate"})),),
        "tuyet": ((done_board, "Ủy viên Thường trực", frozenset({"record", "coordinate", "administer"})),),
        "chien": ((done_board, "Chủ tịch", frozenset({"approve", "coordinate"})),),
        "binh": ((places.department.id, "Trưởng Ban Phong trào", frozenset({"record", "coordinate"})),),
        "dangco": ((places.province_board.id, "Phó Chủ tịch", frozenset({"approve", "coordinate"})),),
        "quan": ((places.province_board.id, "Quản trị hệ thống", frozenset({"administer"})),),
        "vien": ((places.province_board.id, "Ủy viên", frozenset()),),
    }
    return [
        LoadedPerson(
            one.username, one.full_name, _ADDRESS[one.username], date(2024, 1, 1), held[one.username], PASSWORD,
            signs_for_chair=one.username in ("thai", "dangco"),
        )
        for one in ACCOUNTS
    ]  # fmt: skip


def _name(username: str) -> tuple[str, str]:
    """A form of address and a full name, always the same for a user name."""
    chance = Random(f"name {username}")  # noqa: S311
    address, (middle, given) = chance.choice((("chị", _WOMEN), ("anh", _MEN)))
    return address, f"{chance.choice(_FAMILY)} {middle} {chance.choice(given)}"
