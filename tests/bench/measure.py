"""Stopwatches: one run, a median of several, and two things compared round by round."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ROUNDS = 9
Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """A ÷ B, taken round by round so that a busy moment hits both. Times in milliseconds."""

    median: float
    lower_quartile: float
    upper_quartile: float
    a_ms: float
    b_ms: float

    def __str__(self) -> str:
        quartiles = f"{self.lower_quartile:.2f}–{self.upper_quartile:.2f}"
        return f"{self.median:.2f} (quartiles {quartiles}; {self.a_ms:.1f} ms against {self.b_ms:.1f} ms)"


def seconds(work: Work) -> float:
    """How long it took, once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of processor: what a machine that does other work too can still compare."""

    clock: float
    own: float
    database: float  # of this connection's server process; 0 where the database is a library

    def __str__(self) -> str:
        of_database = f" and {self.database:.1f} s the database's" if self.database else ""
        return f"{self.clock:.1f} s ({self.own:.1f} s of processor{of_database})"


def cost(work: Work) -> Cost:
    """What it took, once."""
    own, database = time.process_time(), _database_seconds()
    clock = seconds(work)
    return Cost(clock, time.process_time() - own, _database_seconds() - database)


def _database_seconds() -> float:
    """Processor time of the server process behind Django's connection, which must be on this machine."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    user, system = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def median_ms(work: Work, rounds: int = ROUNDS) -> float:
    """The median of several runs, after one that warms up."""
    work()
    return statistics.median(seconds(work) for _ in range(rounds)) * 1000


def interleaved(a: Work, b: Work, rounds: int = ROUNDS) -> Ratio:
    """A and B in turn, each warmed up once."""
    a(), b()
    times_a: list[float] = []
    times_b: list[float] = []
    for number in range(rounds):
        for work, times in ((a, times_a), (b, times_b)) if number % 2 else ((b, times_b), (a, times_a)):
            times.append(seconds(work))
    ratios = [x / y for x, y in zip(times_a, times_b, strict=True)]
    lower, median, upper = statistics.quantiles(ratios, n=4)
    return Ratio(median, lower, upper, statistics.median(times_a) * 1000, statistics.median(times_b) * 1000)
