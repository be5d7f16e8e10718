"""Every indicator, in the order a report tells them. Adding one here is all it takes; docs/indicators.md follows."""

from vandong.analytics.indicators import funding, hot_spots, media, people, sessions
from vandong.analytics.indicators.indicator import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *sessions.INDICATORS,
    *hot_spots.INDICATORS,
    *media.INDICATORS,
    *people.INDICATORS,
    *funding.INDICATORS,
)
BY_CODE: dict[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}

__all__ = ["BY_CODE", "INDICATORS", "Indicator"]
