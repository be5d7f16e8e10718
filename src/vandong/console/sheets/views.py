"""A workbook taken in: which tables there are, the template, sending, looking, accepting, forgetting.

Who may open the pages of a table is said where they are put together (`urls`): each table takes its own capability.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.console.sheets import offered
from vandong.console.sheets.errors import DraftGone, DraftReplaced
from vandong.console.sheets.forms import SheetForm
from vandong.kernel import sheet
from vandong.kernel.errors import Refused
from vandong.kernel.sheet_intake import drafts

MOST_SHOWN = 100  # mistakes on the page


@requires("record", "administer")
@require_GET
def sheet_list(request: OfficerRequest) -> HttpResponse:
    """The tables this officer may send."""
    shown = [(intake, offered.paths_of(intake)) for intake in offered.offered_to(request.officer)]
    return render(request, "console/sheets/list.html", {"intakes": shown})


@require_http_methods(["GET", "POST"])
def send(request: OfficerRequest, code: str) -> HttpResponse:
    """Send a workbook: it is read in a limited process, kept as a draft, and nothing else happens yet."""
    officer, intake = request.officer, offered.intake_to_send(request.officer, code)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = drafts.read(file.read(), intake, list(intake.columns(officer)))
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            drafts.keep(
                account_id=officer.account_id, unit_id=officer.unit_id, intake=code, file_name=file.name, found=found,
                now=request.now,
            )  # fmt: skip
            return redirect(offered.paths_of(intake).preview)
    has_draft = drafts.is_kept(account_id=officer.account_id, unit_id=officer.unit_id, intake=code, now=request.now)
    context = {"intake": intake, "paths": offered.paths_of(intake), "form": form, "has_draft": has_draft}
    return render(request, "console/sheets/send.html", context, status=422 if form.errors else 200)


@require_GET
def template(request: OfficerRequest, code: str) -> HttpResponse:
    """The workbook to fill, with its lists and checks."""
    intake = offered.intake_to_send(request.officer, code)
    pages = intake.template(request.officer, intake.columns(request.officer))
    return sheet.response(f"mau-{code}", pages, now=request.now)


@require_GET
def preview(request: OfficerRequest, code: str) -> HttpResponse:
    """What accepting would do, and what must be mended or confirmed first; nothing is written."""
    intake = offered.intake_to_send(request.officer, code)
    draft = _draft(request, code)
    if draft is None:
        messages.warning(request, DraftGone.message)
        return redirect(offered.paths_of(intake).send)
    return _preview(request, intake, draft)


@require_POST
@never_cache
def accept(request: OfficerRequest, code: str) -> HttpResponse:
    """All of it or nothing; then its list, or the page that shows something once."""
    intake = offered.intake_to_send(request.officer, code)
    draft = _draft(request, code)
    if draft is None:
        raise DraftGone
    if request.POST.get("ban") != draft.stamp:  # what nobody looked at is never accepted
        return _preview(request, intake, draft, refused=DraftReplaced())
    confirmed = frozenset(request.POST.getlist("hieu"))
    try:
        done = intake.accept(
            by=request.officer,
            found=draft.found,
            confirmed=confirmed,
            file_name=draft.file_name,
            is_asked=bool(request.POST.get("them")),
            now=request.now,
        )
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        return _preview(request, intake, draft, refused=refusal, confirmed=confirmed)
    if not intake.is_kept_after:
        drafts.forget(account_id=request.officer.account_id, intake=code)
    if done.page is not None:
        return render(request, done.page[0], dict(done.page[1]))
    messages.success(request, done.sentence)
    return redirect(intake.list_route)


@require_POST
def discard(request: OfficerRequest, code: str) -> HttpResponse:
    """Forget the draft."""
    intake = offered.intake_to_send(request.officer, code)
    drafts.forget(account_id=request.officer.account_id, intake=code)
    messages.success(request, "Đã bỏ bản xem trước. Chưa có gì được ghi.")
    return redirect(offered.paths_of(intake).send)


def _draft(request: OfficerRequest, code: str) -> drafts.Draft | None:
    officer = request.officer
    return drafts.kept(account_id=officer.account_id, unit_id=officer.unit_id, intake=code, now=request.now)


def _preview(
    request: OfficerRequest,
    intake: offered.OfficersIntake,
    draft: drafts.Draft,
    *,
    refused: Refused | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> HttpResponse:
    judged = intake.judge(request.officer, draft.found, intake.columns(request.officer))
    mistakes = judged.mistakes
    context = {
        "intake": intake,
        "paths": offered.paths_of(intake),
        "draft": draft,
        "found": draft.found,
        "judged": judged,
        "asked": "" if mistakes else intake.asks(judged),
        "mistakes": mistakes[:MOST_SHOWN],
        "more_mistakes": max(0, len(mistakes) - MOST_SHOWN),
        "refused": refused,
        "confirmed": confirmed,
        "left_out": draft.found.left_out[:30],
        "more_left_out": max(0, len(draft.found.left_out) - 30),
    }
    return render(request, "console/sheets/preview.html", context, status=refused.status if refused else 200)
