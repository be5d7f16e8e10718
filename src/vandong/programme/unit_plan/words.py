"""The words a unit's own plan begins with: told from the programme above, to be changed by the officer. Pure.

Each part is plain text. A line "1. …" opens a numbered point, "a) …" a lettered one below it; a short one without a
mark at its end is a heading. `text_sections` reads the text back into the document's sections.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vandong.documents.actions import standing_board
from vandong.kernel.numbers import format_day, two_digits
from vandong.kernel.vietnamese import capitalised, uncapitalised
from vandong.programme.queries import DeadlineRow, Parts, ProgrammeRow, TaskRow, TermRow
from vandong.programme.reader import stops
from vandong.programme.rules import ALL_LEVELS
from vandong.programme.unit_plan import target_words, turned_words

_PARTY = {
    "province": "Ban Thường vụ Tỉnh ủy",
    "district": "Ban Thường vụ Huyện ủy",
    "commune": "Ban Thường vụ Đảng ủy",
}
_BELOW = {
    "province": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam các đơn vị trực thuộc",
    "district": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam các xã, phường, thị trấn",
    "commune": "Ban công tác Mặt trận các khu dân cư",
}


@dataclass(frozen=True)
class Above:
    """A Standing Board above the unit, nearest first."""

    level: str
    body_name: str  # "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang"
    plan_number: str = ""  # its own plan under the programme, where it has one and is not the programme's author
    plan_day: str = ""


@dataclass(frozen=True)
class Ground:
    """What the words are told from."""

    level: str
    unit_in_sentence: str  # "xã Hồng Phong"
    body_name: str
    programme: ProgrammeRow
    author_name: str  # the body that issued the programme, in full
    parts: Parts
    taken: Mapping[int, Decimal]  # target id → what this unit takes
    above: Sequence[Above]
    dues: Mapping[int, str]  # deadline id → by when this level keeps it: "ngày 10/11 hằng năm"
    dues_below: Mapping[int, str]  # the same of the level right below, that reports to this one
    instruments: Sequence[TermRow] = ()  # documents the programme rests on or names
    models: Sequence[str] = ()  # names of the models the programme speaks of


def subject(programme: ProgrammeRow, unit_in_sentence: str) -> str:
    """The suggested trích yếu: the programme's, on the unit's own ground. A name in quotes is nobody's to change."""
    text = _bare(programme.title)
    where = f"trên địa bàn {unit_in_sentence}"
    for known in (r"trên địa bàn (?:toàn )?tỉnh [^,;]+", r"tại (?:các )?xã, phường(?:, thị trấn|, đặc khu)?"):
        found = next((one for one in re.finditer(known, text) if not stops.is_in_quotes(text, one.start())), None)
        if found:
            return text[: found.start()] + where + text[found.end() :]
    head, comma, span = text.partition(", giai đoạn")
    return f"{head} {where}{comma}{span}"


def suggestions(ground: Ground) -> dict[str, str]:
    """A text for every part."""
    return {
        "bases": "\n".join(_bases(ground)),
        "I": "\n".join(_purpose(ground)),
        "II": "\n".join(_targets(ground)),
        "III": "\n".join(_content(ground)),
        "IV": "\n".join(_carrying_out(ground)),
        "recipients": "\n".join(_recipients(ground)),
    }


def closing(body_name: str) -> str:
    """The last paragraph."""
    return (
        f"Trên đây là Kế hoạch của {body_name}. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị "
        f"phản ánh về {body_name} để xem xét, giải quyết./."
    )


# ---- the suggested parts ------------------------------------------------------------------------------------------


def _bare(title: str) -> str:
    """ "Kế hoạch vận động …" → "Vận động …": what a trích yếu says behind the name of the kind of document."""
    text = re.sub(r"^(?:kế hoạch|chương trình)\s+(?:(?:về việc|về)\s+)?", "", title.strip(), flags=re.IGNORECASE)
    return capitalised(text)


