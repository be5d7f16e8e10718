"""Pages of adoption: a unit's own plan, and who below has one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import files, upload
from vandong.kernel.errors import Invalid
from vandong.kernel.refusing import say_beside
from vandong.programme import access, actions, forms, queries
from vandong.programme.errors import ProgrammeNotHere


@requires("record", "coordinate", "approve")
@require_http_methods(["GET", "POST"])
def adoption_adopt(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """The unit's own plan: number, date, file, the targets it takes on. The same page corrects it."""
    programme = access.programme_to_adopt(request.officer, programme_id)
    own = queries.own_adoption(request.officer, programme_id)
    targets = queries.allottable(programme_id, request.officer.level)
    form = forms.AdoptionForm(request.POST or None, request.FILES or None, targets=targets, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt_programme(
                by=request.officer,
                programme_id=programme_id,
                plan=_plan(form),
                version=form.cleaned_data["version"],
                path=reverse("adoption_list", args=[programme_id]),
                now=request.now,
            )
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi kế hoạch của đơn vị. Cấp trên đã thấy.")
            return redirect("programme_show", programme_id)
    context = {"form": form, "programme": queries.programme_row(programme), "own": own}
    return render(request, "programme/adoption_form.html", context, status=422 if form.errors else 200)


@requires("view")
@require_GET
def adoption_list(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Who below has issued a plan, and who has not: on the screen and as a printout."""
    programme = queries.programme(request.officer, programme_id)
    rows = queries.adoptions(request.officer, programme_id, request.today)
    missing_only = request.GET.get("loc") == "chua"
    context = {
        "programme": programme,
        "groups": queries.by_parent([row for row in rows if not (missing_only and row.adoption_id)]),
        "total": len(rows),
        "done": sum(row.adoption_id is not None for row in rows),
        "missing_only": missing_only,
    }
    return render(request, "programme/adoption_list.html", context)


@requires("view")
@require_GET
def adoption_file(request: OfficerRequest, adoption_id: int) -> FileResponse:
    """A unit's plan document, as an attachment."""
    adoption = access.adoption_to_see(request.officer, adoption_id)
    if adoption.plan_file is None:
        raise ProgrammeNotHere
    return files.response(adoption.plan_file)


def _initial(own: queries.OwnAdoption | None) -> dict[str, Any]:
    if own is None:
        return {}
    return {
        "plan_number": own.plan_number,
        "plan_dated_on": own.plan_dated_on,
        "version": own.version,
        **{f"target_{target_id}": value for target_id, value in own.allotted.items()},
    }


def _plan(form: forms.AdoptionForm) -> actions.OwnPlan:
    file = None
    if uploaded := form.cleaned_data["file"]:
        try:
            content, media_type = upload.read_paper(uploaded, limit=settings.MAX_UPLOAD_BYTES)
        except upload.WrongFile as refusal:
            raise upload.WrongFile(refusal.message, field="file") from None
        file = (content, uploaded.name, media_type)
    return actions.OwnPlan(
        plan_number=form.cleaned_data["plan_number"],
        plan_dated_on=form.cleaned_data["plan_dated_on"],
        allotted=form.allotted(),
        file=file,
    )
