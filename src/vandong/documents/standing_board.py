"""What every document of a Standing Board bears, whatever it says: the lines at its head, its symbol, in whose name it
is signed, the copy that is kept."""

SYMBOL_SUFFIX = "MTTQ-BTT"  # "05/BC-MTTQ-BTT"
ISSUING_LINES = ("BAN THƯỜNG TRỰC",)
ON_BEHALF_OF = "TM. BAN THƯỜNG TRỰC"
CHAIR = "Chủ tịch"  # who signs, as long as nobody has
FILE_COPY = "Lưu: VT, BTT"


def superior_lines(unit_in_sentence: str) -> tuple[str, str]:
    """ "tỉnh Hải Dương" → ("ỦY BAN MẶT TRẬN TỔ QUỐC", "VIỆT NAM TỈNH HẢI DƯƠNG")."""
    return ("ỦY BAN MẶT TRẬN TỔ QUỐC", f"VIỆT NAM {unit_in_sentence}".upper())
