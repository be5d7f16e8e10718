"""Issue a programme: from then on it stands, and every unit below sees it."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, files
from vandong.programme import access
from vandong.programme.errors import NotReady
from vandong.programme.models import Programme


@transaction.atomic
def issue_programme(*, by: Officer, programme_id: int, now: datetime) -> None:
    """Issue a draft. Raises NotReady when it lacks a plan number, its date, a task, or a risk group and target."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    if not programme.plan_number or programme.plan_dated_on is None:
        raise NotReady("Chưa ghi số và ngày của kế hoạch. Xin ghi đủ rồi ban hành.")
    if not programme.targets.exists() or not programme.tasks.exists():
        raise NotReady("Chương trình cần ít nhất một mục tiêu và một nhiệm vụ trước khi ban hành.")
    programme.state = Programme.State.ISSUED
    programme.issued_at = now
    programme.version += 1
    programme.save()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.issued",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=["state"],
    )


@transaction.atomic
def attach_plan_file(
    *, by: Officer, programme_id: int, content: bytes, name: str, media_type: str, now: datetime
) -> None:
    """Keep the plan document itself with a draft; a newer file takes the older one's place."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    programme.plan_file = files.store(content, name=name, media_type=media_type, now=now)
    programme.version += 1
    programme.save()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.file_attached",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=["plan_file"],
    )
