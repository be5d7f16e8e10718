from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.messaging import actions, queries

PAGE_SIZE = 30


@requires("view")
@require_GET
def notice_list(request: OfficerRequest) -> HttpResponse:
    """What is new for the body one acts in, the newest first."""
    page = Paginator(queries.notices_for(request.officer), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [queries.notice_row(row) for row in page]
    context = {"page": page, "rows": rows, "unread_count": queries.unread_count(request.officer)}
    return render(request, "messaging/notice_list.html", context)


@requires("view")
@require_POST
def notice_read(request: OfficerRequest, notice_id: int) -> HttpResponse:
    """Read one, and go where it leads."""
    path = actions.read_notice(notice_id, by=request.officer, now=request.now)
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return redirect(path if path and is_ours else "notice_list")


@requires("view")
@require_POST
def notice_read_all(request: OfficerRequest) -> HttpResponse:
    """Read them all."""
    actions.read_all(by=request.officer, now=request.now)
    messages.success(request, "Đã đánh dấu đọc hết.")
    return redirect("notice_list")
