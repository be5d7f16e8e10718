from vandong.programme.models.adoption import Adoption, AllottedTarget
from vandong.programme.models.programme import Deadline, Programme, RiskGroup, Target, Task

__all__ = ["Adoption", "AllottedTarget", "Deadline", "Programme", "RiskGroup", "Target", "Task"]
