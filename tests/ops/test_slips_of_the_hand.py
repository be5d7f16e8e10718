"""What an operator gets wrong is told before anything happens, and asked again where somebody sits at the keyboard."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.once


def test_a_backup_of_a_folder_without_an_installation_is_refused_and_writes_nothing(site, tmp_path):
    """A nightly line with a wrong VANDONG_DATA must not go on making empty backups."""
    for prepare in ((), ("migrate",)):
        if prepare:
            assert site.run(*prepare).code == 0
        done = site.run("backup", str(tmp_path / "b.tar.gz"))
        assert (done.code, "chưa có hệ thống nào để sao lưu" in done.err) == (3, True)
        assert str(site.data) in done.err
        assert not (tmp_path / "b.tar.gz").exists()


@pytest.mark.ci
def test_init_asks_again_for_a_user_name_that_is_none(site):
    site.data.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "vandong", "init", "--unit", "30"],
        env=site.environment,
        input="Lê Chân\nNgô Minh Quân\nquantri\n",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Tên đăng nhập chưa đúng" in done.stdout
    assert "Đã đặt hệ thống cho Tỉnh Hải Dương" in done.stdout
    assert "quantri" in done.stdout
