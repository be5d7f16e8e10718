"""What may be recorded, as arithmetic over plain values: no database, no clock. Each fault is one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from vandong.kernel.errors import Invalid
from vandong.kernel.numbers import format_day, format_number
from vandong.outreach import errors

# The largest number of each kind that one activity may tell of; the database holds the same bounds.
MOST = {
    "attendance_count": 1_000_000,
    "leaflet_count": 10_000_000,
    "banner_count": 100_000,
    "broadcast_count": 10_000,
    "household_count": 1_000_000,
}
_COUNTS = attrgetter(*MOST)
_SURELY_BELIEVABLE = min(MOST.values())
MOST_COST_VND = 100_000_000_000
MOST_MATERIALS, LONGEST_MATERIAL, MOST_OF_A_MATERIAL = 4, 120, 10_000_000
TELLING_CHANNELS = frozenset({"loudspeaker", "banner", "social_media", "other"})
MOST_PHOTOS = 6


class ActivityEntry(NamedTuple):
    """Everything a person says about one activity: a tuple, for a workbook makes tens of thousands.

    Counts are whole numbers; `attendance_count` is lượt người.

    `risk_counts` holds (programme.RiskGroup id, attendances > 0), each group at most once, ordered by id;
    `first_timer_counts` likewise who came for the first time this year, a group left out where nobody asked (not 0).
    `female_count` and `cost_vnd` are None where nobody counted, which is not 0. `materials` holds (name, how many or
    None), each name once, in the order they were given.
    """

    programme_id: int
    unit_id: int
    held_on: date
    channel: str
    lead_body_id: int
    task_id: int | None = None
    title: str = ""
    place: str = ""
    partner_ids: frozenset[int] = frozenset()
    attendance_count: int = 0
    female_count: int | None = None
    risk_counts: tuple[tuple[int, int], ...] = ()
    first_timer_counts: tuple[tuple[int, int], ...] = ()
    leaflet_count: int = 0
    banner_count: int = 0
    broadcast_count: int = 0
    household_count: int = 0
    note: str = ""
    organisation_ids: frozenset[int] = frozenset()  # of the register, that took part
    movement_ids: frozenset[int] = frozenset()  # programme.PlanTerm: what it served
    instrument_ids: frozenset[int] = frozenset()  # programme.PlanTerm: what it spread
    materials: tuple[tuple[str, int | None], ...] = ()
    cost_vnd: int | None = None


FIELDS = ActivityEntry._fields


@dataclass(frozen=True)
class Ground:
    """What an entry is judged against: who stood where on that day, and what the programme holds."""

    today: date
    unit_in_sentence: str
    unit_from: date
    unit_until: date | None  # end exclusive
    programme_title: str
    starts_on: date
    ends_on: date  # inclusive
    task_ids: frozenset[int]
    risk_group_names: dict[int, str]
    body_ids: frozenset[int]  # of the unit and of those above it, on the day of the activity
    channels: frozenset[str]
    joining_ids: frozenset[int] = frozenset()  # Fronts of the units directly below, on that day: partners only
    movement_ids: frozenset[int] = frozenset()
    instrument_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()  # those of the entry that stood there on that day


def faults(entry: ActivityEntry, ground: Ground) -> list[Invalid]:
    """Everything wrong with an entry, each with the field it concerns; empty when it may be recorded."""
    found: list[Invalid] = []
    if not _is_day_sound(entry, ground):
        found += _faults_of_day(entry, ground)
    if not _is_choice_plainly_sound(entry, ground):
        found += _faults_of_choice(entry, ground)
    if not _are_counts_plainly_sound(entry):
        found += _faults_of_counts(entry, ground)
    if _says_details(entry):
        found += _faults_of_details(entry, ground)
    return found


def _is_day_sound(entry: ActivityEntry, ground: Ground) -> bool:
    day = entry.held_on
    return (
        ground.starts_on <= day <= ground.today
        and ground.unit_from <= day <= ground.ends_on
        and (ground.unit_until is None or day < ground.unit_until)
    )


def _is_choice_plainly_sound(entry: ActivityEntry, ground: Ground) -> bool:
    """The way of nearly every entry: nobody joined."""
    return (
        entry.channel in ground.channels
        and (entry.task_id is None or entry.task_id in ground.task_ids)
        and entry.lead_body_id in ground.body_ids
        and not entry.partner_ids
    )


def _are_counts_plainly_sound(entry: ActivityEntry) -> bool:
    """The way of nearly every entry: it says something, nothing unbelievable, nothing of groups."""
    counts = _COUNTS(entry)
    return (
        0 < max(counts) <= _SURELY_BELIEVABLE
        and min(counts) >= 0
        and not entry.risk_counts
        and not entry.first_timer_counts
        and (entry.female_count is None or entry.female_count <= entry.attendance_count)
    )


def _says_details(entry: ActivityEntry) -> bool:
    return bool(
        entry.organisation_ids
        or entry.movement_ids
        or entry.instrument_ids
        or entry.materials
        or entry.cost_vnd is not None
    )


def _faults_of_day(entry: ActivityEntry, ground: Ground) -> Iterable[Invalid]:
    day = format_day(entry.held_on)
    if entry.held_on > ground.today:
        yield errors.FutureDay(f"Ngày {day} chưa tới. Xin ghi việc sau khi làm xong.", field="held_on")
    elif entry.held_on < ground.starts_on:
        yield errors.OutsideProgramme(
            f"Chương trình {ground.programme_title} bắt đầu ngày {format_day(ground.starts_on)}; "
            f"việc ngày {day} diễn ra trước đó nên không tính vào chương trình này.",
            field="held_on",
        )
    elif entry.held_on > ground.ends_on:
        yield errors.OutsideProgramme(
            f"Chương trình {ground.programme_title} đã kết thúc ngày {format_day(ground.ends_on)}; "
            f"xin chọn chương trình đang làm, hoặc xem lại ngày.",
            field="held_on",
        )
    elif entry.held_on < ground.unit_from or (ground.unit_until and entry.held_on >= ground.unit_until):
        yield errors.UnitNotStanding(
            f"Ngày {day}, {ground.unit_in_sentence} chưa có hoặc không còn là một đơn vị. "
            "Xin chọn nơi khác, hoặc xem lại ngày.",
            field="held_on",
        )


def _faults_of_choice(entry: ActivityEntry, ground: Ground) -> Iterable[Invalid]:
    if entry.channel not in ground.channels:
        yield errors.UnknownChannel("Xin chọn việc được làm bằng cách nào.", field="channel")
    if entry.task_id is not None and entry.task_id not in ground.task_ids:
        yield errors.TaskOfAnotherProgramme(
            "Nhiệm vụ này thuộc một chương trình khác. Xin chọn lại nhiệm vụ, hoặc để trống.", field="task"
        )
    if entry.lead_body_id not in ground.body_ids:
        yield errors.BodyElsewhere(
            "Tổ chức chủ trì không thuộc đơn vị này hoặc cấp trên của đơn vị. Xin chọn lại.", field="lead_body"
        )
    if not entry.partner_ids <= ground.body_ids | ground.joining_ids:
        yield errors.BodyElsewhere(
            "Có tổ chức phối hợp không thuộc đơn vị này, cấp trên hay Mặt trận cấp dưới trực tiếp. Xin chọn lại.",
            field="partners",
        )


def _faults_of_counts(entry: ActivityEntry, ground: Ground) -> Iterable[Invalid]:
    counts = _COUNTS(entry)
    for (field, most), count in zip(MOST.items(), counts, strict=True):
        if not 0 <= count <= most:
            yield errors.Unbelievable(
                f"Số này phải từ 0 đến {format_number(most)}. Xin xem lại.",
                field=field,
            )
    attendance = entry.attendance_count
    if entry.female_count is not None and entry.female_count > attendance:
        yield errors.MoreThanAll(
            f"Số nữ ({format_number(entry.female_count)}) nhiều hơn số người dự ({format_number(attendance)}). "
            "Xin xem lại một trong hai số.",
            field="female_count",
        )
    for group_id, count in entry.risk_counts:
        name = ground.risk_group_names.get(group_id)
        if name is None:
            yield errors.GroupOfAnotherProgramme(
                "Có nhóm nguy cơ không thuộc chương trình này. Xin tải lại trang rồi ghi lại số.", field="risk_counts"
            )
        elif not 0 < count <= attendance:
            yield errors.MoreThanAll(
                f"Nhóm “{name}” ({format_number(count)}) nhiều hơn số người dự ({format_number(attendance)}). "
                "Xin xem lại một trong hai số.",
                field=f"risk_{group_id}",
            )
    came = dict(entry.risk_counts)
    for group_id, first in entry.first_timer_counts:
        if not 0 <= first <= came.get(group_id, 0):
            name = ground.risk_group_names.get(group_id, "khác")
            yield errors.MoreThanAll(
                f"Nhóm “{name}”: số người lần đầu ({format_number(first)}) nhiều hơn số người của nhóm đã dự "
                f"({format_number(came.get(group_id, 0))}). Xin xem lại một trong hai số.",
                field=f"first_{group_id}",
            )
    if entry.channel not in TELLING_CHANNELS and not any(counts):
        yield errors.NothingCounted(
            "Xin ghi ít nhất một con số: số người dự, tờ rơi, hoặc hộ đã đến thăm.", field="attendance_count"
        )


def _faults_of_details(entry: ActivityEntry, ground: Ground) -> Iterable[Invalid]:
    if not entry.organisation_ids <= ground.organisation_ids:
        yield errors.OrganisationElsewhere(
            "Có tổ chức không có trong sổ của đơn vị vào ngày ấy. Xin chọn lại, hoặc xem lại ngày.",
            field="organisations",
        )
    for ids, known, field in (
        (entry.movement_ids, ground.movement_ids, "movements"),
        (entry.instrument_ids, ground.instrument_ids, "instruments"),
    ):
        if not ids <= known:
            yield errors.TermOfAnotherProgramme(
                "Có mục không thuộc chương trình này. Xin tải lại trang rồi chọn lại.", field=field
            )
    if entry.cost_vnd is not None and not 0 <= entry.cost_vnd <= MOST_COST_VND:
        yield errors.Unbelievable(
            f"Kinh phí phải từ 0 đến {format_number(MOST_COST_VND)} đồng. Xin xem lại.", field="cost_vnd"
        )
    yield from _faults_of_materials(entry)


def _faults_of_materials(entry: ActivityEntry) -> Iterable[Invalid]:
    names = [name for name, _ in entry.materials]
    if len(names) > MOST_MATERIALS:
        yield errors.MaterialUnsound(
            f"Mỗi việc ghi nhiều nhất {MOST_MATERIALS} loại tài liệu. Xin gộp bớt.", field="materials"
        )
    if len({name.casefold() for name in names}) < len(names):
        yield errors.MaterialUnsound("Có tài liệu ghi hai lần. Xin gộp lại thành một dòng.", field="materials")
    for name, count in entry.materials:
        if not name:
            yield errors.MaterialUnsound("Có số mà chưa có tên tài liệu. Xin ghi tên.", field="materials")
        elif len(name) > LONGEST_MATERIAL:
            yield errors.MaterialUnsound(
                f"Tên tài liệu dài quá {LONGEST_MATERIAL} ký tự. Xin viết gọn lại.", field="materials"
            )
        if count is not None and not 0 <= count <= MOST_OF_A_MATERIAL:
            yield errors.MaterialUnsound(
                f"Số tài liệu phải từ 0 đến {format_number(MOST_OF_A_MATERIAL)}. Xin xem lại.", field="materials"
            )


def changed_fields(before: ActivityEntry, after: ActivityEntry) -> tuple[str, ...]:
    """Names of the fields whose values differ, in the order of the form."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def lowers_attendance(standing: ActivityEntry, entry: ActivityEntry) -> bool:
    """Whether a correction takes attendances away: by trying which number is refused beside group counts they may not
    see, someone could find those."""
    return entry.attendance_count < standing.attendance_count
