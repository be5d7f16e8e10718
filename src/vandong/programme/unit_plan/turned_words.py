"""Sentences of the body above, for the plan of a body they speak to. Pure.

The district's plan does not say what "the province asks the districts" to do, it says what its own body does.
"""

import re
from dataclasses import replace

from vandong.kernel.vietnamese import tidy
from vandong.programme.queries import TaskRow
from vandong.programme.rules import ALL_LEVELS, level_named

_LISTS = r"(?:,? (?:và )?(?:các )?(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu|đơn vị))*"
# "Ban Thường trực Uỷ ban MTTQ tỉnh đề nghị …": the body above speaks, to whom stands behind it.
_ASKS = re.compile(r"^[^;.]{0,120}?\b(?:đề nghị|yêu cầu|giao|chỉ đạo|phân công|giao nhiệm vụ cho)\s+$", re.IGNORECASE)
_OPENS = re.compile(r"^(?:(?:hằng|hàng) năm|định kỳ|riêng|đối với)?,?\s*$", re.IGNORECASE)
_ON_GROUND = r"(?:(?:trên cơ sở|căn cứ) [^;.]{0,300}?, )?"
# The order to make a plan is carried out by this very plan.
_MAKES_A_PLAN = re.compile(
    rf"^{_ON_GROUND}(?:chủ động )?(?:xây dựng|ban hành|xây dựng,? (?:và )?ban hành) kế hoạch\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AND_THEN = re.compile(
    r"(?:,| và|;) (?P<then>(?:triển khai|tổ chức|chỉ đạo|hướng dẫn|phối hợp|báo cáo)\b.*)$", re.DOTALL
)
_BEFORE_ITS_PLACE = re.compile(r"^(?P<verb>triển khai|tổ chức triển khai)(?= tới| đến)", re.IGNORECASE)


def turned(task: TaskRow, level: str, body_name: str) -> TaskRow | None:
    """The task in the unit's own voice; as it is where it speaks to nobody; None where this plan carries it out."""
    found = _speaks_to(task, level)
    if found is None:
        return task
    does = task.text[found:].strip(" ,:")
    if makes := _MAKES_A_PLAN.match(does):
        then = _AND_THEN.search(makes["rest"])
        if then is None:
            return None
        does = _BEFORE_ITS_PLACE.sub(r"\g<verb> Kế hoạch này", then["then"])
    text = tidy(f"{body_name} {does}")
    return replace(task, text=text, short_text=text)


def _speaks_to(task: TaskRow, level: str) -> int | None:
    """Where in the task's text its own words begin, behind a body of this level that is spoken to or named as the doer;
    None where no such body opens it."""
    lead = task.lead
    if not lead or task.text.count("\n") or lead not in task.text:
        return None
    at = task.text.find(lead)
    before = task.text[:at]
    of = level_named(lead)
    if of == level and (_OPENS.match(before) or _ASKS.match(before)):
        listed = re.match(_LISTS, task.text[at + len(lead) :])
        return at + len(lead) + (listed.end() if listed else 0)
    is_above = of in ALL_LEVELS and level in ALL_LEVELS and ALL_LEVELS.index(of) < ALL_LEVELS.index(level)
    if is_above and _OPENS.match(before) and level in task.levels:
        return at + len(lead)  # the plan names the body above, and a person gave this level the same to do
    return None
