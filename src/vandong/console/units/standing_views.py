"""Pages about how communes stand as to drugs: who is a hot spot, since when, by whose decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.console.units import access, forms
from vandong.console.units.columns import STANDING_COLUMNS
from vandong.kernel.errors import Refused
from vandong.kernel.listing import listing, workbook
from vandong.kernel.numbers import format_day
from vandong.units import actions
from vandong.units import queries as units


@requires("view")
@require_GET
def standing_list(request: OfficerRequest) -> HttpResponse:
    """The communes below one's own unit, each with its standing today."""
    officer = request.officer
    form = forms.StandingFilterForm(request.GET, STANDING_COLUMNS, default_sort="name")
    found = units.communes_standing(
        officer.unit_id, request.today, kind=form.value("loai") or "", words=form.words, downwards=form.sort[1]
    )
    if request.GET.get("xuat") == "xlsx":
        heading = [f"Xếp loại địa bàn, {officer.unit_name}", f"Ngày {format_day(request.today)}"]
        return workbook("Xếp loại địa bàn", STANDING_COLUMNS, found, heading=heading, now=request.now)
    shown = listing(STANDING_COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="đơn vị")
    return render(request, "console/units/standing_list.html", {"listing": shown})


@requires("view")
@require_GET
def standing_show(request: OfficerRequest, unit_id: int) -> HttpResponse:
    """Every standing of one commune, and the way to record the next."""
    unit = access.unit_to_show(request.officer, unit_id)
    context = {"unit": unit, "standings": units.standings_of_unit(unit.id), "form": _form(request, unit.id)}
    return render(request, "console/units/standing_show.html", context)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def standing_record(request: OfficerRequest, unit_id: int) -> HttpResponse:
    """Record what a decision says of a commune below."""
    unit = access.commune_to_rank(request.officer, unit_id)
    form = forms.StandingForm(request.POST) if request.method == "POST" else _form(request, unit.id)
    assert form is not None
    if form.is_bound and form.is_valid():
        entry = actions.StandingEntry(unit_id=unit.id, **form.cleaned_data)
        try:
            actions.record_standing(by=request.officer, entry=entry, today=request.today, now=request.now)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, f"Đã ghi xếp loại của {unit.in_sentence}.")
            return redirect("standing_show", unit.id)
    context = {"unit": unit, "standings": units.standings_of_unit(unit.id), "form": form}
    return render(request, "console/units/standing_show.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_POST
def standing_take_back(request: OfficerRequest, unit_id: int, standing_id: int) -> HttpResponse:
    """Take back the last record, made by mistake."""
    unit = access.commune_to_rank(request.officer, unit_id)
    actions.take_back_standing(by=request.officer, unit_id=unit.id, standing_id=standing_id, now=request.now)
    messages.success(request, f"Đã bỏ lần ghi cuối của {unit.in_sentence}; xếp loại trước đó có giá trị lại.")
    return redirect("standing_show", unit.id)


def _form(request: OfficerRequest, unit_id: int) -> forms.StandingForm | None:
    """An empty form for who may record; None for whoever only reads."""
    try:
        access.commune_to_rank(request.officer, unit_id)
    except Refused:
        return None
    return forms.StandingForm(initial={"valid_from": request.today})
