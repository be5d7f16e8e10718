"""Documents in a real browser: no rule of accessibility broken, nothing wider than the phone, black on white."""

import pytest

from tests import make
from tests.axe import faults
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
    return [f"/van-ban/{waiting}/", f"/van-ban/{signed}/", f"/van-ban/{waiting}/luu-ban-ky/"]


@pytest.mark.ci
def test_documents_that_wait_for_a_signature_and_that_have_one_are_for_everybody(world, signed_in_as, desk, addresses):
    cookie = signed_in_as(world.hanh).cookies["phien"].value
    desk.context.add_cookies([{"name": "phien", "value": cookie, "domain": "localhost", "path": "/"}])
    for address in addresses:
        desk.goto(address)
        assert faults(desk, whole=False) == [], address
    desk.goto(addresses[0])
    colours = desk.eval_on_selector(".a4", "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
