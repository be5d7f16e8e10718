"""What a statement of a group's size may say. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vandong.kernel import vietnamese
from vandong.kernel.errors import Invalid
from vandong.kernel.numbers import format_number, format_share
from vandong.outreach.errors import GroupSizeUnsound

LONGEST_SOURCE = 200


@dataclass(frozen=True)
class GroupSizeEntry:
    """`count` None: chưa có số, which takes an earlier number back. 0: looked at, and nobody is in the group."""

    programme_id: int
    risk_group_id: int
    year: int
    count: int | None
    source: str
    as_of_on: date


def years(starts_on: date, ends_on: date, today: date) -> tuple[int, ...]:
    """The years of a programme that have begun, newest first."""
    return tuple(range(min(ends_on.year, today.year), starts_on.year - 1, -1))


def faults(entry: GroupSizeEntry, *, biggest: int, has_number: bool, today: date) -> Iterator[Invalid]:
    """Everything wrong with an entry by itself. `has_number`: a number stands now, which may be taken back."""
    if entry.count is None and not has_number:
        yield GroupSizeUnsound("Chưa có số thì chưa cần ghi. Khi biết số, xin ghi cả nguồn và ngày.", field="count")
    if entry.count is not None and not 0 <= entry.count <= biggest:
        yield GroupSizeUnsound("Số này lớn quá mức có thể tin được. Xin xem lại.", field="count")
    if not vietnamese.tidy(entry.source):
        yield GroupSizeUnsound("Xin ghi số này lấy từ đâu, như “Công an xã”.", field="source")
    if len(entry.source) > LONGEST_SOURCE:
        yield GroupSizeUnsound(f"Nguồn dài quá {LONGEST_SOURCE} ký tự. Xin viết gọn lại.", field="source")
    if entry.as_of_on > today:
        yield GroupSizeUnsound("Ngày này chưa đến. Xin ghi ngày đã qua.", field="as_of_on")
    # A year's number may be known at the end of the year before, or only settled in the year after.
    if abs(entry.as_of_on.year - entry.year) > 1:
        yield GroupSizeUnsound(f"Ngày này cách xa năm {entry.year}. Xin xem lại năm hoặc ngày.", field="as_of_on")


@dataclass(frozen=True)
class Reached:
    """What a year's activities counted of one group so far. `unasked_count`: those of the `activity_count` activities
    with people of the group that did not ask who came for the first time."""

    attendance_count: int = 0
    first_timer_count: int = 0
    activity_count: int = 0
    unasked_count: int = 0


def coverage_share(first_timer_count: int, size: int | None) -> str:
    """ "45 %" of a group; empty where there is no number, or nobody in the group, to divide by."""
    return format_share(first_timer_count, size) if size else ""


def doubts(reached: Reached, size: int | None) -> tuple[str, ...]:
    """What a coverage does not say by itself, in sentences: how unsure it is, and why it can pass 100 %."""
    said = []
    if size == 0 and reached.first_timer_count:
        said.append("Sổ ghi nhóm không có người nào mà có người đến lần đầu: xin xem lại số trong sổ.")
    if size and reached.first_timer_count > size:
        over = format_number(reached.first_timer_count - size)
        said.append(
            f"Nhiều hơn số trong sổ {over} người: nhóm có thêm người sau ngày lấy số, có người giơ tay ở hai nơi, hoặc "
            "người ngoài xã đến dự. Xin hỏi lại nguồn để ghi số mới."
        )
    if reached.unasked_count:
        share = format_share(reached.unasked_count, reached.activity_count)
        said.append(
            f"{format_number(reached.unasked_count)} trên {format_number(reached.activity_count)} việc ({share}) không "
            "hỏi ai đến lần đầu; độ phủ thật có thể cao hơn."
        )
    return tuple(said)
