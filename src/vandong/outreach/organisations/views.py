"""Pages of the register of organisations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import listing
from vandong.kernel.errors import Refused
from vandong.kernel.numbers import format_day
from vandong.kernel.refusing import say_beside
from vandong.outreach import actions, recording
from vandong.outreach import queries as activities
from vandong.outreach.organisations import access, forms, lists, queries
from vandong.outreach.organisations.rules import OrganisationEntry


@requires("view")
@require_GET
def organisation_list(request: OfficerRequest) -> HttpResponse:
    """The register in the reader's scope: sought in any spelling, filtered, paged, or as a workbook."""
    officer = request.officer
    form = lists.OrganisationFilterForm(request.GET, officer)
    found = queries.organisations(officer, form.asked())
    if request.GET.get("xuat") == "xlsx":
        heading = [
            f"Tổ chức trên địa bàn, {officer.unit_name}",
            f"Xuất ngày {format_day(request.today)}, {officer.label}",
        ]
        return listing.workbook("Tổ chức trên địa bàn", lists.COLUMNS, found, heading=heading, now=request.now)
    shown = listing.listing(lists.COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="tổ chức")
    return render(request, "outreach/organisations/list.html", {"listing": shown})


@requires("view")
@require_GET
def organisation_show(request: OfficerRequest, organisation_id: int) -> HttpResponse:
    """One organisation and what was done with it."""
    row = queries.organisation(request.officer, organisation_id)
    held = activities.totals(request.officer, activities.ActivityFilter(organisation_id=row.id))
    context = {
        "row": row,
        "may_change": queries.may_change(request.officer, row),
        "story": queries.story(row.id),
        "held": held,
        "held_path": f"{reverse('activity_list')}?tc={row.id}",
    }
    return render(request, "outreach/organisations/show.html", context)


@requires("record")
@require_http_methods(["GET", "POST"])
def organisation_register(request: OfficerRequest) -> HttpResponse:
    """Put an organisation of the officer's own unit into the register."""
    officer = request.officer
    places = recording.places_of(officer, officer.unit_id)
    form = forms.OrganisationForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        try:
            organisation_id = actions.register_organisation(by=officer, entry=form.entry(), now=request.now)
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ.")
            return redirect("organisation_show", organisation_id)
    context = {"form": form, "title": "Ghi một tổ chức", "row": None}
    return render(request, "outreach/organisations/form.html", context, status=422 if form.errors else 200)


@requires("record")
@require_http_methods(["GET", "POST"])
def organisation_correct(request: OfficerRequest, organisation_id: int) -> HttpResponse:
    """Correct what is said of an organisation."""
    officer = request.officer
    _, where = access.organisation_to_change(officer, organisation_id)
    row = queries.organisation(officer, organisation_id)
    places = recording.places_of(officer, officer.unit_id if officer.level == "area" else where.owner.id)
    # One whose commune is no more stands with the heir from now on, unless an area of it is chosen.
    unit_id = row.unit_id if row.unit_id in dict(places) else where.owner.id
    standing = OrganisationEntry(unit_id, row.kind, row.name, row.code, row.address, row.valid_from)
    form = forms.OrganisationForm(
        request.POST if request.method == "POST" else None,
        places=places,
        entry=standing,
        version=row.version,
    )
    if form.is_bound and form.is_valid():
        try:
            actions.correct_organisation(
                by=officer,
                organisation_id=organisation_id,
                entry=form.entry(),
                version=form.cleaned_data["version"],
                now=request.now,
            )
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã lưu bản sửa.")
            return redirect("organisation_show", organisation_id)
    context = {"form": form, "title": "Sửa tổ chức", "row": row}
    return render(request, "outreach/organisations/form.html", context, status=422 if form.errors else 200)


@requires("record")
@require_http_methods(["GET", "POST"])
def organisation_end(request: OfficerRequest, organisation_id: int) -> HttpResponse:
    """Say that an organisation is no more, and since when."""
    access.organisation_to_change(request.officer, organisation_id)
    row = queries.organisation(request.officer, organisation_id)
    form = forms.EndForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            actions.end_organisation(
                by=request.officer,
                organisation_id=organisation_id,
                ended_on=form.cleaned_data["ended_on"],
                now=request.now,
            )
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi ngày thôi hoạt động. Những gì đã ghi trước đó vẫn còn.")
            return redirect("organisation_show", organisation_id)
    return render(
        request, "outreach/organisations/end.html", {"form": form, "row": row}, status=422 if form.errors else 200
    )
