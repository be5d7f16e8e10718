"""What waits for an officer, gathered from every domain into one list: the most pressing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer
from vandong.programme import queries as programmes
from vandong.reporting import queries as reporting
from vandong.units import queries as units

SOON_DAYS = 60  # tasks of the plan further away than this are not yet on the home page


@dataclass(frozen=True)
class DueRow:
    """One line of "Việc đến hạn". `days_left` is negative when late; `act` is the word on its button."""

    text: str
    detail: str
    path: str
    due_on: date | None
    days_left: int | None
    act: str
    is_waiting_for_me: bool  # a person must decide, or is late
    is_work: bool = True  # False: said for the calendar's sake, nothing to be sent
    icon: str = "warn"  # where there is no day to show

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def when(self) -> str:
        """ "Trễ 5 ngày.", "Hạn hôm nay.", "Còn 5 ngày."; empty without a deadline."""
        if self.days_left is None:
            return ""
        if self.days_left < 0:
            return f"Trễ {-self.days_left} ngày."
        return "Hạn hôm nay." if self.days_left == 0 else f"Còn {self.days_left} ngày."

    @property
    def month(self) -> str:
        return f"Th.{self.due_on:%m}" if self.due_on else ""

    @property
    def day(self) -> str:
        return f"{self.due_on:%d}" if self.due_on else ""


_ACT = {
    "report": "Mở báo cáo",
    "approve": "Xem và duyệt",
    "number": "Đánh số và in",
    "scan": "Gửi bản có chữ ký",
    "correction": "Xem và trả lời",
}


def due_rows(
    officer: Officer,
    running: Sequence[programmes.ProgrammeRow],
    plans: Mapping[int, programmes.OwnAdoption | None],
    begun: reporting.Rounds,
    now: datetime,
    *,
    is_demonstration: bool = False,
) -> list[DueRow]:
    """Reports, approvals, corrections, plans being read, the unit's own plan, units nobody records for, and the plan's
    dated tasks. `running` are programmes of the officer's unit or of one above, `plans` the unit's own plan under
    each."""
    today = now.date()
    rows = [_reported(item) for item in reporting.due_items(officer, begun, today)]
    begun_plans = programmes.begun_plans(officer, [programme.id for programme in running])
    for programme in running:
        rows += _own_plan(officer, programme, plans[programme.id], programme.id in begun_plans)
        rows += _tasks(officer, programme, today)
    rows += _readings(officer, is_demonstration)
    rows += _without_access(officer)
    return sorted(rows, key=lambda row: (not row.is_late, not row.is_waiting_for_me, row.due_on or date.max))


def _reported(item: reporting.DueItem) -> DueRow:
    late = item.is_late and item.detail != "Chờ duyệt"
    detail = item.detail if item.kind == "correction" else f"{item.detail}."
    act = "Lập báo cáo" if item.detail == "Chưa lập" else _ACT.get(item.kind, "")
    return DueRow(
        item.text,
        detail,
        item.path,
        item.due_on,
        item.days_left,
        act,
        item.needs_person or late,
        is_work=item.kind != "earlier" and (item.kind != "report" or item.detail != "Chờ duyệt"),
        icon="doc" if item.kind in ("number", "scan", "earlier") else "warn",
    )


def _own_plan(
    officer: Officer, programme: programmes.ProgrammeRow, own_plan: programmes.OwnAdoption | None, is_begun: bool
) -> list[DueRow]:
    """The unit's own plan: to be written, or written and waiting for its number, which only who signs can give."""
    if officer.level not in ("district", "commune") or programme.unit_id == officer.unit_id or own_plan is not None:
        return []
    named = programme.plan_number or programme.short_title
    writing = reverse("unit_plan_write", args=[programme.id])
    if is_begun and officer.may("approve"):
        text = f"Kế hoạch của đơn vị theo {named} chờ cấp số"
        detail = "Bản thảo đã lưu. Xem lại lời văn, mục tiêu nhận, rồi cấp số."
        return [DueRow(text, detail, writing, None, None, "Xem và cấp số", is_waiting_for_me=True, icon="doc")]
    if not officer.may("coordinate") and (officer.level == "district" or not officer.may("record")):
        return []
    if is_begun:
        text = f"Kế hoạch của đơn vị theo {named} chờ người ký cấp số"
        detail = "Bản thảo đã lưu, còn sửa được đến khi có số."
        return [DueRow(text, detail, writing, None, None, "", False, is_work=False, icon="doc")]
    return [
        DueRow(
            f"Lập kế hoạch của đơn vị theo {named}",
            "Soạn ở đây từ kế hoạch cấp trên, hoặc ghi số, ngày của bản đã ký.",
            f"{reverse('programme_show', args=[programme.id])}#h-cu-the",
            None,
            None,
            "Lập kế hoạch",
            is_waiting_for_me=True,
        )
    ]


def _tasks(officer: Officer, programme: programmes.ProgrammeRow, today: date) -> list[DueRow]:
    rows = []
    for task in programmes.tasks(programme.id):
        if task.due_on is None or officer.level not in task.levels:
            continue
        days = (task.due_on - today).days
        if not 0 <= days <= SOON_DAYS:
            continue
        path = reverse("programme_show", args=[programme.id])
        rows.append(DueRow(task.short_text, programme.short_title, path, task.due_on, days, "", False, is_work=False))
    return rows[:3]


def _without_access(officer: Officer) -> list[DueRow]:
    """For who administers: communes for which nobody can record."""
    if not officer.may("administer"):
        return []
    communes = units.ids_below(officer.unit_id, officer.on, "commune")
    count = len(accounts.units_without_access(communes, officer.on))
    if not count:
        return []
    return [
        DueRow(
            f"{count} xã, phường, thị trấn chưa có ai ghi được việc",
            "Cấp tài khoản cho cả địa bàn bằng một bảng tính, in phiếu đưa tận tay.",
            reverse("sheet_account_send"),
            None,
            None,
            "Cấp tài khoản",
            is_waiting_for_me=True,
        )
    ]


def _readings(officer: Officer, is_demonstration: bool) -> list[DueRow]:
    """Plan documents half confirmed; in the demonstration, who drafts programmes for a province may try reading one."""
    found = programmes.readings_in_progress(officer)
    rows = [
        DueRow(
            f"Đang xem lại kế hoạch: {one.title}",
            f"{one.done}/{one.total} mục đã xem. Người trong đơn vị làm tiếp được."
            if one.done < one.total
            else f"Đã xem hết {one.total} mục. Còn giao xuống và ban hành.",
            reverse("reading_review" if one.done < one.total else "handing_down", args=[one.programme_id]),
            None,
            None,
            "Làm tiếp",
            is_waiting_for_me=True,
            icon="doc",
        )
        for one in found
    ]
    if is_demonstration and not found and officer.may("coordinate") and officer.level == "province":
        text = "Thử: đọc một kế hoạch thành chương trình"
        detail = "Có sẵn kế hoạch mẫu hai trang, hoặc đưa tệp của anh/chị vào."
        rows.append(DueRow(text, detail, reverse("reading_upload"), None, None, "", False, is_work=False, icon="doc"))
    return rows
