"""R11 for workbooks: two thousand broken ones are read or refused in a sentence; script/test --all: twenty thousand.

They are read in the limited child process, two hundred at a time; a batch that brings its child down is halved until
the one that did stands alone. What was read is then read cell by cell in this process, and nothing may be raised.
"""

import io
import random
import zipfile

import pytest

from tests.kernel.test_child import _tests_can_be_imported  # noqa: F401  an autouse fixture
from tests.outreach.gold_sheets import GOLD, workbook
from vandong.kernel import child
from vandong.kernel.sheet_intake.found import loads
from vandong.kernel.sheet_intake.judging import read_columns
from vandong.outreach.activity_sheet.columns import FIXED, NEEDS

pytestmark = pytest.mark.once
MUTANTS, MANY, AT_ONCE = 2_000, 20_000, 200
OPTIONS = {
    "wanted": [(one.key, (one.title, *one.names), one.fills_down) for one in FIXED],
    "needs": NEEDS,
    "max_rows": 1_000,
}
WHOLE = [workbook(gold.text) for gold in GOLD[::5]]
TORN = (b"<", b'"', b"&#0;", b"&#x1;", b"99999999999999999999", b"</c>", b"<v>1e999</v>", b'r="XFD1048576"', b'r="A0"',
        b"<f>=1", b't="e"', b't="s"', b"\xff\xfe", b"-1", b"NaN", "Cộng".encode(), b"=cmd|' /C calc'!A0")  # fmt: skip


def mutant(seed: int) -> bytes:
    """The same for a seed on every machine: half have their bytes broken, half the XML inside them."""
    chance = random.Random(seed)
    whole = chance.choice(WHOLE)
    return _bytes_broken(chance, whole) if seed % 2 else _xml_torn(chance, whole)


def _bytes_broken(chance: random.Random, whole: bytes) -> bytes:
    broken = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(broken)), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                broken[at] ^= 1 << chance.randrange(8)
            case 1:
                del broken[at : at + length]
            case 2:
                broken[at:at] = broken[at : at + length]
            case _:
                broken[at : at + length] = chance.randbytes(length)
    return bytes(broken)


def _xml_torn(chance: random.Random, whole: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        torn = chance.choice([name for name in names if name.startswith("xl/")])
        for name in names:
            content = old.read(name)
            if name == torn:
                for _ in range(chance.randint(1, 4)):
                    at = chance.randrange(len(content))
                    content = content[:at] + chance.choice(TORN) + content[at + chance.randint(0, 6) :]
            new.writestr(name, content)
    return out.getvalue()


def answers(mutants: list[bytes]) -> list[bytes]:
    """What each was read as, or the sentence it was refused with."""
    options = OPTIONS | {"lengths": [len(one) for one in mutants]}
    try:
        _, body = child.parse("tests.kernel.parsers:many_tables", b"".join(mutants), options)
        told = body.split(b"\n")
        return [_alone(one) if answer[:1] == b"!" else answer for one, answer in zip(mutants, told, strict=True)]
    except child.Unreadable:  # somewhere in here is one that ends its child: halved until it stands alone
        half = len(mutants) // 2
        return [_alone(mutants[0])] if not half else [*answers(mutants[:half]), *answers(mutants[half:])]


def _alone(payload: bytes) -> bytes:
    try:
        return b"+" + child.parse("vandong.kernel.sheet_intake.reader:read_table", payload, OPTIONS)[1]
    except child.Unreadable as refusal:
        return b"-" + refusal.message.encode()


@pytest.mark.parametrize("count", [MUTANTS, pytest.param(MANY, marks=pytest.mark.slow)])
def test_a_broken_workbook_is_read_or_refused_in_a_sentence(count):
    read = refused = 0
    for start in range(0, count, AT_ONCE):
        for answer in answers([mutant(seed) for seed in range(start, start + AT_ONCE)]):
            if answer[:1] == b"+":
                reading = read_columns(loads(answer[1:]), FIXED)
                assert all(one.sentence.endswith(".") for one in reading.judged.mistakes)
                read += 1
            else:
                assert answer.endswith(b"."), answer
                refused += 1
    assert read + refused == count
    assert min(read, refused) > count // 20, "both ways are tried"


def test_a_cell_at_the_far_end_is_refused_with_a_reason():
    """A1 and XFD1048576, in a workbook that is otherwise one of ours."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE[0])) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            new.writestr(name, content)
    with pytest.raises(child.Unreadable, match="ở quá xa"):
        child.parse("vandong.kernel.sheet_intake.reader:read_table", out.getvalue(), OPTIONS)
