"""The reports of the year, as they stand two days after the communes' were due: made by the verbs, one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.urls import reverse

from vandong.messaging.actions import tell_body
from vandong.ops.demonstration import days
from vandong.ops.demonstration.cast import DONE_DISTRICT, HOME_COMMUNE, Cast, returned_commune
from vandong.ops.demonstration.places import Commune, Places
from vandong.reporting import actions as reporting_actions

CONSOLIDATED = (DONE_DISTRICT, "291", "296")  # Thanh Miện, Nam Sách, Bình Giang
PERIOD_LABEL = "năm 2024"
_RETURN_REASONS = (
    "Số lượt người dự của buổi ngoại khóa tháng 9 cao hơn số học sinh của trường. Xin kiểm tra lại rồi trình.",
    "Phần đánh giá còn chung chung. Xin ghi rõ khu dân cư nào chưa có hoạt động và vì sao.",
)


@dataclass(frozen=True)
class Fate:
    """How far a commune's report has come. `last_day`: the last day on which it has activities."""

    state: str  # none, draft, submitted, returned, approved
    handled_on: date  # the day it was written and handed in
    last_day: date


def fates(places: Places, cast: Cast, home: Commune) -> dict[int, Fate]:
    """By commune: most approved, some waiting or returned, some late. Decided before the activities, which end before
    a report closes its days."""
    chance = Random("reports")  # noqa: S311  the same every time, nothing secret
    returned = returned_commune(places, home).unit.id
    decided = {}
    for commune in places.communes:
        state = chance.choices(("approved", "submitted", "returned", "draft", "none"), (70, 13, 2, 7, 8))[0]
        if commune.district.code in CONSOLIDATED or cast_is_ward(cast, commune):
            state = "approved"
        if commune.unit.code == HOME_COMMUNE:
            state = "draft"
        elif commune.unit.id == returned:
            state = "returned"
        elif cast.recorder(commune.unit.id, days.TODAY) is None:
            state = "none"
        handled_on = date(2024, 11, chance.randint(5, 9))
        if state in ("draft", "submitted"):
            handled_on = date(2024, 11, chance.randint(9, 11))
        is_open = state in ("none", "draft")
        decided[commune.unit.id] = Fate(
            state, handled_on, date(2024, 11, 11) if is_open else handled_on - timedelta(days=1)
        )
    return decided


def cast_is_ward(cast: Cast, commune: Commune) -> bool:
    """Whether this is the ward that can be signed in to as "thu"."""
    return cast.named("thu", days.TODAY).unit_id == commune.unit.id


def open_period(cast: Cast, programme_id: int) -> int:
    """The round of 2024, opened by the movement department on 25 October."""
    on = date(2024, 10, 25)
    return reporting_actions.open_period(
        by=cast.named("binh", on),
        programme_id=programme_id,
        entry=reporting_actions.PeriodEntry(PERIOD_LABEL, date(2024, 1, 1), days.CUTOFF, days.DUE),
        now=days.at(on),
    )


def write(
    places: Places,
    cast: Cast,
    home: Commune,
    period_id: int,
    decided: Mapping[int, Fate],
    progress: Callable[[int, int], None],
) -> dict[str, int]:
    """Bring every commune's report where its fate says, then consolidate three districts. Returns counts by state."""
    for number, commune in enumerate(places.communes, start=1):
        fate = decided[commune.unit.id]
        if fate.state != "none":
            _write_one(cast, commune, period_id, fate)
        progress(number, len(places.communes))
    for code in CONSOLIDATED:
        _consolidate(places, cast, period_id, code)
    _remind(places, home, period_id)
    states = [fate.state for fate in decided.values()]
    return {state: states.count(state) for state in ("approved", "submitted", "returned", "draft", "none")}


def _write_one(cast: Cast, commune: Commune, period_id: int, fate: Fate) -> None:
    on = fate.handled_on
    recorder = cast.recorder(commune.unit.id, on)
    assert recorder is not None
    report_id = reporting_actions.open_report(by=recorder, period_id=period_id, now=days.at(on, 8, 15))
    if fate.state == "draft":
        return
    reporting_actions.submit_report(by=recorder, report_id=report_id, row_version=None, now=days.at(on, 10))
    if fate.state == "submitted":
        return
    approver = cast.approver(commune.unit.id, on)
    if fate.state == "returned":
        reason = _RETURN_REASONS[commune.unit.id % len(_RETURN_REASONS)]
        reporting_actions.return_report(
            by=approver, report_id=report_id, reason=reason, row_version=None, now=days.at(on, 14)
        )
        return
    reporting_actions.approve_report(by=approver, report_id=report_id, row_version=None, now=days.at(on, 16))


def _consolidate(places: Places, cast: Cast, period_id: int, code: str) -> None:
    district = places.district_by_code(code)
    written, approved = days.TODAY - timedelta(days=2), days.TODAY - timedelta(days=1)
    recorder, approver = cast.recorder(district.id, written), cast.approver(district.id, approved)
    assert recorder is not None
    report_id = reporting_actions.open_report(by=recorder, period_id=period_id, now=days.at(written, 9))
    reporting_actions.submit_report(by=recorder, report_id=report_id, row_version=None, now=days.at(written, 15))
    reporting_actions.approve_report(by=approver, report_id=report_id, row_version=None, now=days.at(approved, 9))
    reporting_actions.issue_report_document(
        by=approver, report_id=report_id, dated_on=approved, row_version=None, now=days.at(approved, 10)
    )


def _remind(places: Places, home: Commune, period_id: int) -> None:
    """The home commune finds something new in the morning."""
    tell_body(
        body_id=home.board.id,
        key=f"demonstration:period:{period_id}",
        text=f"Đã mở kỳ báo cáo {PERIOD_LABEL}, hạn của đơn vị là ngày 10/11/2024.",
        path=reverse("report_list", args=[period_id]),
        icon="cal",
        now=days.at(date(2024, 10, 28), 8),
    )
    tell_body(
        body_id=home.board.id,
        key=f"demonstration:reminder:{period_id}",
        text=f"{places.district_boards[home.district.id].short_name} nhắc: báo cáo {PERIOD_LABEL} đã quá hạn.",
        detail="Huyện tổng hợp trước ngày 15/11. Xin trình duyệt sớm; vướng ở đâu xin gọi anh Khải.",
        path=reverse("report_list", args=[period_id]),
        icon="bell",
        now=days.at(days.TODAY - timedelta(days=1), 16),
    )
