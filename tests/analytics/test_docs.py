"""docs/indicators.md says what the code says."""

from pathlib import Path

from vandong.analytics import describing

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"


def test_the_page_of_indicators_is_current():
    assert PAGE.read_text(encoding="utf-8") == describing.document(), "run: vandong manage write_indicator_docs"
