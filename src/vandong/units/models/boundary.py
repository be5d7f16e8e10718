from django.db import models
from django.db.models import Q

from vandong.units.models.unit import Unit


class UnitBoundary(models.Model):
    """Where a unit ends, as an operator's file draws it, simplified: for the map alone, no statement of law."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    rings = models.TextField()  # JSON: rings of (longitude, latitude) in ten-thousandths of a degree, holes among them
    source = models.CharField(max_length=200)  # whose file, as the operator names it
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="boundary_has_a_source")]

    def __str__(self) -> str:
        return f"Địa giới của {self.unit_id}"
