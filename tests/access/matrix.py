"""The machinery of the access matrix: every address × officer × relation of units × method, and what must come of it.

Nothing here knows a domain: addresses come from the URL resolver, objects from `tests/*/access_samples.py`. Each check
runs in a savepoint that is rolled back, so that hundreds of them share one world.
"""

import functools
import importlib
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import make
from tests.access.sample import Sample
from tests.world import World
from vandong.accounts.access import Officer
from vandong.accounts.middleware import LIBRARY_ROUTES
from vandong.accounts.models import Account
from vandong.units import queries as units
from vandong.units.models import Body, Unit

TESTS = Path(__file__).parents[1]
CAPABILITIES = frozenset({"record", "approve", "coordinate", "liaise", "administer"})
NOBODYS_ID = 987_654_321
UNSAFE = ("post", "put", "patch", "delete")
REACHES = {
    "read": {"own", "descendant", "predecessor"},
    "write": {"own", "descendant"},
    "own": {"own"},
    "heir": {"own", "predecessor"},
    "above": {"descendant"},
}
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|name="client_token" value=")[^"]+"')
_MARKER = re.compile(r"QZ(\d+)ZQ")


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    rule: str | None


@dataclass(frozen=True)
class Failure:
    route: str
    about: str

    def __str__(self) -> str:
        return f"{self.route}: {self.about}"


@dataclass
class Stage:
    """The world with marked names, and officers made as they are needed."""

    world: World
    relations: dict[str, tuple[int, int]]  # name → (the officer's unit, the object's unit)
    _officers: dict[tuple[int, frozenset[str]], tuple[Officer, str]] = field(default_factory=dict)
    nothing: dict[tuple[str, int, str], tuple[int, bytes]] = field(default_factory=dict)  # answers to NOBODYS_ID

    def officer(self, unit: int, may: frozenset[str]) -> Officer:
        return self._at(unit, may)[0]

    def client(self, unit: int, may: frozenset[str], **options: Any) -> Client:
        """A fresh client in that officer's session."""
        client = fresh_client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = self._at(unit, may)[1]
        return client

    def prepare(self, samples: dict[str, Sample]) -> None:
        """Sign in every officer the checks need, outside any savepoint."""
        sets = {CAPABILITIES} | {frozenset({c}) for sample in samples.values() for c in sample.capabilities}
        sets |= {CAPABILITIES - sample.capabilities for sample in samples.values() if "view" not in sample.capabilities}
        for unit in {at for at, _ in self.relations.values()}:
            for may in sets:
                self._at(unit, may)

    def _at(self, unit: int, may: frozenset[str]) -> tuple[Officer, str]:
        key = (unit, may - {"view"})
        if key not in self._officers:
            body = units.standing_board(unit, make.TODAY)
            assert body is not None, unit
            name = f"mt{len(self._officers)}"
            person = make.person(name, f"Người Thử {name} {marker(unit)}", body.id, "Cán bộ", *sorted(key[1]))
            client = fresh_client()
            client.force_login(Account.objects.get(id=person.account_id), "django.contrib.auth.backends.ModelBackend")
            client.get("/tai-khoan/")  # the session is marked at its first page
            self._officers[key] = (person, client.cookies[settings.SESSION_COOKIE_NAME].value)
        return self._officers[key]


