from vandong.programme.models.adoption import Adoption, AllottedTarget
from vandong.programme.models.programme import Deadline, Programme, RiskGroup, Target, Task
from vandong.programme.models.reading import DeadlineDue, PlanReading, PlanTerm, ReadItem, TargetInput
from vandong.programme.models.unit_plan import UnitPlan, UnitPlanTarget, UnitPlanText

__all__ = [
    "Adoption",
    "AllottedTarget",
    "Deadline",
    "DeadlineDue",
    "PlanReading",
    "PlanTerm",
    "Programme",
    "ReadItem",
    "RiskGroup",
    "Target",
    "TargetInput",
    "Task",
    "UnitPlan",
    "UnitPlanTarget",
    "UnitPlanText",
]
