from vandong.units.actions.close_unit import close_unit
from vandong.units.actions.load_boundaries import BoundariesLoaded, forget_boundaries, load_boundaries
from vandong.units.actions.load_reference import LoadSummary, load_reference
from vandong.units.actions.lock_until import hold_open_records, hold_records, lift_lock, lock_until
from vandong.units.actions.merge_units import NewUnit, merge_units
from vandong.units.actions.move_unit import move_unit
from vandong.units.actions.open_area import NewArea, open_area, open_areas
from vandong.units.actions.open_body import NewBody, open_bodies, open_body, open_front_bodies
from vandong.units.actions.open_unit import open_unit
from vandong.units.actions.record_standing import StandingEntry, load_standings, record_standing, take_back_standing

__all__ = [
    "BoundariesLoaded",
    "LoadSummary",
    "NewArea",
    "NewBody",
    "NewUnit",
    "StandingEntry",
    "close_unit",
    "forget_boundaries",
    "hold_open_records",
    "hold_records",
    "lift_lock",
    "load_boundaries",
    "load_reference",
    "load_standings",
    "lock_until",
    "merge_units",
    "move_unit",
    "open_area",
    "open_areas",
    "open_bodies",
    "open_body",
    "open_front_bodies",
    "open_unit",
    "record_standing",
    "take_back_standing",
]
