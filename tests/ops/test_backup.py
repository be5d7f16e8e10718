"""`vandong backup` and `vandong restore`: encrypted or not, whole or not at all, into an empty place only."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from tests.ops.site import Site

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """The folder that holds an installation with the small world and one sealed audit, as it was, and its backup."""
    folder = tmp_path_factory.mktemp("kept")
    site = Site(folder / "site")
    site.build_world()
    assert site.run("audit", "seal").code == 0
    shutil.copytree(site.data, folder / "as-it-was")
    assert site.run("backup", str(folder / "backup.tar.gz")).code == 0
    return folder


@pytest.fixture
def small(kept, site) -> Site:
    """An installation with the small world and one sealed audit."""
    shutil.copytree(kept / "as-it-was", site.data)
    return site


@pytest.fixture
def archive(kept, tmp_path) -> Path:
    """Its backup."""
    return shutil.copy(kept / "backup.tar.gz", tmp_path / "backup.tar.gz")


def rows_by_table(site: Site) -> dict[str, int]:
    """Of every table of ours in the database file, if there is one."""
    if not (site.data / "vandong.sqlite3").exists():
        return {}
    with closing(sqlite3.connect(site.data / "vandong.sqlite3")) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
            if not name.startswith(("django_", "auth_", "sqlite_"))
        }


def is_untouched(site: Site) -> bool:
    """Nothing of the backup came in: no rows, no files, no leftover folder."""
    rows = sum(rows_by_table(site).values())
    leftovers = [path.name for path in site.data.glob("restoring-*")]
    return rows == 0 and not leftovers and not list(site.data.glob("files/*/*"))


def test_a_backup_says_what_is_in_it_and_is_readable_by_its_owner_alone(small, tmp_path):
    path = tmp_path / "backup.tar.gz"
    done = small.run("backup", str(path))
    assert done.code == 0
    assert "Đã sao lưu" in done.out
    assert "chưa mã hóa" in done.out
    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == [], "no half file is left"


def test_an_encrypted_backup_holds_no_plain_word_and_opens_with_its_key_alone(small, new_site, tmp_path):
    path, key, other = tmp_path / "backup.age", pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    assert small.run("backup", str(path), "--age", str(key.to_public())).code == 0
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    (tmp_path / "key.txt").write_text(f"# created: today\n{key}\n")
    (tmp_path / "other.txt").write_text(f"{other}\n")
    target = new_site("sqlite", "target")
    without = target.run("restore", str(path))
    assert (without.code, "đã được mã hóa" in without.err) == (3, True)
    wrong = target.run("restore", str(path), "--identity", str(tmp_path / "other.txt"))
    assert (wrong.code, "không mở được bản sao lưu" in wrong.err) == (3, True)
    assert is_untouched(target)
    done = target.run("restore", str(path), "--identity", str(tmp_path / "key.txt"))
    assert done.code == 0, done.err
    assert target.digests() == small.digests()


def test_a_public_key_that_is_none_is_refused_before_anything_is_written(small, tmp_path):
    done = small.run("backup", str(tmp_path / "b.age"), "--age", "age1nothing")
    assert (done.code, "Khóa công khai age chưa đúng" in done.err) == (3, True)
    assert not (tmp_path / "b.age").exists()


def test_a_file_that_is_there_is_not_written_over(small, archive):
    before = archive.read_bytes()
    assert small.run("backup", str(archive)).code == 3
    assert archive.read_bytes() == before
    assert small.run("backup", str(archive), "--force").code == 0


def test_restoring_goes_into_an_empty_place_only(small, archive):
    before = small.digests()
    done = small.run("restore", str(archive))
    assert (done.code, "đã có dữ liệu" in done.err) == (3, True)
    assert small.digests() == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off_brings_nothing_in(archive, new_site, share, tmp_path):
    whole = archive.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(whole[: int(len(whole) * share)])
    target = new_site("sqlite", "target")
    done = target.run("restore", str(cut))
    assert done.code == 3, done.out
    assert is_untouched(target)


def test_a_backup_whose_rows_were_changed_brings_nothing_in(archive, new_site, tmp_path):
    import io
    import tarfile

    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(archive) as old, tarfile.open(changed, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()
            if member.name.startswith("tables/accounts_account/"):
                content = content.replace("Hạnh".encode(), "Hồng".encode())
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    target = new_site("sqlite", "target")
    done = target.run("restore", str(changed))
    assert (done.code, "đã hỏng" in done.err) == (3, True)
    assert is_untouched(target)


def test_something_else_is_not_taken_for_a_backup(new_site, tmp_path):
    (tmp_path / "x.txt").write_text("không phải")
    done = new_site("sqlite", "target").run("restore", str(tmp_path / "x.txt"))
    assert (done.code, "không phải bản sao lưu" in done.err) == (3, True)


def test_sessions_and_sign_in_addresses_are_not_in_a_backup(archive):
    import tarfile

    with tarfile.open(archive) as tar:
        names = tar.getnames()
    assert not [name for name in names if "session" in name or "axes" in name]
    assert "keys/secret" in names
