"""Accounts for many units from one workbook: take the template, send it filled, look, accept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts import actions, forms, queries, workbook
from vandong.accounts.access import OfficerRequest, requires
from vandong.accounts.errors import DraftGone
from vandong.accounts.views.accounts import add_refusal, slips_page
from vandong.kernel import sheet
from vandong.kernel.errors import Refused


@requires("administer")
@require_http_methods(["GET", "POST"])
def account_import(request: OfficerRequest) -> HttpResponse:
    """Send a filled workbook: it is read in a limited process, kept as a draft, and nothing else happens yet."""
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = workbook.rows_of(sheet.read(file.read(), max_rows=5_000, max_columns=60))
            actions.keep_import_draft(by=request.officer, file_name=file.name, rows=rows, now=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("account_import_preview")
    context = {
        "form": form,
        "unit_count": len(queries.units_to_import(request.officer)),
        "has_draft": queries.import_draft(request.officer, request.now) is not None,
    }
    return render(request, "accounts/import.html", context, status=422 if form.errors else 200)


@requires("administer")
@require_GET
def account_import_template(request: OfficerRequest) -> HttpResponse:
    """The workbook to fill: one row a unit."""
    units = queries.units_to_import(request.officer)
    return sheet.response("mau-tai-khoan", workbook.template(request.officer.unit_name, units), now=request.now)


@requires("administer")
@require_GET
def account_import_preview(request: OfficerRequest) -> HttpResponse:
    """What accepting would do, row by row; nothing is written."""
    draft = queries.import_draft(request.officer, request.now)
    if draft is None:
        messages.warning(request, DraftGone.message)
        return redirect("account_import")
    file_name, rows = draft
    preview = queries.import_preview(request.officer, rows)
    context = {"file_name": file_name, "preview": preview, "form": forms.ReissueForm()}
    return render(request, "accounts/import_preview.html", context)


@requires("administer")
@require_POST
@never_cache
def account_import_accept(request: OfficerRequest) -> HttpResponse:
    """All of them or none; then the slips, once."""
    draft = queries.import_draft(request.officer, request.now)
    if draft is None:
        raise DraftGone
    form = forms.ReissueForm(request.POST)
    reissue = form.is_valid() and form.cleaned_data["reissue"]
    slips = actions.import_accounts(by=request.officer, rows=draft[1], reissue=reissue, now=request.now)
    if not slips:
        messages.info(request, "Mọi người trong bảng đã có tài khoản, không có gì phải tạo thêm.")
        return redirect("account_import_preview")
    return slips_page(request, slips)


@requires("administer")
@require_POST
def account_import_discard(request: OfficerRequest) -> HttpResponse:
    """Forget the draft."""
    actions.discard_import_draft(by=request.officer)
    messages.success(request, "Đã bỏ bản xem trước.")
    return redirect("account_import")
