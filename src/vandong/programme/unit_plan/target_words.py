"""How a target of the programme above stands in a lower unit's own plan. Pure."""

import re
from decimal import Decimal

from vandong.kernel.numbers import format_day, format_number, two_digits
from vandong.kernel.vietnamese import capitalised, tidy, uncapitalised
from vandong.programme import own_words, wording
from vandong.programme.queries import TargetRow
from vandong.programme.rules import ALL_LEVELS

# "giảm 5 % số xã trọng điểm" counts units: one of them can't reach it alone, the level above them can.
_COUNTS_UNITS = (
    ("district", re.compile(r"^(?:tổng )?(?:số |các )?(?:đơn vị )?(?:cấp )?(?:huyện|quận|thị xã)\b", re.IGNORECASE)),
    (
        "commune",
        re.compile(
            r"^(?:tổng )?(?:số |các )?(?:đơn vị )?(?:cấp )?(?:xã|phường|thị trấn|đặc khu|địa bàn)\b", re.IGNORECASE
        ),
    ),
)


def concerns(target: TargetRow, level: str) -> bool:
    """Whether a target stands in the plan of a unit of this level: held by it or by one below it, or, held by nobody in
    particular, a thing one such unit can reach."""
    order = ALL_LEVELS.index
    if target.holder_level:
        return order(target.holder_level) >= order(level)
    counted = next((of for of, words in _COUNTS_UNITS if words.search(target.subject)), "")
    return not counted or order(counted) > order(level)


def said(target: TargetRow, taken: Decimal | None, level: str) -> str:
    """The target as a sentence without its full stop; `taken` is what the unit takes of it, None: as the plan above."""
    value = target.value if taken is None else taken
    text = _share_in_its_own_words(target, value) or _of_each(target, value, level) or _measure(target, value)
    if target.baseline_text and target.baseline_text not in text:
        text += f" so với {target.baseline_text}"
    if target.recurs == "yearly" and not re.search(r"\bnăm\b", text):
        text = f"Mỗi năm {uncapitalised(text)}"
    if target.due_on:
        text += f", chậm nhất ngày {format_day(target.due_on)}"
    if taken is not None and target.value is not None and taken != target.value:
        text += f" (kế hoạch cấp trên: {_amount(target.value, target.value_unit)})"
    return text


def _share_in_its_own_words(target: TargetRow, value: Decimal | None) -> str:
    """A subject alone does not say what is reached: "100% người nguy cơ cao" are to be told what? The sentence does."""
    text = target.quote.strip().lstrip("-+•* ").rstrip("; .")
    if (
        target.kind != "reach_share"
        or value is None
        or target.value is None
        or not text.startswith(tuple("0123456789"))
    ):
        return ""
    written = re.match(r"\d+(?:,\d+)?(?= ?%)", text)
    if not written or Decimal(written[0].replace(",", ".")) != target.value or ";" in text or ". " in text:
        return ""
    return f"{_amount(value, '%').removesuffix(' %')}{text[written.end() :]}"


def _of_each(target: TargetRow, value: Decimal | None, level: str) -> str:
    """What each of many is to do, in the sentence's own words: of the unit's own, without saying whose it is."""
    if target.kind != "count_per_unit" or value is None:
        return ""
    deed = own_words.deed(target.holder_text, target.value, target.quote)
    if target.holder_level and target.holder_level != level:
        return wording.headline("target", {**vars(target), "value": value})
    return capitalised(tidy(f"{deed or 'Xây dựng'} {_counted(target, value)}"))


def _measure(target: TargetRow, value: Decimal | None) -> str:
    what = target.subject.rstrip(". ")
    if value is None or target.kind == "keep_none":
        starts = {"keep_none": "Không để phát sinh", "halt_growth": "Ngăn chặn đà gia tăng"}.get(target.kind, "")
        says_it = re.search(r"không để|không phát sinh|giữ vững|ngăn chặn", what, re.IGNORECASE)
        return capitalised(what) if says_it or not starts else f"{starts} {uncapitalised(what)}"
    starts = {
        "reduce_share": "Giảm",
        "reach_share": "Đạt",
        "at_least": "Có ít nhất",
        "at_most": "Không quá",
    }.get(target.kind, "Đạt")
    if target.value_unit == "%" and value == target.value:
        return f"{starts} {wording.share_said(value, '%', target.quote)} {uncapitalised(what)}"
    return f"{starts} {_counted(target, value)}"


def _counted(target: TargetRow, value: Decimal) -> str:
    what = uncapitalised(target.subject.rstrip(". "))
    if target.value_unit and what.startswith(target.value_unit.lower()):
        return f"{_number(value)} {what}"
    return f"{_amount(value, target.value_unit)} {what}"


def _number(value: Decimal) -> str:
    plain = value.normalize()
    return two_digits(int(plain)) if plain == plain.to_integral_value() else format_number(plain)


def _amount(value: Decimal, unit: str) -> str:
    plain = value.normalize()
    number = format_number(plain if plain != plain.to_integral_value() else int(plain))
    return f"{number} {unit}".strip() if unit == "%" else f"{_number(value)} {unit}".strip()
