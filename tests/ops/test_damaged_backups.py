"""A backup that is not whole restores nothing and says so: never a traceback, never half an installation.

Hundreds of files go through the one command line in one process, each into an empty place.
"""

import collections
import json
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from tests.ops import damage
from tests.ops.site import Site

pytestmark = pytest.mark.once

SEED = 20241105

# Carried out in a child: each line of input is a file (and a key); each line of output how restoring it ended and
# what is there afterwards. "nothing" may be said only of a place without rows, files and half-built folders.
RESTORE_EACH = r"""
import contextlib, io, json, os, shutil, sys
from pathlib import Path
from django.conf import settings
from django.db import connections
from vandong.ops import backup, database
from vandong.ops.command_line import run
data = Path(settings.DATA)

def left():
    if list(data.glob("restoring-*")) or not database.is_empty():
        return {name: [d.rows, d.sha256] for name, d in backup.digests_of().items()}
    return "files" if list(data.glob("files/*/*")) or (data / "ngoai").exists() else "nothing"

def wipe():
    if connections["default"].vendor == "sqlite":
        connections["default"].close()
        for path in data.glob("vandong.sqlite3*"):
            path.unlink()
    else:
        with connections["default"].cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(data / "files", ignore_errors=True)

for line in json.loads(Path(WORK).read_text()):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["restore", "--json", *line])
    after = left()
    print(json.dumps([code, said.getvalue().strip().splitlines()[-1:], after]))
    if after != "nothing":
        wipe()
"""


@pytest.fixture
def whole(site) -> bytes:
    """A backup of the small world with one file and a sealed audit."""
    site.build_world()
    site.python(
        "from tests import make; from vandong.kernel import files; from django.db import transaction\n"
        "with transaction.atomic():\n"
        "    files.store('nội dung tệp'.encode(), name='a.txt', media_type='text/plain', now=make.NOW)"
    )
    path = site.data.parent / "whole.tar.gz"
    assert site.run("audit", "seal").code == 0
    assert site.run("backup", str(path)).code == 0
    return path.read_bytes()


@pytest.fixture
def restored(new_site, tmp_path):
    """`restored(files)`: how restoring each of them into an empty place ended: exit code, error code, what is left."""

    def restored(mutants: list[bytes], *words: str, database: str = "sqlite") -> list[tuple[int, str, object]]:
        target: Site = new_site(database, "target")
        target.data.mkdir()
        lines = []
        for number, content in enumerate(mutants):
            path = tmp_path / f"mutant-{number}"
            path.write_bytes(content)
            lines.append([*words, str(path)])
        (tmp_path / "work.json").write_text(json.dumps(lines))
        said = target.python(f"WORK = {str(tmp_path / 'work.json')!r}\n{RESTORE_EACH}", seconds=3600)
        outside = [path for path in (Path("/tmp/ngoai"), tmp_path / "ngoai") if path.exists()]
        assert not outside, "a member was written outside the data folder"
        return [
            (code, json.loads(last[0]).get("error", "") if last and last[0].startswith("{") else str(last), after)
            for code, last, after in map(json.loads, said.splitlines())
        ]

    return restored


REFUSALS = {"ops.damaged_backup", "ops.not_a_backup", "ops.newer_backup"}


def fates(mutants: list[damage.Mutant], ends: list[tuple[int, str, object]]) -> dict[str, str]:
    """Those that did not end as they must, by number."""
    wrong = {}
    for number, (mutant, (code, error, after)) in enumerate(zip(mutants, ends, strict=True)):
        if code == 3 and error in REFUSALS and after == "nothing":
            continue
        if code in (0, 1) and isinstance(after, dict) and after == promised_by(mutant.content):
            continue  # what was changed does not matter, or was changed with its hash: what came back is what it says
        wrong[f"{number} {mutant.kind}"] = f"exit {code}, {error}, left {str(after)[:80]}"
    return wrong


def promised_by(archive: bytes) -> dict[str, list]:
    tables = json.loads(damage.members_of(archive)[-1][1])["tables"]
    return {name: [table["rows"], table["sha256"]] for name, table in tables.items()}


def damaged_backups_are_refused(whole: bytes, restored: Callable, count: int) -> None:
    mutants = damage.damaged(whole, count, SEED)
    ends = restored([mutant.content for mutant in mutants])
    assert fates(mutants, ends) == {}
    told = collections.Counter(error for _, error, _ in ends)
    assert told["ops.damaged_backup"] > count * 5 / 6, told


def forged_backups_are_refused(whole: bytes, restored: Callable, count: int) -> None:
    """Rows no installation could have written, though their hashes agree."""
    mutants = damage.forged(whole, count, SEED)
    assert fates(mutants, restored([mutant.content for mutant in mutants])) == {}


@pytest.mark.ci
def test_ninety_damaged_backups_are_refused_and_change_nothing(whole, restored):
    damaged_backups_are_refused(whole, restored, 90)


@pytest.mark.ci
def test_three_hundred_damaged_backups_are_refused_and_change_nothing(whole, restored):
    damaged_backups_are_refused(whole, restored, 300)


@pytest.mark.ci
def test_forged_backups_of_every_kind_are_refused_though_their_hashes_agree(whole, restored):
    forged_backups_are_refused(whole, restored, 14)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_three_hundred_forged_backups_end_in_a_sentence_on_both_databases(whole, restored, database):
    mutants = damage.forged(whole, 300, SEED + 1)
    ends = restored([mutant.content for mutant in mutants], database=database)
    assert fates(mutants, ends) == {}


def test_an_encrypted_backup_that_is_damaged_is_not_blamed_on_the_key(whole, restored, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{key}\n")
    sealed = pyrage.encrypt(whole, [key.to_public()])
    cut = [sealed[: int(len(sealed) * share)] for share in (0.02, 0.5, 0.99)]
    flipped = [sealed[:-at] + bytes([sealed[-at] ^ 1]) + sealed[1 - at or len(sealed) :] for at in (1, 1000, 5000)]
    ends = restored([*cut, *flipped], "--identity", str(tmp_path / "key.txt"))
    assert ends == [(3, "ops.damaged_backup", "nothing")] * 6


def test_an_identity_file_that_is_none_is_refused_with_a_sentence(whole, restored, tmp_path):
    key = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(whole, [key.to_public()])
    for content in (b"\xff\xfe\x00", b"", b"AGE-SECRET-KEY-1NONE"):
        (tmp_path / "key.txt").write_bytes(content)
        assert restored([sealed], "--identity", str(tmp_path / "key.txt")) == [(3, "ops.wrong_identity", "nothing")]
        for path in tmp_path.glob("target"):
            path.rename(tmp_path / f"done-{len(list(tmp_path.glob('done-*')))}")
