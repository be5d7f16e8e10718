"""Reads the fact files that come with the package (`reference/`, see its README) into plain rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable

from vandong.units.models.unit import ALWAYS

NATION_KEY = "nation:VN"


@dataclass(frozen=True)
class ParentSpan:
    parent_key: str
    valid_from: date
    valid_until: date | None


@dataclass
class UnitFact:
    """One unit of the files: `key` is its identity, `parents` its parents in order of time."""

    key: str
    level: str
    code: str
    kind: str
    name: str
    latitude: Decimal | None
    longitude: Decimal | None
    valid_from: date
    valid_until: date | None
    parents: list[ParentSpan] = field(default_factory=list)


@dataclass(frozen=True)
class SuccessionFact:
    predecessor_key: str
    successor_key: str
    on: date
    share: Decimal | None
    legal_reference: str


@dataclass(frozen=True)
class Facts:
    units: dict[str, UnitFact]  # by key, parents before children
    successions: list[SuccessionFact]


def folder() -> Traversable:
    """Where the package keeps the files; works from a wheel too."""
    return files("vandong.units").joinpath("reference")


def read(source: Traversable | None = None) -> Facts:
    """All units and successions of the files, the nation included. Raises ValueError if a parent is nowhere."""
    source = source or folder()
    nation = UnitFact(NATION_KEY, "nation", "VN", "nước", "Việt Nam", None, None, ALWAYS, None)
    rows = sorted(_rows(source, "units-"), key=lambda row: _ORDER[row["level"]])
    units = {NATION_KEY: nation}
    by_code: dict[tuple[str, str], list[UnitFact]] = {}
    for row in rows:
        begin, end = _day(row["valid_from"]) or ALWAYS, _day(row["valid_until"])
        unit = units.get(row["unit_key"])
        if unit is None:
            unit = UnitFact(
                row["unit_key"],
                row["level"],
                row["code"],
                row["kind"],
                row["name"],
                Decimal(row["latitude"]) if row["latitude"] else None,
                Decimal(row["longitude"]) if row["longitude"] else None,
                begin,
                end,
            )
            units[unit.key] = unit
            by_code.setdefault((unit.level, unit.code), []).append(unit)
        else:
            unit.valid_from = min(unit.valid_from, begin)
            unit.valid_until = None if unit.valid_until is None or end is None else max(unit.valid_until, end)
    for row in rows:  # only now is every span of every unit known
        begin, end = _day(row["valid_from"]) or ALWAYS, _day(row["valid_until"])
        bearers = by_code.get((row["parent_level"], row["parent_code"]), []) if row["parent_level"] else [nation]
        parent = next(
            (u for u in bearers if u.valid_from <= begin and (not u.valid_until or begin < u.valid_until)), None
        )
        if parent is None:
            raise ValueError(f"{row['unit_key']}: no {row['parent_level']} {row['parent_code']} on {begin}")
        units[row["unit_key"]].parents.append(ParentSpan(parent.key, begin, end))
    for unit in units.values():
        unit.parents.sort(key=lambda span: span.valid_from)
    successions = [
        SuccessionFact(
            row["predecessor_key"],
            row["successor_key"],
            date.fromisoformat(row["on"]),
            Decimal(row["share"]) if row["share"] else None,
            row["legal_reference"],
        )
        for row in _rows(source, "successions-")
    ]
    return Facts(units, successions)


_ORDER = {"province": 0, "district": 1, "commune": 2}


def is_in_reference(code: str, on: date) -> bool:
    """Whether the package's files tell of a unit of that official code standing on that day; asks no database."""
    return any(
        fact.code == code.strip() and fact.valid_from <= on and (fact.valid_until is None or on < fact.valid_until)
        for fact in read().units.values()
    )


def _rows(source: Traversable, start: str) -> Iterator[dict[str, str]]:
    for file in sorted(source.iterdir(), key=lambda entry: entry.name):
        if file.name.startswith(start) and file.name.endswith(".csv"):
            yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
