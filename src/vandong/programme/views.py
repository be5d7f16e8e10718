"""Pages of a programme: to read, to draft, to issue."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.analytics import queries as analytics
from vandong.kernel import files, upload
from vandong.kernel.errors import ChangedMeanwhile, Invalid
from vandong.kernel.refusing import say_beside
from vandong.kernel.two_savers import saved_by_other, state_seen
from vandong.programme import access, actions, forms, queries
from vandong.programme.amending import overview as amendments
from vandong.programme.errors import ProgrammeNotHere
from vandong.programme.handing_down import inputs, readiness
from vandong.programme.part_columns import BASICS

# Part of a programme → its word in addresses, its heading, its form.
PARTS = {
    "muc-tieu": ("target", "mục tiêu", forms.TargetForm),
    "nhiem-vu": ("task", "nhiệm vụ", forms.TaskForm),
    "thoi-han": ("deadline", "thời hạn", forms.DeadlineForm),
    "nhom-nguy-co": ("risk_group", "nhóm nguy cơ cao", forms.RiskGroupForm),
}


@requires("view")
@require_GET
def programme_list(request: OfficerRequest) -> HttpResponse:
    """Programmes the officer's unit works under or issues."""
    rows = queries.programmes(request.officer)
    in_progress = queries.readings_in_progress(request.officer)
    return render(request, "programme/programme_list.html", {"programmes": rows, "in_progress": in_progress})


