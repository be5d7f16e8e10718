from django.db import models


class SheetDraft(models.Model):
    """A table read from a workbook that waits to be accepted: one for each person and kind of table, replaced by the
    next. Holds what the workbook held (names, phones) for as long as the preview is open, and a day at most."""

    account_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()  # for which unit it was read: another appointment does not see it
    intake = models.CharField(max_length=40)  # sheet_intake.declared.Intake.code
    file_name = models.CharField(max_length=150)
    found = models.TextField()  # as sheet_intake.found.dumps wrote it
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "intake"], name="sheet_draft_is_one_for_each")]

    def __str__(self) -> str:
        return self.file_name
