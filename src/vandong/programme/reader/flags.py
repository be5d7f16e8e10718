"""What a person must look at, each with its reason and what to do. Nothing is put right silently."""

import re

from vandong.programme.reader import bodies, dates
from vandong.programme.reader.bodies import World
from vandong.programme.reader.context import PAST, PURPOSE, Setting
from vandong.programme.reader.flags_text import numbering, spelling
from vandong.programme.reader.layout import Part
from vandong.programme.reader.plan import Deadline, Flag, Header, Span, Target, Task
from vandong.programme.reader.sections import Node
from vandong.programme.reader.targets import Doubt
from vandong.programme.reader.text import Text, fold

LEVEL_NAMES = {
    "nation": "trung ương",
    "province": "cấp tỉnh",
    "district": "cấp huyện",
    "commune": "cấp xã",
    "area": "khu dân cư",
}
_PEOPLE = re.compile(
    r"\b(?:người|đối tượng|học sinh|sinh viên|phụ nữ|thanh niên|thanh thiếu niên|trẻ em|lao động|hộ|gia đình|công nhân|nhóm)\b"
)


def find(
    text: Text, setting: Setting, parts: list[Part], tops: list[Node], world: World,
    targets: list[Target], tasks: list[Task], deadlines: list[Deadline], doubted: list[Doubt],
) -> tuple[Flag, ...]:  # fmt: skip
    found = [
        *_frame(text, setting.header, parts),
        *_stale_periods(setting),
        *_targets(text, targets),
        *_doubted(doubted),
        *_levels(setting, tops, world),
        *_ended(tasks, world),
        *_recipients(text, setting.header, parts, tasks, world),
        *_dates(text, setting, deadlines, targets),
        *numbering(tops),
        *spelling(text),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.span is not None, f.span or Span(0, 0), f.code)))


def _frame(text: Text, header: Header, parts: list[Part]) -> list[Flag]:
    found = []
    head = "\n".join(text.paragraphs[i].shadow for i in parts[0].head)
    if "cộng hòa xã hội" not in head and "đảng cộng sản" not in head:
        found.append(
            Flag(
                "no_header",
                "Văn bản không có phần đầu (quốc hiệu, tên cơ quan ban hành). Xin kiểm tra có phải bản chính thức không.",
                None,
            )
        )
    if header.number is None:
        found.append(
            Flag("no_number", "Văn bản không có số, ký hiệu. Xin nhập số văn bản khi ban hành chương trình.", None)
        )
    if header.issued_on is None:
        found.append(
            Flag(
                "no_date",
                "Văn bản không có ngày ban hành. Xin nhập ngày, vì thời hạn không ghi năm được tính theo ngày này.",
                None,
            )
        )
    if header.type is None:
        found.append(
            Flag("no_type", "Không thấy tên loại văn bản (kế hoạch, quyết định, hướng dẫn…). Xin kiểm tra tệp.", None)
        )
    if header.signer.name is None:
        found.append(Flag("no_signer", "Không thấy người ký. Xin kiểm tra tệp có đủ trang cuối không.", None))
    return found


def _stale_periods(setting: Setting) -> list[Flag]:
    found = []
    for passage in setting.passages:
        if passage.in_kind(PAST) or setting.year is None:
            continue
        clause = passage.clause
        for period in dates.PERIOD.finditer(clause.shadow):
            before = clause.shadow[max(0, period.start() - 80) : period.start()]
            if int(period["to"]) >= setting.year or re.search(r"so với\s*$|(?:kết quả|tổng kết)[^,;.]*$", before):
                continue
            said = clause.text[period.start() : period.end()]
            message = (
                f"“{said}” đã qua khi văn bản này được ban hành (năm {setting.year}). Xin xác nhận giai đoạn đúng."
            )
            found.append(
                Flag("stale_period", message, Span(clause.start + period.start(), clause.start + period.end()))
            )
    return found


def _targets(text: Text, targets: list[Target]) -> list[Flag]:
    found = []
    for target in targets:
        words = text.text[target.span.start : target.span.end]
        counted = re.search(r"\([^)]*\d[^)]*\)", words)
        if target.kind == "reduce_share" and not counted:
            found.append(
                Flag(
                    "missing_baseline",
                    "Mục tiêu giảm này không ghi số gốc để so sánh. Xin nhập số gốc của kỳ so sánh.",
                    target.span,
                )
            )
        if target.kind == "reach_share" and not counted and _PEOPLE.search(fold(target.subject or "")):
            message = f"Mục tiêu {_number(target.value)}% này không ghi tổng số để tính tỷ lệ. Xin nhập tổng số “{target.subject}”."
            found.append(Flag("missing_denominator", message, target.span))
        if target.kind == "count_per_unit" and target.holder and re.search(r"\bhuyện\b|\bquận\b", fold(target.holder)):
            message = "Mục tiêu này giao cho cấp huyện. Từ ngày 01/7/2025 không còn cấp huyện: xin chọn đơn vị nhận."
            found.append(Flag("holder_has_ended", message, target.span))
    return found


