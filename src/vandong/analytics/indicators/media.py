"""What goes out without anyone sitting together: the loudspeaker, paper, banners, posts."""

from vandong.analytics.indicators.indicator import Indicator
from vandong.analytics.indicators.sessions import BOOK

broadcast_count = Indicator(
    code="broadcast_count",
    name="Lượt phát trên loa truyền thanh",
    unit="lượt phát",
    definition="Tổng số lượt đã phát; một bài phát ba lần là ba lượt.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.broadcast_count.sum(),
)
leaflet_count = Indicator(
    code="leaflet_count",
    name="Tờ rơi, tài liệu đã phát",
    unit="tờ",
    definition="Tổng số tờ rơi, tài liệu đã phát ở mọi việc.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.leaflet_count.sum(),
)
banner_count = Indicator(
    code="banner_count",
    name="Băng rôn, pa nô, áp phích",
    unit="chiếc",
    definition="Tổng số băng rôn, pa nô, áp phích đã treo ở mọi việc.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: rows.banner_count.sum(),
)
social_media_count = Indicator(
    code="social_media_count",
    name="Tin, bài trên mạng xã hội",
    unit="việc",
    definition="Số việc ghi theo cách “Mạng xã hội”.",
    source=BOOK,
    section="II.1",
    measure=lambda rows: (rows.channel == "social_media").ifelse(1, 0).sum(),
)

INDICATORS = (broadcast_count, leaflet_count, banner_count, social_media_count)
