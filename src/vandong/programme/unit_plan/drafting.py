"""A unit's own plan in the making: what its page shows, and the document it becomes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vandong.accounts.access import Officer
from vandong.documents import queries as documents
from vandong.documents.actions import Content, Signature, standing_board
from vandong.kernel import installation
from vandong.kernel.numbers import format_day
from vandong.programme import access, queries, rules
from vandong.programme.errors import NoStandingBoard
from vandong.programme.models import Adoption, UnitPlan, UnitPlanTarget, UnitPlanText
from vandong.programme.unit_plan import spelling, target_words, text_sections, words
from vandong.units import queries as units

SOURCE = "programme.unit_plan"


@dataclass(frozen=True)
class PlanPart:
    """One part of the plan as it stands: the officer's words, or the suggestion."""

    code: str
    heading: str
    text: str
    suggested: str
    is_own: bool

    @property
    def label(self) -> str:
        """ "III. Nội dung, nhiệm vụ", "Căn cứ"."""
        return f"{self.code}. {self.heading}" if self.code in text_sections.NUMBERED else self.heading


@dataclass(frozen=True)
class UnitPlanPage:
    """`version` is None before anything was saved."""

    programme: queries.ProgrammeRow
    body_name: str
    subject: str
    parts: tuple[PlanPart, ...]
    targets: tuple[queries.TargetRow, ...]
    taken: Mapping[int, Decimal]
    offered_bases: tuple[str, ...]  # documents the plan above names that are not yet among the bases
    version: int | None
    sheet: documents.Sheet
    begins_register: bool  # it would be the first plan numbered here this year
    slips: tuple[spelling.Slip, ...]  # probably written wrongly, in what would be signed


def page(officer: Officer, programme_id: int, on: date) -> UnitPlanPage:
    """The plan of the officer's own unit under a programme, written or not. Raises what `unit_plan_to_write` does."""
    programme = access.unit_plan_to_write(officer, programme_id)
    plan = UnitPlan.objects.filter(programme_id=programme_id, unit_id=officer.unit_id).first()
    figures = taken(plan)
    told_from = ground(officer, programme_id, figures)
    parts = _parts(plan, words.suggestions(told_from))
    texts = {part.code: part.text for part in parts}
    body = board(officer)
    subject = plan.subject if plan else suggested_subject(officer, programme_id)
    content = content_of(officer, subject, texts, signature=unsigned())
    return UnitPlanPage(
        programme=queries.programme_row(programme),
        body_name=body.name,
        subject=subject,
        parts=parts,
        targets=takeable(programme_id, officer.level, figures),
        taken=figures,
        offered_bases=tuple(line for line, _ in words.cited_bases(told_from) if line not in texts["bases"]),
        version=plan.version if plan else None,
        sheet=documents.sheet(content, body_kind=body.kind, on=on, open_symbol=f"…/KH-{standing_board.SYMBOL_SUFFIX}"),
        begins_register=not documents.has_numbers(body.id, on.year, content.document_type),
        slips=spelling.slips({"Trích yếu": subject} | {part.label: part.text for part in parts}),
    )


def document_id(officer: Officer, programme_id: int) -> int | None:
    """The document the unit's plan became, None before it has a number."""
    rows = UnitPlan.objects.filter(programme_id=programme_id, unit_id=officer.unit_id)
    return rows.values_list("document_id", flat=True).first()


def plan_parts(officer: Officer, programme_id: int, plan: UnitPlan | None) -> tuple[PlanPart, ...]:
    """Every part, the officer's words before the suggestion."""
    return _parts(plan, words.suggestions(ground(officer, programme_id, taken(plan))))


def _parts(plan: UnitPlan | None, suggested: Mapping[str, str]) -> tuple[PlanPart, ...]:
    own = dict(UnitPlanText.objects.filter(plan=plan).values_list("part", "text")) if plan else {}
    return tuple(
        PlanPart(code, heading, own.get(code, suggested[code]), suggested[code], code in own)
        for code, heading in text_sections.PARTS.items()
    )


def taken(plan: UnitPlan | None) -> dict[int, Decimal]:
    """Target id → what the unit means to take of it."""
    return dict(UnitPlanTarget.objects.filter(plan=plan).values_list("target_id", "value")) if plan else {}


def takeable(programme_id: int, level: str, kept: Collection[int]) -> tuple[queries.TargetRow, ...]:
    """Targets with a figure the unit may take a part of: those that stand in its plan, and those it took before."""
    return tuple(
        row
        for row in queries.allottable(programme_id, level)
        if row.value is not None and (row.id in kept or target_words.concerns(row, level))
    )


