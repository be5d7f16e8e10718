"""Reading the cells of a found table by its declared columns, and collecting what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vandong.kernel.sheet_intake.declared import Judged, Mistake, Taken
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.values import Fault, Value

MOST_TOLD = 300  # mistakes shown; nobody mends more at once


@dataclass
class Reading:
    """The values of a table: `values[key][n]` belongs to record n; a column that is not there reads as all empty.
    Where a cell could not be read its value is a `Fault`, and the mistake is already noted in `judged`."""

    found: Found
    values: dict[str, list[Value]]
    faulty: set[int]  # records with a cell that could not be read
    judged: Judged

    def wrong(self, n: int, key: str, sentence: str) -> None:
        """Note a mistake of record n in a column ("" = the whole row)."""
        self.faulty.add(n)
        if len(self.judged.mistakes) < MOST_TOLD:
            column = self.found.title(key) if key else ""
            self.judged.mistakes.append(Mistake(self.found.rows[n], column, sentence))


def read_columns(found: Found, columns: Sequence[Taken]) -> Reading:
    """Read every cell once: equal cells of a column are read together, so a long table costs what its words vary."""
    reading = Reading(found, {}, set(), Judged())
    for column in columns:
        cells = found.columns.get(column.key)
        if cells is None:
            nothing = column.read(None)
            reading.values[column.key] = [nothing] * len(found)
            continue
        known = {cell: column.read(cell) for cell in set(cells)}
        if bool in set(map(type, cells)):  # True equals 1, and they read differently
            read = [column.read(cell) for cell in cells]
        else:
            read = list(map(known.__getitem__, cells))
        has_fault = Fault in set(map(type, read))
        reading.values[column.key] = read
        if has_fault:
            for n, value in enumerate(read):
                if type(value) is Fault:
                    reading.wrong(n, column.key, value)
    return reading


def in_order(judged: Judged) -> None:
    """Mistakes and understandings in the order of the rows."""
    judged.mistakes.sort(key=lambda one: one.row)
    judged.understandings.sort(key=lambda one: one.rows[0] if one.rows else 0)
