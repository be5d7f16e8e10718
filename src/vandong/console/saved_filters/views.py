from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from vandong.accounts import actions as accounts
from vandong.accounts.access import OfficerRequest, requires
from vandong.console.saved_filters import queries
from vandong.kernel.errors import NotHere, Refused


@requires("view")
@require_GET
def filter_list(request: OfficerRequest) -> HttpResponse:
    """One's own filters, list by list: opened, given another name, put away."""
    return _list(request)


@requires("view")
@require_POST
def filter_save(request: OfficerRequest) -> HttpResponse:
    """Keep what was just asked of a list; leads back to the list, which shows it at its head."""
    route, name, query = request.POST.get("ds", ""), request.POST.get("ten", ""), request.POST.get("loc", "")
    if route not in queries.LISTS:
        raise NotHere
    asked = _asked(query)
    try:
        accounts.save_filter(by=request.officer, list_name=route, name=name, query=asked, now=request.now)
    except Refused as refusal:
        context = {
            "refusal": refusal, "route": route, "name": name, "query": query, "title": queries.LISTS[route],
            "back": f"{reverse(route)}{asked}",
        }  # fmt: skip
        return render(request, "console/saved_filters/save.html", context, status=refusal.status)
    messages.success(request, "Đã lưu bộ lọc. Bộ lọc đứng ở đầu danh sách này, chỉ anh/chị thấy.")
    return redirect(f"{reverse(route)}{asked}")


@requires("view")
@require_POST
def filter_rename(request: OfficerRequest, filter_id: int) -> HttpResponse:
    """Another name for one's own filter."""
    name = request.POST.get("ten", "")
    try:
        accounts.rename_filter(by=request.officer, filter_id=filter_id, name=name, now=request.now)
    except NotHere:
        raise
    except Refused as refusal:
        return _list(request, refused=filter_id, name=name, refusal=refusal)
    messages.success(request, "Đã đổi tên bộ lọc.")
    return redirect("filter_list")


@requires("view")
@require_POST
def filter_delete(request: OfficerRequest, filter_id: int) -> HttpResponse:
    """Put one's own filter away; the list itself is untouched."""
    accounts.delete_filter(by=request.officer, filter_id=filter_id, now=request.now)
    messages.success(request, "Đã xóa bộ lọc.")
    return redirect("filter_list")


def _asked(query: str) -> str:
    try:
        return queries.query_asked(query)
    except ValueError:  # more fields than any list has
        return "?"


def _list(
    request: OfficerRequest, *, refused: int | None = None, name: str = "", refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "kept": queries.kept(request.officer.account_id),
        "refused": refused,
        "name": name,
        "refusal": refusal,
    }
    return render(request, "console/saved_filters/list.html", context, status=refusal.status if refusal else 200)
