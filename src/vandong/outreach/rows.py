"""The frozen rows that `queries` answers with, and the Vietnamese names of verbs and fields in an activity's story."""

from dataclasses import dataclass
from datetime import date, datetime

from vandong.units.queries import StandingRow

SUBJECT = "outreach.activity"  # what the audit calls an activity
VERBS = {
    "recorded": "Ghi",
    "corrected": "Sửa",
    "withdrawn": "Rút lại",
    "restored": "Khôi phục",
    "photos_added": "Thêm ảnh",
    "photo_removed": "Bỏ ảnh",
    "loaded": "Nạp",
    "leaders_named": "Ghi người dẫn",
}
FIELD_NAMES = {
    "programme_id": "chương trình",
    "unit_id": "nơi",
    "held_on": "ngày",
    "channel": "cách làm",
    "lead_body_id": "chủ trì",
    "task_id": "nhiệm vụ",
    "title": "tên việc",
    "place": "địa điểm",
    "partner_ids": "phối hợp",
    "attendance_count": "số người dự",
    "female_count": "số nữ",
    "risk_counts": "nhóm nguy cơ",
    "first_timer_counts": "người lần đầu của nhóm nguy cơ",
    "leaflet_count": "tờ rơi",
    "banner_count": "băng rôn",
    "broadcast_count": "lượt phát loa",
    "household_count": "hộ đến thăm",
    "note": "ghi thêm",
    "organisation_ids": "tổ chức trên địa bàn",
    "movement_ids": "phong trào, cuộc vận động",
    "instrument_ids": "văn bản được phổ biến",
    "materials": "tài liệu đã dùng",
    "cost_vnd": "kinh phí",
    "photos": "ảnh",
}


@dataclass(frozen=True)
class ActivityFilter:
    """What a list is asked for. `unit_id` takes in the units below it. Words are in search form; all must be found."""

    words: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None  # inclusive
    unit_id: int | None = None
    programme_id: int | None = None
    task_id: int | None = None
    movement_id: int | None = None  # programme.PlanTerm
    organisation_id: int | None = None  # of the register, that took part
    channel: str = ""
    only_hot: bool = False  # held in a place that was a hot spot on that day
    only_joint: bool = False  # with at least one other body or organisation
    only_costed: bool = False  # whose cost was said
    only_on_behalf: bool = False
    withdrawn: str = ""  # "" = those that stand and those withdrawn; "without"; "only"
    sort: str = "day"  # day, unit, channel, attendance
    downwards: bool = True


@dataclass(frozen=True)
class Details:
    """The rarer half of what an activity says, in words: "Tờ gấp: 200; Phim ngắn". Told in workbooks."""

    movements: str = ""
    instruments: str = ""
    materials: str = ""
    organisations: str = ""
    partners: str = ""
    note: str = ""


@dataclass(frozen=True)
class ActivityRow:
    """One activity in a list. `unit_name` is "Thôn Bồng Lai, xã Hồng Phong" to whoever stands above the commune."""

    id: int
    held_on: date
    unit_id: int
    unit_name: str
    channel: str
    channel_label: str
    title: str
    place: str
    programme_id: int
    programme_title: str
    task_text: str
    lead_body_name: str
    attendance_count: int
    female_count: int | None
    leaflet_count: int
    banner_count: int
    broadcast_count: int
    household_count: int
    cost_vnd: int | None
    is_on_behalf: bool
    recorded_by_label: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    version: int
    details: Details = Details()  # filled in where a list is told in full
    standing: str = ""  # of the place on that day, "Trọng điểm loại II"; told in workbooks

    @property
    def heading(self) -> str:
        """What it is called: its own title, or its channel."""
        return self.title or self.channel_label

    @property
    def is_struck(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def struck_note(self) -> str:
        return "Đã rút lại" if self.is_struck else ""

    @property
    def mark(self) -> str:
        return "Cấp trên ghi thay" if self.is_on_behalf else ""


@dataclass(frozen=True)
class OrganisationFilter:
    """What the register is asked for. `unit_id` takes in the units below it; words are in search form."""

    words: tuple[str, ...] = ()
    unit_id: int | None = None
    kind: str = ""
    standing: str = ""  # "" = those that stand today; "ended"; "all"
    sort: str = "name"  # name, unit, kind
    downwards: bool = False


@dataclass(frozen=True)
class OrganisationRow:
    """One organisation as shown. `valid_from` is None where it was always there; `last_day` is inclusive."""

    id: int
    unit_id: int
    unit_code: str
    unit_name: str
    kind: str
    kind_label: str
    name: str
    code: str
    address: str
    valid_from: date | None
    valid_until: date | None
    version: int

    @property
    def is_struck(self) -> bool:
        return self.valid_until is not None

    @property
    def struck_note(self) -> str:
        return "Đã thôi hoạt động" if self.is_struck else ""


@dataclass(frozen=True)
class Totals:
    """Of the activities that stand in a filtered list; withdrawn ones count nowhere."""

    activity_count: int
    attendance_count: int
    leaflet_count: int
    household_count: int
    withdrawn_count: int
    cost_vnd: int = 0  # of those whose cost was said


@dataclass(frozen=True)
class MonthCount:
    month: date  # its first day
    activity_count: int
    attendance_count: int
    leaflet_count: int
    household_count: int


@dataclass(frozen=True)
class GroupShown:
    """Attendances of one risk group: for the unit that recorded them, and nobody above it. `first_timer_count` None:
    nobody asked."""

    risk_group_id: int
    name: str
    count: int
    first_timer_count: int | None


@dataclass(frozen=True)
class PhotoRow:
    id: int
    width: int
    height: int


@dataclass(frozen=True)
class Event:
    """One line of an activity's story."""

    at: datetime
    who: str
    verb: str
    fields: str  # "số người dự, số nữ"
    note: str


@dataclass(frozen=True)
class ActivityDetail:
    row: ActivityRow
    note: str
    partner_names: tuple[str, ...]
    organisations: tuple[tuple[int, str], ...]  # of the register: (id, name)
    movements: tuple[str, ...]
    instruments: tuple[str, ...]
    materials: tuple[str, ...]  # "Tờ gấp: 200"
    standing: StandingRow | None  # of the place on that day
    reported_by: str  # "xã Hồng Phong": the unit in whose own records it is counted, once
    summed_by: str  # "huyện Ninh Giang, tỉnh Hải Dương": whose reports add that up
    groups: tuple[GroupShown, ...]
    hides_groups: bool  # this reader stands above the unit that recorded it: whether any group was counted is not told
    photos: tuple[PhotoRow, ...]
    story: tuple[Event, ...]
    may_change: bool  # this reader, scope and capability asked; not the lock
    repeat_path: str  # the form filled like it; "" for who may not record there
    locked_reason: str  # "" = open
