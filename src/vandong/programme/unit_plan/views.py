"""Pages of a unit's own plan: to write it from the programme above, to see it, to give it its number."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.errors import ChangedMeanwhile, Invalid
from vandong.kernel.two_savers import state_seen
from vandong.programme import actions
from vandong.programme.unit_plan import drafting, spelling
from vandong.programme.unit_plan.forms import NumberForm, UnitPlanForm


@requires("record", "coordinate", "approve")
@require_http_methods(["GET", "POST"])
def unit_plan_write(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """The draft of the unit's own plan, pre-filled from the programme; what is saved is seen as an A4 sheet."""
    if (document_id := drafting.document_id(request.officer, programme_id)) is not None:
        return redirect("document_show", document_id)
    page = drafting.page(request.officer, programme_id, request.today)
    form = UnitPlanForm(request.POST or None, page=page)
    asked = request.POST.get("mend", "")
    mend = [slip for slip in page.slips if asked in (slip.wrong, spelling.ALL)]
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_unit_plan(
                by=request.officer,
                programme_id=programme_id,
                entry=form.entry(
                    restore=request.POST.get("restore", ""), mend=mend, basis=request.POST.get("basis", "")
                ),
                version=form.cleaned_data["version"],
                path=reverse("unit_plan_write", args=[programme_id]),
                now=request.now,
            )
        except ChangedMeanwhile as refusal:
            return _page(request, page, form=_again(request, page), status=409, changed=refusal.message)
        except Invalid as refusal:
            form.add_error(None, refusal.message)
        else:
            written = ", ".join(f"“{slip.right}”" for slip in mend)
            messages.success(request, f"Đã viết lại thành {written} và lưu." if mend else "Đã lưu bản thảo kế hoạch.")
            request.session["unit_plan_saved"] = programme_id
            return redirect("unit_plan_write", programme_id)
    return _page(request, page, form=form, status=422 if form.errors else 200)


@requires("approve")
@require_POST
def unit_plan_issue(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Give the plan its number: the document is made, and the level above sees that the unit has a plan."""
    page = drafting.page(request.officer, programme_id, request.today)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            document_id = actions.issue_unit_plan(
                by=request.officer,
                programme_id=programme_id,
                dated_on=form.cleaned_data["dated_on"] or request.today,
                given_on_paper=form.cleaned_data["given_on_paper"],
                version=state_seen(request.POST),
                path=reverse("adoption_list", args=[programme_id]),
                own_path=reverse("unit_plan_write", args=[programme_id]),
                now=request.now,
            )
        except ChangedMeanwhile as refusal:
            return _page(request, page, status=409, changed=refusal.message)
        except Invalid as refusal:
            beside = (
                refusal.field if refusal.field in form.fields else "dated_on"
            )  # the plan's day goes by another name
            form.add_error(beside if refusal.field else None, refusal.message)
        else:
            messages.success(request, "Đã cấp số và ghi kế hoạch của đơn vị. Xin in bản Word, trình ký, đóng dấu.")
            return redirect("document_show", document_id)
    return _page(request, page, number_form=form, status=422)


def _page(
    request: OfficerRequest,
    page: drafting.UnitPlanPage,
    *,
    form: UnitPlanForm | None = None,
    number_form: NumberForm | None = None,
    status: int = 200,
    changed: str = "",
) -> HttpResponse:
    context = {
        "page": page,
        "form": form or UnitPlanForm(page=page),
        "number_form": number_form or NumberForm(initial={"dated_on": request.today}),
        "may_number": request.officer.may("approve") and page.version is not None,
        "changed": changed,
        # The words typed on this device are dropped once the server has them; the key names the account.
        "draft_key": f"ke-hoach-{page.programme.id}:{request.officer.account_id}",
        "is_saved": request.session.pop("unit_plan_saved", None) == page.programme.id,
    }
    return render(request, "programme/unit_plan_write.html", context, status=status)


def _again(request: OfficerRequest, page: drafting.UnitPlanPage) -> UnitPlanForm:
    """What was typed, now upon the version the other person left."""
    return UnitPlanForm({**request.POST.dict(), "version": str(page.version or "")}, page=page)
