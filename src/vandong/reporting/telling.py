"""Audit lines and notices of reports: said in one way by every verb."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.kernel import audit
from vandong.messaging import actions as messaging
from vandong.programme import queries as programmes
from vandong.reporting import tree
from vandong.reporting.models import Report


def label(report: Report) -> str:
    """ "Báo cáo năm 2024 của xã Hồng Phong", with its version from the second on."""
    name = f"Báo cáo {report.period.label} của {report.unit.name_in_sentence}"
    return name if report.version == 1 else f"{name}, bản đính chính {report.version - 1}"


def record(
    report: Report, verb: str, *, by: Officer, now: datetime, changed: Iterable[str] = (), note: str = ""
) -> None:
    """One audit line, e.g. `reporting.report.approved`."""
    audit.record(
        by=by,
        at=now,
        action=f"reporting.report.{verb}",
        subject_type="reporting.report",
        subject_id=report.id,
        subject_label=label(report),
        unit_id=report.unit_id,
        changed_fields=changed,
        note=note,
    )


def tell_own(
    report: Report, verb: str, text: str, *, by: Officer, now: datetime, detail: str = "", icon: str = "send"
) -> None:
    """A notice to the Standing Board that signs the report."""
    _tell([report.body_id], report, verb, text, by, now, detail, icon)


def tell_above(
    report: Report, verb: str, text: str, *, by: Officer, now: datetime, detail: str = "", icon: str = "send"
) -> None:
    """A notice to those who receive the unit's reports; nobody at the top of the chain."""
    programme = programmes.known(report.period.programme_id)
    bodies = tree.bodies_above(report.unit_id, programme.unit_id, by)
    _tell([body.id for body in bodies], report, verb, text, by, now, detail, icon)


def _tell(
    body_ids: list[int], report: Report, verb: str, text: str, by: Officer, now: datetime, detail: str, icon: str
) -> None:
    for body_id in body_ids:
        messaging.tell_body(
            body_id=body_id,
            key=f"report:{report.id}:{verb}:{report.row_version}",
            text=text[:300],
            detail=detail[:500],
            path=reverse("report_show", args=[report.id]),
            icon=icon,
            now=now,
            by=by,
        )
