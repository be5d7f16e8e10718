"""Pages of the propagandist network."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.errors import Refused
from vandong.kernel.refusing import say_beside
from vandong.outreach import actions, recording
from vandong.outreach.propagandists import access, forms, queries
from vandong.outreach.propagandists.rules import CONSENT_TEXTS, CONSENT_VERSION

ROWS_ON_A_PAGE = 50


@requires("view")
@require_GET
def propagandist_list(request: OfficerRequest) -> HttpResponse:
    """The people in the commune's book, sought in any spelling; above the commune no names."""
    officer, sought = request.officer, request.GET.get("tim", "")[:100]
    bare, area_count = queries.areas_without_anyone(officer)
    context = {
        "rows": queries.propagandists(officer, sought),
        "sought": sought,
        "withdrawn_count": queries.withdrawn_count(officer),
        "bare_count": len(bare),
        "area_count": area_count,
        "may_keep": officer.level == "commune" and officer.may("record"),
    }
    return render(request, "outreach/propagandists/list.html", context)


@requires("view")
@require_GET
def propagandist_gaps(request: OfficerRequest) -> HttpResponse:
    """The residential areas that have nobody."""
    bare, area_count = queries.areas_without_anyone(request.officer)
    page = Paginator(bare, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/propagandists/gaps.html", {"page": page, "area_count": area_count})


@requires("record")
@require_http_methods(["GET", "POST"])
def propagandist_register(request: OfficerRequest) -> HttpResponse:
    """Put someone who agreed into the book of the officer's own commune."""
    officer = request.officer
    book = access.book_to_keep(officer)
    places = [place for place in recording.places_of(officer, book.id) if place[0] != book.id]
    form = forms.PropagandistForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        try:
            actions.register_propagandist(by=officer, entry=form.entry(), now=request.now)
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ của xã.")
            return redirect("propagandist_list")
    context = {"form": form, "consent_text": CONSENT_TEXTS[CONSENT_VERSION]}
    return render(request, "outreach/propagandists/form.html", context, status=422 if form.errors else 200)


@requires("record")
@require_http_methods(["GET", "POST"])
def propagandist_withdraw(request: OfficerRequest, propagandist_id: int) -> HttpResponse:
    """Someone withdraws: asked once more, then erased."""
    row = queries.propagandist_to_withdraw(request.officer, propagandist_id)
    if request.method == "POST":
        actions.withdraw_propagandist(by=request.officer, propagandist_id=propagandist_id, now=request.now)
        messages.success(request, "Đã xóa người này khỏi sổ của xã.")
        return redirect("propagandist_list")
    return render(request, "outreach/propagandists/withdraw.html", {"row": row})
