"""The edge: where the clock is read, and where a refusal becomes a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from vandong.kernel import clock, installation, pages
from vandong.kernel.errors import Refused

Handler = Callable[[HttpRequest], HttpResponse]


class ClockMiddleware:
    """Sets `request.installation`, `request.now` (aware instant) and `request.today` (local day), once a request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.installation = installation.current()  # type: ignore[attr-defined]
        request.now = clock.now(request.installation.pinned_on)  # type: ignore[attr-defined]
        request.today = request.now.date()  # type: ignore[attr-defined]
        return self.get_response(request)


class PageCompressionMiddleware(GZipMiddleware):
    """Django's own, for pages alone: files are packed already and keep their length. What a page keeps secret, its
    form token, is masked afresh each time, and Django pads by a random length (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class BodyMiddleware:
    """A body larger than anything a page sends is read to its end, thrown away and answered with one page. Answering
    while a browser is still sending would break the connection, and it would show no page at all. Stands after what the
    shell of a page needs, and before anything that reads the body."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_files = request.content_type == "multipart/form-data"
        limit = settings.MAX_BODY_BYTES if has_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if _length(request) > limit:
            return pages.too_large(request)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # Django reads such a body as empty


class RefusalMiddleware:
    """Turns a `Refused` that a view let through into one page with its sentence; outside scope looks like not there.
    An address that only a button leads to says so: Django's own answer is empty, and the browser shows its own page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return pages.wrong_method(request, response["Allow"]) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return pages.refused(request, exception)
        return None