def fresh_client(*, enforce_csrf_checks: bool = False) -> Client:
    """A browser without cookies, before a site whose middleware is loaded once for all of them."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    client.handler = _site(enforce_csrf_checks)
    return client


@functools.cache
def _site(enforce_csrf_checks: bool) -> ClientHandler:
    return ClientHandler(enforce_csrf_checks)


def marker(unit: int) -> str:
    """What every name of a unit carries, so that a page that shows it to a stranger is caught."""
    return f"QZ{unit}ZQ"


def set_stage(world: World) -> Stage:
    """Mark the names of every unit, of its bodies and its people."""
    for unit in Unit.objects.all():
        Unit.objects.filter(id=unit.id).update(name=f"{unit.name} {marker(unit.id)}")
    for body in Body.objects.all():
        mark = marker(body.unit_id)
        Body.objects.filter(id=body.id).update(name=f"{body.name} {mark}", short_name=f"{body.short_name} {mark}")
    from vandong.accounts.models import Appointment

    for row in Appointment.objects.select_related("body"):
        account = Account.objects.get(id=row.account_id)
        account.full_name = f"{account.full_name} {marker(row.body.unit_id)}"
        account.save()
    return Stage(
        world,
        {
            "own": (world.hong_phong, world.hong_phong),
            "sibling": (world.hong_phong, world.tan_huong),
            "ancestor": (world.hong_phong, world.ninh_giang),
            "descendant": (world.ninh_giang, world.hong_phong),
            "predecessor": (world.tan_huong, world.hung_thai),
            "foreign province": (world.ninh_giang, world.dinh_cao),
        },
    )


# ---- what there is ------------------------------------------------------------------------------------------------


def routes() -> list[Route]:
    """Every address the resolver knows, by walking it."""
    return [
        Route(
            pattern.name or "",
            prefix,
            getattr(pattern.callback, "access_rule", None) or LIBRARY_ROUTES.get(pattern.name or ""),
        )
        for prefix, pattern in _walk(get_resolver(), "")
    ]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def samples() -> dict[str, Sample]:
    """`SAMPLES` of every folder of tests."""
    found: dict[str, Sample] = {}
    for path in sorted(TESTS.glob("*/access_samples.py")):
        module = importlib.import_module(f"tests.{path.parent.name}.access_samples")
        twice = found.keys() & module.SAMPLES.keys()
        assert not twice, f"{path.parent.name} describes addresses somebody else describes: {sorted(twice)}"
        found |= module.SAMPLES
    return found


def furnish(stage: Stage, samples: dict[str, Sample]) -> None:
    """An object of every sample in every unit of the relations."""
    for sample in samples.values():
        for unit in {there for _, there in stage.relations.values()} if sample.scope in REACHES else ():
            with transaction.atomic():
                sample.kwargs(stage.world, unit)


# ---- the checks ---------------------------------------------------------------------------------------------------


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def check_scope(stage: Stage, name: str, sample: Sample, only: tuple[str, ...] = ()) -> list[Failure]:
    """Inside scope an officer who may everything gets in; outside, the answer is that of an id nobody has."""
    failures: list[Failure] = []
    for relation, (here, there) in stage.relations.items():
        if only and relation not in only:
            continue
        with undone():
            try:
                kwargs = sample.kwargs(stage.world, there)
                body = sample.post(stage.world, there) if sample.post else {}
            except Exception as error:  # a sample that can't be made is a failure to report, not to hide: a check left
                # out because the domain refused the object would say that all is well
                failures.append(Failure(name, f"no object for {relation}: {type(error).__name__}: {error}"))
                continue
            inside = relation in REACHES[sample.scope]
            failures += _scope_of_one(stage, name, sample, relation, here, kwargs, body, inside)
    return failures


def _scope_of_one(
    stage: Stage,
    name: str,
    sample: Sample,
    relation: str,
    here: int,
    kwargs: dict[str, Any],
    body: dict[str, Any],
    inside: bool,
) -> Iterator[Failure]:
    methods = ["get", "post"] if sample.post else ["get"]
    for method in methods:
        with undone():
            answer = ask(stage.client(here, CAPABILITIES), method, reverse(name, kwargs=kwargs), body)
            if inside:
                if answer.status_code in (403, 404) or answer.status_code >= 500:
                    yield Failure(name, f"{method} {relation}: {answer.status_code} inside scope")
                yield from _markers(stage, name, f"{method} {relation}", here, answer)
                continue
        key = (name, here, method)
        if key not in stage.nothing:
            missing = {key: NOBODYS_ID if isinstance(value, int) else value for key, value in kwargs.items()}
            with undone():
                nothing = ask(stage.client(here, CAPABILITIES), method, reverse(name, kwargs=missing), body)
            stage.nothing[key] = nothing.status_code, _plain(nothing)
        status, content = stage.nothing[key]
        if answer.status_code == 405 and method == "get" and status == 405:
            continue
        if answer.status_code != 404:
            yield Failure(name, f"{method} {relation}: {answer.status_code} instead of 404")
        elif _plain(answer) != content:
            yield Failure(name, f"{method} {relation}: its 404 differs from that of an id nobody has")


def check_capabilities(stage: Stage, name: str, sample: Sample) -> list[Failure]:
    """Any one of the capabilities opens it; all the others together do not."""
    failures = []
    unit = stage.relations["own"][0]
    with undone():
        kwargs = sample.kwargs(stage.world, unit)
        path = reverse(name, kwargs=kwargs)
        body = sample.post(stage.world, unit) if sample.post else {}
        for method in ["get", "post"] if sample.post else ["get"]:
            for capability in sorted(sample.capabilities):
                with undone():
                    answer = ask(stage.client(unit, frozenset({capability})), method, path, body)
                if answer.status_code == 403:
                    failures.append(Failure(name, f"{method}: 403 for one who may {capability}"))
            if "view" not in sample.capabilities:
                with undone():
                    answer = ask(stage.client(unit, CAPABILITIES - sample.capabilities), method, path, body)
                if answer.status_code != 403:
                    failures.append(
                        Failure(name, f"{method}: {answer.status_code} without {sorted(sample.capabilities)}")
                    )
    return failures


def check_page(stage: Stage, name: str, sample: Sample) -> list[Failure]:
    """A page without an object opens for whoever may, and names nothing of other units."""
    failures: list[Failure] = []
    for unit in {here for here, _ in stage.relations.values()}:
        if sample.levels and units.unit(unit).level not in sample.levels:
            continue
        with undone():
            path = reverse(name, kwargs=sample.kwargs(stage.world, unit))
            for tail in ("", "?xuat=xlsx"):
                answer = ask(stage.client(unit, CAPABILITIES), "get", path + tail, {})
                if answer.status_code in (403, 404) or answer.status_code >= 500:
                    failures.append(Failure(name, f"get{tail}: {answer.status_code}"))
                failures += _markers(stage, name, f"get{tail}", unit, answer)
            if sample.post:
                answer = ask(stage.client(unit, CAPABILITIES), "post", path, sample.post(stage.world, unit))
                if answer.status_code in (403, 404) or answer.status_code >= 500:
                    failures.append(Failure(name, f"post: {answer.status_code}"))
                failures += _markers(stage, name, "post", unit, answer)
    return failures


def check_anonymous(stage: Stage, route: Route, sample: Sample) -> list[Failure]:
    """Who is not signed in is sent to sign in, whatever the method; an open page does not break."""
    failures = []
    with undone():
        path = reverse(route.name, kwargs=sample.kwargs(stage.world, stage.world.hong_phong))
        for method in ("get", *UNSAFE):
            with undone():
                answer = ask(fresh_client(), method, path, {})
            to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))
            if route.rule == "open":
                if answer.status_code >= 500:
                    failures.append(Failure(route.name, f"{method} anonymous: {answer.status_code}"))
            elif not to_sign_in:
                failures.append(Failure(route.name, f"{method} anonymous: {answer.status_code}"))
    return failures


def check_token(stage: Stage, name: str, sample: Sample) -> list[Failure]:
    """Every unsafe method without the form's token is refused, signed in or not."""
    failures = []
    with undone():
        path = reverse(name, kwargs=sample.kwargs(stage.world, stage.world.hong_phong))
        for client in (
            stage.client(stage.world.hong_phong, CAPABILITIES, enforce_csrf_checks=True),
            fresh_client(enforce_csrf_checks=True),
        ):
            for method in UNSAFE:
                with undone():
                    answer = ask(client, method, path, {})
                if answer.status_code != 403 or "Trang đã cũ" not in answer.content.decode():
                    failures.append(Failure(name, f"{method} without a token: {answer.status_code}"))
    return failures


# ---- pieces -------------------------------------------------------------------------------------------------------


def ask(client: Client, method: str, path: str, body: dict[str, Any]) -> HttpResponse:
    client.raise_request_exception = False
    return getattr(client, method)(path, body) if method == "post" else getattr(client, method)(path)


def _plain(answer: HttpResponse) -> bytes:
    return _TOKEN.sub(rb"\1", _content(answer))


def _content(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def _markers(stage: Stage, name: str, about: str, unit: int, answer: HttpResponse) -> Iterator[Failure]:
    """Foreign names in a page or in the parts of a workbook or document."""
    content = _content(answer)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(part) for part in archive.namelist())
    found = {int(mark) for mark in _MARKER.findall(content.decode("utf-8", "replace"))}
    if not found:
        return
    known = set(units.visible_ids(unit, make.TODAY)) | {row.id for row in units.ancestors(unit, make.TODAY)}
    for stranger in sorted(found - known):
        yield Failure(name, f"{about}: shows {Unit.objects.get(id=stranger).full_name}")
