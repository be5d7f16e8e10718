"""The edge: where the clock is read, and where a refusal becomes a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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


class RefusalMiddleware:
    """Turns a `Refused` that a view let through into one page with its sentence; outside scope looks like not there."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return pages.refused(request, exception)
        return None
