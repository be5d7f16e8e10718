from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vandong.accounts.access import OfficerRequest, requires
from vandong.console.map import lists, queries
from vandong.console.map.drawing import Drawing, Mark, drawing
from vandong.kernel.listing import listing, workbook
from vandong.kernel.numbers import format_day, format_number
from vandong.programme import queries as programmes
from vandong.units import queries as units

LEVELS = ("province", "district", "commune")


@requires("view")
@require_GET
def unit_map(request: OfficerRequest) -> HttpResponse:
    """Where what was done: each unit below shaded by one figure, and the same in a table."""
    officer = request.officer
    counts = units.child_counts(officer.unit_id, officer.on)
    levels = [level for level in LEVELS if level in counts]
    known = programmes.programmes(officer, only_issued=True)
    if not levels or not known:
        return render(request, "console/map/map.html", {"has_levels": bool(levels)})
    form = lists.MapForm(request.GET, levels, known)
    indicator, programme, level = form.indicator, form.programme, form.level
    found, first, last = queries.places(officer, programme, level, indicator, request.today)
    sort, downwards = form.sort
    shown = queries.chosen(found, form.words, sort, downwards=downwards)
    span = f"từ ngày {format_day(first)} đến ngày {format_day(last)}"
    columns = lists.columns(indicator)
    if request.GET.get("xuat") == "xlsx":
        heading = [f"{indicator.name} ({indicator.unit}), {span}", programme.short_title]
        return workbook("ban-do", columns, shown, heading=heading, now=request.now)
    context = {
        "has_levels": True,
        "form": form,
        "indicator": indicator,
        "programme": programme,
        "level_name": units.LEVEL_NAMES[level],
        "span": span,
        "sources": units.boundary_sources(officer.unit_id, officer.on, level),
        "drawing": _drawing(found, indicator.name, indicator.unit),
        "unplaced": [each.placed.unit.name for each in found if each.placed.middle is None],
        "listing": listing(columns, shown, form=form, page_number=request.GET.get("page"), noun="đơn vị"),
    }
    return render(request, "console/map/map.html", context)


def _drawing(found: list[queries.Place], name: str, unit: str) -> Drawing | None:
    marks = [
        Mark(
            *middle,
            f"{each.placed.unit.name}: {format_number(each.value)} {unit}",
            each.value,
            (each.placed.parent_id, each.placed.parent_proper_name),
            each.placed.unit.proper_name,
            [[(x / 10_000, y / 10_000) for x, y in ring] for ring in each.placed.rings],
        )
        for each in found
        if (middle := each.placed.middle) is not None
    ]
    with_some = sum(mark.value > 0 for mark in marks)
    spoken = f"Sơ đồ {format_number(len(marks))} đơn vị theo {name.lower()}: {format_number(with_some)} nơi đã có. "
    return drawing(marks, spoken=f"{spoken}Bảng bên dưới nói đủ từng nơi.")
