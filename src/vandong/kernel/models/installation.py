from django.db import models


class Installation(models.Model):
    """The one row that says what this installation is: whose, a demonstration or not, living on which day."""

    name = models.CharField(max_length=200, blank=True)
    is_demonstration = models.BooleanField(default=False)
    pinned_on = models.DateField(null=True, blank=True)  # only a demonstration lives on a fixed day
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(pinned_on__isnull=True) | models.Q(is_demonstration=True),
                name="installation_pins_only_a_demonstration",
            ),
        ]
