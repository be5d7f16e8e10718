"""The report as an official document: addressee, sections, appendices, signature, recipients. Built from the report's
own rows alone, so that an approved report always gives the same content."""

from collections.abc import Sequence

from vandong.accounts.access import Officer
from vandong.documents.actions import Appendix, Column, Content, Section, Signature, standing_board
from vandong.documents.queries import cited, day_in_words
from vandong.kernel import installation, numbers, vietnamese
from vandong.programme import queries as programmes
from vandong.reporting import below, figures, narrative, shown, tree
from vandong.reporting.models import Report, ReportSection
from vandong.units import queries as units

DOCUMENT_TYPE = "BC"
_PARTY = {"province": "Thường trực Tỉnh ủy", "district": "Thường trực Huyện ủy", "commune": "Thường trực Đảng ủy"}
_CENTRE = "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam"
_LETTERS = ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.")


def content_of(report: Report, officer: Officer) -> Content:
    """What the document says. Before approval the signature has no name: the preview of a draft."""
    programme = programmes.known(report.period.programme_id)
    return content(report, officer, programme, tree.bodies_above(report.unit_id, programme.unit_id, officer))


def content(
    report: Report, officer: Officer, programme: programmes.ProgrammeRow, above: Sequence[units.BodyRow]
) -> Content:
    """The same, for who has read the programme and the bodies above (`tree.bodies_above`) already."""
    unit = units.unit_row(report.unit)
    addressees = _addressees(unit, above)
    is_own_unit = officer.unit_id == report.unit_id
    return Content(
        document_type=DOCUMENT_TYPE,
        type_name="BÁO CÁO",
        subject=(f"Kết quả thực hiện {_named(programme.title)},", report.period.label),
        place=unit.proper_name,
        superior_body_lines=standing_board.superior_lines(unit.in_sentence),
        issuing_body_lines=standing_board.ISSUING_LINES,
        issuer=report.body.name,
        signature=Signature(
            on_behalf_of=standing_board.ON_BEHALF_OF,
            signs_for_chair=report.signs_for_chair,
            title=report.signer_title or standing_board.CHAIR,
            name=report.signer_name,
        ),
        recipients=(*(["Như trên"] if addressees else []), *_recipients(unit), standing_board.FILE_COPY),
        addressees=addressees,
        opening=(*_replaces(report), _opening(report, programme)),
        sections=_sections(report, is_own_unit=is_own_unit),
        appendices=_appendices(report, is_own_unit=is_own_unit),
        as_of_note=f"Số liệu tính đến {day_in_words(report.as_of_on)}",
        is_demonstration=installation.current().is_demonstration,
    )


def _named(title: str) -> str:
    """The programme inside a sentence: a title that says what it is stands as it is, another is called a programme."""
    if title.lower().startswith(("kế hoạch", "chương trình", "dự án", "đề án")):
        return title
    return f"chương trình “{title}”"


def _addressees(unit: units.UnitRow, above: Sequence[units.BodyRow]) -> tuple[str, ...]:
    names = [body.name for body in above if body.kind == "standing_board"]
    if unit.level == "province":
        return (_CENTRE, f"Ban Chỉ đạo 138 {unit.in_sentence}")
    return tuple(names)


def _recipients(unit: units.UnitRow) -> tuple[str, ...]:
    party = _PARTY.get(unit.level)
    committee = () if unit.level == "province" else (f"Ban Chỉ đạo 138 {unit.in_sentence}",)
    return (*([party] if party else []), *committee)


def _replaces(report: Report) -> tuple[str, ...]:
    """Of two signed reports with one subject a reader must see which holds: a correction names the one it replaces."""
    earlier = Report.objects.filter(period_id=report.period_id, unit_id=report.unit_id, version__lt=report.version)
    documents = earlier.exclude(document=None).order_by("-version").values_list("document_id", flat=True)
    return tuple(f"Báo cáo này đính chính và thay thế Báo cáo {cited(document_id)}." for document_id in documents[:1])


def _opening(report: Report, programme: programmes.ProgrammeRow) -> str:
    body = vietnamese.capitalised(report.body.name)
    if not programme.plan_number:
        return f"{body} báo cáo kết quả {report.period.label} như sau:"
    dated = f" ngày {numbers.format_day(programme.plan_dated_on)}" if programme.plan_dated_on else ""
    plan = f"Kế hoạch số {programme.plan_number}{dated} của {units.body(programme.body_id).name}"
    return f"Thực hiện {plan}, {body} báo cáo kết quả {report.period.label} như sau:"


def _sections(report: Report, *, is_own_unit: bool) -> tuple[Section, ...]:
    """Parts that say something, in order; the numbers under a part run on without gaps."""
    written = {
        section.code: shown.words_of_section(
            report,
            section.code,
            section.suggested_text if section.text is None else section.text,
            is_own_unit=is_own_unit,
        )
        for section in ReportSection.objects.filter(report=report)
    }
    parts = []
    for roman, heading in narrative.PARTS.items():
        codes = [code for code in narrative.SECTIONS if code.startswith(f"{roman}.") and written.get(code)]
        children = tuple(
            Section(label, narrative.SECTIONS[code], 2, tuple(written[code].split("\n")))
            for label, code in zip(_LETTERS, codes, strict=False)
        )
        own = tuple(written[roman].split("\n")) if written.get(roman) else ()
        if own or children:
            parts.append(Section(f"{roman}.", heading, 1, own, children))
    return tuple(parts)


def _figure_cells(place: int, row: figures.FigureRow) -> tuple[str, str, str, str]:
    return (str(place), f"Trong đó: {row.name}" if row.is_group else row.name, row.unit, row.value_text)


def _appendices(report: Report, *, is_own_unit: bool) -> tuple[Appendix, ...]:
    table = figures.exported(report, is_own_unit=is_own_unit)
    whole = Appendix(
        title=f"Số liệu chung, {report.period.label}",
        columns=(Column("TT", "center", 1), Column("Chỉ tiêu", "left", 6), Column("Đơn vị tính", "center", 2),
                 Column("Số báo cáo", "right", 2)),
        rows=tuple(_figure_cells(place, row) for place, row in enumerate(table, start=1)),
        notes=tuple(f"{row.name}: {row.note}" for row in table if row.note),
    )  # fmt: skip
    by_unit = below.table(report, is_own_unit=is_own_unit, is_document=True)
    if not by_unit.rows:
        return (whole,)
    columns = (
        Column("TT", "center", 1),
        Column("Đơn vị", "left", 4),
        *(Column(head, "right", 2) for head in by_unit.heads),
    )
    return (
        whole,
        Appendix(
            title=f"Số liệu theo đơn vị, {report.period.label}",
            columns=columns,
            rows=tuple((row.number, row.name, *row.cells) for row in by_unit.rows),
            total_row=("", by_unit.total.name, *by_unit.total.cells),
            notes=by_unit.notes,
        ),
    )
