"""While the installation is not set up, every address leads to the first-run pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class FirstRunMiddleware:
    """Stands after the clock's middleware, which says whether the installation is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.installation.is_set_up and not request.path.startswith(reverse("setup")):  # type: ignore[attr-defined]
            return redirect("setup")
        return self.get_response(request)
