"""R3: on a full disk, or one that may only be read, nothing is said to be saved that is not, and the page says why.

A small file system of its own (tmpfs) holds the installation. Fifty times it is filled up to a seeded rest, people go
on recording until they are refused, and room is made again. Then everything acknowledged is there and whole.
"""

import http.client
import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest

from tests.ops.site import Site, free_port
from tests.reliability.fire import (
    CSRF,
    LOOK,
    PREPARE,
    QuickServer,
    wait_until_answering,
    wait_until_silent,
)

TRIALS = 50
WRITES = 12  # in a row, unless refused three times before
pytestmark = [pytest.mark.once, pytest.mark.ci, pytest.mark.skipif(os.name == "nt", reason="mounts")]


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A file system of 48 MB that can be filled and made read-only."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"This machine lets nobody mount: {done.stderr.decode().strip()} (as root it does).")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


class WithoutApprovals(Site):
    """Its server only takes what people record: nobody approves reports beside it."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"VANDONG_NO_APPROVALS": "1"}


class Person:
    """Somebody who records one activity after another and looks at every answer."""

    def __init__(self, port: int, prepared: dict, chance: random.Random) -> None:
        self.port, self.form, self.session, self.chance = port, prepared["form"], prepared["session"], chance
        self.acknowledged: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.said: Counter[str] = Counter()

    def look(self) -> int:
        """Open the page of activities."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request("GET", "/hoat-dong/", headers={"Cookie": f"phien={self.session}"})
        status = link.getresponse().status
        link.close()
        return status

    def record(self) -> int:
        token = str(UUID(int=self.chance.getrandbits(128), version=4))
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode({**self.form, "token": token, "csrfmiddlewaretoken": CSRF}, doseq=True)
        headers = {
            "Cookie": f"phien={self.session}; csrf={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        link.request("POST", "/hoat-dong/ghi/", body, headers)
        answer = link.getresponse()
        text = answer.read().decode()
        link.close()
        self.statuses[answer.status] += 1
        if answer.status == 302:
            self.acknowledged.append(token)
        elif "Máy chủ hết chỗ ghi" in text and "báo người quản trị máy chủ" in text:
            self.said["no room"] += 1
        else:
            self.said[f"{answer.status}: {text[:200]}"] += 1
        return answer.status


def _fill(disk: Path, rest: int) -> Path:
    """A file that leaves `rest` bytes free."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        left = free - rest
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
    return filler


def test_a_full_disk_acknowledges_nothing_it_did_not_keep(small_disk, capsys):
    site = WithoutApprovals(small_disk / "site")
    assert site.run("migrate").code == 0
    prepared = json.loads(site.python(PREPARE))
    chance, port = random.Random(50), free_port()
    person = Person(port, prepared, chance)
    server = QuickServer(site, prepared)
    try:
        pid = server.start(port)
        wait_until_answering(port)
        assert person.look() == 200  # the session is marked at its first page
        for trial in range(TRIALS):
            filler = _fill(small_disk, chance.choice([0, 0, 4096, 20_000, 60_000, 150_000]))
            refused = 0
            for _ in range(WRITES):
                refused += person.record() != 302
                if refused == 3:
                    break
            assert person.look() == 200, f"trial {trial}: a full disk can still be read"
            filler.unlink()
            if trial % 5 == 4:  # now and then it also dies on the full disk's heels
                os.kill(pid, signal.SIGKILL)
                wait_until_silent(port)
                pid = server.start(port)
                wait_until_answering(port)
            assert person.record() == 302, f"trial {trial}: not back to work once there is room"
        os.kill(pid, signal.SIGKILL)
        wait_until_silent(port)
    finally:
        server.close()
    found = json.loads(site.python(LOOK))
    assert set(person.acknowledged) <= set(found["tokens"]), "something acknowledged is not there"
    assert found["half"] == []
    assert found["integrity"] == "ok"
    assert found["chain"]
    refusals = sum(count for status, count in person.statuses.items() if status != 302)
    assert refusals >= TRIALS, "the disk was hardly ever full"
    assert person.said == {"no room": refusals}
    with capsys.disabled():
        print(
            f"\nR3: {TRIALS} times full, {len(person.acknowledged)} acknowledged and {refusals} refused: "
            f"0 false acknowledgements, 0 corruption (rate below {3 / TRIALS:.0%} per time, 95 %)"
        )


def test_a_disk_that_only_lets_itself_be_read_says_so(small_disk):
    site = WithoutApprovals(small_disk / "site")
    assert site.run("migrate").code == 0
    prepared = json.loads(site.python(PREPARE))
    port = free_port()
    person, server = Person(port, prepared, random.Random(1)), QuickServer(site, prepared)
    try:
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        pid = server.start(port)
        wait_until_answering(port)
        for _ in range(3):
            assert person.record() == 507
        assert person.said == {"no room": 3}
        os.kill(pid, signal.SIGKILL)
        wait_until_silent(port)
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
        server.start(port)
        wait_until_answering(port)
        assert person.record() == 302
        time.sleep(0.1)
    finally:
        server.close()
    assert set(person.acknowledged) == set(json.loads(site.python(LOOK))["tokens"])
