from django.db import models
from django.db.models import F, Q


class ReportingPeriod(models.Model):
    """One round of reports under a programme, of records from `starts_on` to `cutoff_on`, both inclusive.

    `cutoff_on` is what a report calls "số liệu tính đến ngày"; the tree of units counts as it stood on that day.
    """

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)  # "năm 2024"
    starts_on = models.DateField()
    cutoff_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "label"], name="period_label_is_used_once"),
            models.CheckConstraint(condition=Q(cutoff_on__gte=F("starts_on")), name="period_span_is_forward"),
        ]

    def __str__(self) -> str:
        return self.label


class PeriodDue(models.Model):
    """By which day (24:00 local) a level's reports are due."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="dues")
    level = models.CharField(max_length=10)
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "level"], name="level_is_due_once_a_period")]
