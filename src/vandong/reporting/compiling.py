"""How a report fills itself: own records plus the approved lines below, never both ways; and the words they suggest.

Part of the verbs that open, recompile, submit and correct: always inside their transaction, with the report locked.
"""

from collections.abc import Mapping, Set
from datetime import datetime

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.programme import queries as programmes
from vandong.reporting import keeping_back, narrative, rules, shown, sources
from vandong.reporting.models import Report, ReportingPeriod, ReportLine, ReportSection, ReportSource
from vandong.units import queries as units

Figures = dict[tuple[str, str], int]
SUM_OF_GROUPS = "Cộng từ các nhóm, trong đó có nhóm khai khác số tự tính."


def compile_report(report: Report, *, by: Officer, now: datetime) -> None:
    """Compute lines, sources and suggestions afresh; declared values and people's own words stay. Saves the report."""
    period, programme = report.period, programmes.known(report.period.programme_id)
    groups = programmes.risk_groups(programme.id)
    children = units.reporting_children(report.unit_id, period.cutoff_on)
    added = list(
        Report.objects.filter(period=period, unit_id__in=[child.id for child in children], state=Report.State.APPROVED)
    )
    approved = {source.unit_id for source in added}
    late = [child.in_sentence for child in children if child.id not in approved]
    own = own_figures(period, programme, report.unit_id)
    below = figures_below([source.id for source in added])
    lines = _write_lines(report, own, below, [group.code for group in groups])
    ReportSource.objects.filter(report=report).delete()
    ReportSource.objects.bulk_create(ReportSource(report=report, source=source) for source in added)
    report.compiled_at, report.late_unit_names = now, late
    report.is_provisional = bool(late or sources.gaps(report))
    report.save(update_fields=["compiled_at", "is_provisional", "late_unit_names"])
    keeping_back.decide(report)
    _write_suggestions(report, _told(report, groups, lines, len(children), late))


def suggest_again(report: Report) -> None:
    """Write the suggestions anew from the lines as they stand: after a figure was declared, or kept back."""
    groups = programmes.risk_groups(report.period.programme_id)
    child_count = len(units.reporting_children(report.unit_id, report.period.cutoff_on))
    lines = {(line.indicator, line.risk_group): line.value for line in ReportLine.objects.filter(report=report)}
    _write_suggestions(report, _told(report, groups, lines, child_count, report.late_unit_names))


def span_of(period: ReportingPeriod, programme: programmes.ProgrammeRow) -> rules.Span:
    """The days whose records a period counts: period and programme together."""
    return rules.span(
        rules.Span(period.starts_on, period.cutoff_on), rules.Span(programme.starts_on, programme.ends_on)
    )


def own_figures(period: ReportingPeriod, programme: programmes.ProgrammeRow, unit_id: int) -> Figures:
    """Figures of the unit's own records: for a commune those of its residential areas too, and for any unit those of
    units that ended into it during the period. What a book states is the unit's own book alone, for whoever took others
    in counts anew; and it is told only where the period begins with the year."""
    total: Figures = {}
    for scope in own_scopes(period, programme, unit_id):
        tells_books = scope.unit_id == unit_id and rules.begins_with_year(
            span_of(period, programme), programme.starts_on
        )
        codes = [one.code for one in analytics.INDICATORS if one.is_counted_by_activity or tells_books]
        for key, value in analytics.figures_of_unit(scope, codes).items():
            total[key] = total.get(key, 0) + value
    return total


def own_scopes(period: ReportingPeriod, programme: programmes.ProgrammeRow, unit_id: int) -> list[analytics.Scope]:
    """Whose records are the unit's own in a period: one scope for itself and one for each unit it absorbed."""
    days = span_of(period, programme)
    if days.is_empty:
        return []
    ids = [unit_id, *units.absorbed_ids(unit_id, days.starts_on, period.cutoff_on)]
    return [analytics.Scope(programme.id, days.starts_on, days.ends_on, each) for each in ids]


def figures_below(report_ids: list[int]) -> Figures:
    """The sum of what those reports report: the declared value where there is one."""
    rows = (
        ReportLine.objects.filter(report_id__in=report_ids)
        .values("indicator", "risk_group")
        .annotate(total=Sum(Coalesce("declared_value", F("own_value") + F("below_value"))))
    )
    return {(row["indicator"], row["risk_group"]): row["total"] for row in rows}


