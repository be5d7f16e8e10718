"""The process that opens files from outside: limited, knowing nothing, and never trusted."""

import os

import pytest

from vandong.kernel import child

HERE = "tests.kernel.parsers"


@pytest.fixture(autouse=True)
def _tests_can_be_imported(monkeypatch):
    ours = child._environment
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

    def with_tests() -> dict[str, str]:
        environment = ours()
        environment["PYTHONPATH"] += os.pathsep + root
        return environment

    monkeypatch.setattr(child, "_environment", with_tests)


def test_what_a_parser_returns_comes_back():
    assert child.parse(f"{HERE}:echo", b"xin ch\xc3\xa0o", {"x": 1}) == ({"options": {"x": 1}}, b"xin ch\xc3\xa0o")


def test_a_reason_comes_back_as_a_sentence():
    with pytest.raises(child.Unreadable, match="Tệp này trống"):
        child.parse(f"{HERE}:refuse", b"")


@pytest.mark.parametrize("parser", ["crash", "abort", "exit_zero", "no_such_function", "forge_header"])
def test_whatever_breaks_becomes_one_general_sentence(parser):
    with pytest.raises(child.Unreadable) as refused:
        child.parse(f"{HERE}:{parser}", b"x")
    assert refused.value.message == child.Unreadable.message


def test_what_a_library_prints_does_not_pass_for_an_answer():
    assert child.parse(f"{HERE}:chatter", b"x") == ("thật", b"")


def test_memory_is_limited():
    with pytest.raises(child.Unreadable):
        child.parse(f"{HERE}:eat_memory", b"")


def test_time_is_limited(monkeypatch):
    monkeypatch.setattr(child, "PATIENCE", 1)
    with pytest.raises(child.Unreadable, match="đang bận"):
        child.parse(f"{HERE}:sleep", b"")


def test_what_asks_too_much_of_the_processor_is_said_to_be_heavy():
    with pytest.raises(child.Unreadable, match="quá nặng"):
        child.parse(f"{HERE}:work_on_and_on", b"")


def test_a_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("VANDONG_SECRET_KEY", "bi-mat")
    monkeypatch.setenv("DATABASE_URL", "postgres://ai:do@dau/do")
    known, _ = child.parse(f"{HERE}:environment", b"")
    assert "bi-mat" not in str(known)
    assert "postgres" not in str(known)


def test_the_working_directory_is_not_imported(tmp_path, monkeypatch):
    """Python itself would put the working directory first on its path."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert child.parse(f"{HERE}:echo", b"x")[1] == b"x"
