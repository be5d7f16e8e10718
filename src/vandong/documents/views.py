"""Pages of documents: the list, one document, its files, the register."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, requires
from vandong.documents import access, actions, forms, lists, queries
from vandong.kernel import files, listing, upload
from vandong.kernel.errors import Invalid
from vandong.kernel.numbers import format_day

SCANS = ("application/pdf", "image/jpeg", "image/png")


@requires("view")
@require_GET
def document_list(request: OfficerRequest) -> HttpResponse:
    """Documents of the reader's scope: filtered, sorted, paged, or as a workbook."""
    form = lists.DocumentFilterForm(request.GET)
    found = queries.documents(request.officer, form.asked())
    if request.GET.get("xuat") == "xlsx":
        heading = [f"Văn bản, {request.officer.unit_name}", f"Xuất ngày {format_day(request.today)}"]
        return listing.workbook("Văn bản", lists.COLUMNS, found, heading=heading, now=request.now)
    shown = listing.listing(lists.COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="văn bản")
    return render(request, "documents/document_list.html", {"listing": shown})


@requires("view")
@require_GET
def document_show(request: OfficerRequest, document_id: int) -> HttpResponse:
    """One document: its state, its files, and the A4 preview."""
    document = queries.document(request.officer, document_id)
    form = forms.SignedScanForm(initial={"clerk_number": document.row.symbol})
    return render(request, "documents/document_show.html", {"document": document, "form": form})


@requires("record", "approve")
@require_http_methods(["GET", "POST"])
def document_sign(request: OfficerRequest, document_id: int) -> HttpResponse:
    """Keep the signed scan with the clerk's number and the day; once."""
    access.document_to_sign(request.officer, document_id)
    document = queries.document(request.officer, document_id)
    form = forms.SignedScanForm(
        request.POST or None,
        request.FILES or None,
        initial={"clerk_number": document.row.symbol, "signed_on": document.row.dated_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep_scan(request, document_id, form)
        except Invalid as refusal:
            form.add_error(refusal.field or "scan", refusal.message)
        else:
            messages.success(request, "Đã lưu bản ký. Văn bản chuyển sang “Đã ký”.")
            return redirect("document_show", document_id)
    context = {"document": document, "form": form}
    return render(request, "documents/document_sign.html", context, status=422 if form.errors else 200)


def _keep_scan(request: OfficerRequest, document_id: int, form: forms.SignedScanForm) -> None:
    scan, media_type = upload.read_paper(form.cleaned_data["scan"], limit=settings.MAX_UPLOAD_BYTES, kinds=SCANS)
    actions.record_signed_scan(
        by=request.officer,
        document_id=document_id,
        scan=scan,
        media_type=media_type,
        clerk_number=form.cleaned_data["clerk_number"],
        signed_on=form.cleaned_data["signed_on"],
        now=request.now,
    )


@requires("view")
@require_GET
def document_docx(request: OfficerRequest, document_id: int) -> FileResponse | HttpResponse:
    """The .docx as it was issued."""
    return files.response(queries.file_of(request.officer, document_id, "docx"))


@requires("view")
@require_GET
def document_pdf(request: OfficerRequest, document_id: int) -> FileResponse | HttpResponse:
    """The PDF, made from the .docx when first asked for."""
    return files.response(actions.make_pdf(by=request.officer, document_id=document_id, now=request.now))


@requires("view")
@require_GET
def document_scan(request: OfficerRequest, document_id: int) -> FileResponse | HttpResponse:
    """The signed scan, as an attachment only."""
    return files.response(queries.file_of(request.officer, document_id, "scan"))


@requires("view")
@require_GET
def document_register(request: OfficerRequest) -> HttpResponse:
    """A body's register of one year: on the page, on paper, or as a workbook."""
    form = forms.RegisterForm(request.GET, queries.registers(request.officer), request.today.year)
    rows = queries.register(request.officer, form.body_id, form.year)
    if request.GET.get("xuat") == "xlsx":
        heading = [f"Sổ văn bản đi năm {form.year}", form.body_name, f"Xuất ngày {format_day(request.today)}"]
        return listing.workbook("Sổ văn bản đi", lists.REGISTER_COLUMNS, rows, heading=heading, now=request.now)
    return render(request, "documents/document_register.html", {"form": form, "rows": rows})
