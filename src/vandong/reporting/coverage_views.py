"""The page that tells how far the high-risk groups were reached, and its workbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.numbers import parse_id
from vandong.reporting import queries, workbooks


@requires("view")
@require_GET
def coverage_show(request: OfficerRequest) -> HttpResponse:
    """Coverage by group and unit in one period, as approved reports tell it; or as a workbook."""
    page = queries.coverage_page(request.officer, parse_id(request.GET.get("ky")))
    if page is not None and request.GET.get("xuat") == "xlsx":
        return workbooks.coverage_workbook(page, request.now)
    return render(request, "reporting/coverage_show.html", {"page": page})
