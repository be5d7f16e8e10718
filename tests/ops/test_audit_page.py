"""The audit as a page: whole sentences, within one's units, found by day, person, kind and place."""

import re
from pathlib import Path

import pytest

import vandong
from tests import make
from tests.outreach import forms
from vandong.kernel import audit
from vandong.ops import audit_sentences
from vandong.outreach import rules as activity_rules
from vandong.outreach.organisations.rules import OrganisationEntry
from vandong.programme.actions import Basics
from vandong.programme.part_columns import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(world) -> None:
    forms.recorded(world, "one")
    forms.recorded(world, "two", place="Sân kho", attendance_count=12, female_count=None, risk_counts=())


def page(client, **asked: str) -> str:
    answer = client.get("/nhat-ky/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_reads_as_a_sentence(world, signed_in_as, recorded):
    text = page(signed_in_as(world.khai))
    assert "Đã ghi việc: Họp thôn, khu dân cư, thôn Bồng Lai, 05/11/2024." in text
    assert "Nguyễn Thị Hạnh, Cán bộ Mặt trận, Mặt trận xã Hồng Phong" in text


def test_changed_fields_are_named_in_vietnamese(world):
    line = audit.Line(1, world.hanh.on, "Ai đó", "outreach.activity.corrected", "Việc A", ("held_on", "x"), "", 1)
    assert audit_sentences.tell(line).changed == "ngày"


def test_an_action_nobody_has_described_yet_still_reads(world):
    line = audit.Line(1, world.hanh.on, "Ai đó", "pledges.pledge.signed", "Bản cam kết", (), "", 1)
    assert audit_sentences.tell(line).did == "Đã thay đổi: Bản cam kết (pledges.pledge.signed)."


def test_nobody_reads_the_lines_of_others(world, signed_in_as, recorded):
    assert "Bồng Lai" not in page(signed_in_as(world.tuyet))  # Thanh Miện, the next district
    assert "Bồng Lai" not in page(signed_in_as(world.stranger))


def test_an_officer_who_only_records_does_not_read_the_audit(world, signed_in_as):
    assert signed_in_as(world.luong).get("/nhat-ky/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"ai": "hanh"}, True),
        ({"ai": "Luong"}, False),
        ({"viec": "outreach"}, True),
        ({"viec": "reporting"}, False),
        ({"tu": "05/11/2024", "den": "05/11/2024"}, True),
        ({"den": "04/11/2024"}, False),
        ({"tim": "bong lai"}, True),
        ({"tim": "tieu son"}, False),
    ],
)
def test_lines_are_found_by_day_person_kind_and_place(world, signed_in_as, recorded, asked, is_found):
    assert ("Đã ghi việc" in page(signed_in_as(world.khai), **asked)) == is_found


def test_the_list_comes_out_as_a_workbook_within_ones_units(world, signed_in_as, recorded):
    import io

    import openpyxl

    answer = signed_in_as(world.khai).get("/nhat-ky/", {"xuat": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert sum("Đã ghi việc" in str(row[0]) for row in rows) == 2


def test_every_action_written_in_the_code_has_its_sentence():
    """Each action code a verb writes down literally is described, so that the page has no line without words."""
    domains = "accounts|documents|messaging|ops|outreach|programme|reporting|units"
    written = set()
    for path in Path(vandong.__file__).parent.rglob("*.py"):
        written |= set(re.findall(rf'action="((?:{domains})\.\w+\.\w+)"', path.read_text(encoding="utf-8")))
    assert len(written) > 40
    assert written - set(audit_sentences.SENTENCES) == set()


def test_every_field_a_verb_may_have_changed_has_its_word():
    """From the domains' own tables of what a person may write; an id says nothing beside its word."""
    named = {f"outreach.activity.{name}" for name in activity_rules.FIELDS}
    named |= {f"outreach.organisation.{name}" for name in OrganisationEntry.__dataclass_fields__}
    named |= {f"outreach.group_size.{name}" for name in ("count", "source", "as_of_on")}
    named |= {f"programme.programme.{name}" for name in Basics.__dataclass_fields__}
    named |= {f"programme.{part}.{name}" for part, columns in COLUMNS.items() for name in columns}
    known = audit_sentences.FIELDS
    assert {one for one in named if one not in known and one.rpartition(".")[2] not in known} == set()
    line = audit.Line(1, make.NOW, "Ai đó", "outreach.organisation.corrected", "Công ty A", ("address", "code"), "", 1)
    assert audit_sentences.tell(line).changed == "địa chỉ, mã số"
