from django.db import models

from vandong.accounts.models.account import Account


class OneTimeSlip(models.Model):
    """A printed slip with a one-time password. Only its hash is kept (on the account); this row tells its story."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="slips")
    issued_by_label = models.CharField(max_length=300)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    witness = models.CharField(max_length=120, blank=True)  # the second person who knew the holder, for a reset

    class Meta:
        indexes = [models.Index(fields=["account", "expires_at"], name="slip_by_account")]

    def __str__(self) -> str:
        return f"Phiếu của {self.account_id}"
