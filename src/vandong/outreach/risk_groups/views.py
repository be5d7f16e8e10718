"""Pages of a commune's book of group sizes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import vietnamese
from vandong.kernel.errors import Refused
from vandong.kernel.refusing import say_beside
from vandong.outreach import actions, recording
from vandong.outreach.risk_groups import access, forms, queries


@requires("view")
@require_GET
def group_size_list(request: OfficerRequest) -> HttpResponse:
    """The commune's groups in a year: how many people, by which source, how many of them were reached. Above the
    commune it says why it is empty."""
    context = {
        "books": queries.books(request.officer, _asked_year(request)),
        "has_book": access.book_to_see(request.officer) is not None,
        "may_state": request.officer.level == "commune" and request.officer.may("record"),
    }
    return render(request, "outreach/risk_groups/list.html", context)


@requires("record")
@require_http_methods(["GET", "POST"])
def group_size_state(request: OfficerRequest, group_id: int, year: int) -> HttpResponse:
    """State a group's size in a year of the officer's own commune, beside what was stated before."""
    return _state(request, group_id, year, None)


@requires("record")
@require_GET
def group_size_choose_unit(request: OfficerRequest) -> HttpResponse:
    """Choose the commune below to state sizes for: one where nobody can."""
    asked = vietnamese.tidy(request.GET.get("tim", "")[:100])
    rows = recording.units_to_write_for(request.officer, vietnamese.search_key(asked).split())
    communes = [row for row in rows if row[0].level == "commune"]
    context = {"units": communes[:60], "count": len(communes), "asked": asked}
    return render(request, "outreach/risk_groups/choose_unit.html", context)


@requires("record")
@require_GET
def group_size_list_for(request: OfficerRequest, unit_id: int) -> HttpResponse:
    """What the officer's unit stated for a commune below."""
    books = queries.books_for(request.officer, unit_id, _asked_year(request))
    context = {"books": books, "for_unit_id": unit_id, "has_book": True, "may_state": True}
    return render(request, "outreach/risk_groups/list.html", context)


@requires("record")
@require_http_methods(["GET", "POST"])
def group_size_state_for(request: OfficerRequest, unit_id: int, group_id: int, year: int) -> HttpResponse:
    """State a group's size for a commune below that has nobody to."""
    return _state(request, group_id, year, unit_id)


def _asked_year(request: OfficerRequest) -> int | None:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None


def _state(request: OfficerRequest, group_id: int, year: int, unit_id: int | None) -> HttpResponse:
    book, row = queries.group_to_state(request.officer, group_id, year, unit_id)
    back = reverse("group_size_list") if unit_id is None else reverse("group_size_list_for", args=[unit_id])
    form = forms.GroupSizeForm(
        request.POST if request.method == "POST" else None, standing=row.standing, today=request.today
    )
    if form.is_bound and form.is_valid():
        try:
            actions.state_group_size(
                by=request.officer,
                entry=form.entry(book.programme.id, group_id, year),
                version=form.cleaned_data["version"],
                unit_id=unit_id,
                now=request.now,
            )
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ. Số trước đây vẫn giữ lại.")
            return redirect(f"{back}?nam={year}")
    context = {"form": form, "book": book, "row": row, "back": f"{back}?nam={year}", "for_unit_id": unit_id}
    return render(request, "outreach/risk_groups/state.html", context, status=422 if form.errors else 200)
