"""What each role finds at home: what is due, how we are doing, what is new."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.analytics.field_work import held
from tests.journeys import lived as lives
from tests.reporting import loop
from vandong.console import gauges, homes
from vandong.programme import queries as programmes
from vandong.programme.models import Adoption
from vandong.reporting import queries as reporting


def at(day: date) -> datetime:
    return datetime.combine(day, time(8, 15), tzinfo=make.ZONE)


def home_of(officer, day: date = make.TODAY) -> homes.Home:
    return homes.home(officer, "chị", at(day))


def adopted(world) -> None:
    """Every unit of the world has its plan, so that only reports are due."""
    for officer in (world.hanh, world.ha, world.nam, world.khai, world.tuyet):
        Adoption.objects.create(
            programme_id=world.programme,
            unit_id=officer.unit_id,
            plan_number="05/KH-MTTQ",
            plan_dated_on=date(2024, 2, 1),
            adopted_at=make.NOW,
        )


def test_a_late_report_stands_first_and_gets_the_one_red_button(world, signed_in_as):
    adopted(world)
    loop.period(world)
    home = home_of(world.hanh, date(2024, 11, 15))
    assert home.due[0].when == "Trễ 5 ngày."
    assert home.red == home.due[0]
    page = signed_in_as(world.hanh).get("/").content.decode()
    assert page.count("btn-red") <= 1


def test_before_the_due_day_a_report_not_begun_is_said_without_red(world):
    adopted(world)
    loop.period(world)
    home = home_of(world.hanh)
    assert [row.when for row in home.due] == ["Còn 5 ngày."]
    assert home.red is None


def test_what_waits_for_approval_waits_for_the_leader_and_not_for_the_writer(world):
    adopted(world)
    period = loop.period(world)
    loop.submitted(world.hanh, period)
    leader, writer = home_of(world.lan), home_of(world.hanh)
    assert leader.red is not None
    assert leader.red.act == "Xem và duyệt"
    assert writer.red is None
    assert "chưa có việc nào đang chờ" in writer.greeting


def test_the_district_sees_the_communes_that_are_not_done_and_counts_the_others(world):
    adopted(world)
    period = loop.period(world)
    loop.approved(world.ha, world.hue, period)
    below = home_of(world.khai, date(2024, 11, 12)).below
    assert below is not None
    assert [row.name for row in below.rows] == ["Xã Hồng Phong"]
    assert below.done_count == 1
    assert (below.sent, below.total, below.late) == (1, 2, 1)
    assert below.days_left == 8


def test_the_province_counts_the_communes_of_each_district(world):
    adopted(world)
    period = loop.period(world)
    loop.approved(world.nam, world.nam, period)
    below = home_of(world.binh, date(2024, 11, 12)).below
    assert below is not None
    rows = {row.name: (row.sent, row.total, row.late, row.longest) for row in below.rows}
    assert rows == {"Huyện Ninh Giang": (0, 2, 2, 2), "Huyện Thanh Miện": (1, 1, 0, 0)}
    assert sum(day.count for day in below.strip) == 1
    assert below.strip[0].day.weekday() == 0


def test_the_number_of_queries_of_home_does_not_grow_with_the_number_of_units(world):
    lives.live(world)
    home_of(world.binh)  # what is compiled once is compiled now

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            home_of(world.binh)
        return len(asked)

    before = queries()
    for number in range(12):
        commune = make.unit("commune", f"113{number:02d}", "xã", f"Xã số {number}", world.ninh_giang)
        make.body(commune, "standing_board", f"Ban Thường trực {number}", f"Mặt trận {number}")
        held(world, commune)
    assert queries() == before


def test_who_only_looks_has_nothing_due_and_no_button(world, signed_in_as):
    loop.period(world)
    page = signed_in_as(world.vien).get("/").content.decode()
    assert "Đơn vị chưa xong báo cáo năm 2024" in page
    assert 'id="h-han"' not in page
    assert "Ghi một hoạt động" not in page
    assert "btn-red" not in page


def test_who_administers_is_told_of_communes_where_nobody_can_record(world):
    home = home_of(world.quan)
    assert all("chưa có ai ghi được việc" not in row.text for row in home.due)
    make.unit("commune", "11299", "xã", "Mới", world.ninh_giang)
    row = next(row for row in home_of(world.quan).due if "chưa có ai ghi được việc" in row.text)
    assert row.text == "1 xã, phường, thị trấn chưa có ai ghi được việc"


@pytest.mark.parametrize(
    ("held_count", "word"), [(0, "Chậm"), (9, "Hơi chậm"), (11, "Đúng nhịp"), (12, "Đạt"), (30, "Đạt")]
)
def test_a_gauge_says_in_a_word_how_a_target_stands(world, held_count, word):
    for number in range(held_count):
        held(world, world.hong_phong, on=date(2024, 1, 10) + timedelta(days=number * 9))
    programme = programmes.programme(world.hanh, world.programme)
    found = reporting.progress(world.hanh, programme, programmes.targets(programme.id), None, make.TODAY)[0]
    shown = gauges.gauge(found, make.TODAY)
    assert shown.word == word
    assert float(shown.done) <= 100
