"""Who may open what: every address, as the URL resolver knows it, for every relation between two units.

An address without a rule, or without a sample in `tests/<domain>/access_samples.py`, fails here by name.
"""

import logging

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from tests import make, world
from tests.access import assignment, matrix
from vandong.accounts import access
from vandong.accounts.forms import AboutMeForm
from vandong.accounts.models import Account
from vandong.kernel.errors import NotHere
from vandong.kernel.models import Installation
from vandong.units import queries as units
from vandong.units.models import Ancestry, Unit

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """One marked world for the module, in one transaction that is rolled back at its end."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(VANDONG_TODAY=make.TODAY, PASSWORD_HASHERS=hashers):
            stage = matrix.set_stage(world.build())
            stage.prepare(matrix.samples())
        yield stage
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _hundreds_of_refusals_are_no_news(caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    caplog.set_level(logging.CRITICAL, logger="django.security.csrf")


@pytest.fixture(scope="module")
def routes():
    return {route.name: route for route in matrix.routes()}


@pytest.fixture(scope="module")
def samples():
    return matrix.samples()


def _none(failures) -> None:
    assert not failures, "\n" + "\n".join(str(failure) for failure in failures)


def test_every_address_is_declared():
    undeclared = [route.pattern for route in matrix.routes() if route.rule is None or not route.name]
    assert undeclared == []


def test_no_two_addresses_have_one_name():
    names = [route.name for route in matrix.routes()]
    assert {name for name in names if names.count(name) > 1} == set()


def test_every_address_has_a_sample(routes, samples):
    assert sorted(routes.keys() - samples.keys()) == []
    assert sorted(samples.keys() - routes.keys()) == []


def test_every_sample_says_what_the_address_asks_for(routes, samples):
    """The capabilities of a sample are those of the view's own decorator."""
    for name, sample in samples.items():
        rule = routes[name].rule or ""
        if rule.startswith("requires:"):
            assert frozenset(rule.removeprefix("requires:").split(",")) == sample.capabilities, name


def test_outside_scope_is_not_there(stage, samples):
    _none([f for name, s in samples.items() if s.scope in matrix.REACHES for f in matrix.check_scope(stage, name, s)])


def test_within_scope_only_the_capability_opens(stage, samples, routes):
    _none(
        [
            failure
            for name, sample in samples.items()
            if (routes[name].rule or "").startswith("requires:")
            for failure in matrix.check_capabilities(stage, name, sample)
        ]
    )


def test_pages_without_an_object_show_nothing_of_other_units(stage, samples):
    """With an object of every sample standing in every unit."""
    with matrix.undone():
        matrix.furnish(stage, samples)
        _none([f for name, s in samples.items() if s.scope == "none" for f in matrix.check_page(stage, name, s)])


def test_what_is_gone_answers_like_what_never_was(stage, samples):
    for name, sample in samples.items():
        if sample.scope == "gone":
            with matrix.undone():
                path = reverse(name, kwargs=sample.kwargs(stage.world, stage.world.hong_phong))
                client = stage.client(stage.world.hong_phong, matrix.CAPABILITIES)
                answer = client.get(path)
                if answer.status_code == 405:  # only a verb stands there
                    answer = client.post(path)
                assert answer.status_code == 404
                assert NotHere.message in answer.content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(stage, samples, routes):
    _none([f for name, s in samples.items() for f in matrix.check_anonymous(stage, routes[name], s)])


def test_nothing_is_changed_without_the_form_s_token(stage, samples):
    _none([f for name, s in samples.items() for f in matrix.check_token(stage, name, s)])


def test_no_field_is_written_that_the_form_does_not_offer(stage, samples):
    _none([f for name, s in samples.items() if s.post for f in assignment.check_assignment(stage, name, s)])


def test_a_removed_scope_filter_is_noticed(stage, samples, monkeypatch):
    """The check that guards the others: with scope opened to everything, every address with an object must fail it."""
    reading = {name: sample for name, sample in samples.items() if sample.scope in ("read", "write")}
    monkeypatch.setattr(units, "visible_ids", lambda unit_id, on: Unit.objects.values_list("id", flat=True))
    monkeypatch.setattr(
        units, "subtree_ids", lambda unit_id, on: Ancestry.objects.values_list("descendant_id", flat=True)
    )
    monkeypatch.setattr(units, "is_below", lambda unit_id, ancestor_id, on: True)
    chain, everyone = units.ancestors, [units.unit_row(unit) for unit in Unit.objects.all()]
    monkeypatch.setattr(units, "ancestors", lambda unit_id, on: [*chain(unit_id, on), *everyone])
    monkeypatch.setattr(units, "is_visible", lambda unit_id, from_unit_id, on: True)
    outside = ("sibling", "foreign province")
    unnoticed = [name for name, s in reading.items() if not matrix.check_scope(stage, name, s, only=outside)]
    assert unnoticed == []


def test_a_leaking_list_is_noticed(stage, samples, monkeypatch):
    monkeypatch.setattr(access, "accounts_visible_to", lambda officer: Account.objects.all())
    assert matrix.check_page(stage, "account_list", samples["account_list"])


def test_a_form_that_takes_more_than_it_offers_is_noticed(stage, samples, monkeypatch):
    def takes_more(form: AboutMeForm) -> dict[str, object]:
        Installation.objects.update(is_demonstration="is_demonstration" in form.data)
        return form.cleaned_data

    monkeypatch.setattr(AboutMeForm, "clean", takes_more)
    assert assignment.check_assignment(stage, "account_me", samples["account_me"])
