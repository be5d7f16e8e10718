"""What is locked names packages and hashes only: a registry's address belongs to the machine, not to the project."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.once


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_python_lock_names_no_address_and_hashes_every_package(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--find-links|file:", text)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_node_lock_names_no_address():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_front_end_packages_are_pinned_to_one_version():
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_what_the_server_runs_on_is_the_same_in_both_locks():
    def pinned(name):
        return set(re.findall(r"^[A-Za-z0-9._-]+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")
