"""The page of density."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.numbers import parse_id
from vandong.outreach.density import queries


@requires("view")
@require_GET
def activity_density(request: OfficerRequest) -> HttpResponse:
    """How densely hot spots are worked in, against elsewhere; of one running programme."""
    offered = queries.running(request.officer)
    asked = parse_id(request.GET.get("ct"))
    chosen = next((row for row in offered if row.id == asked), offered[0] if offered else None)
    told = queries.density(request.officer, chosen) if chosen else None
    width = f"{36 / max(len(told.rows), 1):.2f}" if told else ""  # two bars and a gap in each month's place
    context = {"programmes": offered, "density": told, "bar_width": width}
    return render(request, "outreach/density.html", context)
