"""The schedule: what is due when, a failing job among others, and what the jobs do."""

from datetime import datetime, time, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

from tests import make
from vandong.config.schedule import JOBS
from vandong.kernel import audit
from vandong.kernel.models import SealedLine
from vandong.ops import jobs, scheduler
from vandong.ops.scheduler import Job

EACH_MINUTE = Job("minute", lambda now: None, every=timedelta(minutes=1))
NIGHTLY = Job("night", lambda now: None, daily_at=time(2, 10))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 11, day, hour, minute, tzinfo=make.ZONE)


@pytest.mark.parametrize(
    ("job", "last", "now", "is_due"),
    [
        (EACH_MINUTE, None, at(5, 8), True),
        (EACH_MINUTE, at(5, 8), at(5, 8), False),
        (EACH_MINUTE, at(5, 8), at(5, 8, 1), True),
        (NIGHTLY, at(5, 2, 10), at(5, 23), False),
        (NIGHTLY, at(5, 2, 10), at(6, 2, 9), False),
        (NIGHTLY, at(5, 2, 10), at(6, 2, 10), True),
        (NIGHTLY, at(3, 2, 10), at(5, 1), True),  # the machine was off for a night
        (NIGHTLY, None, at(5, 1), True),
    ],
)
def test_a_job_is_due_at_its_turn_and_after_a_missed_one(job, last, now, is_due):
    assert job.is_due(last, now) is is_due


def test_a_failing_job_stops_no_other_and_waits_for_its_next_turn():
    ran: list[str] = []

    def fail(now: datetime) -> None:
        raise RuntimeError("hỏng")

    table = (
        Job("bad", fail, every=timedelta(minutes=1)),
        Job("good", lambda now: ran.append("good"), every=timedelta(minutes=1)),
    )
    last = scheduler.run_due(table, {}, at(5, 8))
    assert ran == ["good"]
    assert last == {"bad": at(5, 8), "good": at(5, 8)}
    scheduler.run_due(table, last, at(5, 8))
    assert ran == ["good"]


def test_when_jobs_last_ran_outlives_the_process(tmp_path):
    path = tmp_path / "schedule.json"
    assert scheduler._read(path) == {}
    scheduler._write(path, {"x": at(5, 8)})
    assert scheduler._read(path) == {"x": at(5, 8)}
    path.write_text("not json")
    assert scheduler._read(path) == {}


def test_every_job_of_the_installation_runs_twice_without_harm(db):
    for _ in range(2):
        for job in JOBS:
            if job.name != "shorten_write_ahead_log":  # not inside a transaction
                job.run(make.NOW)
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_the_audit_is_sealed_old_sessions_go_and_addresses_are_forgotten(db):
    with transaction.atomic():
        audit.record(by=audit.SYSTEM, at=make.NOW, action="units.unit.opened", subject_type="units.unit", subject_id=1)
    jobs.seal_audit(make.NOW)
    assert SealedLine.objects.count() == 1
    Session.objects.create(session_key="old", session_data="", expire_date=make.NOW - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=make.NOW + timedelta(seconds=1))
    jobs.clear_expired_sessions(make.NOW)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    for name, age in (("old", 31), ("new", 29)):
        row = AccessAttempt.objects.create(username=name, failures_since_start=1)
        AccessAttempt.objects.filter(id=row.id).update(attempt_time=make.NOW - timedelta(days=age))
    jobs.forget_sign_in_attempts(make.NOW)
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["new"]


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_the_write_ahead_log_is_cut_to_nothing():
    from pathlib import Path

    from django.db import connection

    jobs.shorten_write_ahead_log(make.NOW)
    log = Path(str(connection.settings_dict["NAME"]) + "-wal")
    assert not log.exists() or log.stat().st_size == 0
