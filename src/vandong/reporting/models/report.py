from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vandong.reporting.models.period import ReportingPeriod


class Report(models.Model):
    """One unit's report for one period. The states and the steps between them are `rules.STEPS`."""

    class State(models.TextChoices):
        DRAFT = "draft", "Đang lập"
        SUBMITTED = "submitted", "Chờ duyệt"
        RETURNED = "returned", "Trả lại"
        APPROVED = "approved", "Đã duyệt"
        SUPERSEDED = "superseded", "Đã thay bằng bản đính chính"

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")  # the Standing Board that signs
    version = models.PositiveSmallIntegerField(default=1)  # 2, 3… are corrections
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    row_version = models.PositiveIntegerField(default=1)  # raised by every change; the second of two savers is told
    compiled_at = models.DateTimeField()  # when the lines were last computed
    is_provisional = models.BooleanField(default=False)  # some unit below had no approved report when compiled
    late_unit_names = models.JSONField(default=list)  # those units, as they were called
    correction_reason = models.CharField(max_length=500, blank=True)  # why version 2, 3… exists
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_by_label = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by_label = models.CharField(max_length=300, blank=True)
    returned_reason = models.CharField(max_length=1000, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_label = models.CharField(max_length=300, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)  # frozen at approval, for the signature block
    signer_title = models.CharField(max_length=120, blank=True)
    signs_for_chair = models.BooleanField(default=False)
    document = models.OneToOneField(
        "documents.OfficialDocument", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "unit", "version"], name="report_version_is_used_once"),
            models.UniqueConstraint(
                fields=["period", "unit"], condition=Q(state="approved"), name="one_approved_report_a_unit"
            ),
            models.UniqueConstraint(
                fields=["period", "unit"],
                condition=Q(state__in=("draft", "submitted", "returned")),
                name="one_open_report_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "submitted", "returned", "approved", "superseded")),
                name="report_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "superseded")) | Q(approved_at__isnull=False),
                name="approved_report_has_its_instant",
            ),
        ]

    @property
    def as_of_on(self) -> date:
        """ "Số liệu tính đến ngày": the cut-off, or the day it was compiled where that came first."""
        return min(self.period.cutoff_on, timezone.localtime(self.compiled_at).date())


class ReportLine(models.Model):
    """One figure. computed = own + below; `declared_value` differs only with a note that says why."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    indicator = models.CharField(max_length=60)  # code in analytics
    risk_group = models.CharField(max_length=40, blank=True, default="")  # code; empty = the whole
    own_value = models.BigIntegerField()
    below_value = models.BigIntegerField()
    declared_value = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # A count of people at risk that is not told above its unit nor in a document: `reporting.keeping_back`.
    is_kept_back = models.BooleanField(default=False)
    # Kept back without a word on whether it is small, or 0: the words in its place would give another count away.
    says_nothing = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator", "risk_group"], name="line_is_written_once"),
            models.CheckConstraint(condition=Q(own_value__gte=0, below_value__gte=0), name="line_is_not_negative"),
            models.CheckConstraint(
                condition=Q(declared_value__isnull=True) | (Q(declared_value__gte=0) & ~Q(note="")),
                name="declared_value_says_why",
            ),
        ]

    @property
    def computed_value(self) -> int:
        return self.own_value + self.below_value

    @property
    def value(self) -> int:
        """What is reported: the declared value if there is one."""
        return self.computed_value if self.declared_value is None else self.declared_value


class ReportSection(models.Model):
    """One section of the narrative: what the software suggests, and what people made of it (null = the suggestion)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=20)  # "I", "II.1", "III.2"…
    suggested_text = models.TextField(blank=True)
    text = models.TextField(null=True, blank=True)  # noqa: DJ001  null means "as suggested", empty means "left empty"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="section_is_written_once")]


class ReportSource(models.Model):
    """An approved report of a unit below whose lines were added into `report`."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="used_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "source"], name="source_is_added_once")]


class CorrectionRequest(models.Model):
    """A unit asks to correct its approved report; the level above grants or refuses."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="correction_requests")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by_label = models.CharField(max_length=300)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_label = models.CharField(max_length=300, blank=True)
    is_granted = models.BooleanField(null=True)
    decision_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(decided_at__isnull=True), name="one_open_correction_request"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, is_granted__isnull=True)
                | Q(decided_at__isnull=False, is_granted__isnull=False),
                name="correction_decision_is_whole",
            ),
        ]
