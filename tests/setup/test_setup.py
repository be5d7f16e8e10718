"""script/setup on a checkout that is ready: quick, silent, and wanting nothing of its surroundings."""

import gzip
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.once


def test_second_set_up_says_nothing_in_a_bare_environment():
    done = subprocess.run(
        [ROOT / "script" / "setup", "--for", "test"], env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == ""


def test_environment_has_the_command_and_imports_the_checkout():
    told = subprocess.run(
        [ROOT / ".venv" / "bin" / "vandong", "--help"], env={}, capture_output=True, text=True, check=True
    )
    assert "vandong" in told.stdout
    where = "import vandong; print(vandong.__file__)"
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "python", "-c", where], cwd="/", capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == ROOT / "src" / "vandong" / "__init__.py"


def test_first_visit_fits_its_budget():
    """150 kB for an officer's page, fonts included: what every page loads may take 90 of them, htmx and the page the
    rest. `latin-ext` is for foreign names and comes only when one is shown."""
    built = ROOT / "src" / "vandong" / "static" / "vandong"
    sent = sum(
        len(gzip.compress((built / name).read_bytes())) for name in ("app.css", "app.js", "early.js", "icons.svg")
    )
    sent += sum(font.stat().st_size for font in built.glob("fonts/*.woff2") if "latin-ext" not in font.name)
    assert sent < 90_000