def _number(value: int | float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")


def _doubted(doubted: list[Doubt]) -> list[Flag]:
    reasons = {
        "past": "Con số ở đây là kết quả đã qua, không đưa vào mục tiêu. Nếu đúng là mục tiêu, xin thêm bằng tay.",
        "quoted": "Con số ở đây là mục tiêu của văn bản khác được nhắc lại, không đưa vào mục tiêu của kế hoạch này. Nếu đơn vị nhận mục tiêu ấy, xin thêm bằng tay.",
        "dropped": "Con số ở đây là điều văn bản không đặt ra hoặc không giữ nữa, không đưa vào mục tiêu. Nếu đúng là mục tiêu, xin thêm bằng tay.",
    }
    return [Flag("doubtful_target", reasons[doubt.reason], doubt.span) for doubt in doubted]


def _levels(setting: Setting, tops: list[Node], world: World) -> list[Flag]:
    """A level set to work in one part, with no item where the work is shared out."""
    shared_out = next(
        (top for top in tops if re.search(r"tổ chức thực hiện|phân công|trách nhiệm", fold(top.title))), None
    )
    if shared_out is None:
        return []
    named = [child for child in shared_out.children if bodies.looks_like_body(child.title)]
    covered = {level for child in named for level in bodies.levels_in(child.title, world)}
    if not covered:
        return []
    found: dict[str, Flag] = {}
    for passage in setting.passages:
        if passage.node is None or shared_out in passage.node.ancestors() or passage.in_kind(PAST):
            continue
        said = bodies.actor(passage.clause) or ""
        for level in (
            bodies.levels_in(said, world) if passage.in_kind(PURPOSE) or passage.is_aimed or "cấp" in said else ()
        ):
            if level not in covered and level not in found and level != "area":
                message = (
                    f"Câu này giao việc cho {LEVEL_NAMES[level]}, nhưng phần “{shared_out.title}” không có mục nào cho {LEVEL_NAMES[level]}. "
                    "Xin giao việc cho cấp này hoặc xác nhận là không có."
                )
                found[level] = Flag("level_without_tasks", message, passage.clause.span)
    return list(found.values())


def _ended(tasks: list[Task], world: World) -> list[Flag]:
    """Work given to a district's body by a document of a day when there are none."""
    message = "Câu này giao việc cho cấp huyện. Từ ngày 01/7/2025 không còn cấp huyện: xin chọn đơn vị nhận."
    return [
        Flag("holder_has_ended", message, task.span)
        for task in tasks
        if world.has_two_tiers and task.lead and re.search(r"\b(?:cấp huyện|huyện|quận|thị xã)\b", fold(task.lead))
    ]


def _recipients(text: Text, header: Header, parts: list[Part], tasks: list[Task], world: World) -> list[Flag]:
    found = []
    closing = [text.paragraphs[i] for part in parts for i in part.closing]
    if not header.recipients:
        return [Flag("recipients_incomplete", "Không thấy danh sách nơi nhận. Xin bổ sung khi ban hành.", None)]
    for line in closing:
        kept = re.search(r"(?:^|[-–+;|]\s?)(lưu\b[^;|]*)", line.shadow)
        if kept and not re.search(r"\b(?:vt|vp|văn thư|văn phòng|hs|hồ sơ)\b", kept.group(1)):
            span = Span(line.start + kept.start(1), line.start + kept.end(1))
            found.append(
                Flag(
                    "recipients_incomplete",
                    "Nơi nhận ghi “Lưu” mà không ghi nơi lưu (thường là “Lưu: VT”). Xin bổ sung.",
                    span,
                )
            )
            break
    told = " ; ".join(header.recipients)
    reached = set(bodies.levels_in(told, world)) | ({world.own} if world.own else set())
    asked = [t for t in tasks if t.lead and len(t.levels) == 1 and t.levels[0] not in reached and t.levels[0] != "area"]
    if asked and not re.search(r"như trên|kính gửi|các cấp|các đơn vị|các địa phương|như điều|như kính", fold(told)):
        level = asked[0].levels[0]
        message = f"Kế hoạch giao việc cho {LEVEL_NAMES[level]} nhưng nơi nhận không có đơn vị nào của cấp này. Xin bổ sung nơi nhận."
        found.append(Flag("recipients_incomplete", message, asked[0].span))
    return found


def _dates(text: Text, setting: Setting, deadlines: list[Deadline], targets: list[Target]) -> list[Flag]:
    found = []
    issued = setting.issued_on
    for paragraph in text.paragraphs:
        for when in dates.find(paragraph.shadow):
            span = Span(paragraph.start + when.start, paragraph.start + when.end)
            if when.is_impossible:
                said = text.text[span.start : span.end]
                found.append(
                    Flag("contradictory_dates", f"“{said}” là ngày không có trong lịch. Xin nhập ngày đúng.", span)
                )
    for basis in setting.header.legal_bases:
        if issued and basis.issued_on and basis.issued_on > issued:
            message = f"Căn cứ này ghi ngày {basis.issued_on:%d/%m/%Y}, sau ngày ban hành văn bản ({issued:%d/%m/%Y}). Xin kiểm tra hai ngày."
            found.append(Flag("contradictory_dates", message, basis.span))
    for deadline in deadlines:
        if deadline.starts_on and deadline.date and deadline.starts_on > deadline.date:
            found.append(
                Flag(
                    "contradictory_dates", "Ngày bắt đầu ở đây sau ngày kết thúc. Xin kiểm tra hai ngày.", deadline.span
                )
            )
        elif issued and deadline.date and deadline.date < issued:
            message = f"Thời hạn {deadline.date:%d/%m/%Y} đã qua khi văn bản được ban hành ({issued:%d/%m/%Y}). Xin xác nhận ngày đúng."
            found.append(Flag("contradictory_dates", message, deadline.span))
    for target in targets:
        if issued and target.due and target.due < issued:
            message = (
                f"Mục tiêu này phải đạt trước ngày văn bản được ban hành ({issued:%d/%m/%Y}). Xin xác nhận thời hạn."
            )
            found.append(Flag("contradictory_dates", message, target.span))
    return found + _same_report_twice(deadlines) + _same_report_on_two_days(text, deadlines)


_REPORT_NAME = re.compile(
    r"báo cáo (?P<name>tổng kết năm|tổng kết|năm|6 tháng|06 tháng|sơ kết|9 tháng)\b(?: 20\d{2})?(?=[^,;.]{0,60}\b(?:trước|chậm nhất)\b)"
)
_OF_WHOM = re.compile(r"các xã, phường|các xã|các phường|các chi hội|các chi đoàn|các thôn|các khu phố|các huyện")


def _same_report_on_two_days(text: Text, deadlines: list[Deadline]) -> list[Flag]:
    """The year's report of the communes told in two places, with two days."""
    seen: dict[tuple[str, str], Deadline] = {}
    found = []
    for deadline in deadlines:
        words = text.shadow[deadline.span.start : deadline.span.end]
        named, whose = _REPORT_NAME.search(words), _OF_WHOM.search(words)
        if deadline.kind != "report" or deadline.date is None or named is None or whose is None:
            continue
        first = seen.setdefault((named["name"].replace("06", "6"), whose.group()), deadline)
        if first.date != deadline.date and first.span != deadline.span:
            message = "Cùng một báo cáo mà văn bản ghi hai ngày khác nhau ở hai chỗ. Xin chọn ngày đúng."
            found.append(Flag("contradictory_dates", message, deadline.span))
    return found


def _same_report_twice(deadlines: list[Deadline]) -> list[Flag]:
    """One yearly report to one body asked for on two days."""
    seen: dict[tuple[str, str], Deadline] = {}
    found = []
    for deadline in deadlines:
        if deadline.kind != "report" or deadline.recurs is None or deadline.day is None:
            continue
        key = (deadline.recurs, fold(deadline.to_body or ""))
        first = seen.setdefault(key, deadline)
        same_month = deadline.recurs != "half_yearly" or first.month == deadline.month
        if (
            (first.month, first.day) != (deadline.month, deadline.day)
            and same_month
            and first.from_body == deadline.from_body
        ):
            message = "Cùng một báo cáo định kỳ mà văn bản ghi hai ngày khác nhau. Xin chọn ngày đúng."
            found.append(Flag("contradictory_dates", message, deadline.span))
    return found
