"""Add photos to an activity. What is kept is drawn afresh: pixels, and nothing of where, when or by whose phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import child, files
from vandong.outreach import access, recording
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import AlreadyWithdrawn, PhotoTooHeavy, TooManyPhotos
from vandong.outreach.models import ActivityPhoto
from vandong.outreach.rules import MOST_PHOTOS
from vandong.units import queries as units


@dataclass(frozen=True)
class Drawn:
    """A photo as it is kept: JPEG without metadata, and a small copy; sides of the large one in pixels."""

    content: bytes
    small: bytes
    width: int
    height: int


def add_photos(*, by: Officer, activity_id: int, photos: Sequence[bytes], now: datetime) -> int:
    """Add them all or none; returns how many. Raises ActivityNotHere, MayNot, RecordsItself, Locked, AlreadyWithdrawn,
    TooManyPhotos, PhotoTooHeavy, Unreadable."""
    access.activity_to_change(by, activity_id)  # asked before the work of redrawing, and again under the lock
    drawn = redraw(photos)
    with transaction.atomic():
        activity = access.activity_to_change(by, activity_id, lock=True)
        if activity.withdrawn_at is not None:
            raise AlreadyWithdrawn
        recording.refuse_locked(activity.unit_id, activity.held_on)
        if activity.photos.count() + len(drawn) > MOST_PHOTOS:
            raise TooManyPhotos(field="photos")
        attach(activity.id, drawn, now)
        audit_line.record(
            by=by,
            activity=activity,
            unit_in_sentence=units.unit(activity.unit_id).in_sentence,
            verb="photos_added",
            changed_fields=["photos"],
            now=now,
        )
    return len(drawn)


def redraw(photos: Sequence[bytes]) -> list[Drawn]:
    """Draw photos afresh, each in a child process. Raises TooManyPhotos, PhotoTooHeavy, Unreadable (field "photos")."""
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    drawn = []
    for photo in photos:
        if len(photo) > settings.MAX_UPLOAD_BYTES:
            megabytes = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
            raise PhotoTooHeavy(f"Có ảnh nặng quá {megabytes} MB. Xin thu nhỏ ảnh rồi chọn lại.", field="photos")
        try:
            meta, content = child.parse("vandong.kernel.image:reencode_twice", photo)
        except child.Unreadable as refusal:
            refusal.field = "photos"
            raise
        size = meta["size"]
        drawn.append(Drawn(content[:size], content[size:], meta["width"], meta["height"]))
    return drawn


def attach(activity_id: int, drawn: Sequence[Drawn], now: datetime) -> None:
    """Store the drawn photos and hang them on the activity. Part of the caller's verb and transaction."""
    for number, photo in enumerate(drawn, start=1):
        # The name the phone gave may tell a day or a person: it isn't kept either.
        stem = f"hoat-dong-{activity_id}-anh-{number}"
        ActivityPhoto.objects.create(
            activity_id=activity_id,
            file=files.store(photo.content, name=f"{stem}.jpg", media_type="image/jpeg", now=now),
            small_file=files.store(photo.small, name=f"{stem}-nho.jpg", media_type="image/jpeg", now=now),
            width=photo.width,
            height=photo.height,
            added_at=now,
        )


def draw_small_copies(*, now: datetime, most: int = 50) -> int:
    """Give photos kept before there were small copies theirs, `most` at a time; returns how many. Nobody's deed, so
    without an audit line. A photo whose bytes are lost or unreadable is passed over: its page shows what there is."""
    done = 0
    for photo in ActivityPhoto.objects.filter(small_file=None).select_related("file").order_by("id"):
        if done == most:
            break
        try:
            _, small = child.parse("vandong.kernel.image:reencode", files.read(photo.file), {"small": True})
        except (FileNotFoundError, child.Unreadable):
            continue
        with transaction.atomic():
            still = ActivityPhoto.objects.select_for_update().filter(id=photo.id, small_file=None).first()
            if still is None:  # taken off meanwhile
                continue
            name = photo.file.name.replace(".jpg", "-nho.jpg")
            still.small_file = files.store(small, name=name, media_type="image/jpeg", now=now)
            still.save(update_fields=["small_file"])
        done += 1
    return done
