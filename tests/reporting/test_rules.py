"""The steps of a report, exhaustively; deadlines to the second; figures that must not be told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests import world as small_world
from tests.reporting import loop
from tests.reporting.access_samples import REASON
from vandong.accounts.access import MayNot
from vandong.kernel.errors import NotHere
from vandong.reporting import access, actions, errors, rules
from vandong.reporting.models import CorrectionRequest, Report

# What the design says, written out apart from the code: state → verbs that may be taken.
TAKEN = {
    "draft": {"compile", "declare", "write", "submit"},
    "returned": {"compile", "declare", "write", "submit"},
    "submitted": {"return", "approve"},
    "approved": {"ask_correction", "grant_correction", "refuse_correction", "send_back", "issue_document"},
    "superseded": set(),
}
WRITER = {"compile", "declare", "write", "submit"}
SIGNER = {"return", "approve"}
ABOVE = {"grant_correction", "refuse_correction", "send_back"}
EITHER = {"ask_correction", "issue_document"}


@pytest.mark.parametrize(("state", "verb"), list(product(rules.STATES, rules.VERBS)))
def test_every_state_and_verb_is_decided(state, verb):
    step = rules.step(state, verb)
    assert (step is not None) == (verb in TAKEN[state])
    if step is None:
        sentence = rules.why_not(state, verb)
        assert sentence.endswith(".")
        assert len(sentence.split()) > 8


@pytest.mark.django_db
@pytest.mark.parametrize("state", rules.STATES)
def test_every_person_at_every_step(state):
    """State × verb × person: in; not theirs to do (MayNot); not their place (NotHere); not now (WrongStep)."""
    world = small_world.build()
    period = loop.period(world)
    report_id = loop.opened(world.hanh, period)
    when = make.NOW if state in ("approved", "superseded") else None
    if state != "draft":
        Report.objects.filter(id=report_id).update(state=state, approved_at=when)
    signer = replace(world.lan, capabilities=frozenset({"approve", "view"}))
    people = {
        "recorder": (world.hanh, WRITER | EITHER, "own"),
        "approver": (signer, SIGNER | EITHER, "own"),
        "coordinator above": (world.khai, ABOVE, "above"),
        "approver above": (world.thai, ABOVE, "above"),
        "two levels above": (world.co, set(), "nowhere"),
        "sibling": (world.ha, set(), "nowhere"),
        "stranger": (world.stranger, set(), "nowhere"),
    }
    for (name, (officer, may, place)), verb in product(people.items(), rules.VERBS):
        stands = place == ("above" if verb in ABOVE else "own")
        expected: type[Exception] | None
        if not stands:
            expected = NotHere
        elif verb not in may:
            expected = MayNot
        else:
            expected = None if verb in TAKEN[state] else errors.WrongStep
        try:
            access.report_for(officer, report_id, verb)
            got = None
        except Exception as refusal:  # noqa: BLE001  whichever it is, it is compared
            got = type(refusal)
        right = got is None if expected is None else got is not None and issubclass(got, expected)
        assert right, f"{state}, {verb}, {name}: {got} instead of {expected}"
        report = Report.objects.select_related("period", "unit").get(id=report_id)
        assert access.may_take(officer, report, verb) == (expected is None)


@pytest.mark.django_db
def test_the_topmost_approver_decides_for_the_topmost_unit():
    world = small_world.build()
    report_id = loop.approved(world.binh, world.co, loop.period(world))
    CorrectionRequest.objects.create(report_id=report_id, reason=REASON, asked_at=make.NOW, asked_by_label="x")
    with pytest.raises(errors.ReportNotHere):
        actions.grant_correction(by=world.khai, report_id=report_id, row_version=None, now=make.NOW)
    actions.grant_correction(by=world.co, report_id=report_id, row_version=None, now=make.NOW)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=make.ZONE)


@pytest.mark.parametrize(
    ("done", "is_late", "days"),
    [
        ("2024-11-10 00:00:00", False, 0),
        ("2024-11-10 23:59:59.999999", False, 0),
        ("2024-11-11 00:00:00", True, 1),
        ("2024-11-11 23:59:59", True, 1),
        ("2024-11-13 08:00:00", True, 3),
    ],
)
def test_a_deadline_ends_at_24_local(done, is_late, days):
    time = rules.timeliness(date(2024, 11, 10), at(done), at("2024-12-01 00:00:00"))
    assert (time.is_done, time.is_late, time.days) == (True, is_late, days)
    time = rules.timeliness(date(2024, 11, 10), None, at(done))
    assert (time.is_done, time.is_late, time.days) == (False, is_late, days)


def test_a_deadline_is_local_wherever_the_instant_is_told_from():
    assert not rules.timeliness(date(2024, 11, 10), datetime(2024, 11, 10, 16, 59, tzinfo=UTC), make.NOW).is_late
    assert rules.timeliness(date(2024, 11, 10), datetime(2024, 11, 10, 17, 0, tzinfo=UTC), make.NOW).is_late


def test_a_period_is_offered_from_the_plans_own_deadline():
    offered = rules.suggested_period(2024, 11, 20, "district", ("commune", "district", "province"))
    assert offered.label == "năm 2024"
    assert offered.cutoff_on == date(2024, 10, 31)
    assert offered.dues == {
        "commune": date(2024, 11, 10), "district": date(2024, 11, 20), "province": date(2024, 11, 30),
    }  # fmt: skip
    without_districts = rules.suggested_period(2026, 11, 20, "commune", ("commune", "province"))
    assert without_districts.dues == {"commune": date(2026, 11, 20), "province": date(2026, 11, 30)}


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 400), st.integers(-400, 400), st.integers(0, 400))
def test_a_span_holds_just_the_days_both_hold(start, length, shift, other):
    one = rules.Span(start, start + timedelta(days=length))
    two = rules.Span(start + timedelta(days=shift), start + timedelta(days=shift + other))
    both = rules.span(one, two)
    for day in (start + timedelta(days=n) for n in range(-5, 30, 7)):
        inside = one.starts_on <= day <= one.ends_on and two.starts_on <= day <= two.ends_on
        assert inside == (both.starts_on <= day <= both.ends_on)


def test_changes_are_told_in_words():
    assert rules.change(312, 268, "buổi") == "tăng 44 buổi"
    assert rules.change(5, 1205, "lượt") == "giảm 1.200 lượt"
    assert rules.change(7, 7, "buổi") == "bằng kỳ trước (7 buổi)"
