from django.db import models
from django.db.models import Q

from vandong.accounts.models.account import Account


class SavedFilter(models.Model):
    """What a person asked of a list, by the name they gave it. Theirs alone, under whichever appointment they act."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    list_name = models.CharField(max_length=60)  # the list's route
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=60)  # folded: two that read alike are one
    query = models.CharField(max_length=1000)  # "?cach=meeting&td=on"
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "list_name", "name_key"], name="saved_filter_has_its_own_name"),
            models.CheckConstraint(condition=~Q(name_key=""), name="saved_filter_has_a_name"),
            models.CheckConstraint(condition=Q(query__startswith="?"), name="saved_filter_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.list_name}: {self.name}"