def suggested_subject(officer: Officer, programme_id: int) -> str:
    return words.subject(queries.known(programme_id), units.unit(officer.unit_id).in_sentence)[:400]


def board(officer: Officer) -> units.BodyRow:
    """The Standing Board that issues the unit's plan. Raises NoStandingBoard."""
    found = units.standing_board(officer.unit_id, officer.on)
    if found is None:
        raise NoStandingBoard
    return found


def ground(officer: Officer, programme_id: int, values: Mapping[int, Decimal]) -> words.Ground:
    """What the suggested words are told from; a handful of queries."""
    programme, parts = queries.known(programme_id), queries.parts(programme_id)
    return words.Ground(
        level=officer.level,
        unit_in_sentence=units.unit(officer.unit_id).in_sentence,
        body_name=board(officer).name,
        programme=programme,
        author_name=_author(officer, programme).name,
        parts=parts,
        taken=values,
        above=_above(officer, programme),
        dues=_dues(programme_id, parts.deadlines, officer.level),
        dues_below=_dues(programme_id, parts.deadlines, _level_below(officer)),
        instruments=queries.terms(programme_id, "instrument"),
        models=tuple(term.name for term in queries.terms(programme_id, "model")),
    )


def _author(officer: Officer, programme: queries.ProgrammeRow) -> units.BodyRow:
    """Whose plan it is. A department enters a programme for the Standing Board: that alone signs and issues."""
    author = units.body(programme.body_id)
    if author.kind != "movement_department":
        return author
    return units.standing_board(author.unit_id, officer.on) or author


def _dues(programme_id: int, deadlines: Sequence[queries.DeadlineRow], level: str) -> dict[int, str]:
    """Deadline id → by when the level keeps it, where that was set when the programme was handed down."""
    handed = queries.dues_by_level(programme_id)
    dues = ((row, handed.get(row.id, {}).get(level)) for row in deadlines)
    return {row.id: words.day_said(due.on, due.month, due.day, row.recurs) for row, due in dues if due}


def _level_below(officer: Officer) -> str:
    """The level that reports to the officer's unit, "" below a commune: areas hand in no reports."""
    below = units.levels_below(officer.level) & {"district", "commune"}
    present = (level for level in rules.LEVELS if level in below)
    return next((level for level in present if units.count_below(officer.unit_id, officer.on, level)), "")


def _above(officer: Officer, programme: queries.ProgrammeRow) -> tuple[words.Above, ...]:
    """Standing Boards from the unit directly above up to the programme's own unit."""
    rows = units.ancestors(officer.unit_id, officer.on)[1:]
    ids = [row.id for row in rows]
    until = ids.index(programme.unit_id) + 1 if programme.unit_id in ids else 0
    plans = {row.unit_id: row for row in Adoption.objects.filter(programme_id=programme.id, unit_id__in=ids)}
    found = []
    for row in rows[:until]:
        body = units.standing_board(row.id, officer.on)
        if body is None:
            continue
        plan = plans.get(row.id)
        number, day = (plan.plan_number, format_day(plan.plan_dated_on)) if plan else ("", "")
        found.append(words.Above(row.level, body.name, number, day))
    return tuple(found)


def unsigned() -> Signature:
    """The signature of a draft: its place, without a name."""
    return Signature(standing_board.ON_BEHALF_OF, signs_for_chair=False, title=standing_board.CHAIR, name="")


def signed_by(officer: Officer) -> Signature:
    return Signature(
        standing_board.ON_BEHALF_OF,
        signs_for_chair=officer.signs_for_chair,
        title=officer.title,
        name=officer.full_name,
    )


def content_of(officer: Officer, subject: str, texts: Mapping[str, str], *, signature: Signature) -> Content:
    """The plan as a document, from its own words alone."""
    unit, body = units.unit(officer.unit_id), board(officer)
    recipients = [line.strip(" -;.") for line in texts["recipients"].split("\n") if line.strip(" -;.")]
    if not recipients or not recipients[-1].startswith("Lưu:"):
        recipients.append(standing_board.FILE_COPY)
    return Content(
        document_type="KH",
        type_name="KẾ HOẠCH",
        subject=(subject,),
        place=unit.proper_name,
        superior_body_lines=standing_board.superior_lines(unit.in_sentence),
        issuing_body_lines=standing_board.ISSUING_LINES,
        issuer=body.name,
        signature=signature,
        recipients=tuple(recipients),
        legal_bases=tuple(line.strip(" -;.") for line in texts["bases"].split("\n") if line.strip(" -;.")),
        opening=(f"{body.name} xây dựng Kế hoạch thực hiện như sau:",),
        sections=text_sections.sections(texts),
        closing=(words.closing(body.name),),
        is_demonstration=installation.current().is_demonstration,
    )
