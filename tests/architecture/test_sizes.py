"""No file grows past what one reads in a sitting."""

from pathlib import Path

import vandong

ROOT = Path(vandong.__file__).parent
MOST_LINES = 400
TABLES = {"gold_sheets.py"}  # what stands in it is looked up, not read


def test_no_file_of_code_is_longer_than_four_hundred_lines():
    project = ROOT.parents[1]
    folders = (ROOT, project / "tests", project / "script", project / "frontend" / "src")
    kinds = {".py", ".ts", ".css", ".html"}
    files = [
        file
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in kinds and not {"migrations", "static", "__pycache__"} & set(file.parts)
    ]
    assert len(files) > 500
    too_long = {
        str(file.relative_to(project)): count
        for file in files
        if file.name not in TABLES and (count := file.read_text(encoding="utf-8").count("\n")) > MOST_LINES
    }
    assert too_long == {}
