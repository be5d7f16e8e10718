"""How the units below stand to their reports: the table, and the days on which approved reports came in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.reporting import queries as reporting

STRIP_DAYS = 26


@dataclass(frozen=True)
class BelowRow:
    """One unit directly below. `sent` and `total` count its own units where it has any (communes of a district)."""

    unit_id: int
    name: str
    state_label: str
    chip: str
    time: str
    is_late: bool
    report_id: int | None
    sent: int
    total: int
    late: int
    longest: int  # days of the longest delay among its own units still late
    note: str


@dataclass(frozen=True)
class StripDay:
    """One day: how many approved reports came in. `css` says how many, and whether it is today, due or ahead."""

    day: date
    month: str  # "/11" where a month (or the strip) begins, else empty
    count: int
    css: str
    spoken: str


@dataclass(frozen=True)
class Below:
    """What a district or province sees of a period."""

    period_id: int
    period_label: str
    level_word: str
    due_on: date | None
    days_left: int | None
    own_done: str  # how far the own report is once approved: then no days are counted any more
    unit_words: str  # "huyện Ninh Giang"
    total: int
    sent: int
    late: int
    rows: tuple[BelowRow, ...]  # those not done: late ones first
    done_count: int  # the others
    has_inner: bool  # rows carry counts of their own units
    strip: tuple[StripDay, ...]

    @property
    def days_late(self) -> int:
        return -(self.days_left or 0)


def below(officer: Officer, period: reporting.Round, now: datetime) -> Below | None:
    """The units below in a period; None where none report."""
    found = reporting.unit_reports_in(officer, period.id, period.cutoff_on, now)
    if not found:
        return None
    level = "district" if any(row.level == "district" for row in found) else "commune"
    lowest = [row for row in found if row.level == "commune"] or found
    inner: dict[str, list[reporting.UnitReport]] = {}
    if level == "district":
        for row in lowest:
            inner.setdefault(row.parent_name, []).append(row)
    rows = [_row(row, inner.get(row.unit_name, [])) for row in found if row.level == level]
    open_rows = [row for row in rows if row.chip != "ok" or row.late or row.note]
    open_rows.sort(key=lambda row: (-row.late, not row.is_late))
    total = reporting.summary(lowest)
    today = now.date()
    return Below(
        period.id,
        period.label,
        "xã, phường, thị trấn" if level == "district" or officer.level == "district" else "đơn vị",
        period.due_on,
        (period.due_on - today).days if period.due_on else None,
        period.own_done,
        vietnamese.uncapitalised(officer.unit_name),
        total.total,
        total.done,
        total.late,
        tuple(open_rows),
        len(rows) - len(open_rows),
        level == "district",
        _strip([row.approved_at for row in lowest if row.approved_at], period.due_on or today, today, total.total),
    )


def _row(row: reporting.UnitReport, inner: list[reporting.UnitReport]) -> BelowRow:
    late = [one for one in inner if one.is_late_open]
    chip = {"approved": "ok", "submitted": "wait", "returned": "slow", "draft": "wait"}.get(row.state, "none")
    if row.is_late_open:
        chip = "late"
    notes = [
        "xin đính chính" if row.asks_correction else "",
        "còn thiếu đơn vị dưới" if row.is_provisional else "",
        "cấp dưới đã đính chính" if row.is_outdated else "",
    ]
    return BelowRow(
        row.unit_id,
        row.unit_name,
        row.state_label,
        chip,
        row.time.sentence,
        row.is_late_open,
        row.report_id,
        sum(one.time.is_done for one in inner),
        len(inner),
        len(late),
        max((one.time.days for one in late), default=0),
        ", ".join(note for note in notes if note),
    )


def _strip(instants: list[datetime], due: date, today: date, total: int) -> tuple[StripDay, ...]:
    last = max(due, today)
    first = min(last - timedelta(days=STRIP_DAYS - 1), today - timedelta(days=6))
    first = max(first, last - timedelta(days=41))
    first -= timedelta(days=first.weekday())  # a Monday, so that the phone's seven columns are a calendar
    counts: dict[date, int] = {}
    for instant in instants:
        day = timezone.localtime(instant).date()
        counts[day] = counts.get(day, 0) + 1
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(_strip_day(day, counts.get(day, 0), due, today, total, day == first) for day in days)


def _strip_day(day: date, count: int, due: date, today: date, total: int, is_first: bool) -> StripDay:
    share = 0 if not count else 1 + min(3, count * 20 // max(total, 1))
    css = [f"l{share}"] if share else []
    css += ["ahead"] if day > today else []
    css += ["today"] if day == today else []
    css += ["due"] if day == due else []
    said = "hạn gửi" if day == due else ("hôm nay" if day == today else "")
    spoken = f"{day:%d/%m}{', ' + said if said else ''}: {count} báo cáo"
    return StripDay(day, f"/{day:%m}" if is_first or day.day == 1 else "", count, " ".join(css), spoken)
