"""How densely hot spots are worked in, against elsewhere: exact, by the day, for who stands above communes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests import make
from tests.analytics.field_work import held
from vandong.outreach.density import queries, rules

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def test_a_month_is_shared_by_the_days_a_commune_was_a_hot_spot():
    communes = [(date(2019, 1, 1), None), (date(2024, 4, 16), None), (date(2019, 1, 1), date(2024, 4, 11))]
    hot = [(date(2024, 4, 1), date(2024, 4, 11)), (date(2024, 4, 21), None)]
    told = rules.months(date(2024, 4, 1), date(2024, 5, 31), communes, hot, [(date(2024, 4, 5), 3, 1)])
    april, may = told
    assert april.hot == rules.Side(1, Fraction(20, 30))
    assert april.elsewhere == rules.Side(2, Fraction(30 + 15 + 10 - 20, 30))
    assert (may.hot.commune_months, may.elsewhere.commune_months) == (1, 1)
    assert may.hot.density == 0
    hot_side, elsewhere = rules.together(told)
    assert rules.times(hot_side, elsewhere) == Decimal("0.65")  # (1 / (5/3)) / (2 / (13/6))
    assert rules.times(rules.Side(0, Fraction(0)), elsewhere) is None
    assert rules.times(hot_side, rules.Side(0, Fraction(3))) is None


def test_the_page_compares_and_names_the_hot_spots_with_the_least_done_first(world, signed_in_as):
    make.standing(world.hong_phong, "hot_2", date(2024, 1, 1))
    make.standing(world.ngu_hung, "hot_3", date(2024, 1, 1))
    for month in (3, 4, 5):
        held(world, world.bong_lai, on=date(2024, month, 2))
    held(world, world.ngu_hung, on=date(2024, 6, 1))
    held(world, world.tan_huong, on=date(2024, 6, 1))
    held(world, world.ninh_giang, on=date(2024, 6, 1))  # the district's own: on neither side
    answer = signed_in_as(world.binh).get("/hoat-dong/mat-do/")
    told = answer.context["density"]
    assert (told.hot.activity_count, told.elsewhere.activity_count) == (4, 1)
    assert told.hot.commune_months == 2 * (10 + Fraction(5, 30))
    assert told.times == Decimal("2.00")
    assert [(row.name, row.activity_count) for row in told.hot_spots] == [("Xã Ngũ Hùng", 1), ("Xã Hồng Phong", 3)]
    assert [row.hot_count for row in told.rows] == [0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    district = queries.density(world.khai, told.programme)
    assert [row.name for row in district.hot_spots] == ["Xã Hồng Phong"]
    commune = queries.density(world.hanh, told.programme)
    assert (commune.hot.activity_count, commune.elsewhere.activity_count) == (3, 0)
    assert commune.times is None


def test_without_any_standing_the_page_says_what_to_do(world, signed_in_as):
    page = signed_in_as(world.binh).get("/hoat-dong/mat-do/").content.decode()
    assert "Chưa có xã, phường, thị trấn nào được xếp loại trọng điểm" in page
