"""The first run in a browser: the code from the terminal, the unit, the first administrator. Closed once set up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from vandong.accounts.access import OfficerRequest, PersonRequest, open_to_all
from vandong.kernel import vietnamese
from vandong.kernel.errors import Refused
from vandong.kernel.refusing import say_beside
from vandong.ops import actions, loading, queries, setup_code, tasks
from vandong.ops.errors import SetupClosed
from vandong.ops.forms import AdministratorForm, SetupCodeForm, UnitSearchForm

PROVEN = "setup_code_was_right"


@open_to_all
@require_http_methods(["GET", "POST"])
def setup(request: PersonRequest) -> HttpResponse:
    """Prove being the one who runs the server."""
    _ensure_open(request)
    if request.session.get(PROVEN):
        return redirect("setup_unit")
    form = SetupCodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        request.session[PROVEN] = True
        _begin_loading(request)
        return redirect("setup_unit")
    return render(request, "ops/setup_code.html", {"form": form}, status=422 if form.is_bound else 200)


@open_to_all
@require_http_methods(["GET", "POST"])
def setup_load(request: PersonRequest) -> HttpResponse:
    """Load the reference data (again, if the first time was cut short)."""
    _ensure_open(request)
    if request.method == "POST" and request.session.get(PROVEN):
        _begin_loading(request)
    return redirect("setup_unit")


@open_to_all
@require_GET
def setup_unit(request: PersonRequest) -> HttpResponse:
    """Choose the province, then the unit; while the map is still loading, say how far it is."""
    _ensure_open(request)
    if not request.session.get(PROVEN):
        return redirect("setup")
    today = request.today
    provinces = queries.provinces(today)
    if not provinces:
        return render(request, "ops/setup_loading.html", {"loading": loading.current()})
    form = UnitSearchForm(request.GET)
    words = vietnamese.search_key(form.cleaned_data["tim"]).split() if form.is_valid() else []
    chosen = next((unit for unit in provinces if str(unit.id) == request.GET.get("tinh")), None)
    found = queries.choices_in(chosen.id, today, words) if chosen else []
    context = {"provinces": provinces, "chosen": chosen, "choices": found, "form": form}
    return render(request, "ops/setup_unit.html", context)


@open_to_all
@require_http_methods(["GET", "POST"])
def setup_administrator(request: PersonRequest) -> HttpResponse:
    """Name the first administrator of `?don_vi=`: the last step, which sets everything up at once."""
    _ensure_open(request)
    if not request.session.get(PROVEN):
        return redirect("setup")
    unit = queries.unit_to_set_up(request.GET.get("don_vi", ""), request.today)
    form = AdministratorForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.set_up_installation(unit_id=unit.id, administrator=form.administrator(), now=request.now)
        except Refused as refusal:
            say_beside(form, refusal)
        else:
            return _done(request, unit.name)
    context = {"form": form, "unit": unit}
    return render(request, "ops/setup_administrator.html", context, status=422 if form.is_bound else 200)


def _done(request: OfficerRequest, unit_name: str) -> HttpResponse:
    setup_code.forget()
    del request.session[PROVEN]
    messages.success(request, f"Đã đặt hệ thống cho {unit_name}. Xin đăng nhập bằng tài khoản vừa tạo.")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('home')})}")


def _begin_loading(request: OfficerRequest) -> None:
    now_loading = loading.current()
    if queries.has_reference(request.today) or (now_loading and now_loading.is_alive):
        return
    loading.tell(0, 1, "Chờ việc nền bắt đầu")
    tasks.load_reference_data.enqueue()


def _ensure_open(request: OfficerRequest) -> None:
    if request.installation.is_set_up:
        raise SetupClosed
