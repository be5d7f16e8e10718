"""One's own account: who I am here, what I act as, how I sign in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from vandong.accounts import actions, forms, queries
from vandong.accounts.access import PersonRequest, open_to_all, signed_in
from vandong.kernel.errors import Invalid, NotHere
from vandong.kernel.refusing import say_beside


@open_to_all
def not_offered(request: PersonRequest) -> HttpResponse:
    """An address a library asks for and nobody can use here."""
    raise NotHere


@signed_in
def account_me(request: PersonRequest) -> HttpResponse:
    """My data, my appointments, my second step, my last sign-ins."""
    me = request.user
    form = forms.AboutMeForm(request.POST or None, initial={"address": me.address, "phone": me.phone})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_me(account_id=me.id, **form.cleaned_data, now=request.now)
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("account_me")
    context = {
        "form": form,
        "appointments": queries.my_appointments(me.id, request.today),
        "has_two_step": queries.has_two_step(me.id),
        "sign_ins": queries.last_sign_ins(me.id),
    }
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


@signed_in
def appointment_switch(request: PersonRequest) -> HttpResponse:
    """Which of my appointments I act under; the session gets a new key with the new powers."""
    mine = queries.my_appointments(request.user.id, request.today)
    if request.method == "POST":
        chosen = next((row for row in mine if str(row.id) == request.POST.get("appointment")), None)
        if chosen is None:
            raise NotHere
        request.session["appointment_id"] = chosen.id
        request.session.cycle_key()
        messages.success(request, f"Đang làm việc với chức danh {chosen.title}, {chosen.body_name}.")
        return redirect("home")
    return render(request, "accounts/switch.html", {"appointments": mine})
