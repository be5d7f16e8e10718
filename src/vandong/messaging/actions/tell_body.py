"""Tell the people of one body, or of many, something new, once."""

from collections.abc import Iterable
from datetime import datetime

from vandong.messaging.models import Notice


def tell_body(
    *, body_id: int, key: str, text: str, now: datetime, detail: str = "", path: str = "", icon: str = "send"
) -> None:
    """Leave a notice for a body. The same `key` for the same body is told once. Part of the caller's transaction."""
    Notice.objects.get_or_create(
        body_id=body_id,
        key=key,
        defaults={"text": text, "detail": detail, "path": path, "icon": icon, "told_at": now},
    )


def tell_bodies(
    *, body_ids: Iterable[int], key: str, text: str, now: datetime, detail: str = "", path: str = ""
) -> None:
    """Leave the same notice for many bodies, in one statement. Told before under this `key`: not told again."""
    Notice.objects.bulk_create(
        [Notice(body_id=id, key=key, text=text, detail=detail, path=path, told_at=now) for id in body_ids],
        ignore_conflicts=True,
        batch_size=500,
    )
