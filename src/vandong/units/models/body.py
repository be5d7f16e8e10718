from django.db import models
from django.db.models import F, Q

from vandong.units.models.unit import Unit


class BodyKind(models.TextChoices):
    """Kinds of bodies the plan names."""

    FRONT_COMMITTEE = "front_committee", "Ủy ban Mặt trận Tổ quốc Việt Nam"
    STANDING_BOARD = "standing_board", "Ban Thường trực"
    MOVEMENT_DEPARTMENT = "movement_department", "Ban Phong trào"
    MEMBER_ORGANISATION = "member_organisation", "Tổ chức thành viên"
    COMMITTEE_138 = "committee_138", "Ban Chỉ đạo 138"
    POLICE = "police", "Công an"
    FRONT_WORK_BOARD = "front_work_board", "Ban công tác Mặt trận"
    OTHER = "other", "Tổ chức khác"


class Body(models.Model):
    """A body that works in a unit. People hold appointments in bodies; documents are issued by bodies."""

    Kind = BodyKind

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=30, choices=BodyKind.choices)
    name = models.CharField(max_length=200)  # "Ban Thường trực Ủy ban MTTQ Việt Nam xã Hồng Phong"
    short_name = models.CharField(max_length=80)  # "Mặt trận xã Hồng Phong", "Hội Phụ nữ", "Công an xã"
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="body_span_is_forward"
            ),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_is_known"),
            models.UniqueConstraint(fields=["unit", "kind", "name", "valid_from"], name="body_begins_once"),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="body_by_unit")]

    def __str__(self) -> str:
        return self.short_name
