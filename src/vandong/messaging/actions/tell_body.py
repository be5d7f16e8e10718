"""Tell the people of one body, or of many, something new, once."""

from collections.abc import Iterable
from datetime import datetime

from vandong.accounts.access import Officer
from vandong.messaging.models import Notice, NoticeRead


def tell_body(
    *,
    body_id: int,
    key: str,
    text: str,
    now: datetime,
    detail: str = "",
    path: str = "",
    icon: str = "send",
    by: Officer | None = None,
) -> None:
    """Leave a notice for a body. The same `key` for the same body is told once. Part of the caller's transaction.

    `by`: whose act is told. To their colleagues it is new; to themselves it is not, so for them it counts as read.
    """
    notice, is_new = Notice.objects.get_or_create(
        body_id=body_id,
        key=key,
        defaults={"text": text, "detail": detail, "path": path, "icon": icon, "told_at": now},
    )
    if is_new and by is not None and by.body_id == body_id:
        NoticeRead.objects.create(notice=notice, account_id=by.account_id, read_at=now)


def tell_bodies(
    *, body_ids: Iterable[int], key: str, text: str, now: datetime, detail: str = "", path: str = ""
) -> None:
    """Leave the same notice for many bodies, in one statement. Told before under this `key`: not told again."""
    Notice.objects.bulk_create(
        [Notice(body_id=id, key=key, text=text, detail=detail, path=path, told_at=now) for id in body_ids],
        ignore_conflicts=True,
        batch_size=500,
    )
