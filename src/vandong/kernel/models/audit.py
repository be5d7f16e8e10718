from django.db import models


class AuditLine(models.Model):
    """What one person did, once: inserted in the verb's own transaction, never changed (triggers see to it).

    Names of fields are kept, their values never: an audit must not become a second copy of personal data.
    """

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)  # no foreign key: a line outlives the account
    actor_label = models.CharField(max_length=300)
    action = models.CharField(max_length=80)  # reporting.report.approved
    subject_type = models.CharField(max_length=60)  # reporting.report
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=300, blank=True)
    unit_id = models.BigIntegerField(null=True)  # whose scope decides who may read the line
    changed_fields = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)  # the second person of a reset, the reason of a return

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
            models.Index(fields=["unit_id", "at"], name="audit_by_unit"),
        ]


class AuditSeal(models.Model):
    """One batch of lines closed by the sealer: a link of the hash chain."""

    sealed_at = models.DateTimeField()
    line_count = models.IntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)


class SealedLine(models.Model):
    """Where a line stands in its seal. A row of its own, because a line itself may never be updated."""

    line_id = models.BigIntegerField(primary_key=True)
    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT, related_name="lines")
    position = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="sealed_line_has_its_own_position")]
