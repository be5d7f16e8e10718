"""Tell the people of a body something new, once."""

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
