"""People who write while servers die: the load, the quick-starting server, and what is looked at afterwards."""

import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from tests.ops.site import ROOT, Site

WRITERS = 4
CSRF = "a" * 32
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
