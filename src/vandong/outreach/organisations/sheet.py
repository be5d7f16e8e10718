"""Organisations from a workbook: the columns, what accepting would do, the template."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vandong.accounts.access import MayNot, Officer
from vandong.kernel import sheet
from vandong.kernel.numbers import format_day
from vandong.kernel.sheet_intake.declared import Judged, Taken, Understanding
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.judging import Reading, in_order, read_columns
from vandong.kernel.sheet_intake.values import read_choice, read_count, read_day, read_text
from vandong.kernel.vietnamese import search_key
from vandong.outreach.access import place_to_write
from vandong.outreach.errors import RecordsItself, UnitElsewhere
from vandong.outreach.models import LONG_STANDING, OrganisationKind
from vandong.outreach.organisations import access, queries, rules
from vandong.outreach.organisations.rules import OrganisationEntry
from vandong.units import queries as units

NEEDS = (("name",), ("kind", "address", "unit", "commune", "area", "unit_code", "code", "valid_from"))
HEADS = ("Tên tổ chức", "Loại", "Đơn vị", "Địa chỉ")
STEPS = (
    "Mỗi tổ chức một dòng: tên đầy đủ, loại, đơn vị nơi đặt trụ sở.",
    "“Loại” chọn trong danh sách của ô; để trống thì phần mềm đoán theo tên và hỏi lại.",
    "“Đơn vị” ghi tên thôn hoặc xã; trùng tên thì điền mã ở trang “Đơn vị”.",
    "Tên đã có trong sổ của đơn vị ấy, dù viết khác dấu, không bị ghi thêm lần nữa.",
)
_SHOWN = 20
_KINDS: dict[str, tuple[str, ...]] = {
    "agency": ("Cơ quan", "Cơ quan nhà nước", "Đơn vị nhà nước", "Cơ quan, đơn vị", "Hành chính", "Sự nghiệp", "Y tế"),
    "school": ("Trường", "Nhà trường", "Cơ sở giáo dục", "Giáo dục"),
    "enterprise": ("Doanh nghiệp", "Công ty", "HTX", "Hợp tác xã", "DN", "Kinh tế", "Hộ kinh doanh"),
    "religious": ("Tôn giáo", "Cơ sở tôn giáo", "Tín ngưỡng", "Cơ sở thờ tự", "Chùa", "Nhà thờ"),
    "branch": ("Chi hội", "Chi đoàn", "Tổ chức thành viên", "Đoàn thể", "Hội", "Chi hội, chi đoàn, tổ hội"),
    "other": ("Khác",),
}
KINDS = {code: (label, *_KINDS[code]) for code, label in OrganisationKind.choices}
COLUMNS: tuple[Taken, ...] = (
    Taken("id", "Mã trong sổ", read_count(2**63 - 1, empty=None), in_template=False),
    Taken(
        "name", "Tên tổ chức", read_text(rules.LONGEST_NAME), width=44, longest=rules.LONGEST_NAME,
        names=("Tên", "Tên cơ quan", "Tên đơn vị, tổ chức", "Tên cơ quan, đơn vị", "Tên trường", "Tên doanh nghiệp",
               "Tên cơ sở", "Cơ quan, tổ chức", "Tổ chức", "Tên cơ quan, tổ chức", "Cơ quan", "Tên gọi", "Tên chi hội"),
    ),
    Taken("kind", "Loại", read_choice(KINDS), names=("Loại hình", "Loại tổ chức", "Phân loại", "Nhóm", "Lĩnh vực"),
          fills_down=True, width=28, choices=tuple(names[0] for names in KINDS.values())),
    *units.place_columns("Đơn vị"),
    Taken("address", "Địa chỉ", read_text(200), names=("Trụ sở", "Địa điểm", "Nơi đặt trụ sở"), width=34, longest=200),
    Taken("code", "Mã số", read_text(rules.LONGEST_CODE), names=("Mã số thuế", "MST", "Mã trường"), width=16),
    Taken("valid_from", "Từ ngày", read_day, names=("Ngày thành lập", "Thành lập", "Ngày hoạt động"), width=14,
          note="Có từ lâu thì để trống."),
    Taken("valid_until", "Thôi hoạt động từ", read_day, in_template=False),
)  # fmt: skip


def columns(officer: Officer) -> tuple[Taken, ...]:
    return COLUMNS


def template(officer: Officer, wanted: Sequence[Taken]) -> list[sheet.Sheet]:
    below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
    parents = units.latest_parents([row.id for row in below], officer.on)
    places = units.names_to_choose(below, parents)
    kept = [
        replace(column, choices=places, is_open=True).for_template if column.key == "unit" else column.for_template
        for column in wanted
        if column.in_template
    ]
    heading = [f"Tổ chức trên địa bàn, {officer.unit_name}"]
    return [
        sheet.Sheet("Tổ chức", kept, [], heading=heading, is_template=True),
        sheet.Sheet(
            "Đơn vị", [sheet.Column("Mã đơn vị", 14), sheet.Column("Tên", 32)], [(r.code, r.name) for r in below]
        ),
        sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 100)], [(step,) for step in STEPS]),
    ]


def judge(officer: Officer, found: Found, wanted: Sequence[Taken]) -> Judged:
    """What accepting would do; `ready` holds an `OrganisationEntry` for each new one."""
    reading = read_columns(found, wanted)
    judged = reading.judged
    judged.heads = HEADS
    own = units.unit(officer.unit_id)
    names = units.RowPlaces(units.unit_names(own.id, officer.on), own, reading)
    rows = _Rows(officer, reading, names)
    for n in range(len(found)):
        rows.take(n)
    rows.sort_out()
    judged.understandings += [*names.understood.values(), *rows.guessed.values()]
    in_order(judged)
    if judged.mistakes:
        judged.ready = []
    return judged


class _Rows:
    """The rows of one workbook, judged one after the other."""

    def __init__(self, officer: Officer, reading: Reading, names: units.RowPlaces) -> None:
        self.officer, self.reading, self.names, self.found = officer, reading, names, reading.found
        self.guessed: dict[str, Understanding] = {}
        self.made: list[tuple[int, OrganisationEntry]] = []
        self.where: dict[int, str] = {}  # unit → why not, "" where it may be written for
        ids = [int(one) for one in reading.values["id"] if type(one) is int]
        visible = access.organisations_visible_to(officer).filter(id__in=ids)
        self.known = {row.id: row for row in visible}

    def take(self, n: int) -> None:
        values = self.reading.values
        if type(values["id"][n]) is int:
            self._known(n, int(values["id"][n]))  # type: ignore[arg-type]
            return
        unit_id = self.names.unit_of(n)
        name = str(values["name"][n])
        if not search_key(name):
            self.reading.wrong(n, "name", "chưa có tên tổ chức. Xin ghi tên đầy đủ.")
        if n in self.reading.faulty or unit_id is None:
            return
        if values["valid_until"][n] is not None:
            self.reading.wrong(n, "valid_until", "tổ chức đã thôi hoạt động thì không ghi mới. Xin xóa dòng này.")
            return
        kind = str(values["kind"][n]) or self._guess(n, name)
        if not kind:
            return
        if why := self._why_not(unit_id):
            self.reading.wrong(n, self.names.told_in(n), why)
            return
        since = values["valid_from"][n]
        entry = OrganisationEntry(
            unit_id, kind, name, str(values["code"][n]), str(values["address"][n]),
            since if isinstance(since, date) else None,
        )  # fmt: skip
        for fault in rules.faults(entry, kinds=frozenset(OrganisationKind.values), today=self.officer.on):
            self.reading.wrong(n, fault.field or "", fault.message)
        self.made.append((n, entry))

    def sort_out(self) -> None:
        """Leave out those that are in the register, and those named twice in the file."""
        judged = self.reading.judged
        standing = queries.open_names({entry.unit_id for _, entry in self.made})
        places = units.units_by_id({entry.unit_id for _, entry in self.made})
        seen: dict[tuple[int, str], int] = {}
        for n, entry in self.made:
            row, key = self.found.rows[n], (entry.unit_id, search_key(entry.name))
            if key in standing:
                judged.same.append((row, "đã có trong sổ"))
                continue
            if key in seen:
                self.reading.wrong(n, "name", f"trùng tên với dòng {seen[key]} ở cùng đơn vị. Xin xóa một dòng.")
                continue
            seen[key] = row
            judged.ready.append(replace(entry))
            if len(judged.shown) < _SHOWN:
                label = OrganisationKind(entry.kind).label
                judged.shown.append((row, (entry.name, label, places[entry.unit_id].name, entry.address)))
        judged.new_count = len(judged.ready)

    def _guess(self, n: int, name: str) -> str:
        kind = rules.kind_spoken_of(name)
        if kind is None:
            offered = "; ".join(OrganisationKind.labels)
            self.reading.wrong(
                n, "kind" if "kind" in self.found.columns else "", f"chưa rõ loại. Xin ghi một trong: {offered}."
            )
            return ""
        label = OrganisationKind(kind).label
        known = self.guessed.setdefault(
            kind, Understanding(f"loai-{kind}", "Ô loại để trống", f"“{label}”", "theo chữ đầu của tên")
        )
        known.rows.append(self.found.rows[n])
        return kind

    def _why_not(self, unit_id: int) -> str:
        if unit_id not in self.where:
            try:
                place_to_write(self.officer, unit_id)
                self.where[unit_id] = ""
            except (UnitElsewhere, RecordsItself, MayNot) as refusal:
                self.where[unit_id] = refusal.message
        return self.where[unit_id]

    def _known(self, n: int, organisation_id: int) -> None:
        """A row of our own export: nothing happens with it if it still says the same."""
        row = self.known.get(organisation_id)
        if row is None:
            self.reading.wrong(
                n, "id", f"không có tổ chức mã {organisation_id} trong phạm vi của anh/chị. Ghi mới thì bỏ trống."
            )
            return
        values, there = self.reading.values, self.found.columns
        told = {
            "name": (str(values["name"][n]), row.name),
            "kind": (str(values["kind"][n]), row.kind),
            "address": (str(values["address"][n]), row.address),
            "code": (str(values["code"][n]), row.code),
            "valid_from": (
                _day(values["valid_from"][n]),
                "" if row.valid_from == LONG_STANDING else format_day(row.valid_from),
            ),
            "valid_until": (_day(values["valid_until"][n]), format_day(row.valid_until)),
        }
        unit_id = self.names.exactly(n)
        if unit_id is not None and unit_id != row.unit_id:
            told[self.names.told_in(n)] = (self.names.said(n), units.unit(row.unit_id).name)
        for key, (says, stands) in told.items():
            if key in there and search_key(says) != search_key(stands):
                self.reading.wrong(
                    n, key, f"trong sổ đang ghi “{stands}”, trong bảng là “{says}”. Muốn sửa, xin mở trang tổ chức ấy; "
                    "muốn ghi thành tổ chức mới, xin xóa mã ở dòng này."
                )  # fmt: skip
        self.reading.judged.same.append((self.found.rows[n], "đã có, giống hệt"))


def _day(value: object) -> str:
    return format_day(value) if isinstance(value, date) else ""
