"""What a new programme begins with when its author asks for it: the six groups plans of this kind name.

Source: section III.2 of the 2019 plan of Hải Dương. A programme may drop some and add others.
"""

import re

SIX_RISK_GROUPS = (
    ("away_workers", "Người đang đi làm ăn xa", "Đi làm ăn xa"),
    ("street_youth", "Thanh thiếu niên bỏ học, sống lang thang", "Thanh thiếu niên bỏ học"),
    ("seasonal_workers", "Người lao động theo thời vụ", "Lao động thời vụ"),
    ("people_who_use_drugs", "Người nghiện ma túy", "Người nghiện"),
    ("released_prisoners", "Người chấp hành xong án phạt tù về tội phạm ma túy", "Người ra tù"),
    ("under_local_education", "Người đang được quản lý, giáo dục tại xã", "Đang giáo dục tại xã"),
)

YEARLY_REPORT = ("Báo cáo kết quả thực hiện trước ngày 20/11 hằng năm", 11, 20)

# Which indicator measures a target, by the words of its sentence. The first that fits is offered; a person may choose
# another, or none. Shares of people reached have no indicator: attendances are counted, never people.
_INDICATORS = (
    ("area_reached_share", ("reach_share",), r"^%?\s*(?:tổng |số |các )*(?:khu dân cư|thôn|tổ dân phố)\b"),
    ("risk_attendance_count", ("at_least",), r"nguy cơ"),
    ("school_session_count", ("at_least", "count_per_unit"), r"(?:buổi|cuộc|lượt).*trường học"),
    ("club_session_count", ("at_least", "count_per_unit"), r"sinh hoạt câu lạc bộ"),
    ("conference_count", ("at_least", "count_per_unit"), r"\bhội nghị\b"),
    ("contest_count", ("at_least", "count_per_unit"), r"cuộc thi|hội thi"),
    ("activity_count", ("at_least", "count_per_unit"), r"\bbuổi\b|cuộc tuyên truyền|đợt tuyên truyền"),
    ("leaflet_count", ("at_least", "count_per_unit"), r"tờ rơi|tờ gấp|tài liệu"),
    ("banner_count", ("at_least", "count_per_unit"), r"băng rôn|pa nô|áp phích|khẩu hiệu"),
    ("broadcast_count", ("at_least", "count_per_unit"), r"lượt phát|loa|truyền thanh"),
    ("social_media_count", ("at_least", "count_per_unit"), r"tin, bài|tin bài|mạng xã hội"),
    ("household_visit_count", ("at_least", "count_per_unit"), r"lượt hộ|hộ gia đình được (?:thăm|vận động)"),
    ("attendance_count", ("at_least", "count_per_unit"), r"lượt người"),
)


def indicator_for(kind: str, words: str, unit: str) -> str:
    """The code of the indicator that fits a target, "" where what is recorded can't measure it."""
    low = f"{unit} {words}".lower()
    return next((code for code, kinds, said in _INDICATORS if kind in kinds and re.search(said, low)), "")