def _plan(ground: Ground) -> str:
    dated = f" ngày {format_day(ground.programme.plan_dated_on)}" if ground.programme.plan_dated_on else ""
    return f"Kế hoạch số {ground.programme.plan_number}{dated} của {ground.author_name}"


def _bases(ground: Ground) -> Iterator[str]:
    yield from (basis for basis, is_sure in cited_bases(ground) if is_sure)
    yield f"Căn cứ {_plan(ground)} về việc {uncapitalised(_bare(ground.programme.title))}"
    for above in reversed(ground.above):
        if above.plan_number:
            yield f"Căn cứ Kế hoạch số {above.plan_number} ngày {above.plan_day} của {above.body_name}"


_HIGHEST = re.compile(
    r"trung ương|bộ chính trị|ban bí thư|quốc hội|chính phủ|thủ tướng|-CT/TW|-NQ/TW|-KL/TW|-QĐ/TW", re.IGNORECASE
)
_NO_BASIS = re.compile(r"^(?:báo cáo|công văn|biên bản|tờ trình|thông báo|giấy|phụ lục|biểu)", re.IGNORECASE)


def cited_bases(ground: Ground) -> list[tuple[str, bool]]:
    """Documents of the plan above this plan may rest on, each as a line, those of the highest bodies first; and whether
    it is sure enough to stand there unasked: it has its number, or the plan above rests on it."""
    found = []
    for term in ground.instruments:
        if _NO_BASIS.match(term.doc_type) or not term.doc_type or term.number == ground.programme.plan_number:
            continue
        line = f"Căn cứ {_cited(term)}"
        rank = 0 if term.doc_type.lower() in ("hiến pháp", "luật", "bộ luật") else 2 - bool(_HIGHEST.search(line))
        found.append((rank, line, bool(term.number) or term.is_basis))
    found.sort(key=lambda one: one[0])
    return [(line, is_sure) for _, line, is_sure in found]


def with_basis(bases: str, basis: str, plan_number: str) -> str:
    """The bases with one more in its place: a law first, any other document before the plan this one carries out."""
    lines = [line for line in bases.split("\n") if line.strip()]
    place = next((at for at, line in enumerate(lines) if plan_number and plan_number in line), len(lines))
    lines.insert(0 if re.match(r"Căn cứ (?:Hiến pháp|Luật|Bộ luật)\b", basis) else place, basis)
    return "\n".join(lines)


def _cited(term: TermRow) -> str:
    """ "Chỉ thị số 48-CT/TW ngày … của Bộ Chính trị về …"."""
    if term.doc_type.lower() in ("luật", "bộ luật", "hiến pháp"):
        return f"{term.doc_type} {uncapitalised(term.name.removeprefix(term.doc_type).strip())}".strip()
    said = term.doc_type + (f" số {term.number}" if term.number else "")
    said += f" ngày {format_day(term.dated_on)}" if term.dated_on else ""
    said += f" của {term.issuer}" if term.issuer else ""
    about = term.name.strip(" .;")
    if not about or about.lower().startswith(term.doc_type.lower()) or (term.number and term.number in about):
        return said
    starts = re.match(r"(?:về|hướng dẫn|quy định|sửa đổi|phê duyệt|ban hành)\b", about, re.IGNORECASE)
    return f"{said} {uncapitalised(about)}" if starts else f"{said} về {uncapitalised(about)}"


def _purpose(ground: Ground) -> Iterator[str]:
    yield "1. Mục đích"
    yield (f"- Cụ thể hóa và tổ chức thực hiện {_plan(ground)}, phù hợp với tình hình {ground.unit_in_sentence}.")
    yield (
        "- Nâng cao nhận thức, trách nhiệm của cán bộ, hội viên, đoàn viên và nhân dân; phát huy vai trò của Mặt trận "
        "và các tổ chức thành viên ở cơ sở."
    )
    yield "2. Yêu cầu"
    yield "- Nội dung cụ thể, thiết thực, sát với từng khu dân cư; mỗi việc có nơi chủ trì và thời hạn."
    yield "- Việc làm được ghi nhận đầy đủ, kịp thời; chỉ đếm số người, không nêu tên người thuộc nhóm nguy cơ cao."


