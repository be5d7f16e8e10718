"""Where the steps of a report are taken: each a POST, each back to the report's page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import vietnamese
from vandong.kernel.errors import Invalid
from vandong.reporting import actions
from vandong.reporting.errors import ReasonNeeded, ReportChanged
from vandong.reporting.forms import IssueForm, ReasonForm
from vandong.reporting.narrative import SECTIONS
from vandong.reporting.views import REASONS, page, seen


@requires("record")
@require_POST
def report_write(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Save one's own words; a button of each section takes the suggestion back."""
    back = request.POST.get("restore", "")
    texts = _texts(request)
    if back in SECTIONS:
        texts[back] = None
    try:
        actions.write_sections(
            by=request.officer, report_id=report_id, texts=texts, row_version=seen(request), now=request.now
        )
    except ReportChanged as refusal:
        return page(request, report_id, 409, typed=_typed(texts), changed=refusal.message)
    request.session["report_saved"] = report_id
    messages.success(request, f"Đã lấy lại câu gợi ý của mục {back}." if back else "Đã lưu lời văn.")
    return redirect("report_show", report_id)


@requires("record")
@require_POST
def report_recompile(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Compute the figures afresh."""
    return _take(request, report_id, actions.recompile_report, "Đã tính lại số liệu đến lúc này.")


@requires("record")
@require_POST
def report_submit(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Hand the report to who approves it, with the words as they stand on the page."""
    texts = _texts(request)
    try:
        actions.submit_report(
            by=request.officer, report_id=report_id, texts=texts, row_version=seen(request), now=request.now
        )
    except ReportChanged as refusal:
        return page(request, report_id, 409, typed=_typed(texts), changed=refusal.message)
    request.session["report_saved"] = report_id
    messages.success(request, "Đã trình báo cáo. Người duyệt được báo tin.")
    return redirect("report_show", report_id)


@requires("approve")
@require_POST
def report_return(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Give a submitted report back with a reason."""
    return _reasoned(request, report_id, "return", actions.return_report, "Đã trả lại. Người lập được báo tin.")


@requires("approve")
@require_POST
def report_approve(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Approve and sign."""
    return _take(request, report_id, actions.approve_report, "Đã duyệt. Số liệu và lời văn của báo cáo đã chốt.")


@requires("record", "approve")
@require_POST
def report_ask_correction(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Ask the level above to let the approved report be corrected."""
    done = "Đã gửi đề nghị đính chính lên cấp trên."
    return _reasoned(request, report_id, "ask_correction", actions.ask_correction, done)


@requires("coordinate", "approve")
@require_POST
def report_grant_correction(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Let the unit correct: a new version opens."""
    done = "Đã đồng ý. Bản đính chính đã mở; bản đã duyệt vẫn được tính cho đến khi bản mới được duyệt."
    return _take(request, report_id, actions.grant_correction, done)


@requires("coordinate", "approve")
@require_POST
def report_refuse_correction(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Say no to a correction, and why."""
    done = "Đã trả lời. Đơn vị được báo tin."
    return _reasoned(request, report_id, "refuse_correction", actions.refuse_correction, done)


@requires("coordinate", "approve")
@require_POST
def report_send_back(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Ask a unit below to correct its approved report."""
    done = "Đã mở bản đính chính và báo tin cho đơn vị."
    return _reasoned(request, report_id, "send_back", actions.send_back_report, done)


@requires("record", "approve")
@require_POST
def report_issue_document(request: OfficerRequest, report_id: int) -> HttpResponse:
    """Give the approved report a number and make its document."""
    form = IssueForm(request.POST)
    try:
        if not form.is_valid():
            return page(request, report_id, 422, issue_form=form)
        document_id = actions.issue_report_document(
            by=request.officer, report_id=report_id, dated_on=form.cleaned_data["dated_on"] or request.today,
            row_version=seen(request), now=request.now, given_on_paper=form.cleaned_data["given_on_paper"],
        )  # fmt: skip
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else "dated_on", refusal.message)
        return page(request, report_id, 422, issue_form=form)
    except ReportChanged as refusal:
        return page(request, report_id, 409, changed=refusal.message)
    messages.success(request, "Đã cấp số. Văn bản sẵn sàng để in, ký và đóng dấu.")
    return redirect("document_show", document_id)


def _texts(request: OfficerRequest) -> dict[str, str | None]:
    return {code: request.POST[f"text-{code}"] for code in SECTIONS if f"text-{code}" in request.POST}


def _typed(texts: dict[str, str | None]) -> dict[str, str]:
    return {code: vietnamese.tidy_lines(text) for code, text in texts.items() if text is not None}


def _take(request: OfficerRequest, report_id: int, verb: Callable[..., object], done: str) -> HttpResponse:
    try:
        verb(by=request.officer, report_id=report_id, row_version=seen(request), now=request.now)
    except ReportChanged as refusal:
        return page(request, report_id, 409, changed=refusal.message)
    messages.success(request, done)
    return redirect("report_show", report_id)


def _reasoned(
    request: OfficerRequest, report_id: int, name: str, verb: Callable[..., object], done: str
) -> HttpResponse:
    heading, label, hint, button = REASONS[name]
    form = ReasonForm(request.POST, label=label, hint=hint, prefix=name)
    form.is_valid()
    try:
        verb(
            by=request.officer, report_id=report_id, reason=form.cleaned_data.get("reason", ""),
            row_version=seen(request), now=request.now,
        )  # fmt: skip
    except ReasonNeeded as refusal:
        form.add_error("reason", refusal.message)
        again = {name: {"form": form, "heading": heading, "button": button}}
        return page(request, report_id, 422, forms=again)
    except ReportChanged as refusal:
        again = {name: {"form": form, "heading": heading, "button": button}}
        return page(request, report_id, 409, forms=again, changed=refusal.message)
    messages.success(request, done)
    return redirect("report_show", report_id)
