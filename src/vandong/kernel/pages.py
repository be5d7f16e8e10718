"""Pages that belong to no domain: not found, refused, an expired form, a fault of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandong.kernel.errors import NotHere, Refused


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page, to the byte, for what does not exist and for what lies outside one's scope."""
    return render(request, "kernel/refused.html", {"title": "Không tìm thấy", "sentence": NotHere.message}, status=404)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal nobody answered more kindly: one sentence, the way back, nothing changed."""
    if refusal.status == 404:
        return not_found(request)
    context = {"title": "Chưa làm được", "sentence": refusal.message, "code": refusal.code}
    return render(request, "kernel/refused.html", context, status=refusal.status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: plain, without the shell (whatever broke may be in it)."""
    return render(request, "kernel/server_error.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or came from elsewhere."""
    sentence = (
        "Trang này đã mở quá lâu nên chưa lưu được. Xin quay lại, tải lại trang rồi gửi lần nữa; bản nháp vẫn còn."
    )
    context = {"title": "Trang đã cũ", "sentence": sentence, "code": "csrf"}
    return render(request, "kernel/refused.html", context, status=403)
