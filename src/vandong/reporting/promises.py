"""Promises the database keeps for reports: what was approved stays as it was, and gains nothing."""

from vandong.kernel.promises import Frozen, NothingAdded

_HELD = "EXISTS (SELECT 1 FROM reporting_report AS held WHERE held.id = {row}.report_id AND held.state IN {states})"
_APPROVED = "('approved', 'superseded')"


def frozen_with_report(table: str) -> Frozen:
    """Rows of a report can't change or vanish once it is approved."""
    return Frozen(table, _HELD.format(row="OLD", states=_APPROVED))


def nothing_added_to_report(table: str) -> NothingAdded:
    """No row of `table` is added to a report that is approved."""
    return NothingAdded(table, _HELD.format(row="NEW", states=_APPROVED))
