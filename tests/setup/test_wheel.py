"""The wheel for an installation without a checkout: built assets and data files are inside, and it brings `vandong`."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.once, pytest.mark.ci]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, ROOT / "script" / "build_wheel.py", folder], check=True, capture_output=True)
    (built,) = folder.glob("vandong-*.whl")
    return built


def test_wheel_carries_assets_templates_and_facts(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "vandong/static/vandong/app.css",
        "vandong/static/vandong/app.js",
        "vandong/static/vandong/icons.svg",
    } <= inside
    assert any(name.startswith("vandong/static/vandong/fonts/") for name in inside)
    tracked = subprocess.run(["git", "ls-files", "src/vandong"], cwd=ROOT, capture_output=True, text=True, check=True)
    committed = {name.removeprefix("src/") for name in tracked.stdout.splitlines() if (ROOT / name).exists()}
    assert committed - inside == set()


def test_wheel_installs_into_a_fresh_environment_and_brings_the_command(wheel, tmp_path):
    fresh = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    pip = [sys.executable, "-m", "pip", "--python", fresh / "bin" / "python", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    assert (fresh / "bin" / "vandong").exists()
    version = "import vandong, importlib.metadata; print(vandong.__version__, importlib.metadata.version('vandong'))"
    done = subprocess.run(
        [fresh / "bin" / "python", "-c", version], cwd="/", capture_output=True, text=True, check=True
    )
    said, recorded = done.stdout.split()
    assert said == recorded
