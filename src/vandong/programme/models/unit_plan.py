from django.db import models
from django.db.models import Q

from vandong.kernel import numbers
from vandong.programme.models.programme import Programme, Target


class UnitPlan(models.Model):
    """A unit's own plan while it is written here (Kế hoạch cụ thể hóa đang soạn), from the programme above.

    Suggestions are not stored: a part nobody rewrote is told from the programme's parts each time it is shown, and
    frozen when the plan gets its number. From then on the plan is the document, and the unit's `Adoption` names it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")  # who will issue it
    subject = models.CharField(max_length=400)  # trích yếu
    document = models.OneToOneField(
        "documents.OfficialDocument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "unit"], name="unit_writes_one_plan")]

    def __str__(self) -> str:
        return self.subject


class UnitPlanText(models.Model):
    """One part in the officer's own words; a part without a row says what is suggested."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(max_length=12)  # of unit_plan.text_sections.PARTS
    text = models.TextField(blank=True)  # empty: the officer leaves this part out

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "part"], name="unit_plan_part_is_written_once")]


class UnitPlanTarget(models.Model):
    """What the unit means to take of a target; becomes the adoption's `AllottedTarget` when the plan is issued."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="taken")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=numbers.AMOUNT_DIGITS, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "target"], name="unit_plan_takes_a_target_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="unit_plan_value_is_not_negative"),
            models.CheckConstraint(condition=Q(value__lt=numbers.AMOUNT_LIMIT), name="unit_plan_value_can_be_kept"),
        ]
