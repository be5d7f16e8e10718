"""Pages of steps three and four: hand the programme down, then issue it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.errors import ChangedMeanwhile, Invalid, Refused
from vandong.kernel.refusing import say_beside
from vandong.kernel.two_savers import state_seen
from vandong.programme import access, actions, queries, rules
from vandong.programme.errors import NoInputAsked
from vandong.programme.handing_down import forms, inputs, readiness


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def handing_down(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Which level does each task, by when each level reports, who takes over from the districts, which numbers lack."""
    programme = access.programme_to_edit(request.officer, programme_id)
    form = forms.HandDownForm(request.POST or None, programme=programme, officer=request.officer)
    # What is typed stays on this device, whatever else this page is left for. It is of this state of the draft: of
    # another's hand it would be older news.
    draft_key = f"giao-xuong-{programme_id}.{programme.version}:{request.officer.account_id}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_level_dues(
                by=request.officer,
                programme_id=programme_id,
                given=form.given(),
                version=form.cleaned_data["version"],
                now=request.now,
            )
        except (Invalid, ChangedMeanwhile) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi việc và hạn của từng cấp.")
            request.session["handed_down"] = draft_key
            return redirect("programme_issue", programme_id)
    context = {
        "form": form,
        "programme_id": programme_id,
        "programme": queries.programme_row(programme),
        "inputs": inputs.input_lines(programme),
        "has_reading": queries.has_reading(programme_id),
        "draft_key": draft_key,
    }
    return render(request, "programme/handing_down.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def target_input(request: OfficerRequest, programme_id: int, target_id: int) -> HttpResponse:
    """Give the number a target is measured against."""
    target = access.target_of_own(request.officer, programme_id, target_id)
    kind = rules.input_asked(target.kind, target.indicator)
    if not kind:
        raise NoInputAsked
    form = forms.TargetInputForm(request.POST or None, initial=inputs.begun_with(target))
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_target_input(
                by=request.officer,
                programme_id=programme_id,
                target_id=target_id,
                counted=actions.Counted(**form.cleaned_data),
                now=request.now,
            )
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã ghi con số. Số mới nhất là số được dùng.")
            return _back(request, programme_id)
    context = {
        "form": form,
        "programme_id": programme_id,
        "programme": queries.programme(request.officer, programme_id),
        "target": queries.target_row(target),
        "word": "Số gốc để so" if kind == "baseline" else "Tổng số để tính tỷ lệ",
        "is_baseline": kind == "baseline",
    }
    return render(request, "programme/target_input.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_POST
def target_input_put_off(request: OfficerRequest, programme_id: int, target_id: int) -> HttpResponse:
    """Issue on purpose before this number is known."""
    actions.put_off_target_input(by=request.officer, programme_id=programme_id, target_id=target_id, now=request.now)
    messages.success(request, "Đã ghi: ban hành khi chưa có con số này. Có số lúc nào thì ghi lúc ấy.")
    return redirect("handing_down", programme_id)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def programme_issue(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """What issuing will make and what it still lacks; then issue."""
    if request.method == "POST":
        try:
            version = state_seen(request.POST) or 0
            actions.issue_programme(
                by=request.officer,
                programme_id=programme_id,
                version=version,
                path=reverse("programme_show", args=[programme_id]),
                now=request.now,
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Đã ban hành và báo cho các đơn vị cấp dưới.")
            return redirect("programme_show", programme_id)
    programme = access.programme_to_edit(request.officer, programme_id)
    context = {
        "programme_id": programme_id,
        "programme": queries.programme_row(programme),
        "summary": readiness.summary(programme),
        "has_reading": queries.has_reading(programme_id),
        "saved_draft": request.session.pop("handed_down", None),
    }
    return render(request, "programme/programme_issue.html", context, status=422 if request.method == "POST" else 200)


def _back(request: OfficerRequest, programme_id: int) -> HttpResponse:
    state = access.programme_to_see(request.officer, programme_id).state
    return redirect("handing_down" if state == "draft" else "programme_show", programme_id)
