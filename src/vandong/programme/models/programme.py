from django.db import models
from django.db.models import F, Q

from vandong.kernel import numbers


class Programme(models.Model):
    """One mobilisation programme, as its plan document sets it. Draft until issued; then all below its unit see it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        ISSUED = "issued", "Đã ban hành"
        ENDED = "ended", "Đã kết thúc"

    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")  # who issues it
    title = models.CharField(max_length=400)
    short_title = models.CharField(max_length=120)  # what fits a phone's heading
    plan_number = models.CharField(max_length=60, blank=True)  # "16/KH-MTTQ-BTT"
    plan_dated_on = models.DateField(null=True, blank=True)
    plan_file = models.ForeignKey(
        "kernel.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()  # inclusive
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_span_is_forward"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "issued", "ended")), name="programme_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(issued_at__isnull=False), name="programme_issued_has_its_instant"
            ),
        ]

    def __str__(self) -> str:
        return self.short_title


class Part(models.Model):
    """What a later document may change: a part of an issued programme is never rewritten or deleted. The old row says
    since when it no longer holds and, where another took its place, which one."""

    withdrawn_on = models.DateField(null=True, blank=True)  # the amending document's day
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(withdrawn_on__isnull=False),
                name="%(class)s_replaced_is_withdrawn",
            )
        ]


class Target(Part):
    """One target of the plan, typed so that it can be computed later."""

    class Kind(models.TextChoices):
        REDUCE_SHARE = "reduce_share", "Giảm tỷ lệ"
        KEEP_NONE = "keep_none", "Giữ không phát sinh"
        REACH_SHARE = "reach_share", "Đạt tỷ lệ"
        COUNT_PER_UNIT = "count_per_unit", "Mỗi đơn vị đạt số lượng"
        HALT_GROWTH = "halt_growth", "Ngăn đà tăng"
        AT_LEAST = "at_least", "Ít nhất"
        AT_MOST = "at_most", "Không quá"
        OTHER = "other", "Khác"

    class Recurs(models.TextChoices):
        ONCE = "", "Một lần, cho cả thời gian của kế hoạch"
        YEARLY = "yearly", "Mỗi năm"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject = models.CharField(max_length=300)  # what is counted, in the plan's words
    value = models.DecimalField(
        max_digits=numbers.AMOUNT_DIGITS, decimal_places=4, null=True, blank=True
    )  # share in percent: 5 = 5 %
    value_unit = models.CharField(max_length=40, blank=True)  # "%", "buổi", "mô hình"
    indicator = models.CharField(max_length=60, blank=True)  # code of the indicator that measures it; empty = none yet
    holder_level = models.CharField(
        max_length=10, blank=True
    )  # units.Level: who must reach it; empty = the programme's unit
    baseline_text = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    quote = models.TextField(blank=True)  # the plan's sentence
    # Who must reach it once its holder no longer exists: there are no districts after 30/6/2025.
    successor_level = models.CharField(max_length=10, blank=True)
    baseline_from = models.DateField(null=True, blank=True)  # the span compared with, both inclusive
    baseline_to = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=300, blank=True)  # where it holds: "xã, phường, thị trấn có tệ nạn ma tuý"
    holder_text = models.CharField(max_length=300, blank=True)  # its holder in the plan's words
    recurs = models.CharField(max_length=12, choices=Recurs.choices, blank=True, default="")  # due every year anew
    inputs_put_off = models.BooleanField(default=False)  # issued on purpose before its numbers are known
    from_item = models.OneToOneField(
        "programme.ReadItem", on_delete=models.PROTECT, null=True, blank=True, related_name="target"
    )  # the sentence it came from; null: entered by hand

    class Meta:
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "position"], name="target_has_its_own_position"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="target_value_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lt=numbers.AMOUNT_LIMIT), name="target_value_can_be_kept"
            ),
        ]


class Task(Part):
    """One task the plan gives to one or more levels."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60, blank=True)  # "III.2"
    text = models.TextField()
    short_text = models.CharField(max_length=120)  # what fits a choice on a phone
    levels = models.JSONField(default=list)  # of units.Level
    due_on = models.DateField(null=True, blank=True)
    lead = models.CharField(max_length=300, blank=True)  # in the plan's words
    partners = models.CharField(max_length=600, blank=True)  # in the plan's words, joined by "; "
    from_item = models.OneToOneField(
        "programme.ReadItem", on_delete=models.PROTECT, null=True, blank=True, related_name="task"
    )  # the sentence it came from; null: entered by hand

    class Meta:
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "position"], name="task_has_its_own_position"),
        ]

    def __str__(self) -> str:
        return self.short_text


class Deadline(Part):
    """A deadline the plan sets: the yearly report on 20/11 is `kind=report, recurs=yearly, month=11, day=20`."""

    class Kind(models.TextChoices):
        REPORT = "report", "Báo cáo"
        TASK = "task", "Nhiệm vụ"
        REVIEW = "review", "Sơ kết, tổng kết"
        MEETING = "meeting", "Họp"
        OTHER = "other", "Khác"

    class Recurs(models.TextChoices):
        ONCE = "", "Một lần"
        WEEKLY = "weekly", "Hằng tuần"
        MONTHLY = "monthly", "Hằng tháng"
        QUARTERLY = "quarterly", "Hằng quý"
        HALF_YEARLY = "half_yearly", "Sáu tháng"
        YEARLY = "yearly", "Hằng năm"
        ON_REQUEST = "on_request", "Khi có yêu cầu"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    recurs = models.CharField(max_length=12, choices=Recurs.choices, blank=True, default="")
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    from_level = models.CharField(max_length=10, blank=True)
    to_level = models.CharField(max_length=10, blank=True)
    via = models.CharField(max_length=120, blank=True)  # "Ban Phong trào"
    text = models.CharField(max_length=300)
    section = models.CharField(max_length=60, blank=True)  # "IV.2"
    starts_on = models.DateField(null=True, blank=True)  # a campaign's first day; `on` is its last
    from_item = models.OneToOneField(
        "programme.ReadItem", on_delete=models.PROTECT, null=True, blank=True, related_name="deadline"
    )  # the sentence it came from; null: entered by hand

    class Meta:
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12), name="deadline_month"
            ),
            models.CheckConstraint(condition=Q(day__isnull=True) | Q(day__gte=1, day__lte=31), name="deadline_day"),
        ]


class RiskGroup(models.Model):
    """One high-risk group the plan names: counted, never listed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risk_groups")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    from_item = models.OneToOneField(
        "programme.ReadItem", on_delete=models.PROTECT, null=True, blank=True, related_name="risk_group"
    )  # the sentence it came from; null: entered by hand

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="risk_group_code_is_used_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="risk_group_has_its_own_position"),
        ]

    def __str__(self) -> str:
        return self.short_name