def previous_report(report: Report) -> Report | None:
    """The unit's approved report of the period before, under the same programme."""
    return (
        Report.objects.filter(
            unit_id=report.unit_id,
            state=Report.State.APPROVED,
            period__programme_id=report.period.programme_id,
            period__cutoff_on__lt=report.period.starts_on,
        )
        .select_related("period")
        .order_by("-period__cutoff_on")
        .first()
    )


def figures_of(report: Report) -> Figures:
    """What a report reports, by key."""
    return {(line.indicator, line.risk_group): line.value for line in ReportLine.objects.filter(report=report)}


def settle_wholes(report: Report) -> None:
    """A figure told for each group has a whole that is the sum of its groups, declared ones included."""
    lines = list(ReportLine.objects.filter(report=report))
    changed = _settle(lines)
    ReportLine.objects.bulk_update(changed, ["declared_value", "note"])


def _write_lines(report: Report, own: Figures, below: Figures, groups: list[str]) -> Figures:
    declared = {
        (line.indicator, line.risk_group): (line.declared_value, line.note)
        for line in ReportLine.objects.filter(report=report)
        if line.declared_value is not None
    }
    keys = [key for indicator in analytics.INDICATORS for key in _keys_of(indicator, groups, own.keys() | below.keys())]
    lines = []
    for key in keys:
        line = ReportLine(
            report=report, indicator=key[0], risk_group=key[1],
            own_value=own.get(key, 0), below_value=below.get(key, 0),
        )  # fmt: skip
        value, note = declared.get(key, (None, ""))
        if value is not None and value != line.computed_value:
            line.declared_value, line.note = value, note
        lines.append(line)
    _settle(lines)
    ReportLine.objects.filter(report=report).delete()
    ReportLine.objects.bulk_create(lines)
    return {(line.indicator, line.risk_group): line.value for line in lines}


def _keys_of(indicator: analytics.Indicator, groups: list[str], known: Set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines of one indicator. A group that no book has a number for has no line: "chưa có số" is not 0."""
    if not indicator.per_risk_group:
        return [(indicator.code, "")]
    keys = [(indicator.code, group) for group in (["", *groups] if indicator.has_whole else groups)]
    return keys if indicator.is_counted_by_activity else [key for key in keys if key in known]


def _settle(lines: list[ReportLine]) -> list[ReportLine]:
    wholes = [line for line in lines if not line.risk_group and analytics.BY_CODE[line.indicator].per_risk_group]
    for whole in wholes:
        parts = [line for line in lines if line.indicator == whole.indicator and line.risk_group]
        total = sum(line.value for line in parts)
        differs = any(line.declared_value is not None for line in parts) or total != whole.computed_value
        whole.declared_value, whole.note = (total, SUM_OF_GROUPS) if differs and parts else (None, "")
    return wholes


def _write_suggestions(report: Report, told: narrative.Figures) -> None:
    kept = {section.code: section.text for section in ReportSection.objects.filter(report=report)}
    ReportSection.objects.filter(report=report).delete()
    ReportSection.objects.bulk_create(
        ReportSection(report=report, code=code, suggested_text=text, text=kept.get(code))
        for code, text in narrative.suggestions(told).items()
    )


def _told(
    report: Report,
    groups: tuple[programmes.RiskGroupRow, ...],
    values: Mapping[tuple[str, str], int],
    child_count: int,
    late: list[str],
) -> narrative.Figures:
    unit, earlier = units.unit(report.unit_id), previous_report(report)
    return narrative.Figures(
        unit_in_sentence=unit.in_sentence,
        level=unit.level,
        body_name=report.body.name,
        values=values,
        before=figures_of(earlier) if earlier else None,
        before_label=earlier.period.label if earlier else "",
        groups=tuple((group.code, group.name) for group in groups),
        area_count=units.count_below(report.unit_id, report.period.cutoff_on, "area"),
        child_count=child_count,
        late_names=tuple(late),
        gaps=tuple(gap.sentence for gap in sources.gaps(report)),
        hidden=shown.hidden_in_document(report),
    )
