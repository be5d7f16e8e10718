from django.db import models
from django.db.models import Q

from vandong.documents.models.register import RegisteredNumber


class OfficialDocument(models.Model):
    """One issued document: its number, its frozen content, the .docx made from it, and later the signed scan."""

    class State(models.TextChoices):
        ISSUED = "issued", "Đã cấp số, chờ ký"
        SIGNED = "signed", "Đã ký"

    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")
    unit_id = models.BigIntegerField(db_index=True)  # the body's unit, for scope
    source_type = models.CharField(max_length=60)  # "reporting.report"
    source_id = models.BigIntegerField()
    registered_number = models.OneToOneField(RegisteredNumber, on_delete=models.PROTECT, related_name="document")
    document_type = models.CharField(max_length=4)
    symbol = models.CharField(max_length=60)  # "05/BC-MTTQ-BTT"
    dated_on = models.DateField()
    subject = models.CharField(max_length=400)
    search_key = models.CharField(max_length=600)  # symbol and subject, in the form to search by
    profile = models.CharField(max_length=60)  # code of the layout profile used
    is_demonstration = models.BooleanField(default=False)
    content = models.JSONField()  # the frozen view, `documents.content.Content` as JSON
    content_hash = models.CharField(max_length=64)
    docx_file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    pdf_file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    issued_by_label = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ISSUED)
    scan_file = models.ForeignKey(
        "kernel.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    clerk_number = models.CharField(max_length=60, blank=True)  # as the clerk wrote it on paper
    signed_on = models.DateField(null=True, blank=True)
    signed_recorded_at = models.DateTimeField(null=True, blank=True)
    signed_recorded_by_label = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_type", "source_id"], name="source_has_one_document"),
            models.CheckConstraint(
                condition=Q(state="issued")
                | Q(state="signed", scan_file__isnull=False, signed_on__isnull=False) & ~Q(clerk_number=""),
                name="signed_document_has_its_scan",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol
