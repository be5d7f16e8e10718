from vandong.units.actions.lock_until import lift_lock, lock_until
from vandong.units.actions.open_body import open_body
from vandong.units.actions.open_unit import open_unit

__all__ = ["lift_lock", "lock_until", "open_body", "open_unit"]
