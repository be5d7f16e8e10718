"""Promises the database keeps for reports: what was approved stays as it was, and gains nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from vandong.kernel.promises import Frozen

_HELD = "EXISTS (SELECT 1 FROM reporting_report AS held WHERE held.id = {row}.report_id AND held.state IN {states})"
_APPROVED = "('approved', 'superseded')"


def frozen_with_report(table: str) -> Frozen:
    """Rows of a report can't change or vanish once it is approved."""
    return Frozen(table, _HELD.format(row="OLD", states=_APPROVED))


@dataclass(frozen=True)
class NothingAdded:
    """No row of `table` is added to a report that is approved."""

    table: str

    @property
    def name(self) -> str:
        return f"{self.table}_nothing_added"

    def statements(self, vendor: str) -> Sequence[str]:
        held = _HELD.format(row="NEW", states=_APPROVED)
        if vendor == "sqlite":
            return [
                f"DROP TRIGGER IF EXISTS {self.name}_insert",
                f"CREATE TRIGGER {self.name}_insert BEFORE INSERT ON {self.table} "
                f"WHEN {held} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {held} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE INSERT ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]
