"""Start a programme by hand, or change the basics of a draft."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import ChangedMeanwhile
from vandong.programme import access, rules, suggestions
from vandong.programme.errors import BadValue
from vandong.programme.models import Deadline, Programme, RiskGroup
from vandong.programme.part_columns import BASICS


@dataclass(frozen=True)
class Basics:
    """What a plan's first page says. `plan_number` may wait until the plan is issued."""

    title: str
    short_title: str
    plan_number: str
    plan_dated_on: date | None
    starts_on: date
    ends_on: date  # inclusive

    def checked(self) -> "Basics":
        """Tidied, or BadValue naming the field."""
        number = rules.tidy_plan_number(self.plan_number)
        if number and not rules.is_plan_number(number):
            raise BadValue("Số kế hoạch viết như 16/KH-MTTQ-BTT. Xin xem lại.", field="plan_number")
        if self.ends_on < self.starts_on:
            raise BadValue("Ngày kết thúc phải từ ngày bắt đầu trở đi.", field="ends_on")
        return Basics(
            vietnamese.tidy(self.title),
            vietnamese.tidy(self.short_title),
            number,
            self.plan_dated_on,
            self.starts_on,
            self.ends_on,
        )


@transaction.atomic
def draft_programme(*, by: Officer, basics: Basics, with_suggestions: bool, now: datetime) -> int:
    """Create a draft issued by the officer's own body; returns its id. With suggestions it begins with the six usual
    high-risk groups and the yearly report deadline, all editable."""
    ensure(by, "coordinate")
    basics = basics.checked()
    programme = Programme.objects.create(body_id=by.body_id, created_at=now, **vars(basics))
    if with_suggestions:
        RiskGroup.objects.bulk_create(
            RiskGroup(programme=programme, position=position, code=code, name=name, short_name=short_name)
            for position, (code, name, short_name) in enumerate(suggestions.SIX_RISK_GROUPS, start=1)
        )
        text, month, day = suggestions.YEARLY_REPORT
        Deadline.objects.create(
            programme=programme,
            kind=Deadline.Kind.REPORT,
            recurs=Deadline.Recurs.YEARLY,
            month=month,
            day=day,
            to_level=by.level,
            text=text,
        )
    _tell(by, now, "programme.programme.drafted", programme, by.unit_id, ["title"])
    return programme.id


@transaction.atomic
def edit_programme(*, by: Officer, programme_id: int, basics: Basics, version: int, now: datetime) -> None:
    """Change a draft's basics. Raises ChangedMeanwhile with the other person's values if `version` is old."""
    basics = basics.checked()
    programme = access.programme_to_edit(by, programme_id, lock=True)
    if programme.version != version:
        raise ChangedMeanwhile(theirs=basics_of(programme))
    changed = [name for name in BASICS if getattr(programme, name) != getattr(basics, name)]
    if not changed:
        return
    for name in changed:
        setattr(programme, name, getattr(basics, name))
    programme.version += 1
    programme.save()
    _tell(by, now, "programme.programme.edited", programme, by.unit_id, changed)


def basics_of(programme: Programme) -> Basics:
    return Basics(**{name: getattr(programme, name) for name in BASICS})


def _tell(by: Officer, now: datetime, action: str, programme: Programme, unit_id: int, changed: list[str]) -> None:
    audit.record(
        by=by,
        at=now,
        action=action,
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=unit_id,
        changed_fields=changed,
    )
