"""The home page of each role: what is due, how we are doing, what is new. One shape; each part for whom it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.console.below import Below, below
from vandong.console.due import DueRow, due_rows
from vandong.console.gauges import Gauge, gauge
from vandong.messaging import queries as messaging
from vandong.outreach import queries as outreach
from vandong.programme import queries as programmes
from vandong.reporting import queries as reporting

_COUNTED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True)
class Month:
    """One bar. `height` and `y` are in the picture's own 56 units, `x` and `width` in percent."""

    label: str
    count: int
    attendance: int
    x: str
    width: str
    y: int
    height: int
    is_last: bool


@dataclass(frozen=True)
class TargetCard:
    """The targets of one running programme."""

    programme_id: int
    title: str
    gauges: tuple[Gauge, ...]
    unmeasured_count: int


@dataclass(frozen=True)
class Home:
    """What the template draws; empty parts are left out or say what to do."""

    greeting: str
    you: str  # "chị", "anh/chị"
    due: tuple[DueRow, ...]
    red: DueRow | None  # the one thing that gets the red button
    targets: tuple[TargetCard, ...]
    below: Below | None
    notices: tuple[messaging.NoticeRow, ...]
    recent: tuple[outreach.ActivityRow, ...]
    usual: tuple[outreach.RecentChoice, ...]  # done before, to do again in a few taps
    year: outreach.Totals
    year_path: str
    months: tuple[Month, ...]
    may_record: bool
    is_wide: bool  # district, province: countdown, table, months


def home(officer: Officer, address: str, now: datetime, *, is_demonstration: bool = False) -> Home:
    """The home page of an officer on a day."""
    today = now.date()
    running = programmes.running(officer, today)
    plans = {one.id: programmes.own_adoption(officer, one.id) for one in running}
    begun = reporting.rounds(officer, today)
    rows = due_rows(officer, running, plans, begun, now, is_demonstration=is_demonstration)
    work = [row for row in rows if row.is_work]
    is_wide = officer.level in ("district", "province", "nation")
    months = outreach.activity_counts_by_month(officer, None, date(today.year, 1, 1), today)
    you = address or "anh/chị"
    cards = [card for one in running if (card := _targets(officer, one, plans[one.id], today))]
    return Home(
        greeting=_greeting(officer, you, work),
        you=you,
        due=tuple(rows),
        red=next((row for row in work if row.is_waiting_for_me), None),
        targets=tuple(sorted(cards, key=lambda card: not card.gauges)),  # those with something to show come first
        below=_below(officer, begun, now) if is_wide else None,
        notices=tuple(messaging.notices(officer, limit=4)),
        recent=() if is_wide else tuple(outreach.activities(officer, outreach.ActivityFilter(withdrawn="without"))[:4]),
        usual=tuple(outreach.recent_choices(officer, officer.unit_id, officer.level))
        if officer.may("record") and not is_wide
        else (),
        year=_year(months),
        year_path=f"{reverse('activity_list')}?tu=01/01/{today.year}&den={today:%d/%m/%Y}&rut=without",
        months=_months(months, today) if is_wide else (),
        may_record=officer.may("record"),
        is_wide=is_wide,
    )


def _greeting(officer: Officer, you: str, work: Sequence[DueRow]) -> str:
    needs = len(work)
    if not needs:
        return f"Chào {officer.spoken_name}, chưa có việc nào đang chờ"
    counted = _COUNTED[needs] if needs < len(_COUNTED) else str(needs)
    return f"Chào {officer.spoken_name}, có {counted} việc cần {you}"


def _targets(
    officer: Officer, programme: programmes.ProgrammeRow, own_plan: programmes.OwnAdoption | None, today: date
) -> TargetCard | None:
    targets = programmes.targets(programme.id)
    found = reporting.progress(officer, programme, targets, own_plan, today)
    gauges = tuple(gauge(one, today) for one in found if one.goal)
    rest = len(targets) - len(gauges)
    if not gauges and (not rest or officer.level == "area"):
        return None
    return TargetCard(programme.id, programme.short_title, gauges, rest)


def _below(officer: Officer, begun: reporting.Rounds, now: datetime) -> Below | None:
    latest = reporting.latest_round(begun)
    return below(officer, latest, now) if latest else None


def _year(found: Sequence[outreach.MonthCount]) -> outreach.Totals:
    return outreach.Totals(
        sum(one.activity_count for one in found),
        sum(one.attendance_count for one in found),
        sum(one.leaflet_count for one in found),
        sum(one.household_count for one in found),
        withdrawn_count=0,  # not asked for
    )


def _months(found: Sequence[outreach.MonthCount], today: date) -> tuple[Month, ...]:
    counts = {one.month.month: one for one in found}
    most = max((one.activity_count for one in found), default=0)
    step = 100 / max(today.month, 1)
    bars = []
    for place in range(today.month):
        one = counts.get(place + 1)
        count = one.activity_count if one else 0
        height = round(46 * count / most) if most else 0
        bars.append(
            Month(
                f"{place + 1:02d}/{today.year}",
                count,
                one.attendance_count if one else 0,
                f"{place * step:.2f}",
                f"{step * 0.78:.2f}",
                56 - height,
                height,
                place + 1 == today.month,
            )
        )
    return tuple(bars)
