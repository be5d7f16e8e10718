"""Arithmetic of official documents: symbols, dates and numerals as Decree 30/2020/NĐ-CP, Appendix I, writes them."""

from datetime import date

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def symbol(number: int, document_type: str, suffix: str) -> str:
    """ "05/BC-MTTQ-BTT": a leading 0 below 10, then "/", then "-", no spaces."""
    return f"{number:02d}/{document_type}-{suffix}"


def day_in_words(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below 10 and months 1 and 2 take a leading 0, other months do not."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def roman(number: int) -> str:
    """1 → "I", 14 → "XIV"; up to 39."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def reference(body_id: int, year: int, document_type: str, number: int) -> str:
    """What a file says it is, in its properties: "12-2024-BC-5". Read back by `parse_reference`."""
    return f"{body_id}-{year}-{document_type}-{number}"


def parse_reference(text: str) -> tuple[int, int, str, int] | None:
    """(body id, year, document type, number), or None for anything `reference` did not write."""
    parts = text.split("-")
    if len(parts) != 4 or not all(parts[i].isascii() and parts[i].isdigit() and len(parts[i]) < 12 for i in (0, 1, 3)):
        return None
    return int(parts[0]), int(parts[1]), parts[2], int(parts[3])


def file_stem(symbol: str) -> str:
    """ "05/BC-MTTQ-BTT" → "05-BC-MTTQ-BTT": a symbol as a file name."""
    return symbol.replace("/", "-")
