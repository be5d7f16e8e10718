"""Administration of accounts: the list, one account, a new one, and the ways back in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts import access, actions, forms, queries, rules
from vandong.accounts.access import OfficerRequest, requires
from vandong.accounts.columns import ACCOUNT_COLUMNS
from vandong.kernel import listing
from vandong.kernel.errors import ChangedMeanwhile, Refused
from vandong.kernel.numbers import parse_id
from vandong.kernel.two_savers import saved_by_other, state_seen
from vandong.units import queries as units


@requires("administer")
@require_GET
def account_list(request: OfficerRequest) -> HttpResponse:
    """Accounts in scope: looked for, filtered, exported."""
    form = forms.AccountFilter(request.GET, ACCOUNT_COLUMNS, default_sort="ten")
    found = queries.accounts_found(request.officer, _filters(form))
    if request.GET.get("xuat") == "xlsx":
        heading = (f"Tài khoản của {request.officer.unit_name} và cấp dưới", f"Lập ngày {request.today:%d/%m/%Y}.")
        return listing.workbook("tai-khoan", ACCOUNT_COLUMNS, found, heading=heading, now=request.now)
    context = {
        "listing": listing.listing(
            ACCOUNT_COLUMNS, found, form=form, page_number=request.GET.get("page"), noun="tài khoản"
        )
    }
    return render(request, "accounts/list.html", context)


@requires("administer")
@require_GET
def account_show(request: OfficerRequest, account_id: int) -> HttpResponse:
    """One account: what it holds, what happened to it, what may be done."""
    card = queries.card(request.officer, account_id, request.now)
    return render(request, "accounts/show.html", {"card": card, "is_me": account_id == request.user.id})


@requires("administer")
@require_http_methods(["GET", "POST"])
@never_cache
def account_new(request: OfficerRequest) -> HttpResponse:
    """A unit, a person, an appointment; then the slip, once."""
    unit = unit_asked(request)
    bodies = units.bodies(unit.id, request.today)
    first = {"username": rules.suggest_username(unit.proper_name, unit.code), "capabilities": ["record"]}
    form = forms.NewAccountForm(request.POST or None, bodies=bodies, today=request.today, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.open_account(by=request.officer, person=form.person, grant=grant_of(form), now=request.now)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return slips_page(request, [slip])
    search = forms.UnitSearchForm(request.GET or None)
    context = {
        "form": form,
        "unit": unit,
        "bodies": bodies,
        "search": search,
        "found": queries.units_like(request.officer, search["tim"].value() or ""),
    }
    return render(request, "accounts/new.html", context, status=422 if form.errors else 200)


@requires("administer")
@require_http_methods(["GET", "POST"])
def account_edit(request: OfficerRequest, account_id: int) -> HttpResponse:
    """Correct a name or a phone."""
    account = access.account_to_manage(request.officer, account_id)
    current: dict[str, object] = {"full_name": account.full_name, "phone": account.phone}
    form, theirs = forms.AccountForm(request.POST or None, initial=current), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_account(
                by=request.officer, account_id=account_id, version=state_seen(request.POST), **form.cleaned_data,
                now=request.now,
            )  # fmt: skip
        except Refused as refusal:
            theirs = saved_by_other(form, current) if isinstance(refusal, ChangedMeanwhile) else None
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("account_show", account_id)
    words = {"heading": "Sửa thông tin", "button": "Lưu"}
    back, version = reverse("account_show", args=[account_id]), actions.account_version(account)
    return one_form(request, form, account.full_name, back, words, version=version, theirs=theirs)


@requires("administer")
@require_http_methods(["GET", "POST"])
def account_deactivate(request: OfficerRequest, account_id: int) -> HttpResponse:
    """Shut an account, with a reason."""
    account = access.account_to_manage(request.officer, account_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.deactivate_account(
                by=request.officer, account_id=account_id, reason=form.cleaned_data["reason"], now=request.now
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Đã khóa tài khoản của {account.full_name}.")
            return redirect("account_show", account_id)
    words = {
        "heading": "Khóa tài khoản",
        "lead": "Người này bị thoát ra ngay và không đăng nhập được nữa. Việc đã ghi vẫn còn; mở lại được khi cần.",
        "button": "Khóa tài khoản",
    }
    return one_form(request, form, account.full_name, reverse("account_show", args=[account_id]), words)


@requires("administer")
@require_http_methods(["POST"])
def account_reactivate(request: OfficerRequest, account_id: int) -> HttpResponse:
    """Open it again."""
    actions.reactivate_account(by=request.officer, account_id=account_id, now=request.now)
    messages.success(request, "Đã mở khóa tài khoản.")
    return redirect("account_show", account_id)


@requires("administer")
@require_http_methods(["GET", "POST"])
@never_cache
def account_new_password(request: OfficerRequest, account_id: int) -> HttpResponse:
    """A new one-time password for someone a second person has recognised; the slip is shown once."""
    account = access.account_to_manage(request.officer, account_id)
    form = forms.WitnessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = queries.place_of(request.officer, account_id)
        try:
            slip = actions.reset_password(
                by=request.officer,
                account_id=account_id,
                witness=form.cleaned_data["witness"],
                place=place,
                now=request.now,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return slips_page(request, [slip])
    words = {
        "heading": "Đặt lại mật khẩu",
        "lead": "Mật khẩu cũ hết dùng ngay, các máy đang đăng nhập bị thoát. Phần mềm in một phiếu mật khẩu một lần.",
        "button": "Đặt lại và in phiếu",
    }
    return one_form(request, form, account.full_name, reverse("account_show", args=[account_id]), words)


@requires("administer")
@require_http_methods(["GET", "POST"])
def account_reset_two_step(request: OfficerRequest, account_id: int) -> HttpResponse:
    """Take the second step off for someone who lost the phone."""
    account = access.account_to_manage(request.officer, account_id)
    form = forms.WitnessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reset_two_step(
                by=request.officer, account_id=account_id, witness=form.cleaned_data["witness"], now=request.now
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã tắt xác minh hai bước. Người này đăng nhập bằng mật khẩu rồi bật lại.")
            return redirect("account_show", account_id)
    words = {
        "heading": "Đặt lại xác minh hai bước",
        "lead": "Dùng khi người này mất điện thoại và hết mã dự phòng. Các máy đang đăng nhập bị thoát.",
        "button": "Tắt xác minh hai bước",
    }
    return one_form(request, form, account.full_name, reverse("account_show", args=[account_id]), words)


# ---- what several views share -----------------------------------------------------------------------------------


def grant_of(form: forms.NewAppointmentForm) -> actions.Grant:
    """What a valid form gives."""
    said = form.cleaned_data
    return actions.Grant(
        said["body"], said["title"], form.granted, said["valid_from"], said["is_acting"], said["signs_for_chair"]
    )


def add_refusal(form: Any, refusal: Refused) -> None:
    """Say a refusal beside its field, or above the form; what lies outside scope stays not found."""
    if refusal.status == 404:
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def one_form(
    request: OfficerRequest,
    form: Any,
    about: str,
    back: str,
    words: dict[str, str],
    *,
    version: int | None = None,
    theirs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """A page of one small form. `words`: heading, lead, button. `version` is the state it shows of a row that two may
    change, `theirs` what the other one saved."""
    context = {"form": form, "about": about, "back": back, "version": version, "theirs": theirs, **words}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "accounts/one_form.html", context, status=status)


def slips_page(request: OfficerRequest, slips: list[actions.Slip]) -> HttpResponse:
    """The slips, shown in this one answer and nowhere again."""
    context = {"slips": slips, "days": rules.SLIP_DAYS}
    return render(request, "accounts/slips.html", context)


def _filters(form: forms.AccountFilter) -> queries.Filters:
    sort, downwards = form.sort
    return queries.Filters(
        words=form.words,
        unit_id=form.value("don_vi"),
        level=form.value("cap") or "",
        state=form.value("tinh_trang") or "",
        sort=sort,
        downwards=downwards,
    )


def unit_asked(request: OfficerRequest) -> units.UnitRow:
    """The unit somebody is appointed in: as the address says, else the officer's own."""
    asked = parse_id(request.GET.get("don_vi"))
    return access.unit_to_appoint(request.officer, request.officer.unit_id if asked is None else asked)