@requires("view")
@require_GET
def programme_show(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """One programme as its plan sets it; for a draft, where to work on it."""
    programme = queries.programme(request.officer, programme_id)
    own_plan, amended_by = queries.own_adoption(request.officer, programme_id), amendments.applied(programme_id)
    context = {
        "programme": programme,
        "shown": queries.shown(programme_id),
        "own_plan": own_plan,
        "newer": [one for one in amended_by if own_plan and _is_older(own_plan, one)],
        "has_reading": queries.has_reading(programme_id),
        "inputs": inputs.inputs_to_give(request.officer, programme),
        "may": queries.may(request.officer, programme),
        "amended_by": amended_by,
        "amended_items": {row.item_id for one in amended_by for row in one.rows},
    }
    return render(request, "programme/programme_show.html", context)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def programme_new(request: OfficerRequest) -> HttpResponse:
    """Start a programme by hand."""
    form = forms.NewProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            programme_id = actions.draft_programme(
                by=request.officer,
                basics=_basics(form),
                with_suggestions=form.cleaned_data["with_suggestions"],
                now=request.now,
            )
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã lập bản thảo. Ghi tiếp mục tiêu và nhiệm vụ rồi ban hành.")
            return redirect("programme_show", programme_id)
    context = {"form": form, "heading": "Lập chương trình", "back": "programme_list"}
    return render(request, "programme/basics_form.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def programme_edit(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Change a draft's basics."""
    programme = access.programme_to_edit(request.officer, programme_id)
    current = {**vars(actions.basics_of(programme)), "version": programme.version}
    form = forms.BasicsForm(request.POST or None, initial=current)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_programme(
                by=request.officer,
                programme_id=programme_id,
                basics=_basics(form),
                version=form.cleaned_data["version"] or 0,
                now=request.now,
            )
        except ChangedMeanwhile as refusal:
            theirs = refusal.theirs
            form = forms.BasicsForm({**request.POST.dict(), "version": str(programme.version)})
            form.add_error(None, refusal.message)
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("programme_show", programme_id)
    context = {"form": form, "heading": "Sửa chương trình", "programme": programme, "theirs": theirs}
    return render(request, "programme/basics_form.html", context, status=_status(form, theirs))


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def part_edit(request: OfficerRequest, programme_id: int, part: str, item_id: int | None = None) -> HttpResponse:
    """Add or change one target, task, deadline or risk group of a draft."""
    access.programme_to_edit(request.officer, programme_id)
    code, word, form_class = _part(part)
    item = queries.part_item(programme_id, code, item_id) if item_id else None
    extra = (
        {"indicators": tuple((i.code, i.name) for i in analytics.INDICATORS if i.has_whole)} if code == "target" else {}
    )
    version = actions.part_version(programme_id, code, item_id) if item_id else None
    current = vars(item) if item else {}
    form, theirs = form_class(request.POST or None, initial=current, **extra), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_part(
                by=request.officer,
                programme_id=programme_id,
                part=code,
                item_id=item_id,
                values=form.cleaned_data,
                version=state_seen(request.POST),
                now=request.now,
            )
        except ChangedMeanwhile as refusal:
            theirs = saved_by_other(form, current)
            form.add_error(None, refusal.message)
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, f"Đã lưu {word}.")
            return redirect("programme_show", programme_id)
    context = {
        "form": form,
        "programme_id": programme_id,
        "item_id": item_id,
        "part": part,
        "word": word,
        "heading": f"{'Sửa' if item_id else 'Thêm'} {word}",
        "theirs": theirs,
        "version": version,
    }
    return render(request, "programme/part_form.html", context, status=_status(form, theirs))


@requires("coordinate")
@require_POST
def part_remove(request: OfficerRequest, programme_id: int, part: str, item_id: int) -> HttpResponse:
    """Take one item out of a draft."""
    code, word, _form = _part(part)
    try:
        actions.remove_part(
            by=request.officer, programme_id=programme_id, part=code, item_id=item_id,
            version=state_seen(request.POST), now=request.now,
        )  # fmt: skip
    except ChangedMeanwhile as refusal:
        messages.error(request, f"Chưa bỏ {word}. {refusal.message}")
    else:
        messages.success(request, f"Đã bỏ {word} khỏi bản thảo.")
    return redirect("programme_show", programme_id)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def programme_attach(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Keep the plan document itself with a draft."""
    access.programme_to_edit(request.officer, programme_id)
    form = forms.PlanFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            content, media_type = upload.read_paper(uploaded, limit=settings.MAX_UPLOAD_BYTES)
            actions.attach_plan_file(
                by=request.officer,
                programme_id=programme_id,
                content=content,
                name=uploaded.name,
                media_type=media_type,
                now=request.now,
            )
        except Invalid as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, "Đã lưu tệp kế hoạch.")
            return redirect("programme_show", programme_id)
    context = {"form": form, "programme_id": programme_id}
    return render(request, "programme/attach_form.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def programme_drop(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Throw a draft away, after one look at what goes with it."""
    if request.method == "POST":
        try:
            actions.drop_draft(
                by=request.officer, programme_id=programme_id, version=state_seen(request.POST), now=request.now
            )
        except ChangedMeanwhile as refusal:
            messages.error(request, f"Chưa bỏ bản thảo. {refusal.message}")
        else:
            messages.success(request, "Đã bỏ bản thảo.")
            return redirect("programme_list")
    programme = access.programme_to_edit(request.officer, programme_id)
    begun = [one for one in queries.readings_in_progress(request.officer) if one.programme_id == programme_id]
    context = {
        "programme": queries.programme_row(programme),
        "state": readiness.state_of_draft(programme),
        "progress": begun[0] if begun else None,
    }
    return render(request, "programme/draft_drop.html", context, status=409 if request.method == "POST" else 200)


@requires("view")
@require_GET
def programme_file(request: OfficerRequest, programme_id: int) -> FileResponse:
    """The plan document, as an attachment."""
    programme = access.programme_to_see(request.officer, programme_id)
    if programme.plan_file is None:
        raise ProgrammeNotHere
    return files.response(programme.plan_file)


def _is_older(plan: queries.OwnAdoption, change: amendments.AppliedRow) -> bool:
    """Whether a unit's plan was signed before the programme above it changed; on the same day, told here before."""
    return (plan.plan_dated_on, plan.adopted_at) < (change.applied_on, change.applied_at)


def _basics(form: forms.BasicsForm) -> actions.Basics:
    return actions.Basics(**{name: form.cleaned_data[name] for name in BASICS})


def _part(part: str) -> tuple[str, str, Any]:
    if part not in PARTS:
        raise ProgrammeNotHere
    return PARTS[part]


def _status(form: Form, theirs: object) -> int:
    if theirs is not None:
        return 409
    return 422 if form.errors else 200
