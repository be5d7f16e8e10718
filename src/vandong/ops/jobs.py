"""What the scheduler does, job by job. Each is handed the instant and may run twice without harm."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from vandong.kernel import audit_seal
from vandong.kernel.sheet_intake import drafts
from vandong.ops import orphans
from vandong.outreach import actions as outreach

KEPT_FOR = timedelta(days=30)  # sign-in attempts and finished background tasks


def seal_audit(now: datetime) -> None:
    """Close the audit lines written since the last seal."""
    audit_seal.seal(now)


def clear_expired_sessions(now: datetime) -> None:
    """Sessions past their end hold nothing anyone may use."""
    Session.objects.filter(expire_date__lt=now).delete()


def forget_sign_in_attempts(now: datetime) -> None:
    """Addresses of people signing in are personal data: a month is enough for the lockout and its questions."""
    AccessAttempt.objects.filter(attempt_time__lt=now - KEPT_FOR).delete()
    AccessLog.objects.filter(attempt_time__lt=now - KEPT_FOR).delete()
    AccessFailureLog.objects.filter(attempt_time__lt=now - KEPT_FOR).delete()


def prune_finished_tasks(now: datetime) -> None:
    """Results of background tasks nobody will ask for any more."""
    call_command("prune_db_task_results", min_age_days=KEPT_FOR.days, verbosity=0)


def forget_old_sheets(now: datetime) -> None:
    """Workbooks read and neither accepted nor forgotten within a day hold names and telephone numbers."""
    drafts.forget_old(now=now)


def draw_small_copies(now: datetime) -> None:
    """Small copies for photos that were kept before there were any."""
    outreach.draw_small_copies(now=now)


def index_words(now: datetime) -> None:
    """Activities recorded or changed since, into the index that long lists are searched by. It is no deed of anybody's
    and has no instant."""
    outreach.index_words()


def erase_orphan_files(now: datetime) -> None:
    """Bytes of photos taken off while a backup ran, and of verbs cut off half-way."""
    orphans.erase()


def shorten_write_ahead_log(now: datetime) -> None:
    """SQLite only: write the log back and cut it to nothing, so that deleted pages do not linger in it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
