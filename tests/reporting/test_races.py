"""R18: many approve, submit or ask at the same instant; exactly one wins, the others are told why not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import OperationalError, connections

from tests import make
from tests import world as small_world
from tests.reporting import loop
from vandong.kernel.errors import Refused
from vandong.kernel.models import AuditLine
from vandong.outreach.actions import record_activity
from vandong.outreach.models import Activity
from vandong.outreach.rules import ActivityEntry
from vandong.reporting import actions
from vandong.reporting.models import CorrectionRequest, Report

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(*acts) -> list[str]:
    """Run them in a thread each, begun together; what each met, in order: "won" or the refusal's code."""
    gate = Barrier(len(acts))

    def one(act) -> str:
        gate.wait()
        try:
            act()
        except Refused as refusal:
            return refusal.code
        except OperationalError as error:
            return str(error)
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def at_once(count, act) -> Counter:
    """One thing done by many at once: how many met what."""
    return Counter(all_at_once(*[act] * count))


@pytest.mark.parametrize("turns", [3, pytest.param(625, marks=pytest.mark.slow)])
def test_of_many_approvals_at_once_exactly_one_wins(turns):
    """8 at once × 3 rounds by default; 5,000 in all behind --all."""
    world = small_world.build()
    period = loop.period(world)
    report_id = loop.submitted(world.hanh, period)
    for turn in range(turns):
        approve = partial(actions.approve_report, by=world.lan, report_id=report_id, row_version=None, now=make.NOW)
        met = at_once(8, approve)
        assert met == {"won": 1, "reporting.wrong_step": 7}
        assert AuditLine.objects.filter(action="reporting.report.approved").count() == turn + 1
        assert Report.objects.filter(period_id=period, state="approved").count() == 1
        actions.send_back_report(
            by=world.khai, report_id=report_id, reason="Xin xem lại một lần nữa.", row_version=None, now=make.NOW
        )
        report_id = loop.submitted(world.hanh, period)
    print(f"0 double approvals in {turns * 8} attempts: the rate is below {3 / (turns * 8):.2%} (95 %)")


def test_of_many_submits_at_once_exactly_one_wins():
    world = small_world.build()
    report_id = loop.opened(world.hanh, loop.period(world))
    met = at_once(8, lambda: actions.submit_report(by=world.hanh, report_id=report_id, row_version=None, now=make.NOW))
    assert met == {"won": 1, "reporting.wrong_step": 7}


def test_opening_at_once_makes_one_report_for_all():
    world = small_world.build()
    period = loop.period(world)
    met = at_once(6, lambda: actions.open_report(by=world.hanh, period_id=period, now=make.NOW))
    assert met == {"won": 6}
    assert Report.objects.filter(period_id=period).count() == 1


def test_asking_at_once_leaves_one_request():
    world = small_world.build()
    report_id = loop.approved(world.hanh, world.lan, loop.period(world))
    reason = "Ghi sót một buổi ở thôn."
    values = {"by": world.hanh, "report_id": report_id, "reason": reason, "row_version": None, "now": make.NOW}
    met = at_once(6, partial(actions.ask_correction, **values))
    assert met == {"won": 1, "reporting.correction_waiting": 5}
    assert CorrectionRequest.objects.count() == 1


def test_granting_at_once_opens_one_version():
    world = small_world.build()
    report_id = loop.approved(world.hanh, world.lan, loop.period(world))
    reason = "Ghi sót một buổi ở thôn."
    actions.ask_correction(by=world.hanh, report_id=report_id, reason=reason, row_version=None, now=make.NOW)
    met = at_once(
        6, lambda: actions.grant_correction(by=world.khai, report_id=report_id, row_version=None, now=make.NOW)
    )
    assert met == {"won": 1, "reporting.no_correction_waiting": 5}
    assert Report.objects.count() == 2


def test_what_is_recorded_while_a_report_is_submitted_is_counted_or_refused():
    """Never recorded, acknowledged, locked, and missing from the report."""
    world = small_world.build()
    period = loop.period(world)
    report_id = loop.opened(world.hanh, period)
    for turn in range(3):
        talk = partial(_talk, world)
        submit = partial(actions.submit_report, by=world.hanh, report_id=report_id, row_version=None, now=make.NOW)
        recorded = all_at_once(talk, talk, submit, talk, talk)
        assert recorded[2] == "won"
        assert set(recorded) <= {"won", "units.locked"}
        assert loop.values(report_id)["record_count"] == Activity.objects.count(), f"turn {turn}"
        actions.return_report(
            by=world.lan, report_id=report_id, reason="Xin ghi thêm việc.", row_version=None, now=make.NOW
        )


def _talk(world: small_world.World) -> None:
    entry = ActivityEntry(
        programme_id=world.programme,
        unit_id=world.bong_lai,
        held_on=date(2024, 5, 20),
        channel="meeting",
        lead_body_id=world.hanh.body_id,
        attendance_count=20,
    )
    record_activity(by=world.hanh, entry=entry, client_token=uuid4(), now=make.NOW)
