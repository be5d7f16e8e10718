"""Pages of reporting: periods, who has reported, one report, one figure."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.kernel import vietnamese
from vandong.kernel.errors import Invalid, NotHere
from vandong.kernel.refusing import say_beside
from vandong.kernel.two_savers import state_seen
from vandong.reporting import actions, queries, workbooks
from vandong.reporting.errors import NoteNeeded, ReportChanged, StatedInBook, WholeIsSum
from vandong.reporting.figures import split_key
from vandong.reporting.forms import DeclareForm, IssueForm, PeriodForm, ReasonForm, UnitsForm

ROWS_ON_A_PAGE = 50
# Verb with a reason → the form's heading, its label, its hint, its button.
REASONS = {
    "return": (
        "Trả lại kèm ý kiến", "Ý kiến", "Viết điều cần sửa; người lập nhận được ngay.", "Trả lại cho người lập",
    ),
    "ask_correction": (
        "Đề nghị đính chính", "Vì sao cần đính chính", "Số nào sai, sai thế nào. Cấp trên đọc rồi trả lời.",
        "Gửi đề nghị",
    ),
    "refuse_correction": ("Chưa đồng ý", "Vì sao chưa đồng ý", "Đơn vị đề nghị đọc được câu này.", "Trả lời"),
    "send_back": (
        "Đề nghị đơn vị sửa", "Cần sửa điều gì", "Bản đã duyệt vẫn được tính cho đến khi bản mới được duyệt.",
        "Mở bản đính chính",
    ),
}  # fmt: skip


@requires("view")
@require_GET
def period_list(request: OfficerRequest) -> HttpResponse:
    """Rounds of reports, the latest first, with where one's own report stands."""
    context = {
        "periods": queries.periods(request.officer),
        "may_open_period": request.officer.may("coordinate") and bool(queries.programmes_to_open(request.officer)),
    }
    return render(request, "reporting/period_list.html", context)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def period_open(request: OfficerRequest) -> HttpResponse:
    """Open a round of reports under a programme of one's own unit."""
    choices = queries.programmes_to_open(request.officer)
    if not choices:
        raise NotHere
    asked = request.POST.get("programme") or request.GET.get("programme") or ""
    chosen = next((choice for choice in choices if str(choice.id) == asked), choices[0])
    form = PeriodForm(request.POST or None, levels=chosen.levels, suggested=chosen.suggested)
    if request.method == "POST" and form.is_valid():
        try:
            period_id = actions.open_period(
                by=request.officer, programme_id=chosen.id, entry=form.entry(), now=request.now
            )
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã mở kỳ báo cáo. Các đơn vị cấp dưới được báo tin.")
            return redirect("report_list", period_id)
    context = {"form": form, "choices": choices, "chosen": chosen}
    return render(request, "reporting/period_open.html", context, status=422 if form.errors else 200)


@requires("view")
@require_GET
def report_list(request: OfficerRequest, period_id: int) -> HttpResponse:
    """One period: one's own report, and who below has reported, late ones first."""
    officer, period = request.officer, queries.period(request.officer, period_id)
    rows = queries.unit_reports_in(officer, period.id, period.cutoff_on, request.now) if period.sees_below else []
    asked = request.GET.get("xem", "")
    form = UnitsForm(request.GET)
    words = form.words
    kept = _in_order([row for row in rows if _is_asked(row, asked) and _is_named(row, words)], form.order)
    if request.GET.get("xuat") == "xlsx":
        return workbooks.list_workbook(period, kept, request.now)
    shown = Paginator(kept, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "period": period,
        "page": shown,
        "rows": shown.object_list,
        "summary": queries.summary(rows),
        "asked": asked,
        "form": form,
        "shows": _SHOWS,
        "shows_parent": len({row.parent_name for row in rows}) > 1,
    }
    return render(request, "reporting/report_list.html", context)


@requires("record")
@require_POST
def report_open(request: OfficerRequest, period_id: int) -> HttpResponse:
    """Start one's own report; it fills itself."""
    report_id = actions.open_report(by=request.officer, period_id=period_id, now=request.now)
    return redirect("report_show", report_id)


@requires("view")
@require_GET
def report_show(request: OfficerRequest, report_id: int) -> HttpResponse:
    """One report: where it stands, its figures, its words, the document it will be."""
    return page(request, report_id)


