from django.db import models
from django.db.models import Q


class NumberRegister(models.Model):
    """A body's register for one kind of document in one year. `last_number` is raised under the row's lock."""

    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    document_type = models.CharField(max_length=4)  # BC, KH, CV…
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year", "document_type"], name="one_register_a_year")]

    def __str__(self) -> str:
        return f"{self.document_type} {self.year}"


class RegisteredNumber(models.Model):
    """A number given out, once, for good: no gap, no double."""

    register = models.ForeignKey(NumberRegister, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="number_is_given_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}"
