from vandong.units.models.body import Body, BodyKind
from vandong.units.models.boundary import UnitBoundary
from vandong.units.models.lock import UnitLock
from vandong.units.models.standing import StandingKind, UnitStanding
from vandong.units.models.unit import Ancestry, Level, Lineage, ParentEdge, Succession, Unit

__all__ = [
    "Ancestry",
    "Body",
    "BodyKind",
    "Level",
    "Lineage",
    "ParentEdge",
    "StandingKind",
    "Succession",
    "Unit",
    "UnitBoundary",
    "UnitLock",
    "UnitStanding",
]
