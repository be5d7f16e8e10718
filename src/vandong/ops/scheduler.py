"""Runs what is due: a small table of jobs (`config.schedule.JOBS`), one process, one job at a time.

When a job last ran is kept in the data folder, so that a nightly job missed while the machine was off runs after the
next start. A job that fails is logged and tried again at its next turn; it never stops the others.
"""

import json
import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from vandong.kernel import clock

logger = logging.getLogger("vandong.ops")


@dataclass(frozen=True)
class Job:
    """One thing to do again and again: every so often, or once a day at a local time. `run` is handed the instant."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta | None = None
    daily_at: time | None = None

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Whether the job should run at `now`, having last run at `last` (None = never)."""
        if self.every is not None:
            return last is None or now - last >= self.every
        if self.daily_at is None:
            raise ValueError(f"job {self.name} has no turn")
        turn = datetime.combine(now.date(), self.daily_at, tzinfo=now.tzinfo)
        if now < turn:
            turn -= timedelta(days=1)
        return last is None or last < turn


def run_due(jobs: Sequence[Job], last: Mapping[str, datetime], now: datetime) -> dict[str, datetime]:
    """Run every due job once; returns when each last ran. A failed job counts as run: its next turn is its next try."""
    ran = dict(last)
    for job in jobs:
        if not job.is_due(ran.get(job.name), now):
            continue
        try:
            job.run(now)
        except Exception:  # whatever a job does, the others go on
            logger.exception("việc theo lịch %s gặp lỗi", job.name)
        ran[job.name] = now
    return ran


def run_until_stopped() -> None:
    """The scheduler process: look every second, until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs: Sequence[Job] = import_string(settings.VANDONG_JOBS)
    path = Path(settings.DATA) / "schedule.json"
    last = _read(path)
    while True:
        ran = run_due(jobs, last, clock.zone_now())
        if ran != last:
            last = ran
            _write(path, last)
            close_old_connections()
        if stop.wait(1.0):
            return


def _read(path: Path) -> dict[str, datetime]:
    try:
        return {name: datetime.fromisoformat(at) for name, at in json.loads(path.read_text()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(path: Path, last: Mapping[str, datetime]) -> None:
    """Losing this file costs one needless run, so it is replaced whole but not fsynced."""
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps({name: at.isoformat() for name, at in last.items()}, indent=1))
    os.replace(temporary, path)
