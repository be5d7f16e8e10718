"""What activities cost: whole đồng, as those who held them say."""

from vandong.analytics.indicators.indicator import Indicator
from vandong.analytics.indicators.sessions import BOOK

activity_cost_vnd = Indicator(
    code="activity_cost_vnd",
    name="Kinh phí các việc",
    unit="đồng",
    definition="Tổng kinh phí ghi ở các việc; việc không ghi kinh phí thì không cộng.",
    source=BOOK,
    section="II.8",
    measure=lambda rows: rows.cost_vnd.sum(),
)

INDICATORS = (activity_cost_vnd,)
