"""Figures derived from exact sums, in Python, with no rounding before the last step. Not additive, so never stored."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """`numerator` ÷ `denominator`, codes of additive indicators, or "area_count" for the areas that stand."""

    code: str
    name: str
    definition: str
    numerator: str
    denominator: str
    is_share: bool  # told in percent
    per_risk_group: bool = False


RATIOS = (
    Ratio(
        code="female_share",
        name="Tỷ lệ nữ trong lượt người dự",
        definition="Lượt nữ dự chia cho lượt người dự; việc không đếm nữ vẫn nằm ở mẫu số.",
        numerator="female_attendance_count",
        denominator="attendance_count",
        is_share=True,
    ),
    Ratio(
        code="hot_spot_share",
        name="Tỷ lệ việc ở địa bàn trọng điểm",
        definition="Số việc ở địa bàn trọng điểm về ma túy chia cho số việc đã ghi.",
        numerator="hot_spot_activity_count",
        denominator="record_count",
        is_share=True,
    ),
    Ratio(
        code="area_reached_share",
        name="Tỷ lệ khu dân cư có hoạt động",
        definition="Số khu dân cư có hoạt động chia cho số khu dân cư của đơn vị vào ngày chốt số liệu.",
        numerator="area_reached_count",
        denominator="area_count",
        is_share=True,
    ),
    Ratio(
        code="risk_group_coverage",
        name="Độ phủ nhóm nguy cơ cao",
        definition=(
            "Số người lần đầu trong năm chia cho số người trong nhóm, từng nhóm một; chỉ tính khi cả hai số được nêu. "
            "Trên 100 % là nhóm có người mới, có người được đếm hai lần, hoặc số trong sổ đã cũ."
        ),
        numerator="risk_first_timer_count",
        denominator="risk_group_size",
        is_share=True,
        per_risk_group=True,
    ),
)
