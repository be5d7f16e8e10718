"""Pages that belong to no domain: not found, refused, too large, an expired form, a fault of ours."""

import sys
import time
from typing import IO, cast

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from vandong.kernel import full_disk
from vandong.kernel.errors import NotHere, Refused

TOO_LARGE = (
    "Nội dung gửi lên lớn quá mức nhận được nên chưa lưu gì: mỗi tệp tối đa 12 MB, phần chữ của một trang tối đa 2 MB. "
    "Xin quay lại trang trước, bớt ảnh hoặc chọn tệp nhỏ hơn rồi gửi lại; bản nháp vẫn còn."
)
FAULT = (
    "Đây là lỗi của hệ thống, không phải của anh/chị. Những gì đã báo lưu xong vẫn còn; điều vừa gửi chưa được lưu. "
    "Xin thử lại sau ít phút."
)
NO_ROOM = (
    "Đĩa của máy chủ đã đầy hoặc chỉ cho đọc, nên điều vừa gửi có thể chưa được lưu. Những gì đã báo lưu xong vẫn còn. "
    "Xin giữ lại nội dung vừa nhập và báo người quản trị máy chủ; khi có chỗ, xin xem lại và gửi nếu chưa thấy."
)
LONGEST_LISTENING = 60.0  # seconds for a body nobody will keep; after that the connection is let go
MOST_LISTENED_TO = 512 * 1024 * 1024


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
    """500, or 507 where the disk has no room: plain, without the shell (whatever broke may be in it)."""
    if full_disk.is_behind(sys.exc_info()[1]):  # Django calls this while the error is being handled
        return _no_room(request)
    return render(request, "kernel/server_error.html", {"title": "Hệ thống gặp lỗi", "sentence": FAULT}, status=500)


def _no_room(request: HttpRequest) -> HttpResponse:
    context = {"title": "Máy chủ hết chỗ ghi", "sentence": NO_ROOM}
    return render(request, "kernel/server_error.html", context, status=507)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request no page of ours sends, or one that is too large in some way Django counts. A session that found no
    room on the disk comes here too: Django takes it for one that was deleted."""
    if full_disk.is_behind(exception):
        return _no_room(request)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    _read_to_the_end(request)
    sentence = "Nội dung gửi lên không đọc được nên chưa lưu gì. Xin quay lại, tải lại trang rồi gửi lần nữa."
    return render(request, "kernel/refused.html", {"title": "Chưa đọc được", "sentence": sentence}, status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any page sends. The rest of the body is read first, so that the browser hears the answer."""
    _read_to_the_end(request)
    context = {"title": "Gửi lên nhiều quá", "sentence": TOO_LARGE, "code": "too_large"}
    return render(request, "kernel/refused.html", context, status=413)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the address of a button, opened like a page; a phone does that when it brings a closed tab back."""
    sentence = (
        "Địa chỉ này chỉ dùng khi bấm một nút nên không mở thẳng được; chưa có gì thay đổi. "
        "Xin quay lại trang trước rồi bấm nút ở đó."
    )
    context = {"title": "Không mở thẳng được", "sentence": sentence, "code": "wrong_method"}
    response = render(request, "kernel/refused.html", context, status=405)
    response.headers["Allow"] = allowed
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or came from elsewhere."""
    sentence = (
        "Trang này đã mở quá lâu nên chưa lưu được. Xin quay lại, tải lại trang rồi gửi lần nữa; bản nháp vẫn còn."
    )
    context = {"title": "Trang đã cũ", "sentence": sentence, "code": "csrf"}
    return render(request, "kernel/refused.html", context, status=403)


def _read_to_the_end(request: HttpRequest) -> None:
    until, heard = time.monotonic() + LONGEST_LISTENING, 0
    body = cast("IO[bytes]", request)
    try:
        while heard < MOST_LISTENED_TO and time.monotonic() < until and (block := body.read(1024 * 1024)):
            heard += len(block)
    except (UnreadablePostError, OSError, ValueError):
        return  # the other side has gone, or everything was read already
