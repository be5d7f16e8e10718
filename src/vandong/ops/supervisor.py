"""Keeps a few child processes alive: a dead one is started again, later and later while it keeps dying."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

logger = logging.getLogger("vandong.ops")

LONGEST_WAIT = 30.0  # seconds between two attempts
WELL_AFTER = 60.0  # a child that lived this long is well again: the next wait is short
PATIENCE = 15.0  # seconds a child may take to finish its work after being asked to stop


@dataclass
class Child:
    """One process of the installation: its name for the log, its command, and how it is doing."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    next_start: float = 0.0
    can_wait: bool = False  # starts once the others answer: on two cores, first things first


@dataclass
class Supervisor:
    """Starts the children in order, watches them, and stops them in the opposite order."""

    children: Sequence[Child]
    environment: dict[str, str] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _answered: threading.Event = field(default_factory=threading.Event)

    def ask_to_stop(self, *_: object) -> None:
        """For signal handlers: `run` returns soon after."""
        self._stop.set()

    def say_answered(self) -> None:
        """The children that could not wait are at work: the others may start."""
        self._answered.set()

    @property
    def is_stopping(self) -> bool:
        return self._stop.is_set()

    def run(self, on_first_start: Callable[[], None] | None = None) -> None:
        """Keep the children running until asked to stop. `on_first_start` is called once all were started."""
        signal.signal(signal.SIGTERM, self.ask_to_stop)
        signal.signal(signal.SIGINT, self.ask_to_stop)
        try:
            for child in self.children:
                if not child.can_wait:
                    self._start(child)
            if on_first_start:
                on_first_start()
            while not self._stop.wait(0.25):
                for child in self.children:
                    self._look_after(child)
        finally:
            self._stop_all()

    def _look_after(self, child: Child) -> None:
        moment = time.monotonic()
        if child.process is None:
            if child.can_wait and not self._answered.is_set():
                return
            if moment >= child.next_start:
                self._start(child)
            return
        code = child.process.poll()
        if code is None:
            return
        child.failures = 1 if moment - child.started_at > WELL_AFTER else child.failures + 1
        wait = min(LONGEST_WAIT, 2.0 ** (child.failures - 1))
        logger.error("%s dừng bất ngờ (mã %s); khởi động lại sau %.0f giây", child.name, code, wait)
        child.process = None
        child.next_start = moment + wait

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.process = subprocess.Popen(  # noqa: S603  our own interpreter, our own modules
            list(child.command),
            stdin=subprocess.DEVNULL,
            process_group=None if os.name == "nt" else 0,  # Ctrl-C reaches us alone; we ask each to finish
            env={**os.environ, **self.environment, "VANDONG_PARENT": str(os.getpid())},
        )

    def _stop_all(self) -> None:
        running = [child for child in reversed(self.children) if child.process and child.process.poll() is None]
        for child in running:
            if child.process:
                child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in running:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.error("%s không dừng kịp nên bị ngắt", child.name)
                child.process.kill()
                child.process.wait()


def die_with_parent() -> None:
    """Ask the system to end this process when its parent dies, so that a killed server leaves no orphan holding the
    port or writing on. Linux only; elsewhere the lock still keeps a second server out."""
    if sys.platform != "linux" or "VANDONG_PARENT" not in os.environ:
        return
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() == 1:  # it died before we could ask
        os.kill(os.getpid(), signal.SIGKILL)
