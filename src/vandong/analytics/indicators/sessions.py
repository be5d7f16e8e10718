"""Sessions: occasions where people sit together and hear. What is not a session is counted by its own measure."""

from __future__ import annotations  # Ibis is named here, and imported where indicators are compiled

from typing import TYPE_CHECKING

from vandong.analytics.indicators.indicator import Indicator

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Codes of outreach.Channel; a test holds the two together.
SESSION_CHANNELS = ("meeting", "conference", "association", "club", "culture", "contest", "school")
BOOK = "Sổ hoạt động của xã, phường, thị trấn, huyện, tỉnh; việc đã rút không tính."


def is_session(rows: ir.Table) -> ir.BooleanColumn:
    """A gathering channel, or "other" when people attended."""
    return rows.channel.isin(SESSION_CHANNELS) | ((rows.channel == "other") & (rows.attendance_count > 0))


def _held_by(channel: str):  # noqa: ANN202  Ibis names no public type for a deferred measure
    return lambda rows: (rows.channel == channel).ifelse(1, 0).sum()


activity_count = Indicator(
    code="activity_count",
    name="Buổi tuyên truyền",
    unit="buổi",
    definition=(
        "Số buổi có người đến dự: họp thôn, hội nghị, sinh hoạt đoàn thể, câu lạc bộ, giao lưu văn hóa, hội thi, tại "
        "trường học, và cách khác nếu có người dự. Loa truyền thanh, tờ rơi, băng rôn, mạng xã hội, thăm hộ không "
        "phải là buổi."
    ),
    source=BOOK,
    section="II.1",
    measure=lambda rows: is_session(rows).ifelse(1, 0).sum(),
)
attendance_count = Indicator(
    code="attendance_count",
    name="Lượt người dự",
    unit="lượt người",
    definition="Tổng số lượt người dự ghi ở mọi việc; một người dự hai buổi là hai lượt.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.attendance_count.sum(),
)
female_attendance_count = Indicator(
    code="female_attendance_count",
    name="Trong đó lượt nữ dự",
    unit="lượt người",
    definition="Tổng số lượt nữ dự ở những việc có đếm; việc không đếm thì không cộng.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.female_count.sum(),
)
conference_count = Indicator(
    code="conference_count",
    name="Hội nghị quán triệt",
    unit="hội nghị",
    definition="Số việc ghi theo cách “Hội nghị, quán triệt”.",
    source=BOOK,
    section="I",
    measure=_held_by("conference"),
)
association_session_count = Indicator(
    code="association_session_count",
    name="Buổi sinh hoạt đoàn thể, chi hội",
    unit="buổi",
    definition="Số việc ghi theo cách “Sinh hoạt đoàn thể, chi hội”.",
    source=BOOK,
    section="II.1",
    measure=_held_by("association"),
)
culture_session_count = Indicator(
    code="culture_session_count",
    name="Buổi giao lưu văn hóa, văn nghệ",
    unit="buổi",
    definition="Số việc ghi theo cách “Giao lưu văn hóa, văn nghệ”.",
    source=BOOK,
    section="II.1",
    measure=_held_by("culture"),
)
club_session_count = Indicator(
    code="club_session_count",
    name="Buổi sinh hoạt câu lạc bộ",
    unit="buổi",
    definition="Số việc ghi theo cách “Sinh hoạt câu lạc bộ”.",
    source=BOOK,
    section="II.1",
    measure=_held_by("club"),
)
school_session_count = Indicator(
    code="school_session_count",
    name="Buổi tuyên truyền tại trường học",
    unit="buổi",
    definition="Số việc ghi theo cách “Tại trường học”.",
    source=BOOK,
    section="II.1",
    measure=_held_by("school"),
)
contest_count = Indicator(
    code="contest_count",
    name="Cuộc thi, hội thi",
    unit="cuộc",
    definition="Số việc ghi theo cách “Cuộc thi, hội thi”.",
    source=BOOK,
    section="II.1",
    measure=_held_by("contest"),
)
area_reached_count = Indicator(
    code="area_reached_count",
    name="Khu dân cư có hoạt động",
    unit="khu dân cư",
    definition="Số thôn, khu dân cư khác nhau có ít nhất một việc trong kỳ; việc ghi chung cho cả xã không tính.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.area_id.nunique(),
)
task_activity_count = Indicator(
    code="task_activity_count",
    name="Việc gắn với nhiệm vụ của kế hoạch",
    unit="việc",
    definition="Số việc, theo mọi cách, có ghi nhiệm vụ của kế hoạch.",
    source=BOOK,
    section="I",
    measure=lambda rows: rows.count(where=rows.task_id.notnull()),
)
record_count = Indicator(
    code="record_count",
    name="Việc đã làm",
    unit="việc",
    definition="Số việc đã ghi, theo mọi cách.",
    source=BOOK,
    section="I",
    measure=lambda rows: rows.count(),
)

INDICATORS = (
    record_count,
    task_activity_count,
    conference_count,
    activity_count,
    attendance_count,
    female_attendance_count,
    area_reached_count,
    association_session_count,
    club_session_count,
    culture_session_count,
    school_session_count,
    contest_count,
)
