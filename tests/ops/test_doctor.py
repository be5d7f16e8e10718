"""`vandong doctor`: each point with its state and what to do; what is broken on purpose is found."""

import pytest

from tests.ops.site import Site

pytestmark = pytest.mark.once


def examined(site: Site, **more: str) -> tuple[int, dict[str, dict]]:
    done = site.run("doctor", "--json", more=more)
    return done.code, {finding["code"]: finding for finding in done.json["findings"]}


@pytest.fixture
def small(site) -> Site:
    site.build_world()
    return site


def test_a_healthy_installation_has_no_problem_and_every_advice_has_a_reason(small):
    code, found = examined(small)
    assert code == 0
    assert {"sqlite_version", "migrations", "promises", "audit_chain", "missing_files", "backup"} <= found.keys()
    for finding in found.values():
        assert bool(finding["advice"]) == (finding["status"] != "ok"), finding


def test_it_says_so_before_anything_is_migrated(site):
    code, found = examined(site)
    assert code == 1
    assert found["migrations"]["detail"] == "ở đây chưa có hệ thống nào"
    assert found["migrations"]["advice"].startswith(
        "Chạy: vandong init. Nếu hệ thống vốn đã có, xin xem lại VANDONG_DATA"
    )


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"VANDONG_DEBUG": "1"}, "debug"),
        ({"VANDONG_HOSTS": "mattran.example.vn"}, "https"),
    ],
)
def test_a_dangerous_setting_is_a_problem(small, setting, code):
    exit_code, found = examined(small, **setting)
    assert (exit_code, found[code]["status"]) == (1, "problem")


def test_a_lost_promise_a_lost_file_and_an_altered_audit_are_found(small):
    small.run("audit", "seal")
    small.python(
        """
from django.db import connection, transaction
from tests import make
from vandong.kernel import files
with transaction.atomic():
    file = files.store(b"x", name="a", media_type="text/plain", now=make.NOW)
files.path_of(file.sha256).unlink()
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER kernel_auditline_append_only_update")
    cursor.execute("DROP TRIGGER kernel_auditline_append_only_delete")
    cursor.execute("UPDATE kernel_auditline SET note = 'khác' WHERE id = 1")
"""
    )
    code, found = examined(small)
    assert code == 1
    assert "kernel_auditline_append_only" in found["promises"]["detail"]
    assert found["audit_chain"]["status"] == found["missing_files"]["status"] == "problem"


def test_a_backup_that_was_made_is_remembered(small, tmp_path):
    assert examined(small)[1]["backup"]["status"] == "warning"
    small.run("backup", str(tmp_path / "b.tar.gz"))
    assert examined(small)[1]["backup"]["status"] == "ok"


@pytest.mark.ci
def test_postgresql_is_asked_for_what_durability_needs(new_site):
    site = new_site("postgresql", "doctor")
    site.build_world()
    code, found = examined(site)
    assert code == 0
    for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
        assert found[f"postgresql_{name}"]["status"] == "ok"