def _targets(ground: Ground) -> Iterator[str]:
    for target in ground.parts.targets:
        if target.id in ground.taken or target_words.concerns(target, ground.level):
            yield f"- {target_words.said(target, ground.taken.get(target.id), ground.level)}."


def _content(ground: Ground) -> Iterator[str]:
    """The tasks the programme gives this level (or names no level for), then whom to care for."""
    own = [task for task in ground.parts.tasks if not task.levels or ground.level in task.levels]
    place = 0
    mine = [turned for task in own if (turned := turned_words.turned(task, ground.level, ground.body_name))]
    for place, task in enumerate(mine, start=1):
        yield from _task(place, task)
    if ground.models:
        place += 1
        yield f"{place}. Xây dựng, nhân rộng mô hình"
        yield f"Xây dựng, nhân rộng các mô hình: {'; '.join(f'“{name}”' for name in ground.models)}."
    if ground.parts.risk_groups:
        names = "; ".join(uncapitalised(group.name) for group in ground.parts.risk_groups)
        yield f"{place + 1}. Nhóm đối tượng cần tập trung tuyên truyền, giúp đỡ"
        yield f"Gồm {two_digits(len(ground.parts.risk_groups))} nhóm: {names}."


def _task(place: int, task: TaskRow) -> Iterator[str]:
    lines = [line.strip() for line in task.text.split("\n") if line.strip()]
    heading = task.short_text.rstrip(" .…")
    if not lines or lines[0].lower().startswith(heading.lower()) or task.short_text.endswith("…"):
        yield f"{place}. {lines[0] if lines else heading}"
        lines = lines[1:]
    else:
        yield f"{place}. {heading}"
    yield from (re.sub(r"^(?:\d{1,2}\.|[a-zđ]\))\s+", "- ", line) for line in lines)
    if task.due_on:
        yield f"Thời gian: chậm nhất ngày {format_day(task.due_on)}."


def _in_short(task: TaskRow) -> str:
    """A name cut for the phone ends in the middle of a phrase; a document says the sentence's first part to its end."""
    name = task.short_text.rstrip()
    if not name.endswith("…"):
        return name.rstrip(" .")
    begins = max(task.text.lower().find(name.rstrip(" .…").lower()), 0)  # behind the body the sentence sets to work
    first = stops.first_clause(task.text[begins:])
    return (first or task.text).strip(" .;")


def _carrying_out(ground: Ground) -> Iterator[str]:
    yield f"1. {ground.body_name}"
    yield (
        "- Chủ trì, phân công trách nhiệm từng thành viên; phối hợp với Công an và các ngành liên quan tổ chức thực "
        "hiện Kế hoạch này."
    )
    yield "- Theo dõi, đôn đốc, giám sát; tổng hợp kết quả, báo cáo cấp trên đúng hạn."
    yield f"2. Các tổ chức thành viên của Mặt trận {ground.unit_in_sentence}"
    yield (
        "- Lồng ghép nội dung Kế hoạch này vào chương trình công tác; vận động hội viên, đoàn viên gương mẫu thực hiện."
    )
    yield f"3. {_BELOW.get(ground.level, 'Các đơn vị cấp dưới')}"
    below = set(ALL_LEVELS[ALL_LEVELS.index(ground.level) + 1 :])
    told = [task for task in ground.parts.tasks if below & set(task.levels)]
    for task in told:
        yield f"- {capitalised(_in_short(task))}."
    if not told:
        yield "- Tổ chức thực hiện Kế hoạch này ở địa bàn phụ trách."
    deadlines = [*_deadlines(ground), *_deadlines_below(ground)]
    if deadlines:
        yield "4. Thời hạn và chế độ báo cáo"
        yield from deadlines


