"""Pages about units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.console.sheets.offered import offered_to
from vandong.console.units import access, forms, queries
from vandong.console.units.columns import COLUMNS
from vandong.console.units.sheet import AREAS
from vandong.kernel.errors import Refused
from vandong.kernel.listing import listing, workbook
from vandong.kernel.refusing import say_beside
from vandong.units import actions
from vandong.units import queries as units


@requires("view")
@require_GET
def unit_list(request: OfficerRequest) -> HttpResponse:
    """The units below one's own today, sought by name in any spelling, by level."""
    officer, day = request.officer, request.today
    counts = units.child_counts(officer.unit_id, day)
    levels = (officer.level, *counts)
    form = forms.UnitFilterForm(request.GET, COLUMNS, default_sort="name", levels=levels)
    sort, downwards = form.sort
    found = units.units_below(
        officer.unit_id, day, level=form.value("cap") or "", words=form.words, sort=sort, downwards=downwards
    )
    own = units.unit(officer.unit_id)
    if request.GET.get("xuat") == "xlsx":
        return workbook("don-vi", COLUMNS, found, heading=[f"Các đơn vị thuộc {own.in_sentence}"], now=request.now)
    shown = listing(COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="đơn vị")
    context = {
        "listing": shown,
        "own": own,
        "levels": [(units.LEVEL_NAMES[level], count, form.address(cap=level)) for level, count in counts.items()],
        "may_send_areas": AREAS in offered_to(officer),
        "may_open_area": officer.level == "commune" and bool(officer.capabilities & {"record", "administer"}),
    }
    return render(request, "console/units/unit_list.html", context)


@requires("view")
@require_GET
def unit_show(request: OfficerRequest, unit_id: int) -> HttpResponse:
    """One unit: what it is, whom it stands under, what it consists of, whom it came from and passed to."""
    unit = access.unit_to_show(request.officer, unit_id)
    return render(request, "console/units/unit_show.html", {"page": queries.unit_page(request.officer, unit)})


@requires("record", "administer")
@require_http_methods(["GET", "POST"])
def area_open(request: OfficerRequest) -> HttpResponse:
    """Open a residential area in one's own commune."""
    commune = access.commune_to_open_area_in(request.officer)
    form = forms.AreaForm(request.POST or None, today=request.today, since=commune.valid_from)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            area_id = actions.open_area(
                by=request.officer,
                commune_id=commune.id,
                kind=said["kind"],
                name=said["name"],
                valid_from=said["valid_from"],
                with_work_board=said["with_work_board"],
                now=request.now,
            )
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, f"Đã mở {units.unit(area_id).in_sentence}.")
            return redirect("unit_show", area_id)
    context = {"form": form, "commune": commune}
    return render(request, "console/units/area_open.html", context, status=422 if form.errors else 200)
