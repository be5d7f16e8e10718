"""`vandong` as an operator meets it: help that teaches, refusals as sentences, one server, a dead child back again."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.ops.site import free_port, serving

pytestmark = pytest.mark.once


def test_help_teaches_every_command_in_vietnamese(site):
    done = site.run("--help")
    assert done.code == 0
    for word in ("Bắt đầu", "init", "serve", "backup", "restore", "doctor", "Mã kết thúc", "VANDONG_DATA"):
        assert word in done.out
    for command in ("init", "serve", "demo", "backup", "restore", "doctor", "migrate", "indicators", "version"):
        assert site.run(command, "--help").code == 0
    for command in (("audit", "verify"), ("audit", "seal"), ("audit", "anchor"), ("document", "verify"), ("serve",)):
        done = site.run(*command, "--help")
        assert done.code == 0
        assert "Cách gọi:" in done.out
        assert not any(word in done.out for word in ("Usage", "Options", "Show this", "default"))


def test_help_does_not_wait_for_heavy_libraries():
    """What makes help slow is what it imports: neither Django nor anything heavier."""
    code = (
        "import sys; from vandong.ops.command_line import run; run(['--help']); "
        "sys.exit(any(name in sys.modules for name in ('django', 'rich', 'ibis', 'granian')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_server_starts_without_the_compiler_of_figures():
    code = (
        "import sys; from vandong.ops.command_line import set_up_django; set_up_django(); import vandong.config.urls; "
        "sys.exit(any(name in sys.modules for name in ('ibis', 'duckdb')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing"], "Không có lệnh này."),
        (["backup"], "Còn thiếu FILE."),
        (["serve", "--prot", "1"], "Không có phần “--prot”."),
        (["serve", "--port", "nine"], "Gọi lệnh chưa đúng"),
    ],
)
def test_a_command_that_was_not_understood_gets_a_sentence(site, words, sentence):
    done = site.run(*words)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err


def test_a_fault_of_ours_leaves_its_traceback_in_a_file(site):
    site.data.mkdir()
    done = site.run("migrate", more={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"})
    assert done.code == 4
    assert "Không với tới được dữ liệu" in done.err
    done = site.run("version", "--json", more={"VANDONG_TODAY": "not a day"})
    assert done.code == 0, "a command that needs no settings reads none"
    done = site.run("migrate", more={"VANDONG_TODAY": "not a day"})
    assert done.code == 5
    assert "Traceback" not in done.err
    assert "not a day" in next((site.data / "logs").glob("*.log")).read_text()


def test_a_refusal_for_a_program_is_json(site):
    site.data.mkdir()
    (site.data / "x").write_text("x")
    done = site.run("restore", str(site.data / "x"), "--json")
    assert done.code == 3
    assert done.json["error"] == "ops.not_a_backup"


def test_one_data_folder_has_one_server_and_a_killed_web_process_comes_back(site):
    site.build_world()
    with serving(site) as (port, said):
        assert f"http://127.0.0.1:{port}" in said
        second = site.run("serve", "--port", str(free_port()))
        assert (second.code, "đang được một tiến trình khác dùng" in second.err) == (3, True)
        restored = site.run("restore", __file__)
        assert restored.code == 3
        for pid in children_named(site, "vandong.ops.web"):
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 20
        answered = False
        while time.monotonic() < until and not answered:
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/dang-nhap/", timeout=2)
                answered = True
            except OSError:
                continue
        assert answered, "the web process did not come back"


def children_named(site, word: str) -> list[int]:
    """Processes of this installation whose command line holds `word` (Linux)."""
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            command = Path(entry.path, "cmdline").read_text()
            environment = Path(entry.path, "environ").read_text()
        except OSError:
            continue
        if word in command and f"VANDONG_DATA={site.data}" in environment:
            found.append(int(entry.name))
    return found


def test_a_port_that_is_taken_is_said_at_once(site):
    import socket

    site.build_world()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = site.run("serve", "--port", str(taken.getsockname()[1]))
    assert (done.code, "chọn cổng khác" in done.err) == (3, True)


def test_the_audit_commands_seal_anchor_and_verify(site, tmp_path):
    site.build_world()
    assert "Đã niêm phong" in site.run("audit", "seal").out
    anchor = tmp_path / "anchor.json"
    assert site.run("audit", "anchor", str(anchor)).code == 0
    done = site.run("audit", "verify", "--anchor", str(anchor), "--json")
    assert (done.code, done.json["whole"], done.json["unsealed"]) == (0, True, 0)
    anchor.write_text(json.dumps(json.loads(anchor.read_text()) | {"hash": "0" * 64}))
    done = site.run("audit", "verify", "--anchor", str(anchor))
    assert done.code == 1
    assert "ĐÃ BỊ THAY ĐỔI" in done.out
