"""Whose notices one may read: those of the body one acts in."""

from vandong.accounts.access import Officer
from vandong.kernel.errors import NotHere
from vandong.messaging.models import Notice


def notice_to_read(officer: Officer, notice_id: int) -> Notice:
    """A notice of the officer's own body. Raises NotHere for any other."""
    notice = Notice.objects.filter(id=notice_id, body_id=officer.body_id).first()
    if notice is None:
        raise NotHere
    return notice
