"""The shell around every page: whose place it is, the ways on an appointment has, the demonstration's banner."""

import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.urls import reverse

from tests import make
from vandong.config import menu
from vandong.kernel.models import Installation


def labels(officer) -> list[str]:
    return [item.label for item in menu.ways_on(officer)]


def test_ways_on_follow_what_the_appointment_may_do(world):
    assert "Ghi việc" in labels(world.hanh)
    assert "Ghi việc" not in labels(world.vien)
    assert {"Tài khoản", "Nhật ký"} <= set(labels(world.quan))
    assert not {"Tài khoản", "Nhật ký"} & set(labels(world.hanh))


@pytest.mark.parametrize("name", ["hanh", "vien", "quan", "luong", "binh"])
def test_the_bar_of_a_phone_has_five_ways_and_the_last_leads_to_the_rest(world, name):
    bar = [item for item in menu.ways_on(getattr(world, name)) if item.css != "wide"]
    assert len(bar) == 5
    assert bar[0].label == "Hôm nay"
    assert bar[-1].label == "Thêm"


def test_one_way_is_marked_as_where_one_is(world, signed_in_as):
    page = signed_in_as(world.hanh).get(reverse("activity_list")).content.decode()
    rail = re.search(r'<nav class="nav".*?</nav>', page, re.DOTALL).group()
    current = re.findall(r'aria-current="page"(?: class="(\w+)")?>.*?<span>(.*?)</span>', rail)
    assert current == [("phone", "Thêm"), ("wide", "Hoạt động")]


def test_a_way_whose_address_does_not_exist_is_left_out(world, monkeypatch):
    ghost = menu._Way("Không có", "no_such_route", "box", ("no_such",), "")
    monkeypatch.setattr(menu, "_WAYS", (*menu._WAYS, ghost))
    assert "Không có" not in labels(world.binh)


def test_the_demonstration_says_so_on_every_page_with_its_day(world, signed_in_as, client):
    Installation.objects.filter(id=1).update(is_demonstration=True, pinned_on=make.TODAY)
    for one, path in (
        (signed_in_as(world.hanh), "/"),
        (signed_in_as(world.hanh), "/khong-co/"),
        (client, reverse("account_login")),
    ):
        page = one.get(path).content.decode()
        assert "Dữ liệu minh họa" in page
        assert "05/11/2024" in page


def test_a_real_installation_carries_no_banner(world, signed_in_as):
    assert "Dữ liệu minh họa" not in signed_in_as(world.hanh).get("/").content.decode()


@pytest.mark.parametrize(
    ("value", "shown"), [(1234, "1.234"), (Decimal("16000.0000"), "16.000"), (Decimal("5.5000"), "5,5"), (None, "")]
)
def test_numbers_on_a_page_are_written_as_people_write_them(value, shown):
    assert Template("{{ value|so }}").render(Context({"value": value})) == shown