def _deadlines(ground: Ground) -> Iterator[str]:
    """Those this level must meet. Where only a level above has a day, no earlier one is made up for this level."""
    rows = ground.parts.deadlines
    own = [row for row in rows if row.from_level == ground.level or row.id in ground.dues]
    named = {row.kind for row in own}  # a day set for this very level goes before one set for nobody in particular
    own += [row for row in rows if not row.from_level and row not in own and row.kind not in named]
    nearest = ground.above[0].body_name if ground.above else ""
    for row in own:
        due = ground.dues.get(row.id)
        if due and due != _day(row) and row.kind == "report" and nearest:
            yield f"- Báo cáo kết quả thực hiện về {nearest} trước {due}."
        elif due and due != _day(row):
            yield f"- {capitalised(row.text.rstrip(' .'))}; {ground.unit_in_sentence} xong trước {due}."
        else:
            yield f"- {capitalised(row.text.rstrip(' .'))}{_sent_to(row, ground)}{_not_yet_said(_day(row), row.text)}."
    has_report = any(row.kind == "report" for row in own)
    higher = next((row for row in rows if row.kind == "report" and row not in own and _day(row)), None)
    if not has_report and higher is not None and nearest:
        yield f"- Báo cáo kết quả về {nearest} theo thời gian được yêu cầu, để kịp tổng hợp trước {_day(higher)}."


def _deadlines_below(ground: Ground) -> Iterator[str]:
    """Those of the level right below, which reports to this unit's own body: it is told its day here."""
    below = _BELOW.get(ground.level)
    if not below:
        return
    for row in ground.parts.deadlines:
        due = ground.dues_below.get(row.id, "")
        if not due and row.from_level and row.from_level != ground.level and row.to_level == ground.level:
            due = _day(row)
        if due and row.kind == "report":
            yield f"- {below} báo cáo kết quả thực hiện về {ground.body_name} trước {due}."
        elif due:
            yield f"- {below}: {uncapitalised(row.text.rstrip(' .'))}, chậm nhất {due}."


def _sent_to(row: DeadlineRow, ground: Ground) -> str:
    to = next((above.body_name for above in ground.above if above.level == row.to_level), "")
    if not to or row.kind != "report" or re.search(r" về (?:Ban|Ủy ban|Uỷ ban|Thường trực|MTTQ|Mặt trận) ", row.text):
        return ""
    return f"; gửi {to} (qua {row.via})" if row.via else f"; gửi {to}"


def _not_yet_said(day: str, text: str) -> str:
    """The reader's words of a deadline leave its day out; those written by hand often say it."""
    number = re.search(r"\d[\d/]*", day)
    return f", chậm nhất {day}" if number and number[0] not in text else ""


def _day(row: DeadlineRow) -> str:
    return day_said(row.on, row.month, row.day, row.recurs)


def day_said(on: date | None, month: int | None, day: int | None, recurs: str) -> str:
    """ "ngày 20/11 hằng năm", "ngày 25 hằng tháng", "ngày 05/4/2026"; "" where there is no day."""
    if on:
        return f"ngày {format_day(on)}"
    if day and month:
        return f"ngày {day}/{month} hằng năm" if recurs in ("yearly", "half_yearly") else f"ngày {day}/{month}"
    rhythm = {"monthly": "hằng tháng", "quarterly": "của tháng cuối quý"}.get(recurs)
    return f"ngày {day} {rhythm}" if day and rhythm else ""


def _recipients(ground: Ground) -> Iterator[str]:
    for above in reversed(ground.above):
        yield f"{above.body_name} (để báo cáo)"
    if party := _PARTY.get(ground.level):
        yield f"{party} (để báo cáo)"
    yield f"Ủy ban nhân dân {ground.unit_in_sentence} (để phối hợp)"
    yield f"Các tổ chức thành viên của Mặt trận {ground.unit_in_sentence}"
    if below := _BELOW.get(ground.level):
        yield below
    yield standing_board.FILE_COPY
