"""axe-core in a page: which rules of WCAG 2.2 AA it breaks, in words a person can act on."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line for each broken rule: what is wrong, and the first places where. Empty: a page for everybody."""
    # Evaluated through the debugger, not as a <script>: the page's content policy stays as strict as it is.
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [_in_words(broken) for broken in result["violations"]]


def _in_words(broken: dict[str, Any]) -> str:
    places = [" › ".join(str(step) for step in node["target"]) for node in broken["nodes"]]
    shown = "; ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    return f"{broken['id']} ({broken['impact']}): {broken['help']} — {shown}"
