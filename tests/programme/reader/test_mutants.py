"""Broken files: five hundred mutants of each kind are read or refused, and nothing else happens."""

import random

import pytest

from tests.programme.reader import word
from vandong.kernel.child import CannotRead
from vandong.programme.reader import intake, read

MUTANTS = 500
MANY = {"docx": 10_000, "txt": 5_000, "pdf": 5_000}  # the whole promise (R11)
TEXT = (
    "KẾ HOẠCH\nTuyên truyền năm 2025\nI. MỤC TIÊU\n- Phấn đấu 90% hộ tham gia trước 20/11/2025.\nNơi nhận:\n- Lưu: VT."
)
PAGE = b"BT /F1 12 Tf 72 720 Td (Ke hoach tuyen truyen phong chong ma tuy nam 2025) Tj ET"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(PAGE), PAGE),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def pdf() -> bytes:
    """One page of text, with its table of objects."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(OBJECTS, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


WHOLE = {
    "docx": word.docx(
        word.paragraph("MỤC TIÊU", numbered=(1, 0)) + word.table(["TT", "Năm 2026"], ["1", "3"]) + word.paragraph(TEXT),
        {"word/numbering.xml": word.LISTS, "word/footnotes.xml": word.FOOTNOTES},
    ),
    "txt": TEXT.encode(),
    "pdf": pdf(),
}
pytestmark = pytest.mark.once


def mutant(whole: bytes, seed: int) -> bytes:
    """Bits flipped, stretches cut, doubled or overwritten: the same for a seed on every machine."""
    chance = random.Random(seed)
    broken = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(broken)) if broken else 0
        length = chance.randint(1, 40)
        match chance.randrange(4):
            case 0 if broken:
                broken[at] ^= 1 << chance.randrange(8)
            case 1:
                del broken[at : at + length]
            case 2:
                broken[at:at] = broken[at : at + length]
            case _:
                broken[at : at + length] = chance.randbytes(length)
    return bytes(broken)


@pytest.mark.parametrize(
    ("kind", "mutants"),
    [(kind, MUTANTS) for kind in sorted(WHOLE)]
    + [pytest.param(kind, number, marks=pytest.mark.slow) for kind, number in sorted(MANY.items())],
)
def test_a_broken_file_is_read_or_refused(kind: str, mutants: int) -> None:
    refused = accepted = 0
    for seed in range(mutants):
        try:
            _, body = intake.read_file(mutant(WHOLE[kind], seed), {})
        except CannotRead as refusal:
            refused += str(refusal).endswith(".")  # a whole sentence
        else:
            read(body.decode("utf-8"))
            accepted += 1
    assert refused + accepted == mutants


def test_the_whole_files_are_read() -> None:
    for kind, whole in WHOLE.items():
        assert intake.read_file(whole, {})[0] == {"kind": kind}
