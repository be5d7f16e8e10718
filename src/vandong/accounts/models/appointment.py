from django.db import models
from django.db.models import F, Q

from vandong.accounts.models.account import Account


class Capability(models.TextChoices):
    """What an appointment may do, over the units below its body's unit. Seeing is what every appointment may."""

    VIEW = "view", "Xem"
    RECORD = "record", "Ghi việc, lập báo cáo"
    APPROVE = "approve", "Duyệt, ký"
    COORDINATE = "coordinate", "Điều phối: kế hoạch, đôn đốc, tổng hợp"
    LIAISE = "liaise", "Liên hệ, nhận văn bản"
    ADMINISTER = "administer", "Quản trị tài khoản"


class Appointment(models.Model):
    """One person's dated place in one body, and what it allows. [valid_from, valid_until), end exclusive."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)  # "Chủ tịch", "Phó Chủ tịch", "Cán bộ Mặt trận"
    is_acting = models.BooleanField(default=False)  # quyền
    signs_for_chair = models.BooleanField(default=False)  # KT. CHỦ TỊCH
    may_record = models.BooleanField(default=False)
    may_approve = models.BooleanField(default=False)
    may_coordinate = models.BooleanField(default=False)
    may_liaise = models.BooleanField(default=False)
    may_administer = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="appointment_span_is_forward",
            ),
        ]
        indexes = [models.Index(fields=["body"], name="appointment_by_body")]

    @property
    def capabilities(self) -> frozenset[str]:
        """Codes of `Capability`; always holds "view"."""
        granted = {c for c in ("record", "approve", "coordinate", "liaise", "administer") if getattr(self, f"may_{c}")}
        return frozenset(granted | {"view"})

    def __str__(self) -> str:
        return self.title
