"""Pages of a plan being read: hand it in, confirm what it says, look at its text again."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vandong.accounts.access import OfficerRequest, requires
from vandong.analytics import queries as analytics
from vandong.kernel import upload
from vandong.kernel.errors import Invalid, NotHere, Refused
from vandong.kernel.numbers import parse_id
from vandong.kernel.refusing import say_beside
from vandong.kernel.two_savers import state_seen
from vandong.programme import access, actions
from vandong.programme.errors import NotASentence, ProgrammeNotHere
from vandong.programme.reading import example, forms, marking, reviewing

_VERBS = {
    "chap-nhan": actions.accept_item,
    "bo-qua": actions.dismiss_item,
    "doi-y": actions.undo_item,
    "de-nguyen": actions.settle_flag,
}


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def reading_upload(request: OfficerRequest) -> HttpResponse:
    """Hand in a plan document; what can't be read is refused by its own sentence and nothing is written."""
    form = forms.PlanUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            content = upload.read_whole(uploaded, limit=settings.MAX_UPLOAD_BYTES)
            return _read(request, content, uploaded.name)
        except Refused as refusal:
            form.add_error("file", refusal.message)
    context = {"form": form, "may_try": request.installation.is_demonstration}
    return render(request, "programme/reading_upload.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def reading_try(request: OfficerRequest) -> HttpResponse:
    """In the demonstration: read the plan that comes with the software."""
    if not request.installation.is_demonstration:
        raise NotHere
    if request.method == "GET":
        return redirect("reading_upload")
    return _read(request, example.content(), example.NAME)


def _read(request: OfficerRequest, content: bytes, name: str) -> HttpResponse:
    document = actions.open_plan_document(content, name)
    programme_id = actions.read_plan_document(by=request.officer, document=document, now=request.now)
    if document.answer["targets"] or document.answer["tasks"]:
        messages.success(request, "Đã đọc xong văn bản. Xin xem lại từng mục máy đã hiểu.")
    else:
        messages.warning(
            request,
            "Không thấy mục tiêu hay nhiệm vụ nào trong văn bản này. Xin kiểm tra có đúng tệp kế hoạch không; "
            "nạp nhầm thì mở Bản thảo rồi bấm Bỏ bản thảo.",
        )
    return redirect("reading_review", programme_id)


@requires("coordinate")
@require_GET
def reading_review(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """The document beside what was understood of it; `muc` is the tab, `item` the chosen item, `vua` the one just
    decided."""
    seen = reviewing.review(request.officer, programme_id)
    just = seen.item(parse_id(request.GET.get("vua")))
    chosen = seen.item(parse_id(request.GET.get("item")))
    tab = request.GET.get("muc") or (chosen.tab if chosen else "")
    if tab not in {row.code for row in seen.tabs}:
        waiting = seen.next_waiting()
        tab = waiting.tab if waiting else seen.tabs[0].code
    under = seen.under(tab)
    if chosen is None or chosen.tab != tab:
        chosen = next((item for item in under if item.is_waiting), under[0])
    place = under.index(chosen)
    shown = seen.shown_with(chosen)
    first = under.index(shown[0])
    context = {
        **_shared(seen),
        **_of_page(seen, shown),
        "items": shown,
        "count": len(under),
        "first": first,
        "earlier": under[first - 1] if first else None,
        "later": under[first + len(shown)] if first + len(shown) < len(under) else None,
        "chosen": chosen,
        "just": just,
        "place": place + 1,
        "before": under[place - 1] if place else None,
        "after": under[place + 1] if place + 1 < len(under) else None,
        "context": marking.paragraph_of(seen, chosen),
        "paragraphs": marking.paragraphs(seen),
        "kinds_to_add": forms.KINDS_TO_ADD,
        "saved_draft": request.session.pop("reading_saved", None),
    }
    return render(request, "programme/reading_review.html", context)


@requires("coordinate")
@require_POST
def reading_decide(request: OfficerRequest, programme_id: int, item_id: int, verb: str) -> HttpResponse:
    """Accept, dismiss, take back or leave as it is; then on to the next item that waits."""
    if verb not in _VERBS:
        raise ProgrammeNotHere
    error = ""
    try:
        _VERBS[verb](
            by=request.officer,
            programme_id=programme_id,
            item_id=item_id,
            version=state_seen(request.POST) or 0,
            now=request.now,
        )
    except Refused as refusal:
        if refusal.status in (403, 404) or refusal.code == "programme.already_issued":
            raise
        error = refusal.message
    return _decided(request, programme_id, item_id, error, stay=verb == "doi-y" or bool(error))


@requires("coordinate")
@require_POST
def reading_accept_many(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Accept every item of a tab that nothing speaks against, as they were seen."""
    pairs = ([parse_id(said) for said in one.split(":", 1)] for one in request.POST.getlist("seen"))
    versions = {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[0] is not None and pair[1] is not None}
    done = actions.accept_many(by=request.officer, programme_id=programme_id, versions=versions, now=request.now)
    seen = reviewing.review(request.officer, programme_id)
    messages.success(request, f"Đã chấp nhận {done} mục. Mục nào chưa đúng, xin mở mục ấy rồi bấm Đổi ý.")
    return redirect(_address(programme_id, seen.next_waiting(), None))


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def reading_change(request: OfficerRequest, programme_id: int, item_id: int) -> HttpResponse:
    """Take an item with one's own words instead of the reader's."""
    seen = reviewing.review(request.officer, programme_id)
    item = seen.item(item_id)
    if item is None or item.kind == "flag":
        raise ProgrammeNotHere
    initial = reviewing.values_now(programme_id, item_id)
    version = state_seen(request.POST, "item_version") or 0
    form = _item_form(item.kind, request.POST or None, initial, auto_id=f"m{item_id}_%s")
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(
                by=request.officer,
                programme_id=programme_id,
                item_id=item_id,
                version=version,
                values=form.cleaned_data,
                now=request.now,
            )
        except Refused as refusal:
            if refusal.code == "programme.already_issued":
                raise
            say_beside(form, refusal)
        else:
            saved_draft = _draft_key(request, item_id, version)
            return _decided(request, programme_id, item_id, "", stay=False, saved_draft=saved_draft)
    context = {
        **_shared(seen),
        "form": form,
        "item": item,
        "context": marking.paragraph_of(seen, item),
        "draft_key": _draft_key(request, item_id, item.version),
    }
    return render(request, "programme/reading_change.html", context, status=422 if form.errors else 200)


@requires("coordinate")
@require_http_methods(["GET", "POST"])
def reading_add(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """Point out what the reader missed: first the sentence (`start`, `end`, or its words), then what it says."""
    seen = reviewing.review(request.officer, programme_id)
    given = request.POST if request.method == "POST" else request.GET
    kind, start, end = given.get("kind", ""), parse_id(given.get("start")), parse_id(given.get("end"))
    find = forms.FindForm(given if "words" in given else None, initial={"kind": kind or "task"})
    if start is None and find.is_bound and find.is_valid():
        kind = find.cleaned_data["kind"]
        try:
            start, end = marking.find_words(seen, find.cleaned_data["words"])
        except NotASentence as refusal:
            find.add_error("words", refusal.message)
    if kind not in dict(forms.KINDS_TO_ADD) or start is None or end is None:
        context = {**_shared(seen), "form": find}
        return render(request, "programme/reading_find.html", context, status=422 if find.errors else 200)
    quote = marking.quote(seen, start, end)
    draft_key = f"them-{seen.reading_id}-{kind}-{start}-{end}:{request.officer.account_id}"
    is_sent = request.method == "POST" and "words" not in request.POST
    form = _item_form(kind, request.POST if is_sent else None, reviewing.values_for(seen, kind, start, quote))
    if is_sent and form.is_valid():
        try:
            item_id = actions.add_item(
                by=request.officer,
                programme_id=programme_id,
                kind=kind,
                start=start,
                end=end,
                values=form.cleaned_data,
                now=request.now,
            )
        except Invalid as refusal:
            say_beside(form, refusal)
        else:
            request.session["reading_saved"] = draft_key
            added = reviewing.review(request.officer, programme_id).item(item_id)
            return redirect(_address(programme_id, added, item_id))
    context = {
        **_shared(seen),
        "form": form,
        "kind": kind,
        "kind_label": dict(forms.KINDS_TO_ADD)[kind],
        "start": start,
        "end": end,
        "quote": quote,
        "draft_key": draft_key,
    }
    return render(request, "programme/reading_add.html", context, status=422 if form.errors else 200)


@requires("view")
@require_GET
def reading_source(request: OfficerRequest, programme_id: int) -> HttpResponse:
    """The plan's own text with what became of each sentence: where "Vì sao có việc này?" leads."""
    programme = access.programme_to_see(request.officer, programme_id)
    seen = reviewing.review_of(programme, access.reading_of(programme))
    context = {
        "programme_id": programme_id,
        "programme_title": programme.short_title,
        "paragraphs": marking.paragraphs(seen),
        "items": [item for item in seen.items if item.kind != "flag" and item.state in ("accepted", "changed")],
    }
    return render(request, "programme/reading_source.html", context)


# ---- pieces -----------------------------------------------------------------------------------------------------


def _shared(seen: reviewing.Review) -> dict[str, Any]:
    return {
        "programme_id": seen.programme_id,
        "reading_id": seen.reading_id,
        "progress": seen.progress,
        "tabs": seen.tabs,
        "notes": seen.notes,
    }


def _of_page(seen: reviewing.Review, shown: Sequence[reviewing.ItemRow]) -> dict[str, Any]:
    """What a page says below its items. Names are many and short: a phone too shows them together."""
    return {
        "tab": shown[0].tab,
        "is_names": shown[0].tab in ("group", "other"),
        "doubtless": [item for item in shown if item.is_doubtless],
        "way_on": seen.way_on(shown),
    }


def _draft_key(request: OfficerRequest, item_id: int, version: int) -> str:
    """Under what the words typed into an item's form are kept on the device (reading_item.html writes it too): of this
    state of the item, for upon what somebody else decided meanwhile they would be older news."""
    return f"muc-{item_id}.{version}:{request.officer.account_id}"


def _decided(
    request: OfficerRequest, programme_id: int, item_id: int, error: str, *, stay: bool, saved_draft: str = ""
) -> HttpResponse:
    """After a decision: the next item that waits, with a line to take the last one back. `saved_draft`: what the device
    need not keep any more."""
    seen = reviewing.review(request.officer, programme_id)
    item = seen.item(item_id)
    if item is None:
        raise ProgrammeNotHere
    if request.htmx:
        context = {**_shared(seen), **_of_page(seen, seen.shown_with(item)), "item": item, "error": error}
        context["saved_draft"] = saved_draft
        return render(request, "programme/reading_item_swap.html", context)
    if error:
        messages.error(request, error)
    if saved_draft:
        request.session["reading_saved"] = saved_draft
    following = item if stay else seen.next_waiting(item)
    return redirect(_address(programme_id, following or item, None if stay else item_id))


def _address(programme_id: int, item: reviewing.ItemRow | None, just: int | None) -> str:
    path = reverse("reading_review", args=[programme_id])
    if item is None:
        return path
    undo = f"&vua={just}" if just else ""
    return f"{path}?muc={item.tab}&item={item.id}{undo}#m{item.id}"


def _item_form(kind: str, data: Any, initial: Any, auto_id: str = "id_%s") -> Any:
    """Several may stand open on one page, each inside its item: `auto_id` keeps their fields apart."""
    extra = (
        {"indicators": tuple((i.code, i.name) for i in analytics.INDICATORS if i.has_whole)} if kind == "target" else {}
    )
    return forms.ITEM_FORMS[kind](data, initial=dict(initial), auto_id=auto_id, **extra)
