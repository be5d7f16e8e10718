"""What makes a programme and an adoption sound. Pure: no ORM, no clock."""

import re
from datetime import date

# 16/KH-MTTQ-BTT, 05/KH-UBND, 267/KH-MTTQ-BTT: number, "/", symbols joined by "-", no spaces.
_PLAN_NUMBER = re.compile(r"^\d{1,5}[a-z]?(/\d{4})?/[A-ZĐ0-9Ư]{1,8}(-[A-ZĐ0-9Ư&.]{1,12}){0,4}$")

MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def tidy_plan_number(text: str) -> str:
    """The number as documents write it: no spaces, capitals, ordinary hyphens."""
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").upper()


def is_plan_number(text: str) -> bool:
    """Whether a tidied text reads like a document number, e.g. "16/KH-MTTQ-BTT"."""
    return bool(_PLAN_NUMBER.match(text))


def is_day_of_year(month: int, day: int) -> bool:
    """Whether day/month exists in some year (29/2 does, 31/11 does not)."""
    return 1 <= month <= 12 and 1 <= day <= MONTH_LENGTHS[month - 1]


def is_within(day: date, starts_on: date, ends_on: date) -> bool:
    """Both ends inclusive."""
    return starts_on <= day <= ends_on
