"""Issuing: a number, a document, a file, or nothing at all."""

import dataclasses
import hashlib
import io
from datetime import date, timedelta

import docx
import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.documents import contents
from tests.documents.issuing import issue
from vandong.accounts.access import MayNot
from vandong.documents import queries
from vandong.documents.content import content_hash
from vandong.documents.errors import AlreadyIssued, DatedAhead, NoProfile, RegisterBegun
from vandong.documents.models import NumberRegister, OfficialDocument, RegisteredNumber
from vandong.kernel import files
from vandong.kernel.errors import NotHere
from vandong.kernel.models import AuditLine


def test_an_issued_document_has_its_number_its_file_and_an_audit_line(world):
    document = OfficialDocument.objects.get(id=issue(world.lan, 1))
    assert document.symbol == "01/BC-MTTQ-BTT"
    assert document.unit_id == world.hong_phong
    assert document.profile == "mat-tran-2020"
    assert document.content_hash == content_hash(contents.commune())
    made = files.read(document.docx_file)
    assert hashlib.sha256(made).hexdigest() == document.docx_file.sha256
    text = " ".join(p.text for p in docx.Document(io.BytesIO(made)).paragraphs)
    assert "Đã tổ chức 14 buổi tuyên truyền với 812 lượt người dự." in text
    line = AuditLine.objects.get(action="documents.document.issued")
    assert (line.subject_label, line.unit_id, line.actor_label) == (document.symbol, world.hong_phong, world.lan.label)


def test_numbers_run_by_body_by_year_and_by_kind(world):
    letter = dataclasses.replace(contents.commune(), document_type="CV", type_name="")
    first, second = issue(world.lan, 1), issue(world.lan, 2)
    last_year = issue(world.lan, 3, dated_on=date(2023, 12, 29))
    of_kind = issue(world.lan, 4, letter)
    elsewhere = issue(world.hue, 5)
    symbols = [OfficialDocument.objects.get(id=i).symbol for i in (first, second, last_year, of_kind, elsewhere)]
    assert symbols == ["01/BC-MTTQ-BTT", "02/BC-MTTQ-BTT", "01/BC-MTTQ-BTT", "01/CV-MTTQ-BTT", "01/BC-MTTQ-BTT"]


def test_a_register_goes_on_from_the_paper_one_and_is_moved_but_once(world):
    """Most bodies begin in the middle of a year, with numbers already given on paper."""
    first = OfficialDocument.objects.get(id=issue(world.lan, 1, given_on_paper=46))
    assert first.symbol == "47/BC-MTTQ-BTT"
    assert AuditLine.objects.get(action="documents.document.issued").note == "Sổ giấy đã cấp đến số 46."
    with pytest.raises(RegisterBegun, match="đã cấp đến số 47/BC-MTTQ-BTT ở đây"):
        issue(world.lan, 2, given_on_paper=60)
    assert OfficialDocument.objects.get(id=issue(world.lan, 2)).symbol == "48/BC-MTTQ-BTT"


def test_a_source_becomes_a_document_once_and_its_second_try_costs_no_number(world):
    issue(world.lan, 1)
    with pytest.raises(AlreadyIssued):
        issue(world.lan, 1)
    assert NumberRegister.objects.get().last_number == 1


def test_an_issue_that_is_rolled_back_leaves_no_gap(world):
    issue(world.lan, 1)
    with transaction.atomic():
        issue(world.lan, 2)
        transaction.set_rollback(True)  # the report's own step failed
    assert OfficialDocument.objects.get(id=issue(world.lan, 3)).symbol == "02/BC-MTTQ-BTT"
    assert sorted(RegisteredNumber.objects.values_list("number", flat=True)) == [1, 2]


def test_a_document_is_not_dated_ahead(world):
    with pytest.raises(DatedAhead):
        issue(world.lan, 1, dated_on=make.TODAY + timedelta(days=1))


def test_a_day_before_every_profile_is_refused_with_a_sentence(world):
    with pytest.raises(NoProfile, match="mẫu trình bày"):
        issue(world.lan, 1, dated_on=date(2019, 11, 20))


def test_another_units_body_is_not_there_to_issue_for(world):
    with pytest.raises(NotHere):
        issue(world.lan, 1, body_id=world.hue.body_id)


def test_who_only_looks_does_not_issue(world):
    with pytest.raises(MayNot):
        issue(world.vien, 1)
    assert not RegisteredNumber.objects.exists()


def test_the_database_itself_keeps_an_issued_document_as_it_is(world):
    document_id = issue(world.lan, 1)
    for change in ({"symbol": "02/BC-MTTQ-BTT"}, {"content": {}}, {"docx_file_id": None}, {"dated_on": "2024-11-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(id=document_id).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(id=document_id)._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredNumber.objects.update(number=9)


def test_what_is_stored_makes_the_same_file_again(world):
    document_id = issue(world.lan, 1, contents.province(is_demonstration=True))
    assert queries.regenerates(document_id)


def test_a_register_shows_every_number_in_order_and_whose_they_are(world):
    for source in (3, 1, 2):
        issue(world.lan, source)
    rows = queries.register(world.khai, world.lan.body_id, 2024)
    assert [row.symbol for row in rows] == ["01/BC-MTTQ-BTT", "02/BC-MTTQ-BTT", "03/BC-MTTQ-BTT"]
    assert {row.issued_by_label for row in rows} == {world.lan.label}
    with pytest.raises(NotHere):
        queries.register(world.stranger, world.lan.body_id, 2024)
