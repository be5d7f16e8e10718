"""Pages of amendments: a later document is read against an issued programme, compared, and carried out."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import files, upload
from vandong.kernel.errors import ChangedMeanwhile, Invalid, Refused
from vandong.kernel.fields import DayField
from vandong.kernel.numbers import format_number, parse_id
from vandong.programme import access, actions, queries
from vandong.programme.amending import overview
from vandong.programme.handing_down import inputs
from vandong.programme.reading.forms import PlanUploadForm


class ApplyForm(forms.Form):
    """From which day the changes hold; empty = today."""

    on = DayField(label="Có hiệu lực từ ngày", required=False)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def amendment_page(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Hand in an amending document; below it, what each document would change or has changed."""
    access.programme_to_amend(request.officer, programme_id)
    form = PlanUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            content = upload.read_whole(uploaded, limit=settings.MAX_UPLOAD_BYTES)
            document = actions.open_plan_document(content, uploaded.name)
            actions.read_amendment(by=request.officer, programme_id=programme_id, document=document, now=request.now)
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, "Đã đọc xong. Chương trình chưa đổi gì cho đến khi anh/chị áp dụng.")
            return redirect("amendment_page", programme_id)
    return _page(request, programme_id, form, status=422 if form.errors else 200)


@requires("coordinate")
@require_POST
def amendment_apply(request: OfficerRequest, programme_id: int, reading_id: int) -> HttpResponse:
    """Carry out the ticked changes; the others, or with "bo" all of them, are set aside."""
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _page(request, programme_id, PlanUploadForm(), apply_form=form, status=422)
    chosen = [] if "bo" in request.POST else request.POST.getlist("item")
    try:
        done = actions.apply_amendment(
            by=request.officer,
            programme_id=programme_id,
            reading_id=reading_id,
            item_ids={item_id for said in chosen if (item_id := parse_id(said))},
            on=form.cleaned_data["on"] or request.today,
            path=f"{reverse('programme_show', args=[programme_id])}#h-doi",
            now=request.now,
        )
    except ChangedMeanwhile as refusal:
        messages.error(request, refusal.message)
    except Invalid as refusal:
        form.add_error("on" if refusal.field else None, refusal.message)
        return _page(request, programme_id, PlanUploadForm(), apply_form=form, status=422)
    else:
        said = f"Đã áp dụng {format_number(done)} thay đổi." if done else "Đã bỏ văn bản này. Chương trình không đổi."
        messages.success(request, said)
    return redirect("amendment_page", programme_id)


@requires("view")
@require_GET
def amendment_file(request: OfficerRequest, programme_id: int, reading_id: int) -> FileResponse:
    """A document that changed the programme, as an attachment."""
    return files.response(access.amendment_to_see(request.officer, programme_id, reading_id).file)


def _page(
    request: OfficerRequest,
    programme_id: int,
    form: PlanUploadForm,
    *,
    apply_form: ApplyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    programme = access.programme_to_amend(request.officer, programme_id)
    rows = overview.amendments(programme)
    waiting = next((row for row in rows if row.is_waiting), None)
    context = {
        "programme": queries.programme_row(programme),
        "form": form,
        "waiting": waiting,
        "past": [row for row in rows if row is not waiting],
        "inputs": inputs.inputs_to_give(request.officer, queries.programme_row(programme)) if rows else [],
        "apply_form": apply_form
        or ApplyForm(initial={"on": (waiting.issued_on if waiting else None) or request.today}),
    }
    return render(request, "programme/amendment_page.html", context, status=status)
