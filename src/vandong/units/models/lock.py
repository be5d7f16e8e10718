from django.db import models
from django.db.models import F, Q

from vandong.units.models.unit import Unit


class UnitLock(models.Model):
    """Records of a unit (and of the areas below it) held in a span can't be added, changed or withdrawn.

    Laid by an approved report from above, lifted when a correction is granted. `key` names who laid it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="locks")
    key = models.CharField(max_length=80)  # "report:<period id>"
    from_on = models.DateField()  # first locked day
    until_on = models.DateField()  # last locked day, inclusive
    reason = models.CharField(max_length=200)  # a sentence for the person who meets the lock
    laid_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="unit_lock_is_laid_once"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="unit_lock_span_is_forward"),
        ]
