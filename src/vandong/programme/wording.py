"""How a part of a programme reads to a person, from its values. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vandong.kernel import numbers, vietnamese
from vandong.programme import own_words
from vandong.programme.models import Deadline
from vandong.programme.reading.proposals import Values

LEVEL_LABELS = {
    "nation": "Trung ương",
    "province": "Cấp tỉnh",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "area": "Khu dân cư",
}
TARGET_TAGS = {
    "reduce_share": "Mục tiêu, giảm",
    "keep_none": "Mục tiêu, giữ",
    "reach_share": "Mục tiêu, đạt",
    "count_per_unit": "Mục tiêu, mỗi đơn vị",
    "halt_growth": "Mục tiêu, xu hướng",
    "at_least": "Mục tiêu, ít nhất",
    "at_most": "Mục tiêu, không quá",
    "other": "Mục tiêu",
}


@dataclass(frozen=True)
class FactLine:
    """One line below an item's headline; `is_lacking` where a person has something to fill in."""

    name: str
    text: str
    is_lacking: bool = False


def headline(kind: str, values: Values) -> str:
    """The item in one short sentence."""
    return _HEADLINES.get(kind, _named)(values)


def facts(kind: str, values: Values, indicator_names: dict[str, str]) -> tuple[FactLine, ...]:
    """What was understood, line by line; lines with nothing to say are left out."""
    lines = _FACTS[kind](values, indicator_names) if kind in _FACTS else []
    return tuple(line for line in lines if line.text)


def amount(value: Decimal | None, unit: str) -> str:
    """ "5 %", "1.250,5 mô hình"; empty without a value."""
    if value is None:
        return ""
    whole = int(value) if value == value.to_integral_value() else value.normalize()
    return f"{numbers.format_number(whole)} {unit}".strip()


def levels_text(levels: list[str]) -> str:
    """ "Cấp tỉnh, cấp xã"."""
    return vietnamese.capitalised(", ".join(LEVEL_LABELS[level].lower() for level in levels if level in LEVEL_LABELS))


def day_of(recurs: str, month: int | None, day: int | None, on: date | None) -> str:
    """ "20/11 hằng năm", "ngày 25 hằng tháng", "31/12/2026", "hằng quý"."""
    rhythm = str(Deadline.Recurs(recurs).label).lower() if recurs else ""
    if on is not None:
        return numbers.format_day(on)
    if day is not None and month is not None:
        return f"{day}/{month} {rhythm}".strip()
    return f"ngày {day} {rhythm}".strip() if day is not None else rhythm


def share_said(value: Decimal | None, unit: str, quote: str) -> str:
    """ "từ 10 % trở lên": an amount with what its sentence says around it."""
    plain = amount(value, unit)
    if value is None or unit != "%":
        return plain
    before, after = own_words.bound(value, quote)
    return f"{before}{plain}{after}"


def _target(values: Values) -> str:
    subject, unit = values["subject"], values["value_unit"]
    how_much = share_said(values["value"], unit, values.get("quote") or "")
    yearly = values.get("recurs") == "yearly"
    if unit and unit != "%" and subject.lower().startswith(unit.lower()):
        how_much = amount(values["value"], "")  # "1 mô hình điểm về …" says its unit once
    opening = {
        "reduce_share": f"Giảm {how_much}",
        "keep_none": "" if "không để" in subject.lower() else "Không để phát sinh",
        "reach_share": f"Đạt {how_much}",
        "halt_growth": "Ngăn đà tăng",
        "at_least": f"Ít nhất {how_much}",
        "at_most": f"Không quá {how_much}",
        "count_per_unit": f"Mỗi {_each(values)} {_deed(values)} {how_much}",
    }.get(values["kind"], how_much)
    opening = vietnamese.tidy(opening)
    if opening and subject.startswith(("Số ", "Lượng ", "Tỷ lệ ")):
        subject = vietnamese.uncapitalised(subject)
    said = f"{opening} {subject}".strip()
    if values["kind"] == "reduce_share" and values["baseline_text"] and "so với" not in said.lower():
        said += f" so với {values['baseline_text']}"
    if yearly and not re.search(r"\bnăm\b", said):
        said += ", mỗi năm"
    return vietnamese.capitalised(said)


_A_UNIT = re.compile(r"^(?:các |những )?(?P<name>(?:[^\W\d_]+[, ]*){1,8})$")


def _deed(values: Values) -> str:
    """ "mỗi năm xây dựng được", "nhận đỡ đầu": said by the sentence between each and its number."""
    said = own_words.deed(values.get("holder_text") or "", values["value"], values.get("quote") or "")
    is_said = re.search(r"\b(?:mỗi|hằng|hàng) năm\b", said)
    return said if is_said or values.get("recurs") != "yearly" else f"mỗi năm {said}"


def _each(values: Values) -> str:
    """Who each of a "mỗi …" is: in the plan's words where they are short and name no body, else by the level."""
    named = _A_UNIT.match(vietnamese.tidy(values.get("holder_text") or ""))
    if named and not re.search(r"mttq|mặt trận|ủy ban|uỷ ban|ban ", named["name"], re.IGNORECASE):
        return vietnamese.uncapitalised(named["name"].strip(" ,"))
    return {"district": "huyện", "commune": "xã, phường, thị trấn", "area": "khu dân cư"}.get(
        values.get("holder_level") or "", "đơn vị"
    )


