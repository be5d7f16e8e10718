"""Residential areas from a workbook: a commune's own, or a whole province's from its administrator."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import MayNot, Officer
from vandong.kernel import sheet
from vandong.kernel.numbers import format_day
from vandong.kernel.sheet_intake.declared import Accepted, Intake, Judged, Taken
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.judging import Reading, in_order, read_columns
from vandong.kernel.sheet_intake.values import read_day, read_text
from vandong.kernel.vietnamese import search_key
from vandong.units import actions
from vandong.units import queries as units

NEEDS = (("name",),)
HEADS = ("Tên", "Xã, phường, thị trấn", "Tính từ ngày")
STEPS = (
    "Mỗi khu dân cư một dòng: tên kèm loại, như “Thôn Bồng Lai”, hoặc ghi loại ở cột riêng.",
    "“Xã” ghi tên hoặc mã của xã, phường, thị trấn; bảng của một xã thì không cần cột này.",
    "“Tính từ ngày” để trống thì tính từ đầu năm nay.",
    "Khu dân cư đã có, dù viết khác dấu, không bị mở thêm lần nữa. Mã được đặt tự động.",
)
_SHOWN = 20
_ABBREVIATED = {"kdc": "khu dân cư", "tdp": "tổ dân phố", "kp": "khu phố"}

COLUMNS: tuple[Taken, ...] = (
    Taken(
        "name", "Tên", read_text(120), width=32, longest=120,
        names=("Tên thôn", "Thôn", "Khu dân cư", "Tên khu dân cư", "Thôn, tổ dân phố", "Thôn, khu dân cư", "KDC",
               "Tổ dân phố", "Thôn, xóm", "Đơn vị", "Tên thôn, tổ dân phố", "Tên KDC", "Thôn, khu phố"),
    ),
    Taken("kind", "Loại", read_text(40), names=("Loại hình", "Cấp"), width=16, choices=units.area_kinds),
    Taken(
        "commune", "Xã", read_text(200), fills_down=True, width=28,
        names=("Xã, phường, thị trấn", "Xã, phường", "Tên xã", "Phường", "Thị trấn", "Thuộc xã", "Thuộc", "Trực thuộc",
               "Mã xã", "Xã phường"),
    ),
    Taken("district", "Huyện", read_text(200), fills_down=True, in_template=False,
          names=("Quận, huyện", "Huyện, thị xã, thành phố")),
    Taken("valid_from", "Tính từ ngày", read_day, names=("Từ ngày", "Ngày thành lập"), width=14),
    Taken("code", "Mã", read_text(20), names=("Mã khu dân cư", "Mã đơn vị", "Mã thôn"), in_template=False),
)  # fmt: skip


def template(officer: Officer, wanted: Sequence[Taken]) -> list[sheet.Sheet]:
    communes = units.descendants(officer.unit_id, officer.on, "commune")
    parents = units.latest_parents([row.id for row in communes], officer.on)
    places = units.names_to_choose(communes, parents)
    kept = [
        replace(column, choices=places, is_open=True).for_template if column.key == "commune" else column.for_template
        for column in wanted
        if column.in_template
    ]
    return [
        sheet.Sheet("Khu dân cư", kept, [], heading=[f"Khu dân cư, {officer.unit_name}"], is_template=True),
        sheet.Sheet(
            "Xã", [sheet.Column("Mã", 12), sheet.Column("Tên", 32)], [(row.code, row.name) for row in communes]
        ),
        sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 100)], [(step,) for step in STEPS]),
    ]


def judge(officer: Officer, found: Found, wanted: Sequence[Taken]) -> Judged:
    """What accepting would do; `ready` holds (NewArea, its first day) for each new one."""
    reading = read_columns(found, wanted)
    judged = reading.judged
    judged.heads = HEADS
    names = units.RowPlaces(
        units.unit_names(officer.unit_id, officer.on, "commune"), units.unit(officer.unit_id), reading
    )
    rows = _Rows(officer, reading, names)
    for n in range(len(found)):
        rows.take(n)
    rows.sort_out()
    judged.understandings += names.understood.values()
    in_order(judged)
    if judged.mistakes:
        judged.ready = []
    return judged


@transaction.atomic
def accept(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, is_asked: bool, now: datetime
) -> Accepted:
    """Judge again and open the new ones with their Front Work Boards, all or none. Raises MayNot, SheetHasProblems,
    SheetUnconfirmed."""
    if not may_send(by) or not by.capabilities & {"record", "administer"}:
        raise MayNot
    judged = judge(by, found, COLUMNS)
    judged.ensure_acceptable(confirmed)
    if not judged.ready:
        return Accepted(f"Mọi khu dân cư trong tệp {file_name} đã có, không mở thêm nơi nào.")
    by_day: dict[date, list[actions.NewArea]] = {}
    for area, day in judged.ready:
        by_day.setdefault(day, []).append(area)
    for day, areas in sorted(by_day.items()):
        ids = actions.open_areas(by=by, areas=areas, under_id=by.unit_id, valid_from=day, now=now)
        actions.open_front_bodies(by=by, unit_ids=ids, valid_from=day, now=now, under_id=by.unit_id)
    return Accepted(f"Đã mở {len(judged.ready)} khu dân cư từ tệp {file_name}, mỗi nơi có Ban công tác Mặt trận.")


def may_send(officer: Officer) -> bool:
    """A commune's officers know their own areas; those above must administer."""
    return officer.level == "commune" or officer.may("administer")


