"""What was done in hot spots: communes that stood as one, by decision, on the day of each activity."""

from vandong.analytics.indicators.indicator import Indicator
from vandong.analytics.indicators.sessions import BOOK

_STANDING = f"{BOOK} Xếp loại của xã, phường, thị trấn theo quyết định, vào ngày của từng việc."

hot_spot_activity_count = Indicator(
    code="hot_spot_activity_count",
    name="Việc ở địa bàn trọng điểm về ma túy",
    unit="việc",
    definition=(
        "Số việc, theo mọi cách, của những xã, phường, thị trấn đang là trọng điểm loại I, II hoặc III vào ngày làm. "
        "Nơi chưa ghi quyết định xếp loại không kể vào đây, nên 0 có thể là chưa xếp loại."
    ),
    source=_STANDING,
    section="II.1",
    measure=lambda rows: rows.count(),
    rows="hot_spot_activities",
)
hot_spot_attendance_count = Indicator(
    code="hot_spot_attendance_count",
    name="Lượt người dự ở địa bàn trọng điểm",
    unit="lượt người",
    definition="Tổng số lượt người dự ghi ở các việc của địa bàn trọng điểm.",
    source=_STANDING,
    section="II.1",
    measure=lambda rows: rows.attendance_count.sum(),
    rows="hot_spot_activities",
)

INDICATORS = (hot_spot_activity_count, hot_spot_attendance_count)
