from django.db import models

from vandong.accounts.models.account import Account


class ImportDraft(models.Model):
    """A workbook of accounts that was read and waits to be accepted: one for each administrator, replaced by the next.

    Holds names and phones for as long as the preview is open; deleted when accepted or discarded, and after a day.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    unit_id = models.BigIntegerField()  # whose administrator uploaded it: another appointment does not see it
    file_name = models.CharField(max_length=150)
    rows = models.JSONField()  # as `rules.SheetRow`, one list a row
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_name
