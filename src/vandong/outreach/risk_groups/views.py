"""Pages of a commune's book of group sizes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.errors import Refused
from vandong.kernel.refusing import say_beside
from vandong.outreach import actions
from vandong.outreach.risk_groups import access, forms, queries


@requires("view")
@require_GET
def group_size_list(request: OfficerRequest) -> HttpResponse:
    """The commune's groups in a year: how many people, by which source. Above the commune it says why it is empty."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    context = {
        "books": queries.books(request.officer, year),
        "has_book": access.book_to_see(request.officer) is not None,
        "may_state": request.officer.level == "commune" and request.officer.may("record"),
    }
    return render(request, "outreach/risk_groups/list.html", context)


@requires("record")
@require_http_methods(["GET", "POST"])
def group_size_state(request: OfficerRequest, group_id: int, year: int) -> HttpResponse:
    """State a group's size in a year of the officer's own commune, beside what was stated before."""
    book, row = queries.group_to_state(request.officer, group_id, year)
    form = forms.GroupSizeForm(
        request.POST if request.method == "POST" else None, standing=row.standing, today=request.today
    )
    if form.is_bound and form.is_valid():
        try:
            actions.state_group_size(
                by=request.officer,
                entry=form.entry(book.programme.id, group_id, year),
                version=form.cleaned_data["version"],
                now=request.now,
            )
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi vào sổ. Số trước đây vẫn giữ lại.")
            return redirect(f"{reverse('group_size_list')}?nam={year}")
    context = {"form": form, "book": book, "row": row}
    return render(request, "outreach/risk_groups/state.html", context, status=422 if form.errors else 200)
