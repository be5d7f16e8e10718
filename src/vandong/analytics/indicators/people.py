"""Households visited, work done together, and high-risk groups reached: counts, never names."""

from vandong.analytics.indicators.indicator import Indicator
from vandong.analytics.indicators.sessions import BOOK

household_visit_count = Indicator(
    code="household_visit_count",
    name="Lượt hộ được đến thăm, vận động",
    unit="lượt hộ",
    definition="Tổng số hộ ghi ở mọi việc; một hộ được thăm hai lần là hai lượt.",
    source=BOOK,
    section="II.2",
    measure=lambda rows: rows.household_count.sum(),
)
joint_activity_count = Indicator(
    code="joint_activity_count",
    name="Việc phối hợp với tổ chức khác",
    unit="việc",
    definition=(
        "Số việc, theo mọi cách, có ít nhất một tổ chức, hay một nơi trong sổ tổ chức trên địa bàn, cùng làm với tổ "
        "chức chủ trì; một việc của nhiều tổ chức là một việc."
    ),
    source=BOOK,
    section="II.1",
    measure=lambda rows: (rows.partner_count + rows.organisation_count > 0).ifelse(1, 0).sum(),
)
movement_activity_count = Indicator(
    code="movement_activity_count",
    name="Việc gắn với phong trào, cuộc vận động",
    unit="việc",
    definition="Số việc, theo mọi cách, có ghi ít nhất một phong trào, cuộc vận động của kế hoạch.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: (rows.movement_count > 0).ifelse(1, 0).sum(),
)
instrument_activity_count = Indicator(
    code="instrument_activity_count",
    name="Việc phổ biến văn bản, pháp luật",
    unit="việc",
    definition="Số việc, theo mọi cách, có ghi ít nhất một văn bản mà kế hoạch nêu.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: (rows.instrument_count > 0).ifelse(1, 0).sum(),
)
risk_attendance_count = Indicator(
    code="risk_attendance_count",
    name="Lượt người thuộc nhóm nguy cơ cao được tuyên truyền",
    unit="lượt người",
    definition=(
        "Tổng số lượt người thuộc các nhóm nguy cơ cao của chương trình ghi ở mọi việc, đếm tại chỗ, không ghi tên; "
        "người thuộc hai nhóm được đếm ở cả hai nhóm. Số từ 1 đến 4 không hiện ở cấp trên của đơn vị ghi."
    ),
    source=BOOK,
    section="II.5",
    measure=lambda rows: rows.risk_count.sum(),
    rows="risk_attendances",
    is_person_count=True,
    per_risk_group=True,
)

risk_first_timer_count = Indicator(
    code="risk_first_timer_count",
    name="Lượt người thuộc nhóm nguy cơ cao lần đầu trong năm",
    unit="lượt người",
    definition=(
        "Số người thuộc nhóm nguy cơ cao lần đầu trong năm được tuyên truyền theo chương trình này, đếm bằng giơ tay, "
        "cộng ở những việc có hỏi; việc không hỏi thì không cộng."
    ),
    source=BOOK,
    section="II.5",
    measure=lambda rows: rows.first_timer_count.sum(),
    rows="risk_attendances",
    is_person_count=True,
    per_risk_group=True,
    within="risk_attendance_count",
)
risk_group_size = Indicator(
    code="risk_group_size",
    name="Số người trong nhóm",
    unit="người",
    definition=(
        "Số người của từng nhóm nguy cơ cao trong năm, theo số mới nhất trong sổ của xã; nhóm chưa có số thì không "
        "cộng. Chỉ có ở kỳ tính từ đầu năm hoặc từ đầu chương trình; không cộng các nhóm với nhau."
    ),
    source="Sổ số người trong nhóm của xã, phường, thị trấn, kèm nguồn và ngày.",
    section="II.5",
    measure=lambda rows: rows.size_count.sum(),
    rows="group_sizes",
    is_person_count=True,
    per_risk_group=True,
    has_whole=False,
)

INDICATORS = (
    household_visit_count,
    joint_activity_count,
    movement_activity_count,
    instrument_activity_count,
    risk_attendance_count,
    risk_first_timer_count,
    risk_group_size,
)
