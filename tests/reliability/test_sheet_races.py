"""Workbooks accepted by two at the same instant, or while a report closes the days they tell of."""

from datetime import date
from functools import partial
from threading import Event

import pytest
from django.db import transaction

from tests import make
from tests import world as small_world
from tests.reporting.test_races import all_at_once
from vandong.accounts.models import Account, OneTimeSlip
from vandong.console.sheets.offered import all_intakes
from vandong.kernel.sheet_intake.found import Found
from vandong.outreach.models import Activity, Organisation
from vandong.units.actions import lock_until
from vandong.units.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)

TALK = {"day": date(2024, 10, 5), "unit": "Thôn Bồng Lai", "channel": "Họp thôn, khu dân cư", "attendance_count": 46}


def table(row: dict) -> Found:
    """A workbook of one row."""
    columns = {key: [cell] for key, cell in row.items()}
    return Found("Trang 1", {key: key for key in row}, rows=[2], columns=columns, section_of=[0])


def accepting(code: str, by, row: dict):
    """The verb that takes it in, everything it asks said yes to."""
    intake, found = all_intakes()[code], table(row)
    judged = intake.judge(by, found, intake.columns(by))
    assert judged.mistakes == []
    confirmed = frozenset(one.key for one in judged.understandings)
    return partial(
        intake.accept, by=by, found=found, confirmed=confirmed, file_name="so.xlsx", is_asked=False, now=make.NOW
    )


def test_a_workbook_never_slips_into_days_that_a_report_is_just_closing():
    """Judged while they were open, written after they were closed: it would be in no report."""
    world = small_world.build()
    accept, is_laid = accepting("hoat-dong", world.hanh, TALK), Event()

    def close() -> None:
        with transaction.atomic():
            lock_until(
                unit_id=world.hong_phong, key="report:1", from_on=date(2024, 1, 1), until_on=date(2024, 10, 31),
                reason="Báo cáo đã trình.", now=make.NOW,
            )  # fmt: skip
            is_laid.set()
            Event().wait(0.6)  # time for the other to judge its rows, which on PostgreSQL it can

    def send() -> None:
        is_laid.wait(10)
        accept()

    closed, sent = all_at_once(close, send)
    assert closed == "won"
    assert sent in ("units.locked", "sheet.has_problems")
    assert not Activity.objects.exists()


def test_the_same_workbook_accepted_by_many_at_once_is_written_once():
    world = small_world.build()
    cases = (
        ("hoat-dong", world.hanh, TALK, Activity.objects.all()),
        ("to-chuc", world.hanh, {"name": "Trường THCS", "kind": "Trường học", "unit": "Thôn Bồng Lai"},
         Organisation.objects.all()),
        ("khu-dan-cu", world.hanh, {"name": "Thôn Mới", "commune": "Hồng Phong"}, Unit.objects.filter(name="Mới")),
        ("tai-khoan", world.khai, {"unit_code": "11206", "username": "tanhuong.moi", "full_name": "Lê Thị Mới",
         "title": "Cán bộ", "record": "x"}, Account.objects.filter(username="tanhuong.moi")),
    )  # fmt: skip
    # Which of them the others meet depends on how far they had come when the first was done: one that judged the rows
    # only then finds the user name taken, a problem of the sheet like any other.
    told = {"sheet.overtaken", "sheet.has_problems", "sheet.unconfirmed", "units.area_name_taken"}
    for code, by, row, written in cases:
        met = all_at_once(*[accepting(code, by, row)] * 4)
        assert "won" in met, (code, met)
        assert set(met) <= {"won", *told}, (code, met)
        assert written.count() == 1, code
    assert OneTimeSlip.objects.filter(account__username="tanhuong.moi").count() == 1
