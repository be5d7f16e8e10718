"""Numbers and dates as people write them here: 1.234,5 · 87,34 % · 05/11/2024."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

# Amounts are kept with four decimals and below this: no budget of the state comes near. Fifteen digits are what SQLite
# gives back as they were; more than a column holds it would take, and fail whenever the row is read.
AMOUNT_DIGITS = 18
AMOUNT_LIMIT = Decimal(10) ** (AMOUNT_DIGITS - 4)

_GROUPED = re.compile(r"^\d{1,3}([.\s\u00a0]\d{3})+$")


def format_number(value: int | Decimal | None, places: int | None = None) -> str:
    """1234567 → "1.234.567"; Decimal("1234.5") → "1.234,5"; None → "". Never rounds a whole number."""
    if value is None:
        return ""
    text = f"{value:,.{places}f}" if places is not None else f"{value:,}"
    return text.replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


def format_share(part: int, whole: int) -> str:
    """ "87,34 %" of an exact fraction; "–" when there is nothing to divide by."""
    if whole == 0:
        return "–"
    hundredths = (part * 10000 * 2 + whole) // (whole * 2)  # half up, in integers
    text = format_number(Decimal(hundredths) / 100, 2)
    return f"{text.rstrip('0').rstrip(',')} %"


def parse_count(text: str) -> int:
    """A whole number as typed: "1.234", "1 234", "05", "1234". Raises ValueError for anything else."""
    text = text.strip().replace("\u00a0", " ")
    if _GROUPED.match(text):
        text = re.sub(r"[.\s]", "", text)
    if not re.fullmatch(r"\d{1,12}", text):
        raise ValueError(text)
    return int(text)


LARGEST_ID = 2**63 - 1  # what a column of ids holds, on either database


def parse_id(text: str | None) -> int | None:
    """A row's id or version as an address or a form says it; None for whatever else stands there. Never more than a
    database's integer holds."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else None


def parse_decimal(text: str) -> Decimal:
    """ "1.234,5" or "1234.5" → Decimal("1234.5"). Raises ValueError."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif _GROUPED.match(text):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(text)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def format_day(day: date | None) -> str:
    """05/11/2024."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def two_digits(number: int) -> str:
    """As official documents count: 1 → "01", 12 → "12", 1234 → "1.234"."""
    return f"{number:02d}" if 0 <= number < 10 else format_number(number)