def _deadline(values: Values) -> str:
    when = day_of(values["recurs"], values["month"], values["day"], values["on"])
    return f"{values['text']}: {when}" if when else values["text"]


_LAWS = ("luật", "bộ luật", "pháp lệnh", "điều lệ")
_DOES = re.compile(
    r"(?:hướng dẫn|quy định|sửa đổi|ban hành|phê duyệt|triển khai|thực hiện|phối hợp|về)\b", re.IGNORECASE
)


def _instrument(values: Values) -> str:
    """ "Chỉ thị số 48-CT/TW"; without a number by its name: four lines that all say "Luật" let nobody choose."""
    kind, name = values["doc_type"], values["name"]
    if values["number"] or not name or not kind:
        number = f" số {values['number']}" if values["number"] else ""
        return f"{kind}{number}".strip() or name
    if name.lower().startswith(kind.lower()):
        return vietnamese.capitalised(name)
    if kind.lower() in _LAWS or _DOES.match(name):
        return f"{kind} {name}"
    return f"{kind} về {name}"


def _named(values: Values) -> str:
    return vietnamese.capitalised(str(values.get("name", "")))


_HEADLINES: dict[str, Callable[[Values], str]] = {
    "header": lambda values: values["title"],
    "target": _target,
    "task": lambda values: values["short_text"],
    "deadline": _deadline,
    "instrument": _instrument,
}


def _target_facts(values: Values, indicator_names: dict[str, str]) -> list[FactLine]:
    following = LEVEL_LABELS.get(values["successor_level"], "").lower()
    until_gone = f", từ 01/7/2025: {following}" if following else ""
    level = LEVEL_LABELS.get(values["holder_level"], "")
    return [
        FactLine("Đo bằng", indicator_names.get(values["indicator"], "chưa đo được bằng số ghi chép")),
        FactLine("So với", values["baseline_text"]),
        FactLine("Ở đâu", values["scope"]),
        FactLine("Hạn", numbers.format_day(values["due_on"]) if values["due_on"] else _whole_time(values)),
        FactLine("Phải đạt", "mỗi năm" if values.get("recurs") == "yearly" and values["due_on"] else ""),
        FactLine("Ai phải đạt", _with(level or "Cả chương trình", values["holder_text"]) + until_gone),
    ]


def _with(level: str, holder_text: str) -> str:
    """ "Cấp huyện (MTTQ các huyện, thành phố)": the plan's own words beside the level."""
    return f"{level} ({holder_text})" if holder_text else level


def _whole_time(values: Values) -> str:
    return "hết mỗi năm" if values.get("recurs") == "yearly" else "cả thời gian của kế hoạch"


def _task_facts(values: Values, indicator_names: dict[str, str]) -> list[FactLine]:
    levels = levels_text(values["levels"])
    return [
        FactLine("Cấp làm", levels or "chưa rõ", is_lacking=not levels),
        FactLine("Chủ trì", values["lead"]),
        FactLine("Phối hợp", values["partners"]),
        FactLine("Hạn", numbers.format_day(values["due_on"]) if values["due_on"] else ""),
        FactLine("Ở mục", values["section"]),
    ]


def _deadline_facts(values: Values, indicator_names: dict[str, str]) -> list[FactLine]:
    when = day_of(values["recurs"], values["month"], values["day"], values["on"])
    return [
        FactLine("Loại", str(Deadline.Kind(values["kind"]).label)),
        FactLine("Từ ngày", numbers.format_day(values["starts_on"]) if values["starts_on"] else ""),
        FactLine("Ngày", when or "chưa rõ", is_lacking=not when),
        FactLine("Cấp gửi", LEVEL_LABELS.get(values["from_level"], "")),
        FactLine("Cấp nhận", LEVEL_LABELS.get(values["to_level"], "")),
        FactLine("Qua", values["via"]),
    ]


def _header_facts(values: Values, indicator_names: dict[str, str]) -> list[FactLine]:
    dated, begins, ends = values["plan_dated_on"], values["starts_on"], values["ends_on"]
    return [
        FactLine("Tên gọi ngắn", values["short_title"]),
        FactLine("Số", values["plan_number"] or "văn bản không ghi", is_lacking=not values["plan_number"]),
        FactLine("Ngày ký", numbers.format_day(dated) if dated else "văn bản không ghi", is_lacking=not dated),
        FactLine(
            "Thời gian",
            f"{numbers.format_day(begins)} đến {numbers.format_day(ends)}" if begins and ends else "chưa rõ",
            is_lacking=not (begins and ends),
        ),
    ]


def _instrument_facts(values: Values, indicator_names: dict[str, str]) -> list[FactLine]:
    return [
        FactLine("Về việc", values["name"]),
        FactLine("Nơi ban hành", values["issuer"]),
        FactLine("Ngày", numbers.format_day(values["dated_on"]) if values["dated_on"] else ""),
        FactLine("Vai trò", "căn cứ của kế hoạch" if values["is_basis"] else ""),
    ]


_FACTS = {
    "header": _header_facts,
    "target": _target_facts,
    "task": _task_facts,
    "deadline": _deadline_facts,
    "instrument": _instrument_facts,
}
