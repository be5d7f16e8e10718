"""The audit's hash chain: sealed in batches by one sealer, verified by anyone, anchored outside.

A seal's hash covers its own number and instant, its number of lines, the previous seal's hash, and every stored value
of every line it holds, in order; so no column of a sealed line and no column of a seal can change unseen. What a chain
alone can not show is its own end being cut off: keep an anchor (`head`) outside the installation and compare.

Lines are sealed afterwards because a chain head locked by every writer would let PostgreSQL write one at a time. A verb
that commits late may bring a line with a lower id than lines already sealed: it goes into the next seal. After
`LATE_AT_MOST` no honest transaction is still open; a line that turns up below a seal that old was put there by hand.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from vandong.kernel.models import AuditLine, AuditSeal, SealedLine

FIRST_HASH = "0" * 64
LINES_A_SEAL = 1000
LATE_AT_MOST = timedelta(hours=1)
SEALER_LOCK = 7_031_904  # the advisory lock's number on PostgreSQL; SQLite lets one writer in at a time anyway


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed. `line_id` or `seal_id` says where, `sentence` what."""

    sentence: str
    line_id: int | None = None
    seal_id: int | None = None


@dataclass(frozen=True)
class Anchor:
    """The head of the chain, to be kept outside: on paper, with the level above, in a mail to oneself."""

    seal_id: int
    hash: str
    line_count: int  # lines sealed up to and with this seal
    sealed_at: datetime


@dataclass(frozen=True)
class Verification:
    """What verifying found. The sealed range is `seal_count` seals with `line_count` lines up to `last_line_id`."""

    seal_count: int
    line_count: int
    first_line_id: int | None
    last_line_id: int | None
    head: Anchor | None
    unsealed_count: int  # lines written since the last seal: not yet protected by the chain
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def seal(now: datetime, alias: str = "default") -> int:
    """Seal every line committed so far; returns how many. `now` is the machine's instant, never a pinned one."""
    sealed = 0
    while True:
        count = _seal_batch(now, alias)
        sealed += count
        if count < LINES_A_SEAL:
            return sealed


def _seal_batch(now: datetime, alias: str) -> int:
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])
        lines = _unsealed(alias)
        floor = _settled_up_to(now, alias)
        if floor is not None:
            lines = lines.filter(id__gt=floor)
        batch = list(lines.order_by("id").values()[:LINES_A_SEAL])
        if not batch:
            return 0
        last = AuditSeal.objects.using(alias).order_by("-id").first()
        row = AuditSeal(
            id=last.id + 1 if last else 1,  # no gaps: a seal taken out of the middle leaves one
            sealed_at=now,
            line_count=len(batch),
            previous_hash=last.hash if last else FIRST_HASH,
        )
        row.hash = _seal_hash(
            row.id, row.sealed_at, row.line_count, row.previous_hash, [_line_digest(line) for line in batch]
        )
        row.save(using=alias, force_insert=True)
        SealedLine.objects.using(alias).bulk_create(
            SealedLine(line_id=line["id"], seal=row, position=position) for position, line in enumerate(batch, start=1)
        )
        return len(batch)


def head(alias: str = "default") -> Anchor | None:
    """The newest seal as an anchor; None before the first."""
    row = AuditSeal.objects.using(alias).order_by("-id").first()
    if row is None:
        return None
    return Anchor(row.id, row.hash, SealedLine.objects.using(alias).count(), row.sealed_at)


def verify(now: datetime, anchor: Anchor | None = None, alias: str = "default", most_faults: int = 20) -> Verification:
    """Compute the whole chain again and compare. Reads everything once; never writes. Stops naming faults after
    `most_faults`. With an anchor, also says whether the chain still holds what was anchored."""
    walk = _Walk(alias, most_faults)
    # No transaction around it: on SQLite it would keep every writer out, and what is sealed meanwhile only adds an end.
    walk.seals()
    walk.strays(now)
    if anchor is not None:
        walk.compare(anchor)
    span = SealedLine.objects.using(alias).aggregate(first=Min("line_id"), last=Max("line_id"))
    return Verification(
        seal_count=walk.seal_count,
        line_count=walk.line_count,
        first_line_id=span["first"],
        last_line_id=span["last"],
        head=walk.head,
        unsealed_count=_unsealed(alias).count(),
        faults=tuple(walk.faults),
    )


