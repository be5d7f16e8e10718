"""Pages of the propagandist network."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import Officer, OfficerRequest, requires
from vandong.kernel import listing, sheet
from vandong.kernel.errors import Refused
from vandong.kernel.refusing import say_beside
from vandong.outreach import access as activity_access
from vandong.outreach import actions, recording
from vandong.outreach.propagandists import access, forms, lists, queries
from vandong.outreach.propagandists.rules import CONSENT_TEXTS, CONSENT_VERSION


@requires("view")
@require_GET
def propagandist_list(request: OfficerRequest) -> HttpResponse:
    """The people in the commune's book, sought in any spelling; above the commune no names."""
    officer, sought = request.officer, request.GET.get("tim", "")[:100]
    rows, network = queries.propagandists(officer, sought), queries.network(officer)
    if rows is not None and request.GET.get("xuat") == "xlsx":
        return _workbook(officer, rows, request.now)
    context = {
        "rows": rows,
        "lists_count": sum(row.has_agreed_to_lists for row in rows or ()),
        "sums": _sums(network),
        "sought": sought,
        "withdrawn_count": queries.withdrawn_count(officer),
        "may_keep": officer.level == "commune" and officer.may("record"),
    }
    return render(request, "outreach/propagandists/list.html", context)


@requires("view")
@require_GET
def propagandist_gaps(request: OfficerRequest) -> HttpResponse:
    """The residential areas that have nobody: as a map of communes, a table of them, and a list; or as a workbook."""
    form = lists.GapFilter(request.GET, lists.GAP_COLUMNS, default_sort="commune")
    sort, downwards = form.sort
    bare = queries.areas_without_anyone(request.officer, form.words, sort=sort, downwards=downwards)
    if request.GET.get("xuat") == "xlsx":
        title = f"Khu dân cư chưa có tuyên truyền viên, {request.officer.unit_name}"
        return listing.workbook("Nơi chưa có ai", lists.GAP_COLUMNS, bare, heading=[title], now=request.now)
    network = queries.network(request.officer)
    shown = listing.listing(lists.GAP_COLUMNS, bare, form=form, page_number=request.GET.get("page"), noun="khu dân cư")
    context = {"listing": shown, "network": network, "sums": _sums(network)}
    return render(request, "outreach/propagandists/gaps.html", context)


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
def propagandist_correct(request: OfficerRequest, propagandist_id: int) -> HttpResponse:
    """Correct what the book says of somebody, or add a training."""
    officer = request.officer
    standing = access.propagandist_to_change(officer, propagandist_id)
    places = [place for place in recording.places_of(officer, officer.unit_id) if place[0] != officer.unit_id]
    typed = request.POST if request.method == "POST" else None
    form = forms.CorrectForm(typed, places=places, standing=standing)
    if form.is_bound and form.is_valid():
        try:
            actions.correct_propagandist(
                by=officer, propagandist_id=propagandist_id, entry=form.entry(),
                version=form.cleaned_data["version"], now=request.now,
            )  # fmt: skip
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã sửa trong sổ của xã.")
            return redirect("propagandist_list")
    row = queries.propagandist_to_withdraw(officer, propagandist_id)
    context = {"form": form, "row": row}
    return render(request, "outreach/propagandists/correct.html", context, status=422 if form.errors else 200)


@requires("record")
@require_http_methods(["GET", "POST"])
def activity_leaders(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """Say who of the commune's book led an activity."""
    officer = request.officer
    activity_access.activity_to_change(officer, activity_id)
    people = list(access.leaders_to_choose(officer).order_by("sort_key", "id").values_list("id", "name"))
    standing = queries.leaders_of(officer, activity_id)
    chosen = [one for one, _ in standing.named] if standing else []
    form = forms.LeadersForm(request.POST if request.method == "POST" else None, people=people, chosen=chosen)
    if form.is_bound and form.is_valid():
        ids = frozenset(map(int, form.cleaned_data["leaders"]))
        try:
            actions.name_session_leaders(by=officer, activity_id=activity_id, propagandist_ids=ids, now=request.now)
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi người dẫn.")
            return redirect("activity_show", activity_id)
    context = {"form": form, "people": people, "activity_id": activity_id}
    return render(request, "outreach/propagandists/leaders.html", context, status=422 if form.errors else 200)


def _sums(network: list[queries.CommuneNetwork]) -> dict[str, int]:
    names = ("propagandist_count", "trained_count", "area_count", "bare_count")
    return {name: sum(getattr(row, name) for row in network) for name in names}


def _workbook(officer: Officer, rows: list[queries.PropagandistRow], now: datetime) -> HttpResponse:
    """Those who agreed to stand in a list that leaves the book, and no telephone number."""
    columns = [
        sheet.Column("Họ tên", 30), sheet.Column("Vai trò", 30), sheet.Column("Giúp ở", 40),
        sheet.Column("Tập huấn gần nhất", 18), sheet.Column("Số buổi đã dẫn", 16),
    ]  # fmt: skip
    cells: list[list[sheet.Cell]] = [
        [
            row.name, row.kind_label, ", ".join(row.area_names) or "chung cả xã",
            row.trained_on[0] if row.trained_on else "", row.session_count,
        ]
        for row in rows
        if row.has_agreed_to_lists
    ]  # fmt: skip
    heading = [f"Tuyên truyền viên, {officer.unit_name}", "Chỉ gồm người đã đồng ý có tên trong danh sách."]
    return sheet.response("Tuyên truyền viên", [sheet.Sheet("Danh sách", columns, cells, heading=heading)], now=now)


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
