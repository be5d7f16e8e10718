from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandong.accounts.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What is due, how we are doing, what is new: for the role that looks."""
    return render(request, "console/home.html")


@signed_in
def more(request: HttpRequest) -> HttpResponse:
    """Every way on in one list: where the last tab of a phone leads."""
    return render(request, "console/more.html")
