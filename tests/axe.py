"""axe-core in a page: which rules of WCAG 2.2 AA it breaks, in words a person can act on."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OF_COLOURS_AND_ROOM = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
# Colours on their way to another scheme are nobody's fault.
SETTLED = """Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime !== Infinity)
  .map(one => one.finished.catch(() => null)))"""
# What frontend/src/fold.ts opens where there is room, it opens when a page is loaded, not when its window grows.
OPEN_FOLDS = "all => all.filter(one => !one.open).forEach(one => { one.open = true; one.dataset.testOpened = '' })"
CLOSE_FOLDS = "all => all.forEach(one => { one.open = false })"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page, *, whole: bool = True) -> list[str]:
    """What keeps people out of the page that is open: at a desk in the dark, where all of it lies open, every rule; on
    a small phone by day what colours and room decide, or (`whole`) every rule there too. Leaves it on the phone."""
    found = []
    debugger = page.context.new_cdp_session(page)
    for width, height, scheme in ((1280, 900, "dark"), (360, 740, "light")):
        is_desk = width > 960
        # Of the page alone, not of its window as `set_viewport_size` does: that waits a quarter of a second each time.
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        debugger.send("Emulation.setDeviceMetricsOverride", size)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if is_desk:
            page.eval_on_selector_all("details[data-fold-wide]", OPEN_FOLDS)
        else:
            page.eval_on_selector_all("details[data-test-opened]", CLOSE_FOLDS)
        page.evaluate(SETTLED)
        over = page.evaluate(OVERFLOW)
        if over > 0:
            found.append(f"runs {over} px over {width} px")
        broken = violations(page) if is_desk or whole else violations(page, OF_COLOURS_AND_ROOM)
        found += [f"{one} ({width} px, {scheme})" for one in broken]
    debugger.detach()  # and the page has its window's size again
    if page.viewport_size != {"width": 360, "height": 740}:
        page.set_viewport_size({"width": 360, "height": 740})
    return found


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """One line for each broken rule (of `rules`, or of all): what is wrong, and the first places where. Empty: a page
    for everybody."""
    # Evaluated through the debugger, not as a <script>: the page's content policy stays as strict as it is.
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": not rules}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [_in_words(broken) for broken in result["violations"]]


def shape(page: Page) -> str:
    """What a page is built of, without its words and numbers: two pages of one shape break the same rules."""
    return page.evaluate(
        """() => [...document.querySelectorAll("*")].map(one => [one.tagName, one.className.baseVal ?? one.className,
          one.textContent.trim() !== "", ...[...one.attributes].filter(each => !["id", "class", "href", "value", "name",
          "for", "content", "datetime"].includes(each.name)).map(each => each.name.startsWith("aria-label") ||
          each.name.startsWith("data-") ? each.name : each.name + "=" + each.value.replace(/\\d+/g, "0"))].join(" "))
          .join("\\n")"""
    )


def _in_words(broken: dict[str, Any]) -> str:
    places = [" › ".join(str(step) for step in node["target"]) for node in broken["nodes"]]
    shown = "; ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    return f"{broken['id']} ({broken['impact']}): {broken['help']} — {shown}"
