"""Pages of activities: the list, one activity, and recording. Changing one is in `change_views`."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import files, listing, vietnamese
from vandong.kernel.errors import NotHere, Refused
from vandong.kernel.models import StoredFile
from vandong.kernel.numbers import format_day, format_number, parse_id
from vandong.outreach import access, actions, change_views, conflict, forms, lists, queries, recording
from vandong.outreach.actions import Recorded
from vandong.outreach.propagandists import queries as propagandists
from vandong.outreach.rules import MOST_PHOTOS, ActivityEntry


@requires("view")
@require_GET
def activity_list(request: OfficerRequest) -> HttpResponse:
    """What was done in the reader's scope: filtered, sorted, paged, or as a workbook."""
    officer = request.officer
    form = lists.ActivityFilterForm(request.GET, officer)
    asked = form.asked()
    if request.GET.get("xuat") == "xlsx":
        heading = [f"Hoạt động đã ghi, {officer.unit_name}", f"Xuất ngày {format_day(request.today)}, {officer.label}"]
        columns = lists.workbook_columns()
        found = queries.activities(officer, asked, most=listing.MOST_EXPORTED, in_full=True)
        return listing.workbook("Hoạt động", columns, found, heading=heading, now=request.now)
    found, sums = queries.activities_and_totals(officer, asked)
    place = vietnamese.uncapitalised(officer.unit_name)
    total = (
        {}
        if sums is None
        else {
            "what": f"Cộng {format_number(sums.activity_count)} việc",
            "attendance": format_number(sums.attendance_count),
            "leaflets": format_number(sums.leaflet_count),
            "households": format_number(sums.household_count),
            "cost": format_number(sums.cost_vnd),
        }
    )
    shown = listing.listing(
        lists.COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="việc", total=total
    )
    return render(request, "outreach/list.html", {"listing": shown, "totals": sums, "place": place})


@requires("record")
@require_http_methods(["GET", "POST"])
def activity_record(request: OfficerRequest) -> HttpResponse:
    """Record something the officer's own unit (or an area of it) did."""
    return _record(request, request.officer.unit_id)


@requires("record")
@require_http_methods(["GET", "POST"])
def activity_record_for(request: OfficerRequest, unit_id: int) -> HttpResponse:
    """Record on behalf of a unit below that has nobody who can."""
    return _record(request, unit_id)


@requires("record")
@require_GET
def activity_choose_unit(request: OfficerRequest) -> HttpResponse:
    """Choose the unit below to record for; found in any spelling."""
    asked = vietnamese.tidy(request.GET.get("tim", "")[:100])
    rows = recording.units_to_write_for(request.officer, vietnamese.search_key(asked).split())
    return render(request, "outreach/choose_unit.html", {"units": rows[:60], "count": len(rows), "asked": asked})


@requires("view")
@require_GET
def activity_show(request: OfficerRequest, activity_id: int) -> HttpResponse:
    """One activity: everything said, photos, who and when, and its story."""
    detail = queries.activity(request.officer, activity_id)
    just = request.session.get("activity_just") or {}
    if just.get("id") == activity_id:
        del request.session["activity_just"]
    else:
        just = {}
    context = {
        "detail": detail,
        "row": detail.row,
        "just": just,
        "may_change": detail.may_change and not detail.locked_reason,
        "leaders": propagandists.leaders_of(request.officer, activity_id),
        "photos_left": MOST_PHOTOS - len(detail.photos),
    }
    return render(request, "outreach/show.html", context)


@requires("view")
@require_GET
def activity_photo(request: OfficerRequest, photo_id: int) -> FileResponse:
    """The photo itself, to those who may read its activity."""
    return _shown(access.photo_to_see(request.officer, photo_id).file)


@requires("view")
@require_GET
def activity_photo_small(request: OfficerRequest, photo_id: int) -> FileResponse:
    """Its small copy, to the same readers; the photo itself until it has one."""
    photo = access.photo_to_see(request.officer, photo_id)
    return _shown(photo.small_file or photo.file)


def _shown(file: StoredFile) -> FileResponse:
    try:
        return files.response(file, as_attachment=False)
    except FileNotFoundError:
        raise NotHere from None


def _record(request: OfficerRequest, owner_id: int) -> HttpResponse:
    officer = request.officer
    offered = recording.offer(officer, owner_id)
    again = _done_before(request)
    typed, photos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.RecordForm(typed, photos, offered=offered, today=request.today, again=again)
    if form.is_bound and form.is_valid():
        try:
            done = actions.record_activity(
                by=officer,
                entry=form.entry(),
                client_token=form.cleaned_data["token"],
                photos=form.photo_contents(),
                now=request.now,
            )
        except Refused as refusal:
            form.take(refusal)
        else:
            return _land(request, done, owner_id)
    context = {
        "form": form,
        "offered": offered,
        "told_below": recording.told_below(officer, offered.owner),
        "recent": recording.recent_choices(officer, owner_id, offered.owner.level),
        "lead_name": form.lead_name,
        "folds": _way_in_words(again, offered) if again else "",
        "repeated_id": again and _asked_id(request),
        "draft_key": _draft_keys(request, owner_id)[-1],
    }
    return render(request, "outreach/record.html", context, status=422 if form.is_bound else 200)


def _land(request: OfficerRequest, done: Recorded, owner_id: int) -> HttpResponse:
    """Where a saved form leads: to its activity; if it was saved before with other values, to correcting that."""
    if done.differs:
        return change_views.correct_with(request, done.activity_id, request.POST)
    request.session["activity_just"] = {
        "id": done.activity_id,
        "verb": "repeated" if done.is_repeat else "recorded",
        "drafts": _draft_keys(request, owner_id),
    }
    return redirect("activity_show", done.activity_id)


def _done_before(request: OfficerRequest) -> ActivityEntry | None:
    """The earlier activity named by ?nhu=, as a start; None where there is none the officer may see."""
    if (asked := _asked_id(request)) is None:
        return None
    try:
        return recording.entry_to_repeat(request.officer, asked)
    except NotHere:
        messages.warning(request, "Việc trước đó không còn ở đây, nên các ô bên dưới chưa được điền sẵn.")
        return None


def _way_in_words(entry: ActivityEntry, offered: recording.Offer) -> str:
    """ "Họp thôn, khu dân cư, cùng Hội Phụ nữ": what is folded away because it is as last time."""
    way = entry.title or conflict.in_words("channel", entry, offered)
    partners = conflict.in_words("partner_ids", entry, offered)
    return f"{way}, cùng {partners}" if entry.partner_ids else way


def _asked_id(request: OfficerRequest) -> int | None:
    return parse_id(request.GET.get("nhu"))


def _draft_keys(request: OfficerRequest, owner_id: int) -> list[str]:
    """Names of this form's drafts on the device: the plain one, and the one begun from an earlier activity. They name
    the account, or one officer would be offered another's words on a shared machine."""
    plain = f"activity:{request.officer.account_id}:{owner_id}"
    asked = _asked_id(request)
    return [plain, f"{plain}:{asked}"] if asked is not None else [plain]