class _Walk:
    """One pass over the chain, seal by seal."""

    def __init__(self, alias: str, most_faults: int) -> None:
        self.alias = alias
        self.most_faults = most_faults
        self.faults: list[Fault] = []
        self.seal_count = 0
        self.line_count = 0
        self.head: Anchor | None = None
        self.hashes: dict[int, tuple[str, int]] = {}  # seal id → its hash, lines up to it

    def fault(self, sentence: str, line_id: int | None = None, seal_id: int | None = None) -> None:
        if len(self.faults) < self.most_faults:
            self.faults.append(Fault(sentence, line_id, seal_id))

    def seals(self) -> None:
        previous = FIRST_HASH
        for expected_id, row in enumerate(_seal_rows(self.alias), start=1):
            if row["previous_hash"] != previous or row["id"] != expected_id:
                self.fault("Niêm phong này không nối với niêm phong trước nó.", seal_id=row["id"])
            self.one_seal(row)
            previous = row["hash"]
        orphans = SealedLine.objects.using(self.alias).exclude(
            seal_id__in=AuditSeal.objects.using(self.alias).values("id")
        )
        for line_id, seal_id in orphans.values_list("line_id", "seal_id")[: self.most_faults]:
            self.fault("Dòng này thuộc một niêm phong đã mất.", line_id=line_id, seal_id=seal_id)

    def one_seal(self, row: Mapping[str, Any]) -> None:
        places = list(
            SealedLine.objects.using(self.alias)
            .filter(seal_id=row["id"])
            .order_by("position")
            .values_list("line_id", "position")
        )
        lines = _lines([line_id for line_id, _ in places], self.alias)
        self.seal_count += 1
        self.line_count += len(places)
        whole = len(places) == row["line_count"] and [p for _, p in places] == list(range(1, len(places) + 1))
        digests = []
        for line_id, _position in places:
            line = lines.get(line_id)
            if line is None:
                whole = False
                self.fault("Dòng đã niêm phong này không còn, hoặc không đọc được.", line_id, row["id"])
            else:
                digests.append(_line_digest(line))
        if not whole or row["hash"] != _seal_hash(
            row["id"], row["sealed_at"], row["line_count"], row["previous_hash"], digests
        ):
            first = places[0][0] if places else None
            last = places[-1][0] if places else None
            self.fault(
                f"Niêm phong số {row['id']} (dòng {first} đến {last}) không khớp: "
                "có dòng đã bị sửa, thêm, bớt hoặc đổi chỗ.",
                first,
                row["id"],
            )
        self.hashes[row["id"]] = (row["hash"], self.line_count)
        self.head = Anchor(row["id"], row["hash"], self.line_count, row["sealed_at"])

    def strays(self, now: datetime) -> None:
        """Unsealed lines at or below a seal older than any honest transaction: a gap that was filled by hand."""
        floor = _settled_up_to(now, self.alias)
        if floor is not None:
            late = _unsealed(self.alias).filter(id__lte=floor).order_by("id").values_list("id", flat=True)
            for line_id in late[: self.most_faults]:
                self.fault("Dòng này được chen vào khoảng đã niêm phong.", line_id=line_id)

    def compare(self, anchor: Anchor) -> None:
        found = self.hashes.get(anchor.seal_id)
        if found is None:
            self.fault(
                f"Mốc đã ghi lại (niêm phong số {anchor.seal_id}) không còn trong nhật ký: phần cuối đã bị cắt.",
                seal_id=anchor.seal_id,
            )
        elif found != (anchor.hash, anchor.line_count):
            self.fault(
                f"Niêm phong số {anchor.seal_id} khác với mốc đã ghi lại: nhật ký trước mốc đã bị làm lại.",
                seal_id=anchor.seal_id,
            )


def _unsealed(alias: str) -> QuerySet[AuditLine]:
    sealed = SealedLine.objects.using(alias).filter(line_id=OuterRef("id"))
    return AuditLine.objects.using(alias).filter(~Exists(sealed))


def _settled_up_to(now: datetime, alias: str) -> int | None:
    """The highest line id of seals older than any honest transaction: nothing new may turn up at or below it."""
    return (
        SealedLine.objects.using(alias)
        .filter(seal__sealed_at__lt=now - LATE_AT_MOST)
        .order_by("-line_id")
        .values_list("line_id", flat=True)
        .first()
    )


def _seal_rows(alias: str) -> Iterator[Mapping[str, Any]]:
    """Seals in order, read in steps (a server-side cursor would not outlive the reads in between on SQLite)."""
    after = None
    while True:
        rows = AuditSeal.objects.using(alias).order_by("id")
        if after is not None:
            rows = rows.filter(id__gt=after)
        step = list(rows.values()[:500])
        if not step:
            return
        yield from step
        after = step[-1]["id"]


def _lines(ids: Sequence[int], alias: str) -> dict[int, Mapping[str, Any]]:
    """Lines by id. One that no longer reads as a line (a day that is no day) is left out: the caller misses it."""
    rows = AuditLine.objects.using(alias)
    try:
        return {row["id"]: row for row in rows.filter(id__in=ids).values()}
    except (ValueError, TypeError):
        found: dict[int, Mapping[str, Any]] = {}
        for line_id in ids:
            try:
                found.update({row["id"]: row for row in rows.filter(id=line_id).values()})
            except (ValueError, TypeError):
                continue
        return found


def _line_digest(line: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(line)).hexdigest()


def _seal_hash(seal_id: int, sealed_at: datetime, line_count: int, previous_hash: str, digests: Sequence[str]) -> str:
    covered = {"id": seal_id, "at": sealed_at, "count": line_count, "previous": previous_hash, "lines": list(digests)}
    return hashlib.sha256(_canonical(covered)).hexdigest()


def _canonical(values: Mapping[str, Any]) -> bytes:
    """Stored values as bytes, the same from both databases: keys sorted, instants in UTC to the microsecond."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"{type(value).__name__} in an audit line")
