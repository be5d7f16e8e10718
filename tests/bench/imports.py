"""P5: fifty thousand activities from a workbook, from its bytes to their rows, against a parser that only parses."""

import io
import random
from datetime import date, datetime, timedelta
from functools import partial

import openpyxl
import python_calamine
import xlsxwriter
from django.db import transaction

from tests.bench import measure
from vandong.accounts.access import Officer
from vandong.kernel.sheet_intake import drafts
from vandong.outreach import sheets
from vandong.units import queries as units

ROWS, ROUNDS = 50_000, 7
TITLES = ("STT", "Ngày", "Địa bàn", "Hình thức", "Nội dung", "Địa điểm", "Lượt người dự", "Nữ", "Tờ rơi",
          "Hộ đến thăm", "Băng rôn", "Ghi chú")  # fmt: skip
CHANNELS = ("Họp thôn", "Hội nghị", "CLB", "Loa truyền thanh", "Phát tờ rơi", "Đến từng nhà")
(ACTIVITIES,) = (one for one in sheets.INTAKES if one.code == "hoat-dong")


def ratios(officer: Officer, first_day: date, days: int, now: datetime) -> tuple[measure.Ratio, measure.Ratio]:
    """Taking the workbook in ÷ bare calamine, and ÷ openpyxl alone; nothing stays written."""
    payload = workbook(officer, first_day, days)
    take_in = partial(take_in_and_undo, officer, payload, now)
    return (
        measure.interleaved(take_in, partial(by_calamine, payload), ROUNDS),
        measure.interleaved(take_in, partial(by_openpyxl, payload), ROUNDS),
    )


def workbook(officer: Officer, first_day: date, days: int) -> bytes:
    """A commune's long book: its own areas, names that vary, days as days, a totals row at the end."""
    chance = random.Random(5)
    areas = [row.name for row in units.children(officer.unit_id, officer.on, "area")]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": False})
    page, day = book.add_worksheet("Sổ"), book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, ["SỔ THEO DÕI HOẠT ĐỘNG"])
    page.write_row(2, 0, TITLES)
    for number in range(1, ROWS + 1):
        row, came = number + 2, chance.randint(10, 200)
        page.write_row(row, 0, [number])
        held_on = first_day + timedelta(days=chance.randrange(days))
        page.write_datetime(row, 1, datetime(held_on.year, held_on.month, held_on.day), day)  # noqa: DTZ001
        page.write_row(row, 2, [
            chance.choice(areas), chance.choice(CHANNELS), f"Việc số {number}", f"Nhà văn hóa {chance.randint(1, 40)}",
            came, came // 2, chance.randint(0, 300), chance.randint(0, 30), chance.randint(0, 3),
            f"Ghi chú {chance.randint(1, 2000)}",
        ])  # fmt: skip
    page.write_row(ROWS + 3, 0, ["Tổng cộng", "", "", "", "", "", 1])
    book.close()
    return out.getvalue()


def take_in_and_undo(officer: Officer, payload: bytes, now: datetime) -> None:
    """Parse, keep, look (judge), accept (judge again, write), as the pages do; then undone."""
    columns = list(ACTIVITIES.columns(officer))
    with transaction.atomic():
        found = drafts.read(payload, ACTIVITIES, columns)
        who = {"account_id": officer.account_id, "intake": ACTIVITIES.code}
        drafts.keep(**who, unit_id=officer.unit_id, file_name="so.xlsx", found=found, now=now)
        draft = drafts.kept(**who, unit_id=officer.unit_id, now=now)
        assert draft is not None
        judged = ACTIVITIES.judge(officer, draft.found, columns)
        assert (judged.mistakes, judged.new_count) == ([], ROWS), judged.mistakes[:3]
        confirmed = frozenset(one.key for one in judged.understandings)
        again = drafts.kept(**who, unit_id=officer.unit_id, now=now)
        assert again is not None
        ACTIVITIES.accept(
            by=officer, found=again.found, confirmed=confirmed, file_name="so.xlsx", is_asked=False, now=now
        )
        transaction.set_rollback(True)


def by_calamine(payload: bytes) -> None:
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload)).get_sheet_by_index(0).to_python()
    assert len(rows) == ROWS + 4


def by_openpyxl(payload: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(payload), read_only=True).active
    assert sum(1 for _ in page.iter_rows(values_only=True)) == ROWS + 4
