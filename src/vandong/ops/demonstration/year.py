"""A believable year of activities: what 235 communes did from January to November, the same every time.

Volumes follow what a province of this size reports; June (month of action), the new school year and the festival of
great unity weigh more. Small numbers of risk groups occur on purpose: the pages must show how they are kept back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from vandong.accounts.access import Officer
from vandong.ops.demonstration import days
from vandong.ops.demonstration.cast import Cast
from vandong.ops.demonstration.details import Details
from vandong.ops.demonstration.places import Commune, Places
from vandong.outreach.actions import ActivityEntry, LoadedActivity
from vandong.programme.queries import Parts
from vandong.units.queries import UnitRow

_MONTH_WEIGHTS = {1: 5, 2: 6, 3: 10, 4: 10, 5: 12, 6: 26, 7: 11, 8: 10, 9: 13, 10: 16, 11: 9}
_CHANNEL_WEIGHTS = {
    "meeting": 26, "loudspeaker": 16, "house_visit": 12, "leaflet": 10, "club": 9, "banner": 6, "conference": 6,
    "association": 5, "culture": 5, "school": 5, "social_media": 4, "contest": 1,
}  # fmt: skip
_TASK_OF = {
    "meeting": 2, "conference": 2, "loudspeaker": 3, "social_media": 3, "leaflet": 3, "house_visit": 4, "club": 4,
    "association": 4, "school": 5, "contest": 5, "banner": 3, "culture": 2,
}  # fmt: skip
_PARTNERS_OF = {
    "meeting": ("Công an", "Hội Phụ nữ"),
    "conference": ("Công an", "Hội Cựu chiến binh", "Hội Phụ nữ"),
    "association": ("Hội Phụ nữ", "Đoàn Thanh niên"),
    "club": ("Hội Phụ nữ", "Hội Cựu chiến binh"),
    "culture": ("Hội Phụ nữ", "Đoàn Thanh niên"),
    "school": ("Đoàn Thanh niên", "Công an"),
    "contest": ("Đoàn Thanh niên", "Hội Phụ nữ"),
    "house_visit": ("Hội Phụ nữ", "Công an"),
    "leaflet": ("Đoàn Thanh niên",),
}
_TITLES = {
    "conference": ("Nói chuyện chuyên đề nhận biết ma túy kiểu mới", "Hội nghị triển khai kế hoạch năm 2024"),
    "association": ("Sinh hoạt chi hội Phụ nữ", "Sinh hoạt chi đoàn", "Sinh hoạt tổ phụ nữ giúp nhau"),
    "club": ("Sinh hoạt câu lạc bộ Gia đình không có người mắc tệ nạn",),
    "culture": ("Giao lưu văn nghệ ở khu dân cư", "Liên hoan tiếng hát khu dân cư"),
    "contest": ("Hội thi tìm hiểu Luật Phòng, chống ma túy",),
    "school": ("Ngoại khóa: nói không với ma túy", "Diễn đàn tuổi trẻ và mạng xã hội"),
    "social_media": ("Loạt bài ngắn trên trang của Mặt trận",),
}
_OWN_UNTIL = date(2024, 10, 31)  # districts and the province: before their own reports close
_AT_AN_AREA = frozenset({"meeting", "club", "association", "house_visit", "leaflet", "culture"})


def activities(
    places: Places, cast: Cast, programme_id: int, parts: Parts, last_days: Mapping[int, date]
) -> Iterator[LoadedActivity]:
    """All activities of the year. `last_days`: the last day a commune has something on, by its unit id: a report that
    was submitted has closed the days before it."""
    details = Details(programme_id, places.communes)
    for commune in places.communes:
        rest = Random(f"details {commune.unit.code}")  # noqa: S311  beside the figures, which stay what they were
        for one in _of_commune(commune, cast, programme_id, parts, last_days[commune.unit.id]):
            yield replace(one, entry=details.added(rest, one.entry, commune))
    for district in places.districts:
        board = places.district_boards[district.id]
        recorder = cast.recorder(district.id, days.TODAY)
        assert recorder is not None
        yield from _own_of(district.code, district.id, board.id, recorder, programme_id, parts, 6)
    province = places.province
    chief = cast.named("binh", days.TODAY)
    yield from _own_of(province.code, province.id, places.department.id, chief, programme_id, parts, 9)


def _of_commune(
    commune: Commune, cast: Cast, programme_id: int, parts: Parts, last_day: date
) -> Iterator[LoadedActivity]:
    chance = Random(f"year {commune.unit.code}")  # noqa: S311  the same year every time, nothing secret
    recorder = cast.recorder(commune.unit.id, days.TODAY) or cast.recorder(commune.district.id, days.TODAY)
    assert recorder is not None
    spared = set(chance.sample([area.id for area in commune.areas], chance.choice((0, 0, 0, 1))))
    for _ in range(chance.randint(20, 30)):
        held_on = _day(chance, last_day)
        channel = _channel(chance, held_on)
        areas = [area for area in commune.areas if area.id not in spared]
        area = chance.choice(areas) if channel in _AT_AN_AREA else None
        partners = [name for name in _PARTNERS_OF.get(channel, ()) if chance.random() < 0.6]
        lead = commune.area_boards[area.id] if area and chance.random() < 0.5 else commune.board
        entry = ActivityEntry(
            programme_id=programme_id,
            unit_id=area.id if area else commune.unit.id,
            held_on=held_on,
            channel=channel,
            lead_body_id=lead.id,
            task_id=_task(parts, _task_number(chance, channel, held_on)),
            title=chance.choice(_TITLES.get(channel, ("",))),
            place=_place(commune, area, channel),
            partner_ids=frozenset(commune.partners[name].id for name in partners),
        )
        yield _loaded(recorder, _counted(chance, entry, parts), last_day, chance)


def _task_number(chance: Random, channel: str, held_on: date) -> int:
    if held_on.month == 6 and (channel in ("banner", "contest") or chance.random() < 0.5):
        return 6
    if held_on.month == 11 and channel == "culture":
        return 7
    return _TASK_OF[channel]


def _place(commune: Commune, area: UnitRow | None, channel: str) -> str:
    if channel == "school":
        return f"Trường Trung học cơ sở {commune.unit.proper_name}"
    if channel == "conference":
        return "Hội trường Ủy ban nhân dân"
    return f"Nhà văn hóa {area.in_sentence}" if area and channel in ("meeting", "club", "culture") else ""


def _own_of(
    code: str, unit_id: int, body_id: int, recorder: Officer, programme_id: int, parts: Parts, count: int
) -> Iterator[LoadedActivity]:
    """What a district or the province held itself: training, contests, conferences. Before its own report closes."""
    chance = Random(f"own {code}")  # noqa: S311
    for number in range(count):
        channel = ("conference", "contest", "school")[number % 3]
        title = "Tập huấn kỹ năng nói chuyện cho lực lượng nòng cốt" if channel == "conference" else ""
        entry = ActivityEntry(
            programme_id=programme_id,
            unit_id=unit_id,
            held_on=_day(chance, _OWN_UNTIL),
            channel=channel,
            lead_body_id=body_id,
            task_id=_task(parts, {"conference": 9, "contest": 6, "school": 5}[channel]),
            title=title or chance.choice(_TITLES[channel]),
        )
        yield _loaded(recorder, _counted(chance, entry, parts), _OWN_UNTIL, chance)


def _loaded(recorder: Officer, entry: ActivityEntry, last_day: date, chance: Random) -> LoadedActivity:
    """Written down in the evening, or a day or two later, but before the unit's report closed the days."""
    written_on = min(entry.held_on + timedelta(days=chance.choice((0, 0, 0, 1, 2))), last_day)
    recorded_at = days.at(written_on, chance.randint(17, 21), chance.randint(0, 59))
    return LoadedActivity(entry, recorder.account_id, recorder.label, recorder.unit_id, recorded_at)


