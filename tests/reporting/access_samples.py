"""The addresses of reports, for the access matrix."""

from datetime import date
from typing import Any

from tests import make
from tests.access.sample import Build, Sample, board_of
from tests.world import World
from vandong.reporting.models import CorrectionRequest, PeriodDue, Report, ReportingPeriod, ReportLine, ReportSection

REASON = "Xin xem lại số buổi tuyên truyền."


def period(world: World, unit: int) -> dict[str, Any]:
    row, is_new = ReportingPeriod.objects.get_or_create(
        programme_id=world.programme,
        label="năm 2024",
        defaults={"starts_on": date(2024, 1, 1), "cutoff_on": date(2024, 10, 31), "created_at": make.NOW},
    )
    if is_new:
        PeriodDue.objects.create(period=row, level="commune", due_on=date(2024, 11, 10))
    return {"period_id": row.id}


def report(state: str, *, asks: bool = False) -> Build:
    """A maker of the unit's report in a state, with one figure and one section."""

    def make_it(world: World, unit: int) -> dict[str, Any]:
        period_id = period(world, unit)["period_id"]
        row, is_new = Report.objects.get_or_create(
            period_id=period_id,
            unit_id=unit,
            version=1,
            defaults={"body_id": board_of(unit), "state": "draft", "compiled_at": make.NOW, "created_at": make.NOW},
        )
        if is_new:
            ReportLine.objects.create(report=row, indicator="activity_count", own_value=3, below_value=0)
            ReportSection.objects.create(report=row, code="V", suggested_text="Không có kiến nghị.")
        if row.state != state:
            approved_at = make.NOW if state == "approved" else None
            Report.objects.filter(id=row.id).update(state=state, approved_at=approved_at, submitted_at=make.NOW)
        if asks:
            CorrectionRequest.objects.get_or_create(
                report=row, decided_at=None, defaults={"reason": REASON, "asked_at": make.NOW, "asked_by_label": "x"}
            )
        return {"report_id": row.id}

    return make_it


def line(state: str) -> Build:
    return lambda world, unit: {**report(state)(world, unit), "indicator": "activity_count"}


def nothing(world: World, unit: int) -> dict[str, Any]:
    return {}


def reason(verb: str) -> Build:
    return lambda world, unit: {f"{verb}-reason": REASON}


def seen(post: Build) -> Build:
    """What the form says, and which state of the unit's report its page showed."""

    def with_version(world: World, unit: int) -> dict[str, Any]:
        found = Report.objects.filter(unit_id=unit).order_by("-version").values_list("row_version", flat=True)
        return post(world, unit) | {"row_version": str(found.first() or 1)}

    return with_version


def own(kwargs: Build, post: Build, *capabilities: str) -> Sample:
    return Sample("own", kwargs, seen(post), frozenset(capabilities))


def above(kwargs: Build, post: Build) -> Sample:
    return Sample("above", kwargs, seen(post), frozenset({"coordinate", "approve"}))


SAMPLES = {
    "period_list": Sample("none"),
    "coverage_show": Sample("none"),
    "period_open": Sample("none", capabilities=frozenset({"coordinate"}), levels=frozenset({"province"})),
    "report_list": Sample("none", period),
    "report_open": Sample("none", period, nothing, frozenset({"record"})),
    "report_show": Sample("read", report("submitted")),
    "report_units": Sample("read", report("submitted")),
    "report_workbook": Sample("read", report("submitted")),
    "report_line": Sample("read", line("submitted")),
    "report_declare": own(line("draft"), lambda world, unit: {"value": "4", "note": "Một buổi chưa ghi."}, "record"),
    "report_write": own(report("draft"), lambda world, unit: {"text-V": "Đề nghị tăng kinh phí."}, "record"),
    "report_recompile": own(report("draft"), nothing, "record"),
    "report_submit": own(report("draft"), nothing, "record"),
    "report_return": own(report("submitted"), reason("return"), "approve"),
    "report_approve": own(report("submitted"), nothing, "approve"),
    "report_ask_correction": own(report("approved"), reason("ask_correction"), "record", "approve"),
    "report_grant_correction": above(report("approved", asks=True), nothing),
    "report_refuse_correction": above(report("approved", asks=True), reason("refuse_correction")),
    "report_send_back": above(report("approved"), reason("send_back")),
    "report_issue_document": own(
        report("approved"), lambda world, unit: {"dated_on": "05/11/2024"}, "record", "approve"
    ),
}
