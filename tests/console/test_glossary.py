"""The glossary tells the truth: every code name exists, every Vietnamese word is said on some page."""

import importlib
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<vietnamese>[^|]+) \| (?P<english>[^|]+) \| `(?P<code>[\w.]+)` \| (?P<source>[^|]+) \|$")
LINES = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
ROWS = [found.groupdict() for line in LINES if (found := ROW.match(line))]


def exists(path: str) -> bool:
    """Whether vandong.<path> is a module, something in one, or a field or attribute of a class in one."""
    parts = path.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(["vandong", *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            fields = getattr(found, "__dataclass_fields__", {})
            if not hasattr(found, name) and name not in fields:
                return False
            found = getattr(found, name, None)
        return True
    return False


@pytest.fixture(scope="module")
def screens() -> str:
    """All words of the templates and of the Python that speaks to people, in one form, small letters."""
    files = [*(ROOT / "src" / "vandong").rglob("*.html"), *(ROOT / "src" / "vandong").rglob("*.py")]
    words = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return unicodedata.normalize("NFC", words).lower()


def test_the_table_is_read_whole():
    rows = [line for line in LINES if line.startswith("| ")]
    assert len(ROWS) == len(rows) - 1, "a row is not of the form | Vietnamese | English | `code` | source |"
    assert len({row["code"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_each_word_has_its_place_in_the_code_and_on_a_screen(row, screens):
    assert exists(row["code"]), f"vandong.{row['code']} does not exist"
    assert unicodedata.normalize("NFC", row["vietnamese"]).lower() in screens, row["vietnamese"]
