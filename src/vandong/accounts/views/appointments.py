"""Administration of appointments: give, change, end, hand over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vandong.accounts import access, actions, forms, queries
from vandong.accounts.access import OfficerRequest, requires
from vandong.accounts.models import Appointment
from vandong.accounts.views.accounts import add_refusal, grant_of, one_form, slips_page, unit_asked
from vandong.kernel.errors import ChangedMeanwhile, Refused
from vandong.kernel.two_savers import saved_by_other, state_seen
from vandong.units import queries as units


@requires("administer")
@require_http_methods(["GET", "POST"])
def appointment_new(request: OfficerRequest, account_id: int) -> HttpResponse:
    """One more appointment for someone who has an account."""
    account = access.account_to_manage(request.officer, account_id)
    unit = unit_asked(request)
    bodies = units.bodies(unit.id, request.today)
    form = forms.NewAppointmentForm(request.POST or None, bodies=bodies, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_appointment(by=request.officer, account_id=account_id, grant=grant_of(form), now=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Đã giao thêm chức danh cho {account.full_name}.")
            return redirect("account_show", account_id)
    search = forms.UnitSearchForm(request.GET or None)
    found = queries.units_like(request.officer, search["tim"].value() or "")
    context = {"form": form, "unit": unit, "bodies": bodies, "search": search, "found": found, "account": account}
    return render(request, "accounts/new.html", context, status=422 if form.errors else 200)


@requires("administer")
@require_http_methods(["GET", "POST"])
def appointment_edit(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    """Change the title or what it allows; acts on the person's next request."""
    row = access.appointment_to_manage(request.officer, appointment_id)
    form, theirs = forms.AppointmentForm(request.POST or None, initial=_current(row)), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"capabilities": form.granted}
        try:
            actions.change_appointment(
                by=request.officer, appointment_id=appointment_id, version=state_seen(request.POST), **said,
                now=request.now,
            )  # fmt: skip
        except Refused as refusal:
            theirs = _stands(row) if isinstance(refusal, ChangedMeanwhile) else None
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu. Thay đổi có hiệu lực ngay.")
            return redirect("account_show", row.account_id)
    words = {"heading": "Sửa chức danh", "lead": f"{row.title}, {row.body.name}.", "button": "Lưu"}
    back, version = reverse("account_show", args=[row.account_id]), actions.appointment_version(row)
    return one_form(request, form, row.account.full_name, back, words, version=version, theirs=theirs)


@requires("administer")
@require_http_methods(["GET", "POST"])
def appointment_end(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    """The person no longer holds it from a day on."""
    row = access.appointment_to_manage(request.officer, appointment_id)
    form, theirs = forms.EndForm(request.POST or None, initial={"on": row.valid_until or request.today}), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_appointment(
                by=request.officer, appointment_id=appointment_id, on=form.cleaned_data["on"],
                version=state_seen(request.POST), now=request.now,
            )  # fmt: skip
        except Refused as refusal:
            theirs = _stands(row) if isinstance(refusal, ChangedMeanwhile) else None
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{row.account.full_name} thôi giữ chức danh {row.title}.")
            return redirect("account_show", row.account_id)
    words = {
        "heading": "Thôi chức danh",
        "lead": f"{row.title}, {row.body.name}.{_ends(row)}",
        "button": "Thôi chức danh",
    }
    back, version = reverse("account_show", args=[row.account_id]), actions.appointment_version(row)
    return one_form(request, form, row.account.full_name, back, words, version=version, theirs=theirs)


@requires("administer")
@require_http_methods(["GET", "POST"])
@never_cache
def appointment_hand_over(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    """One ends, the other begins, on one day; a slip if the other is new."""
    row = access.appointment_to_manage(request.officer, appointment_id)
    form, theirs = forms.HandOverForm(request.POST or None, initial={"on": request.today, "who": "known"}), None
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.hand_over(
                by=request.officer,
                appointment_id=appointment_id,
                to=form.successor,
                on=form.cleaned_data["on"],
                version=state_seen(request.POST),
                now=request.now,
            )
        except Refused as refusal:
            theirs = _stands(row) if isinstance(refusal, ChangedMeanwhile) else None
            add_refusal(form, refusal)
        else:
            if slip is not None:
                return slips_page(request, [slip])
            messages.success(request, f"Đã bàn giao chức danh {row.title}.")
            return redirect("account_show", row.account_id)
    words = {
        "heading": "Bàn giao chức danh",
        "lead": f"{row.title}, {row.body.name}.{_ends(row)} Bản nháp, báo cáo và việc đã ghi ở lại với tổ chức.",
        "button": "Bàn giao",
    }
    back, version = reverse("account_show", args=[row.account_id]), actions.appointment_version(row)
    return one_form(request, form, row.account.full_name, back, words, version=version, theirs=theirs)


def _current(row: Appointment) -> dict[str, object]:
    """What an appointment allows, as its form takes it."""
    return {
        "title": row.title,
        "capabilities": sorted(row.capabilities - {"view"}),
        "is_acting": row.is_acting,
        "signs_for_chair": row.signs_for_chair,
    }


def _stands(row: Appointment) -> list[tuple[str, str]]:
    """Label and text of how an appointment stands, for whoever saw it otherwise."""
    until = f"{row.valid_until:%d/%m/%Y}" if row.valid_until else "chưa có"
    return [*saved_by_other(forms.AppointmentForm(), _current(row)), ("Thôi giữ từ ngày", until)]


def _ends(row: Appointment) -> str:
    """ " Đã định ngày thôi: 11/11/2024.", where that is so."""
    return f" Đã định ngày thôi: {row.valid_until:%d/%m/%Y}." if row.valid_until else ""
