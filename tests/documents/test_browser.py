"""Documents in a real browser: no rule of accessibility broken, nothing wider than the phone, black on white."""

import pytest

from tests import make
from tests.axe import violations
from tests.documents import contents
from tests.documents.issuing import SIGNED_PDF, issue
from vandong.documents import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(world) -> list[str]:
    waiting = issue(world.lan, 1, contents.province(is_demonstration=True))
    signed = issue(world.lan, 2)
    actions.record_signed_scan(
        by=world.lan,
        document_id=signed,
        scan=SIGNED_PDF,
        media_type="application/pdf",
        clerk_number="02/BC-MTTQ-BTT",
        signed_on=make.TODAY,
        now=make.NOW,
    )
    show = [f"/van-ban/{waiting}/", f"/van-ban/{signed}/", f"/van-ban/{waiting}/luu-ban-ky/"]
    return ["/van-ban/", "/van-ban/so/", *show]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_every_page_of_documents_is_for_everybody(world, signed_in_as, open_window, addresses, width, dark):
    window = open_window(width=width, height=800, dark=dark)
    cookie = signed_in_as(world.hanh).cookies["phien"].value
    window.context.add_cookies([{"name": "phien", "value": cookie, "domain": "localhost", "path": "/"}])
    for address in addresses:
        window.goto(address)
        assert violations(window) == [], address
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert window.evaluate(overflow) == 0, address
    window.goto(addresses[2])
    colours = window.eval_on_selector(".a4", "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
