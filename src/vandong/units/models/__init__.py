from vandong.units.models.body import Body
from vandong.units.models.lock import UnitLock
from vandong.units.models.unit import Ancestry, Level, Lineage, ParentEdge, Succession, Unit

__all__ = ["Ancestry", "Body", "Level", "Lineage", "ParentEdge", "Succession", "Unit", "UnitLock"]
