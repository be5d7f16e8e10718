"""Changing an activity: correct (with two savers in view), withdraw and undo, photos."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel.child import Unreadable
from vandong.kernel.errors import Refused
from vandong.outreach import access, actions, conflict, forms, queries, recording
from vandong.outreach.errors import AlreadyWithdrawn, ChangedByAnother, NotWithdrawn
from vandong.outreach.rules import ActivityEntry


@requires("record")
@require_http_methods(["GET", "POST"])
def activity_correct(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """Correct what was recorded. When someone else saved in between, choose field by field."""
    page = _Page(request, activity_id)
    form = page.form(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return page.render(form)
    mine, version = form.entry(page.standing), form.cleaned_data["version"]
    choices = conflict.choices_in(request.POST)
    if choices and version == page.version:
        chosen = conflict.merged(mine, page.standing, choices)
        if chosen is None:
            return page.render_conflict(form, mine, page.standing, choices)
        mine = chosen
    try:
        changed = actions.correct_activity(
            by=request.officer, activity_id=activity_id, entry=mine, version=version, now=request.now
        )
    except ChangedByAnother:
        fresh = _Page(request, activity_id)
        return fresh.render_conflict(form, form.entry(fresh.standing), fresh.standing, {})
    except Refused as refusal:
        form.take(refusal)
        return page.render(form)
    return _done(request, activity_id, "corrected" if changed else "unchanged", [page.draft_key])


def correct_with(request: OfficerRequest, activity_id: int, typed: Any) -> HttpResponse:
    """A recording form that came back with other values: shown as a correction of what it saved the first time."""
    page = _Page(request, activity_id)
    data = typed.copy()
    data["version"], data["opened"] = str(page.version), page.sealed()
    return page.render(page.form(data), came_back=True)


@requires("record")
@require_http_methods(["GET", "POST"])
def activity_withdraw(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """Ask why, then withdraw."""
    access.activity_to_change(request.officer, activity_id)
    form = forms.WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.withdraw_activity(by=request.officer, activity_id=activity_id, reason=reason, now=request.now)
        except AlreadyWithdrawn:  # the same button twice: it is as wished
            return redirect("activity_show", activity_id)
        return _done(request, activity_id, "withdrawn")
    context = {"form": form, "detail": queries.activity(request.officer, activity_id)}
    return render(request, "outreach/withdraw.html", context, status=422 if form.errors else 200)


@requires("record")
@require_POST
def activity_restore(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """Undo a withdrawal."""
    try:
        actions.restore_activity(by=request.officer, activity_id=activity_id, now=request.now)
    except NotWithdrawn:
        return redirect("activity_show", activity_id)
    return _done(request, activity_id, "restored")


@requires("record")
@require_POST
def activity_add_photos(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """Add photos to an activity."""
    form = forms.PhotosForm(request.POST, request.FILES)
    form.is_valid()
    chosen = forms.read_photos(form.cleaned_data["photos"])
    if not chosen:
        access.activity_to_change(request.officer, activity_id)
        messages.warning(request, "Chưa chọn ảnh nào. Xin chụp hoặc chọn ảnh rồi bấm Lưu ảnh.")
        return redirect("activity_show", activity_id)
    try:
        actions.add_photos(by=request.officer, activity_id=activity_id, photos=chosen, now=request.now)
    except (Unreadable, Refused) as refusal:
        if refusal.field != "photos":
            raise
        messages.warning(request, f"{refusal.message} Chưa ảnh nào được thêm.")
        return redirect("activity_show", activity_id)
    return _done(request, activity_id, "photos_added")


@requires("record")
@require_POST
def activity_remove_photo(request: OfficerRequest, photo_id: int) -> HttpResponse:
    """Take one photo off."""
    activity_id = actions.remove_photo(by=request.officer, photo_id=photo_id, now=request.now)
    return _done(request, activity_id, "photo_removed")


def _done(request: OfficerRequest, activity_id: int, verb: str, drafts: list[str] | None = None) -> HttpResponse:
    request.session["activity_just"] = {"id": activity_id, "verb": verb, "drafts": drafts or []}
    return redirect("activity_show", activity_id)


class _Page:
    """The page of one correction: the activity as it stands, what may be chosen, and the form over both."""

    def __init__(self, request: OfficerRequest, activity_id: int) -> None:
        activity = access.activity_to_change(request.officer, activity_id)
        if activity.withdrawn_at is not None:
            raise AlreadyWithdrawn
        recording.refuse_locked(activity.unit_id, activity.held_on)
        self.request, self.activity_id, self.version = request, activity_id, activity.version
        self.standing = recording.entry_of(activity)
        self.offered = recording.offer_to_correct(request.officer, self.standing)
        self.hidden = queries.hidden_group_ids(request.officer, activity_id)
        self.draft_key = f"activity-fix:{request.officer.account_id}:{activity_id}:{self.version}"

    def form(self, data: Any = None) -> forms.CorrectForm:
        form = forms.CorrectForm(
            data, offered=self.offered, today=self.request.today, entry=self.standing, hidden_groups=self.hidden
        )
        form.initial.update(version=self.version, opened=self.sealed())
        return form

    def sealed(self) -> str:
        return conflict.seal(conflict.without(self.standing, self.hidden))

    def render(self, form: forms.CorrectForm, *, came_back: bool = False) -> HttpResponse:
        context = {
            "form": form,
            "offered": self.offered,
            "activity_id": self.activity_id,
            "draft_key": self.draft_key,
            "came_back": came_back,
            "lead_name": form.lead_name,
            "has_hidden": bool(self.hidden),
            "row": queries.activity(self.request.officer, self.activity_id).row,
        }
        return render(self.request, "outreach/correct.html", context, status=422 if form.errors else 200)

    def render_conflict(
        self, form: forms.CorrectForm, mine: ActivityEntry, theirs: ActivityEntry, choices: dict[str, str]
    ) -> HttpResponse:
        opened = conflict.unseal(form.cleaned_data["opened"])
        mine, theirs = conflict.without(mine, self.hidden), conflict.without(theirs, self.hidden)
        typed: QueryDict = self.request.POST
        kept = [(name, value) for name, values in typed.lists() for value in values if name in form.fields]
        context = {
            "differences": conflict.differences(mine, theirs, opened, choices, self.offered),
            "kept": [(name, value) for name, value in kept if name != "version"],
            "version": self.version,
            "is_unfinished": bool(choices),
            "activity_id": self.activity_id,
            "detail": queries.activity(self.request.officer, self.activity_id),
        }
        return render(self.request, "outreach/conflict.html", context, status=409)
