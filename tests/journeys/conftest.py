"""People at their devices, on a site that runs."""

from collections.abc import Callable

import pytest

from tests import make
from tests.journeys import lived as lives


@pytest.fixture
def lived(transactional_db, world) -> lives.Lived:
    """The small world in the middle of November's work."""
    return lives.live(world)


@pytest.fixture
def at_work(open_window) -> Callable:
    """`at_work("hanh", 360)`: a window where that person has signed in through the form."""

    def at_work(username: str, width: int = 1280, **device):
        page = open_window(width, 740 if width < 700 else 900, **device)
        sign_in(page, username)
        return page

    return at_work


def sign_in(page, username: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")
