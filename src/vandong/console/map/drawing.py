"""A map of what lies where, and how much: outlines where an operator loaded boundaries, a dot at its middle for every
other unit. No tiles, no script.

Lengths are units of the drawing's own viewBox, `WIDTH` across.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 440
MARGIN = 28  # a name above the topmost mark, half a name beside the outermost
STEPS = 4  # shades of what is more than nothing
MOST_LABELS = 40
FINEST = 0.6  # between two points of an outline

XY = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """One unit: where it is (degrees), what is said of it, and its figure."""

    latitude: float
    longitude: float
    text: str  # "Xã Hồng Phong: 12 buổi"
    value: int
    group: tuple[int | None, str]  # id and name of the unit it stands under: names alone repeat across the country
    name: str = ""  # its own, written beside it where no groups are to be told apart
    rings: Sequence[Sequence[XY]] = ()  # its outline (longitude, latitude in degrees), holes among the rings


@dataclass(frozen=True)
class Step:
    """One shade and the figures it stands for, both ends included."""

    css: str
    least: int
    most: int
    count: int


@dataclass(frozen=True)
class Drawing:
    svg: SafeString
    steps: tuple[Step, ...]


def drawing(marks: Sequence[Mark], *, spoken: str) -> Drawing | None:
    """None where there is nothing to place. `spoken` is what those hear who do not see it."""
    if not marks:
        return None
    shades = _shades([mark.value for mark in marks])
    project, height = _projection(marks)
    points = [project(mark.longitude, mark.latitude) for mark in marks]
    outlines = [_outline(mark, project) for mark in marks]
    groups: dict[tuple[int | None, str], list[XY]] = {}
    for mark, point in zip(marks, points, strict=True):
        groups.setdefault(mark.group, []).append(point)
    hulls = [_hull(_mainland(each)) for each in groups.values()]
    room = sum(map(_area, hulls))
    radius = max(0.7, min(6.0, 0.36 * math.sqrt(room / len(marks)))) if room else 6.0
    is_fine = radius < 3
    named = [(name, _middle(each)) for (_id, name), each in groups.items()] if len(groups) > 1 else []
    if not named:  # one group: each mark bears its own name, a line above it
        named = [(mark.name, (x, y - radius - 4)) for mark, (x, y) in zip(marks, points, strict=True)]
    is_outlined = any(outlines)
    grounds = format_html_join("", '<path class="area" d="{}"/>', ((_path(h),) for h in ([] if is_outlined else hulls)))
    grounds += format_html_join(
        "",
        '<path class="{}" d="{}"><title>{}</title></path>',
        ((shades[mark.value], path, mark.text) for mark, path in zip(marks, outlines, strict=True) if path),
    )
    circles = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>',
        (
            (shades[mark.value], _n(x), _n(y), _n(radius), mark.text)
            for mark, (x, y), path in zip(marks, points, outlines, strict=True)
            if not path
        ),
    )
    size = 15 if not is_fine and len(named) <= 20 else 8
    labels = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((_n(x), _n(y), name) for name, (x, y) in _apart(named if len(named) <= MOST_LABELS else [], size)),
    )
    svg = format_html(
        '<svg class="map{}{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        " fine" if is_fine else "", " small-print" if size < 15 else "",
        WIDTH, math.ceil(height), spoken, grounds, circles, labels,
    )  # fmt: skip
    return Drawing(svg, _steps(marks, shades))


def _shades(values: Sequence[int]) -> dict[int, str]:
    """Value → CSS class: "no" for nothing; else one of `STEPS` shades that hold about as many units each."""
    known = sorted(value for value in values if value > 0)
    cuts = sorted({known[len(known) * step // STEPS] for step in range(1, STEPS)}) if known else []
    # A value that fills whole shades by itself leaves them out: equal figures are never told apart.
    return {value: f"q{1 + bisect_left(cuts, value + 1)}" if value > 0 else "no" for value in set(values)}


def _steps(marks: Iterable[Mark], shades: dict[int, str]) -> tuple[Step, ...]:
    found: dict[str, list[int]] = {}
    for mark in marks:
        found.setdefault(shades[mark.value], []).append(mark.value)
    return tuple(
        Step(css, min(values), max(values), len(values))
        for css, values in sorted(found.items(), key=lambda each: min(each[1]))
    )


def _projection(marks: Sequence[Mark]) -> tuple[Callable[[float, float], XY], float]:
    """From (longitude, latitude) to a point of the drawing; and its height. Degrees of longitude are shorter the
    farther from the equator."""
    wide = math.cos(math.radians(sum(mark.latitude for mark in marks) / len(marks)))
    edges = [(mark.longitude, mark.latitude) for mark in marks]
    edges += [point for mark in marks for ring in mark.rings for point in ring]
    left, top = min(x for x, _ in edges) * wide, -max(y for _, y in edges)
    across, down = max(x for x, _ in edges) * wide - left, -min(y for _, y in edges) - top
    room = WIDTH - 2 * MARGIN
    scale = min(room / across if across else math.inf, 1.4 * room / down if down else math.inf)
    scale = scale if math.isfinite(scale) else 1.0
    aside = (room - across * scale) / 2

    def project(longitude: float, latitude: float) -> XY:
        return MARGIN + aside + (longitude * wide - left) * scale, MARGIN + (-latitude - top) * scale

    return project, 2 * MARGIN + down * scale


def _outline(mark: Mark, project: Callable[[float, float], XY]) -> str:
    """The path of its rings, without points nobody could tell from the one before; rings that are dots are left out."""
    paths = []
    for ring in mark.rings:
        kept: list[XY] = []
        for point in (project(*each) for each in ring):
            if not kept or math.dist(kept[-1], point) >= FINEST:
                kept.append(point)
        if len(kept) > 2:
            paths.append(_path(kept))
    return "".join(paths)


def _hull(points: Sequence[XY]) -> list[XY]:
    """The convex hull, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(points: Iterable[XY]) -> list[XY]:
        kept: list[XY] = []
        for x, y in points:
            while len(kept) > 1 and (
                (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (x - kept[-2][0])
            ):
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return half(ordered) + half(reversed(ordered))


def _mainland(points: Sequence[XY]) -> Sequence[XY]:
    """Without what lies far off, as islands do: ground drawn out to them would be mostly sea."""
    x0, y0 = median(x for x, _ in points), median(y for _, y in points)
    off = [math.hypot(x - x0, y - y0) for x, y in points]
    limit = 3 * median(off)
    return [point for point, distance in zip(points, off, strict=True) if distance <= limit] or points


def _area(hull: Sequence[XY]) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(hull, [*hull[1:], hull[0]], strict=True))) / 2


def _apart(named: Iterable[tuple[str, XY]], size: int) -> list[tuple[str, XY]]:
    """Those whose names do not run into one placed before; the others are said by their marks and the table alone."""
    kept: list[tuple[str, XY]] = []
    for name, (x, y) in named:
        if name and all(
            abs(y - v) > size or abs(x - u) > 0.3 * size * (len(name) + len(other)) for other, (u, v) in kept
        ):
            kept.append((name, (x, y)))
    return kept


def _path(points: Sequence[XY]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "z"


def _middle(points: Sequence[XY]) -> XY:
    return median(x for x, _ in points), median(y for _, y in points)


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
