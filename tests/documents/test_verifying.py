"""`vandong document verify FILE`: ours and unchanged, ours but changed, or not ours."""

import io
import zipfile

import docx
import pytest

from tests import make
from tests.documents.issuing import SIGNED_PDF, issue
from vandong.documents import actions, queries
from vandong.documents.models import OfficialDocument
from vandong.kernel import files


@pytest.fixture
def document(world) -> OfficialDocument:
    return OfficialDocument.objects.get(id=issue(world.lan, 1))


def _edited(payload: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace(old, new))
    return out.getvalue()


def test_the_issued_file_is_ours_and_unchanged(world, document):
    verdict = queries.verify(files.read(document.docx_file))
    assert (verdict.kind, verdict.part, verdict.symbol) == ("unchanged", "docx", "01/BC-MTTQ-BTT")
    assert verdict.issued_by_label == world.lan.label
    assert verdict.issued_at == make.NOW
    assert "còn nguyên vẹn" in verdict.sentence


def test_a_changed_figure_is_found_and_shown(document):
    verdict = queries.verify(_edited(files.read(document.docx_file), "812 lượt", "1.812 lượt"))
    assert verdict.kind == "changed"
    assert verdict.document_id == document.id
    assert any(line.startswith("− ") and " 812 lượt" in line for line in verdict.differences)
    assert any(line.startswith("+ ") and "1.812 lượt" in line for line in verdict.differences)
    assert "ĐÃ BỊ SỬA" in verdict.sentence


def test_a_demonstration_mark_taken_away_counts_as_a_change(world):
    from tests.documents import contents

    marked = OfficialDocument.objects.get(id=issue(world.lan, 7, contents.commune(is_demonstration=True)))
    cleaned = _edited(files.read(marked.docx_file), "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ", "")
    assert queries.verify(cleaned).kind == "changed"


def test_a_file_saved_again_by_another_program_keeps_its_words(document):
    again = io.BytesIO()
    docx.Document(io.BytesIO(files.read(document.docx_file))).save(again)
    verdict = queries.verify(again.getvalue())
    assert verdict.kind == "resaved"
    assert verdict.document_id == document.id


def test_the_signed_scan_is_known_again(world, document):
    actions.record_signed_scan(
        by=world.lan,
        document_id=document.id,
        scan=SIGNED_PDF,
        media_type="application/pdf",
        clerk_number="01/BC-MTTQ-BTT",
        signed_on=make.TODAY,
        now=make.NOW,
    )
    assert queries.verify(SIGNED_PDF).part == "scan"


def test_a_file_from_elsewhere_is_unknown(document):
    blank = io.BytesIO()
    docx.Document().save(blank)
    for payload in (b"", b"PK", b"PK\x03\x04 rubbish", b"%PDF-1.4 x", blank.getvalue()):
        assert queries.verify(payload).kind == "unknown"


def test_a_borrowed_reference_without_our_hash_is_unknown(document):
    assert queries.verify(_edited(files.read(document.docx_file), document.content_hash, "0" * 64)).kind == "unknown"


def test_a_word_file_with_an_entity_bomb_is_unknown_and_harms_nobody(document):
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    payload = _edited(files.read(document.docx_file), "<w:document ", f"{bomb}<w:document ")
    assert queries.verify(payload).kind in ("unknown", "changed", "resaved")


@pytest.mark.parametrize("part", range(12))
def test_a_damaged_file_gets_a_verdict_and_never_a_fault(document, part):
    """A twelfth of the file cut out, and its bytes turned over: whatever is left, someone gets an answer."""
    whole = files.read(document.docx_file)
    start, end = len(whole) * part // 12, len(whole) * (part + 1) // 12
    turned = whole[:start] + bytes(byte ^ 0x55 for byte in whole[start:end]) + whole[end:]
    for payload in (whole[:start] + whole[end:], turned):
        assert queries.verify(payload).kind in ("unknown", "changed", "resaved")


def test_the_command_says_what_it_found_and_ends_accordingly(document, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from vandong.ops.commands import document as command

    monkeypatch.setattr(command, "set_up_django", lambda: None)  # already set up, on this test's database
    ours, changed = tmp_path / "ours.docx", tmp_path / "changed.docx"
    ours.write_bytes(files.read(document.docx_file))
    changed.write_bytes(_edited(files.read(document.docx_file), "812 lượt", "1.812 lượt"))
    runner = CliRunner()
    good = runner.invoke(command.document, ["verify", str(ours)], standalone_mode=False)
    bad = runner.invoke(command.document, ["verify", str(changed)], standalone_mode=False)
    assert (good.return_value, bad.return_value) == (0, 1)
    assert "còn nguyên vẹn" in good.output
    assert "Cấp số ngày 05/11/2024" in good.output
    assert "ĐÃ BỊ SỬA" in bad.output
    assert "1.812 lượt" in bad.output