@requires("view")
@require_GET
def report_units(request: OfficerRequest, report_id: int) -> HttpResponse:
    """The table by unit of a consolidated report."""
    report = queries.unit_table(request.officer, report_id)
    return render(request, "reporting/report_units.html", {"report": report, "table": report.table})


@requires("view")
@require_GET
def report_workbook(request: OfficerRequest, report_id: int) -> HttpResponse:
    """One report as a workbook, with stable codes."""
    return workbooks.report_workbook(request.officer, report_id, request.now)


@requires("view")
@require_GET
def report_line(request: OfficerRequest, report_id: int, indicator: str) -> HttpResponse:
    """One figure, opened: what it is made of, and where it may be declared otherwise."""
    return _line(request, report_id, indicator)


@requires("record")
@require_POST
def report_declare(request: OfficerRequest, report_id: int, indicator: str) -> HttpResponse:
    """Report another figure than the computed one, with a reason."""
    form = DeclareForm(request.POST)
    if form.is_valid():
        code, group = split_key(indicator)
        try:
            actions.declare_value(
                by=request.officer, report_id=report_id, indicator=code, risk_group=group,
                value=form.cleaned_data["value"], note=form.cleaned_data["note"], row_version=seen(request),
                now=request.now,
            )  # fmt: skip
        except (NoteNeeded, StatedInBook, WholeIsSum) as refusal:
            say_beside(form, refusal)
        except ReportChanged as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Đã lưu số khai." if form.cleaned_data["value"] is not None else "Dùng số tự tính."
            )
            return redirect("report_show", report_id)
    return _line(request, report_id, indicator, form)


def page(request: OfficerRequest, report_id: int, status: int = 200, **extra: object) -> HttpResponse:
    """The page of a report; verbs that are refused come back to it with what was typed."""
    report = queries.report_page(request.officer, report_id, request.now)
    forms = {
        verb: {"form": ReasonForm(label=label, hint=hint, prefix=verb), "heading": heading, "button": button}
        for verb, (heading, label, hint, button) in REASONS.items()
        if verb in report.may
    }
    forms.update(extra.pop("forms", {}))  # type: ignore[call-overload]
    typed: dict[str, str] = extra.pop("typed", {})  # type: ignore[assignment]
    sections = [(section, typed.get(section.code)) for section in report.sections]
    context = {
        "report": report, "forms": forms, "sections": sections,
        # The words typed on this device are dropped once the server has them; the key names the account.
        "draft_key": f"bao-cao-{report.id}:{request.officer.account_id}",
        "is_saved": request.session.pop("report_saved", None) == report.id,
        **extra,
    }  # fmt: skip
    if "issue_document" in report.may and report.document_id is None:
        context.setdefault("issue_form", IssueForm(initial={"dated_on": request.today}))
    return render(request, "reporting/report_show.html", context, status=status)


def seen(request: OfficerRequest) -> int:
    """Which state of the report the person had before them; 0, which no report has, when the form does not say."""
    return state_seen(request.POST, "row_version") or 0


def _line(request: OfficerRequest, report_id: int, indicator: str, form: DeclareForm | None = None) -> HttpResponse:
    line = queries.line_page(request.officer, report_id, indicator)
    if form is None and line.may_declare:
        form = DeclareForm(initial={"value": line.declared_value, "note": line.figure.note})
    context = {"line": line, "form": form if line.may_declare else None}
    return render(request, "reporting/report_line.html", context, status=422 if form and form.errors else 200)


_SHOWS = (("", "Tất cả"), ("cham", "Quá hạn"), ("chua", "Chưa duyệt"), ("xong", "Đã duyệt"))


def _is_named(row: queries.UnitReport, words: tuple[str, ...]) -> bool:
    name = vietnamese.search_key(f"{row.unit_name} {row.parent_name}") if words else ""
    return all(word in name for word in words)


def _in_order(rows: list[queries.UnitReport], order: str) -> list[queries.UnitReport]:
    """As they come (late ones first), or by name; by the name of the unit above and then by name."""
    if order == "ten":
        return sorted(rows, key=lambda row: vietnamese.sort_key(row.unit_name))
    if order == "thuoc":
        return sorted(rows, key=lambda row: (vietnamese.sort_key(row.parent_name), vietnamese.sort_key(row.unit_name)))
    return rows


def _is_asked(row: queries.UnitReport, asked: str) -> bool:
    if asked == "cham":
        return row.is_late_open
    if asked == "chua":
        return not row.time.is_done
    return row.time.is_done if asked == "xong" else True
