from django.db import models
from django.db.models import Q

from vandong.kernel import numbers
from vandong.programme.models.programme import Programme, Target


class Adoption(models.Model):
    """A lower level took the programme up with a plan of its own (Kế hoạch cụ thể hóa)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    plan_number = models.CharField(max_length=60)
    plan_dated_on = models.DateField()
    plan_file = models.ForeignKey(
        "kernel.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    adopted_at = models.DateTimeField()
    adopted_by_label = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "unit"], name="unit_adopts_a_programme_once")]


class AllottedTarget(models.Model):
    """The part of a target this unit takes on itself."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="allotted")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="allotted")
    value = models.DecimalField(max_digits=numbers.AMOUNT_DIGITS, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "target"], name="target_is_allotted_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="allotted_value_is_not_negative"),
            models.CheckConstraint(condition=Q(value__lt=numbers.AMOUNT_LIMIT), name="allotted_value_can_be_kept"),
        ]