def _day(chance: Random, last_day: date) -> date:
    """A day after the plan was issued, by the weight of its month, at most `last_day`."""
    first = days.PLAN_SIGNED + timedelta(days=2)
    while True:
        month = chance.choices(tuple(_MONTH_WEIGHTS), tuple(_MONTH_WEIGHTS.values()))[0]
        day = date(2024, month, chance.randint(1, 29 if month == 2 else 30))
        if first <= day <= last_day:
            return day


def _channel(chance: Random, held_on: date) -> str:
    weights = dict(_CHANNEL_WEIGHTS)
    if held_on.month in (1, 6, 7, 8):
        del weights["school"]  # Tết, and the summer holidays
    if held_on.month == 6:
        weights |= {"banner": 18, "culture": 10, "contest": 6}
    if held_on.month in (9, 10):
        weights["school"] = 12
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def _counted(chance: Random, entry: ActivityEntry, parts: Parts) -> ActivityEntry:
    """The entry with the numbers that an activity of its channel tells."""
    between = {
        "meeting": (28, 75), "conference": (60, 160), "club": (15, 40), "culture": (80, 220), "contest": (60, 150),
        "association": (15, 45), "school": (120, 420), "house_visit": (8, 35),
    }  # fmt: skip
    channel = entry.channel
    attendance = chance.randint(*between[channel]) if channel in between else 0
    women = round(attendance * chance.uniform(0.38, 0.62)) if attendance and chance.random() < 0.8 else None
    leaflets = chance.randint(8, 30) * 10 if channel == "leaflet" else 0
    if channel == "conference" or (channel in ("meeting", "house_visit") and chance.random() < 0.4):
        leaflets = attendance
    broadcasts = {"loudspeaker": chance.randint(2, 10), "social_media": chance.randint(1, 5)}.get(channel, 0)
    tells_groups = channel in ("meeting", "club", "house_visit") and chance.random() < 0.6
    groups = _risk_counts(chance, attendance, parts) if tells_groups else ()
    return entry._replace(
        attendance_count=attendance,
        female_count=women,
        leaflet_count=leaflets,
        banner_count=chance.randint(2, 8) if channel == "banner" else 0,
        broadcast_count=broadcasts,
        household_count=max(4, attendance // 2) if channel == "house_visit" else 0,
        risk_counts=groups,
        first_timer_counts=_first_timers(entry, groups),
    )


def _risk_counts(chance: Random, attendance: int, parts: Parts) -> tuple[tuple[int, int], ...]:
    groups = sorted(group.id for group in parts.risk_groups)
    weights = dict(zip(groups, (9, 4, 8, 2, 1, 2), strict=False))
    chosen = {group for group in groups if chance.random() < weights[group] / 12}
    counts, left = [], attendance // 2
    for group in sorted(chosen):
        count = min(chance.randint(1, 2 + weights[group]), left)
        left -= count
        if count > 0:
            counts.append((group, count))
    return tuple(counts)


def _first_timers(entry: ActivityEntry, groups: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Two meetings in three ask for a show of hands; fewer hands as the year goes on."""
    chance = Random(f"hands {entry.unit_id} {entry.held_on} {groups}")  # noqa: S311
    if chance.random() < 1 / 3:
        return ()
    share = 0.9 - 0.06 * entry.held_on.month
    return tuple((group, sum(chance.random() < share for _ in range(count))) for group, count in groups)


def _task(parts: Parts, number: int) -> int:
    return next(task.id for task in parts.tasks if task.position == number)
