"""Mark notices as read by one person. Reading is not audited: it changes nothing for anybody else."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.messaging import access
from vandong.messaging.models import Notice, NoticeRead


def read_notice(notice_id: int, *, by: Officer, now: datetime) -> str:
    """Mark one as read (again is the same as once); returns where it leads, or empty. Raises NotHere."""
    notice = access.notice_to_read(by, notice_id)
    NoticeRead.objects.bulk_create(
        [NoticeRead(notice=notice, account_id=by.account_id, read_at=now)], ignore_conflicts=True
    )
    return notice.path


@transaction.atomic
def read_all(*, by: Officer, now: datetime) -> int:
    """Mark every notice of the acting body as read by this person; returns how many were new to them."""
    unread = Notice.objects.filter(body_id=by.body_id).exclude(reads__account_id=by.account_id)
    marks = [NoticeRead(notice=notice, account_id=by.account_id, read_at=now) for notice in unread]
    NoticeRead.objects.bulk_create(marks, ignore_conflicts=True)
    return len(marks)
