from datetime import date

from django.db import models
from django.db.models import F, Q

from vandong.kernel import vietnamese

LONG_STANDING = date(1900, 1, 1)  # already there when the register begins: nobody says since when


class OrganisationKind(models.TextChoices):
    """What stands in a place beside the Front's own bodies."""

    AGENCY = "agency", "Cơ quan, đơn vị nhà nước"
    SCHOOL = "school", "Trường học"
    ENTERPRISE = "enterprise", "Doanh nghiệp, hợp tác xã"
    RELIGIOUS = "religious", "Cơ sở tôn giáo, tín ngưỡng"
    BRANCH = "branch", "Chi hội, chi đoàn"
    OTHER = "other", "Tổ chức khác"


class Organisation(models.Model):
    """An agency, a school, an enterprise, a religious body or a member organisation's branch in a unit, from a day to
    a day (end exclusive). Activities are held with them, they sign pledges, they are supervised."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=220, editable=False)  # folded: one name a unit, however it is spelled
    code = models.CharField(max_length=40, blank=True)  # a number of its own elsewhere: tax code, school code
    address = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(default=LONG_STANDING)
    valid_until = models.DateField(null=True, blank=True)
    search_key = models.TextField(editable=False)
    sort_key = models.CharField(max_length=1200, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                condition=Q(valid_until__isnull=True),
                name="organisation_is_open_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="organisation_span_is_forward",
            ),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known"),
            models.CheckConstraint(condition=~Q(name_key=""), name="organisation_has_a_name"),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="organisation_by_unit")]

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> None:
        """Set the keys from what can be read on it; bulk loading calls this itself."""
        self.name_key = vietnamese.search_key(self.name)
        label = OrganisationKind(self.kind).label
        self.search_key = vietnamese.search_key(" ".join((self.name, label, self.code, self.address)))
        self.sort_key = vietnamese.sort_key(self.name)

    def __str__(self) -> str:
        return self.name
