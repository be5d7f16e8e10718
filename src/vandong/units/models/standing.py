from django.db import models
from django.db.models import F, Q

from vandong.units.models.unit import Unit


class StandingKind(models.TextChoices):
    """How a commune stands as to drugs, by decision: a hot spot of three degrees, or how far from one."""

    HOT_1 = "hot_1", "Trọng điểm loại I"
    HOT_2 = "hot_2", "Trọng điểm loại II"
    HOT_3 = "hot_3", "Trọng điểm loại III"
    PROBLEM = "problem", "Có tệ nạn, không trọng điểm"
    NONE = "none", "Không có tệ nạn ma túy"
    DRUG_FREE = "drug_free", "Được công nhận không ma túy"


HOT_KINDS = (StandingKind.HOT_1, StandingKind.HOT_2, StandingKind.HOT_3)


class UnitStanding(models.Model):
    """A commune's standing from a day to a day (end exclusive), and the decision that says so. No two overlap."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standings")
    kind = models.CharField(max_length=12, choices=StandingKind.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=60)  # "1234/QĐ-UBND"
    decision_on = models.DateField()
    issuer = models.CharField(max_length=200)  # "Ủy ban nhân dân tỉnh"
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StandingKind.values), name="standing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="standing_span_is_forward",
            ),
            models.CheckConstraint(condition=~Q(decision_number="") & ~Q(issuer=""), name="standing_has_a_decision"),
        ]
        indexes = [models.Index(fields=["unit", "valid_from"], name="standing_by_unit")]
