from django.db import models
from django.db.models import Q

BIGGEST, FIRST_YEAR, LAST_YEAR = 1_000_000, 2000, 2100


class GroupSize(models.Model):
    """How many people a high-risk group counts in a commune in a year, as stated: by which source, as of which day.

    A statement is never rewritten: a correction is the next `version`, and the highest one stands. `count` null takes
    the number back ("chưa có số"), which is not 0; a group without any row has no number yet either. Never names.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")  # the commune that keeps it
    risk_group = models.ForeignKey("programme.RiskGroup", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    count = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)  # who keeps the number: "Công an xã, danh sách quản lý"
    as_of_on = models.DateField()
    recorded_by_id = models.BigIntegerField(null=True)  # accounts.Account; kept as id and label, like the audit
    recorded_by_label = models.CharField(max_length=300)
    # Whose officer stated it, where it was not the commune: the level above, for a commune without access. It sees what
    # it stated and nothing else of the book.
    recorded_in = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "risk_group", "year", "version"], name="group_size_is_stated_one_after_another"
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(count__lte=BIGGEST), name="group_size_is_believable"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="group_size_has_a_year"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="group_size_counts_from_one"),
            models.CheckConstraint(condition=~Q(source=""), name="group_size_has_a_source"),
        ]
