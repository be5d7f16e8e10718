from django.db import models
from django.db.models import F, Q

from vandong.kernel import numbers
from vandong.programme.models.programme import Deadline, Programme, Target


class PlanReading(models.Model):
    """A plan document that was read, and what the reader understood of it.

    Of a draft programme it is the origin (`programme`); a later document that amends an issued one stands at `amends`.
    """

    programme = models.OneToOneField(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_reading"
    )
    amends = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()  # normalised; every span counts its code points
    answer = models.JSONField()  # as `vandong plan read --json` prints it, see docs/plan-reader.md
    reader_version = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=False, amends__isnull=True)
                | Q(programme__isnull=True, amends__isnull=False),
                name="reading_begins_or_amends",
            )
        ]


class ReadItem(models.Model):
    """One thing a plan says, tied to its sentence: proposed by the reader, or pointed out by a person.

    Nothing of it belongs to the programme until a person accepts it; then a part of the programme names it as its
    origin (`from_item`) for good.
    """

    class Kind(models.TextChoices):
        HEADER = "header", "Phần đầu"
        TARGET = "target", "Mục tiêu"
        TASK = "task", "Nhiệm vụ"
        DEADLINE = "deadline", "Thời hạn"
        RISK_GROUP = "risk_group", "Nhóm nguy cơ cao"
        MODEL = "model", "Mô hình"
        MOVEMENT = "movement", "Phong trào, cuộc vận động"
        CHANNEL = "channel", "Cách làm"
        INSTRUMENT = "instrument", "Văn bản được nêu"
        RECIPIENT = "recipient", "Nơi nhận"
        FLAG = "flag", "Điều cần xem"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xem"
        ACCEPTED = "accepted", "Đã chấp nhận"
        CHANGED = "changed", "Đã sửa và nhận"
        DISMISSED = "dismissed", "Đã bỏ qua"

    reading = models.ForeignKey(PlanReading, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()  # its number for people; what people add comes after what was read
    kind = models.CharField(max_length=12, choices=Kind.choices)
    span_start = models.PositiveIntegerField(null=True, blank=True)  # null: a flag about the document as a whole
    span_end = models.PositiveIntegerField(null=True, blank=True)  # exclusive
    quote = models.TextField(blank=True)  # the sentence, as the document has it
    understood = models.JSONField(null=True, blank=True)  # the reader's own item; null: a person added it
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_label = models.CharField(max_length=300, blank=True)
    # Numbers and days entered for the part it was, while it waits again: rows as Django's serializer writes them.
    set_aside = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "position"], name="read_item_has_its_own_position"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=(
                        "header",
                        "target",
                        "task",
                        "deadline",
                        "risk_group",
                        "model",
                        "movement",
                        "channel",
                        "instrument",
                        "recipient",
                        "flag",
                    )
                ),
                name="read_item_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=("accepted", "changed", "dismissed"), decided_at__isnull=False),
                name="read_item_is_decided_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True)
                | Q(span_start__isnull=False, span_end__gt=F("span_start")),
                name="read_item_span_is_forward",
            ),
        ]


class PlanTerm(models.Model):
    """A word the plan brings for others to use: a model, a movement, a channel, a document cited, a recipient."""

    class Kind(models.TextChoices):
        MODEL = "model", "Mô hình"
        MOVEMENT = "movement", "Phong trào, cuộc vận động"
        CHANNEL = "channel", "Cách làm"
        INSTRUMENT = "instrument", "Văn bản được nêu"
        RECIPIENT = "recipient", "Nơi nhận"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="terms")
    from_item = models.OneToOneField(ReadItem, on_delete=models.PROTECT, null=True, blank=True, related_name="term")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=400)  # of an instrument: what it is about
    doc_type = models.CharField(max_length=60, blank=True)  # "Chỉ thị"; instruments only, like the three below
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    is_basis = models.BooleanField(default=False)  # cited as a legal basis ("Căn cứ …") of the plan

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "position"], name="term_has_its_own_position"),
            models.CheckConstraint(
                condition=Q(kind__in=("model", "movement", "channel", "instrument", "recipient")),
                name="term_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TargetInput(models.Model):
    """A number a target is measured against: what there was at first, or the whole a share is of. The newest counts."""

    class Kind(models.TextChoices):
        BASELINE = "baseline", "Số gốc"
        DENOMINATOR = "denominator", "Tổng số"

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="inputs")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    value = models.DecimalField(max_digits=numbers.AMOUNT_DIGITS, decimal_places=4)
    unit_text = models.CharField(max_length=60, blank=True)  # "xã, phường, thị trấn"
    counted_on = models.DateField(null=True, blank=True)  # a count on a day, or over a span of days (both inclusive)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)  # who counted it: "Báo cáo số 12/BC-CAT của Công an tỉnh"
    entered_at = models.DateTimeField()
    entered_by_label = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=("baseline", "denominator")), name="input_kind_is_known"),
            models.CheckConstraint(condition=Q(value__gte=0), name="input_value_is_not_negative"),
            models.CheckConstraint(condition=Q(value__lt=numbers.AMOUNT_LIMIT), name="input_value_can_be_kept"),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=False, from_on__isnull=True, to_on__isnull=True)
                | Q(counted_on__isnull=True, from_on__isnull=False, to_on__gte=F("from_on")),
                name="input_is_of_a_day_or_a_span",
            ),
        ]


class DeadlineDue(models.Model):
    """By when one level keeps a deadline: every year on `day`/`month`, or once, on `on`."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="dues")
    level = models.CharField(max_length=10)  # units.Level
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "level"], name="level_keeps_a_deadline_once"),
            models.CheckConstraint(
                condition=Q(on__isnull=False, month__isnull=True, day__isnull=True)
                | Q(on__isnull=True, day__gte=1, day__lte=31, month__gte=1, month__lte=12)
                | Q(on__isnull=True, day__gte=1, day__lte=31, month__isnull=True),
                name="level_due_is_a_day",
            ),
        ]
