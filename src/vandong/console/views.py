from django.http import HttpResponse
from django.shortcuts import render

from vandong.accounts.access import PersonRequest, signed_in
from vandong.console import guides, homes, search
from vandong.console.forms import SearchForm
from vandong.kernel.errors import NotHere


@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """What is due, how we are doing, what is new: for the role that looks."""
    if request.officer is None:
        return render(request, "accounts/no_appointment.html")
    shown = homes.home(
        request.officer, request.user.address, request.now, is_demonstration=request.installation.is_demonstration
    )
    return render(request, "console/home.html", {"home": shown})


@signed_in
def more(request: PersonRequest) -> HttpResponse:
    """Every way on in one list: where the last tab of a phone leads."""
    return render(request, "console/more.html")


@signed_in
def search_all(request: PersonRequest) -> HttpResponse:
    """What is asked for anywhere, found everywhere the officer may look."""
    form = SearchForm(request.GET or None)
    asked = form.cleaned_data["tim"] if form.is_valid() else ""
    kinds = search.found(request.officer, asked) if request.officer else []
    return render(request, "console/search.html", {"form": form, "asked": asked, "kinds": kinds})


@signed_in
def help_centre(request: PersonRequest) -> HttpResponse:
    """How each thing is done, and the guides of one page."""
    own = guides.guide_for(request.officer)
    return render(request, "console/help.html", {"guides": guides.GUIDES, "own": own, "questions": guides.QUESTIONS})


@signed_in
def guide(request: PersonRequest, slug: str) -> HttpResponse:
    """One role's guide: one sheet of A4."""
    found = guides.BY_SLUG.get(slug)
    if found is None:
        raise NotHere
    return render(request, "console/guide.html", {"guide": found})
