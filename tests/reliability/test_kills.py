"""R1: nothing acknowledged is lost, and nothing is half there, however often the server is killed.

People record activities over HTTP, a board approves reports, and the server dies by SIGKILL at seeded moments: some of
the times the whole of `vandong serve`, the rest a quick-starting server of the same application, and under PostgreSQL
now and then the database server too. Then every activity answered with a redirect and every report said to be approved
must be there, whole, with its audit line. Zero lost in N kills shows a rate below about 3/N (95 %): N = 50 here on each
database, 200 with --all.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from tests import postgres
from tests.ops.site import ROOT, Site

WRITERS = 4
CSRF = "a" * 32
pytestmark = [pytest.mark.once, pytest.mark.skipif(os.name == "nt", reason="kills process groups")]

PREPARE = """
import json
from django.contrib.sessions.backends.db import SessionStore
from tests.outreach import forms
from tests.world import build
from django.db import transaction
from vandong.accounts.models import Account
with transaction.atomic():
    world = build()
account = Account.objects.get(id=world.hanh.account_id)
session = SessionStore()
session["_auth_user_id"] = str(account.id)
session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
session["_auth_user_hash"] = account.get_session_auth_hash()
session["appointment_id"] = world.hanh.appointment_id
session.create()
print(json.dumps({"form": forms.typed(world), "session": session.session_key, "programme": world.programme,
                  "nam": world.nam.account_id, "binh": world.binh.account_id}))
"""

LOOK = """
import json, sys
from django.db import connection
from django.db.models import Count
from vandong.kernel import audit_seal, clock
from vandong.kernel.models import AuditLine
from vandong.outreach.models import Activity
from vandong.reporting.models import Report
told = {}
for action, subject in AuditLine.objects.values_list("action", "subject_id"):
    told[(action, subject)] = told.get((action, subject), 0) + 1
half = []
activities = Activity.objects.annotate(p=Count("partners", distinct=True), r=Count("risk_attendances", distinct=True))
for a in activities:
    if (a.p, a.r, told.get(("outreach.activity.recorded", str(a.id)))) != (1, 2, 1):
        half.append(["activity", a.id, a.p, a.r])
approved = Report.objects.filter(state="approved").annotate(n=Count("lines"))
for r in approved:
    if not r.n or not r.approved_at or told.get(("reporting.report.approved", str(r.id))) != 1:
        half.append(["report", r.id, r.n])
for (action, subject), count in told.items():
    if action == "outreach.activity.recorded" and (count != 1 or not Activity.objects.filter(id=subject).exists()):
        half.append(["audit line alone", subject])