class _Rows:
    """The rows of one workbook, judged one after the other."""

    def __init__(self, officer: Officer, reading: Reading, names: units.RowPlaces) -> None:
        self.officer, self.reading, self.names, self.found = officer, reading, names, reading.found
        self.communes = {row.id: row for row in units.descendants(officer.unit_id, officer.on, "commune")}
        below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
        self.by_code = {row.code: row for row in below}
        self.made: list[tuple[int, actions.NewArea, date]] = []

    def take(self, n: int) -> None:
        values = self.reading.values
        kind, name = self._called(str(values["name"][n]), str(values["kind"][n]))
        if code := str(values["code"][n]):
            self._known(n, code, str(values["name"][n]))
            return
        commune_id = self.names.unit_of(n)
        if not name:
            self.reading.wrong(n, "name", "chưa có tên khu dân cư. Xin ghi tên, như “Thôn Bồng Lai”.")
        elif not kind:
            self.reading.wrong(
                n, "name", f"“{name}” chưa rõ loại. Xin ghi kèm loại, như “Thôn {name}”: {', '.join(units.area_kinds)}."
            )
        if n in self.reading.faulty or commune_id is None:
            return
        commune = self.communes.get(commune_id)
        if commune is None:
            self.reading.wrong(n, self.names.told_in(n), "đơn vị này không phải xã, phường, thị trấn. Xin ghi tên xã.")
            return
        since = values["valid_from"][n]
        day = since if isinstance(since, date) else max(date(self.officer.on.year, 1, 1), commune.valid_from)
        if day > self.officer.on:
            self.reading.wrong(n, "valid_from", "ngày này chưa đến. Xin ghi ngày đã qua hoặc để trống.")
        elif day < commune.valid_from:
            self.reading.wrong(n, "valid_from", f"trước khi có {commune.in_sentence}. Xin ghi ngày muộn hơn.")
        self.made.append((n, actions.NewArea(commune_id, kind, name), day))

    def sort_out(self) -> None:
        """Leave out those that are there, and those named twice in the file."""
        judged = self.reading.judged
        there = self._there({area.commune_id for _, area, _ in self.made})
        seen: dict[tuple[int, str], int] = {}
        for n, area, day in self.made:
            row, key = self.found.rows[n], (area.commune_id, search_key(area.name))
            if key in there:
                judged.same.append((row, f"đã có {there[key]}"))
                continue
            full = (area.commune_id, search_key(f"{area.kind} {area.name}"))
            if full in seen:
                self.reading.wrong(n, "name", f"trùng với dòng {seen[full]} ở cùng xã. Xin xóa một dòng.")
                continue
            seen[full] = row
            judged.ready.append((area, day))
            if len(judged.shown) < _SHOWN:
                commune = self.communes[area.commune_id].name
                judged.shown.append((row, (f"{area.kind} {area.name}", commune, format_day(day))))
        judged.new_count = len(judged.ready)

    def _called(self, said: str, kind: str) -> tuple[str, str]:
        """(kind, name without it): "Thôn Bồng Lai" → thôn, Bồng Lai; kind "" where neither says it."""
        kinds = {search_key(one): one for one in units.area_kinds} | _ABBREVIATED
        words = said.split()
        for count in (3, 2, 1):
            if len(words) > count and (found := kinds.get(search_key(" ".join(words[:count])))):
                return found, " ".join(words[count:])
        return kinds.get(search_key(kind), ""), said

    def _there(self, commune_ids: set[int]) -> dict[tuple[int, str], str]:
        """(commune, folded name without its kind) → the area that is so called."""
        return {
            (commune_id, search_key(area.proper_name)): area.in_sentence
            for commune_id in commune_ids
            for area in units.children(commune_id, self.officer.on, "area")
        }

    def _known(self, n: int, code: str, said: str) -> None:
        """A row of our own export: nothing happens with it if it still says the same."""
        row = self.by_code.get(code)
        if row is None:
            self.reading.wrong(
                n, "code", f"không có đơn vị mã “{code}” trong phạm vi của anh/chị. Mở mới thì bỏ trống."
            )
        elif search_key(said) not in (search_key(row.name), search_key(row.proper_name)):
            self.reading.wrong(n, "name", f"mã “{code}” đang là {row.in_sentence}. Mở mới thì xóa mã ở dòng này.")
        else:
            self.reading.judged.same.append((self.found.rows[n], "đã có, giống hệt"))


AREAS: Intake[Officer] = Intake(
    code="khu-dan-cu",
    name="area",
    title="Khu dân cư",
    noun="khu dân cư",
    about="Mở thôn, khu dân cư, tổ dân phố của xã hoặc của cả địa bàn từ danh sách đang có.",
    may=("record", "administer"),
    levels=frozenset({"province", "district", "commune"}),
    is_for=may_send,
    list_route="unit_list",
    columns=lambda officer: COLUMNS,
    needs=NEEDS,
    judge=judge,
    accept=accept,
    template=template,
    steps=STEPS,
)
INTAKES = (AREAS,)
