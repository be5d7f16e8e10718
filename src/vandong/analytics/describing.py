"""docs/indicators.md, written from the indicators themselves, so that a definition stands in one place."""

from vandong.analytics.indicators import INDICATORS
from vandong.analytics.indicators.ratios import RATIOS

_HEAD = """# Indicators

Written by `vandong manage write_indicator_docs` from `src/vandong/analytics/indicators/`; a test fails when it is out
of date. Every figure of every report is one of these. An additive indicator is one Ibis expression: the parts of a
whole sum to it, and SQLite, PostgreSQL and DuckDB give equal answers. What is withdrawn counts nowhere. A record is
counted by the unit that reports it: the unit itself, or for a residential area the commune it stood under on the day.
"""


def document() -> str:
    """The whole page, in Markdown."""
    lines = [
        _HEAD,
        "## Additive",
        "",
        "| code | Chỉ tiêu | Đơn vị tính | Định nghĩa | Nguồn | Mục |",
        "|---|---|---|---|---|---|",
    ]
    for one in INDICATORS:
        both = "từng nhóm và cả nhóm" if one.has_whole else "từng nhóm"
        name = one.name + (f" ({both})" if one.per_risk_group else "")
        lines.append(f"| `{one.code}` | {name} | {one.unit} | {one.definition} | {one.source} | {one.section} |")
    people = ", ".join(f"`{one.code}`" for one in INDICATORS if one.is_person_count)
    lines += [
        "",
        f"Person-counts of people at risk: {people}. By activity only the unit that recorded them sees them. In "
        "reports, values of 1–4 are kept back above that unit and in every document, with as many others as it takes "
        "that no small one can be worked out from all that was ever told; where even “dưới 5” or a 0 would give one "
        "away, a report says nothing of any of them (decision 0044).",
        "",
        "## Derived",
        "",
        "Computed in Python from exact sums when shown, never stored and never added.",
        "",
        "| code | Chỉ tiêu | Định nghĩa | = |",
        "|---|---|---|---|",
        *(f"| `{r.code}` | {r.name} | {r.definition} | `{r.numerator}` ÷ `{r.denominator}` |" for r in RATIOS),
        "",
    ]
    return "\n".join(lines)
