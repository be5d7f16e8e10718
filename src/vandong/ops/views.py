"""Pages of running an installation: the audit, and the first run (in `setup_views`)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import listing
from vandong.kernel.numbers import format_day
from vandong.ops.audit_list import COLUMNS, AuditFilterForm, lines
from vandong.units import queries as units


@requires("administer", "coordinate", "approve")
@require_GET
def audit_list(request: OfficerRequest) -> HttpResponse:
    """Who did what, in the reader's units."""
    officer = request.officer
    form = AuditFilterForm(request.GET)
    found = lines(officer, form.asked(officer))
    if request.GET.get("xuat") == "xlsx":
        heading = [f"Nhật ký, {officer.unit_name}", f"Xuất ngày {format_day(request.today)}, {officer.label}"]
        return listing.workbook("Nhật ký", COLUMNS, found, heading=heading, now=request.now)
    shown = listing.listing(COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="dòng")
    return render(request, "ops/audit_list.html", {"listing": shown, "unit": units.unit(officer.unit_id)})