integrity = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
audit_seal.seal(clock.zone_now())
print(json.dumps({
    "tokens": [str(token) for token in Activity.objects.values_list("client_token", flat=True)],
    "approved": list(approved.values_list("id", flat=True)),
    "half": half, "integrity": integrity, "chain": audit_seal.verify(clock.zone_now()).is_whole,
}))
"""


class Load:
    """People at work: each sends form after form, and sends again what was not answered, with the same token."""

    def __init__(self, port: int, prepared: dict) -> None:
        self.port, self.form, self.session = port, prepared["form"], prepared["session"]
        self.acknowledged: list[str] = []
        self.answers: dict[int, int] = {}
        self._stop, self._go = threading.Event(), threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(n,), daemon=True) for n in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def resume(self) -> None:
        self._go.set()

    def pause(self) -> None:
        self._go.clear()

    def stop(self) -> None:
        self._stop.set()
        self._go.set()
        for thread in self._threads:
            thread.join(10)

    def _work(self, number: int) -> None:
        chance = random.Random(1000 + number)
        token = str(UUID(int=chance.getrandbits(128), version=4))
        while not self._stop.is_set():
            self._go.wait()
            status = self._send(token)
            if status:
                self.answers[status] = self.answers.get(status, 0) + 1
            if status == 302:
                self.acknowledged.append(token)
                token = str(UUID(int=chance.getrandbits(128), version=4))
            else:
                time.sleep(0.01)

    def _send(self, token: str) -> int:
        """The status of the answer, 0 without one. Only a whole answer's head counts as one."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        body = urlencode({**self.form, "token": token, "csrfmiddlewaretoken": CSRF}, doseq=True)
        cookies = f"phien={self.session}; csrf={CSRF}"
        try:
            link.request(
                "POST",
                "/hoat-dong/ghi/",
                body,
                {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"},
            )
            return link.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answering(port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise AssertionError("the server did not come back")


def wait_for_more(told: list, seconds: float) -> None:
    before, until = len(told), time.monotonic() + seconds
    while len(told) == before and time.monotonic() < until:
        time.sleep(0.005)


def wait_until_silent(port: int) -> None:
    """The port is closed: no child of the killed server lives on."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return
        time.sleep(0.02)
    raise AssertionError("a child of the killed server still answers")


class QuickServer:
    """tests/reliability/runner.py in a child process."""

    def __init__(self, site: Site, prepared: dict) -> None:
        self.told, tell = os.pipe()
        words = [str(prepared[name]) for name in ("programme", "nam", "binh")]
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"import os; os.dup2({tell}, 3); import runpy, sys; "
             f"sys.argv[1:] = {words!r}; runpy.run_module('tests.reliability.runner', run_name='__main__')"],
            env=site.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, pass_fds=[tell],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(tell)
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"
        self.approved: list[int] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, port: int) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"start {port}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline().split()[1])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()

    def _listen(self) -> None:
        with os.fdopen(self.told) as lines:
            self.approved.extend(int(line) for line in lines)


def kill_many_times(site: Site, kills: int, whole_server_kills: int, cluster: postgres.Cluster | None) -> str:
    """Write under fire, then look. Returns the sentence with the bound; fails on anything lost or half."""
    site.migrate()
    prepared = json.loads(site.python(PREPARE))
    chance = random.Random(kills)
    port = free_port()
    load = Load(port, prepared)
    quick = QuickServer(site, prepared)
    try:
        for number in range(kills):
            whole = number < whole_server_kills
            server = site.start("serve", "--port", str(port), "--threads", "4") if whole else None
            pid = server.pid if server else quick.start(port)
            wait_until_answering(port)
            load.resume()
            wait_for_more(load.acknowledged, 4)
            if not server and number % 5 == 4:  # long enough for a whole report, which takes more than most lives here
                wait_for_more(quick.approved, 8)
            time.sleep(chance.uniform(0.0, 0.35))
            if cluster and number % 8 == 7:
                cluster.kill()
            if server:
                os.killpg(server.pid, signal.SIGKILL)
                server.communicate()
            else:
                os.kill(pid, signal.SIGKILL)
            load.pause()
            wait_until_silent(port)
            if cluster and number % 8 == 7:
                cluster.start()
    finally:
        load.stop()
        quick.close()
    found = json.loads(site.python(LOOK))
    lost = set(load.acknowledged) - set(found["tokens"])
    lost_reports = set(quick.approved) - set(found["approved"])
    assert not lost, f"{len(lost)} acknowledged activities are gone"
    assert not lost_reports, f"{len(lost_reports)} acknowledged approvals are gone"
    assert found["half"] == []
    assert found["integrity"] == "ok"
    assert found["chain"], "the audit chain does not verify"
    assert len(set(found["tokens"])) == len(found["tokens"])
    assert len(load.acknowledged) > kills, f"too few writes to mean anything: {load.answers}"
    assert quick.approved, "no report was approved"
    return (
        f"{kills} kills, {len(load.acknowledged)} activities and {len(quick.approved)} approvals acknowledged: "
        f"0 lost, 0 half (rate below {3 / kills:.1%} per kill, 95 %)"
    )


@contextmanager
def installation(database: str, folder: Path) -> Iterator[tuple[Site, postgres.Cluster | None]]:
    if database == "sqlite":
        yield Site(folder / "site"), None
        return
    with postgres.throwaway_cluster(durable=True) as cluster:
        yield Site(folder / "site", cluster.url), cluster


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_fifty_kills_lose_nothing(database, tmp_path, capsys):
    with installation(database, tmp_path) as (site, cluster):
        said = kill_many_times(site, kills=50, whole_server_kills=5, cluster=cluster)
    with capsys.disabled():
        print(f"\nR1 {database}: {said}")


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_hundred_kills_lose_nothing(database, tmp_path, capsys):
    with installation(database, tmp_path) as (site, cluster):
        said = kill_many_times(site, kills=200, whole_server_kills=40, cluster=cluster)
    with capsys.disabled():
        print(f"\nR1 {database}: {said}")
