from django.db import models
from django.db.models import Q

from vandong.kernel import vietnamese


class PropagandistKind(models.TextChoices):
    """Why people listen to them. None says what somebody believes: that someone is a dignitary is their office."""

    DIGNITARY = "dignitary", "Chức sắc, chức việc tôn giáo"
    ELDER = "elder", "Già làng, trưởng dòng họ"
    PRESTIGE = "prestige", "Người có uy tín"
    EXEMPLARY = "exemplary", "Gương điển hình"
    MEMBER = "member", "Thành viên tổ chức thành viên của Mặt trận"
    OTHER = "other", "Người khác"


class ConsentForm(models.TextChoices):
    """How the person agreed."""

    SIGNED = "signed", "Ký vào giấy"
    SPOKEN = "spoken", "Nói trước hai người của Mặt trận"


class Propagandist(models.Model):
    """Someone who helps to spread the word in a commune and agreed to stand in its book.

    Withdrawing erases who it is: the name, the phone, the kind, the trainings and the areas; the row stays as one who
    once agreed, and sessions they led stay as led by one who did. The constraints keep both halves of that promise.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")  # the commune that keeps it
    name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=PropagandistKind.choices, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    has_agreed_to_phone = models.BooleanField(default=False)
    has_agreed_to_lists = models.BooleanField(default=False)  # may stand in a list that leaves the book
    trained_on = models.DateField(null=True, blank=True)  # the latest of their trainings
    consent_version = models.PositiveSmallIntegerField()  # which text of propagandists.rules.CONSENT_TEXTS
    consent_form = models.CharField(max_length=20, choices=ConsentForm.choices)
    consented_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    search_key = models.TextField(blank=True, editable=False)
    sort_key = models.CharField(max_length=600, blank=True, editable=False)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(name="", kind="", phone="", search_key="", sort_key="")
                & Q(has_agreed_to_phone=False, has_agreed_to_lists=False, trained_on__isnull=True),
                name="propagandist_withdrawn_is_nobody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | ~Q(name=""), name="propagandist_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(has_agreed_to_phone=True), name="propagandist_phone_was_agreed_to"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *PropagandistKind.values]), name="propagandist_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(consent_form__in=ConsentForm.values), name="propagandist_consent_is_known"
            ),
        ]
        indexes = [models.Index(fields=["unit"], name="propagandist_by_unit")]

    def fill_keys(self) -> None:
        """Set the keys from the name; both empty when it is."""
        self.search_key = vietnamese.search_key(self.name) if self.name else ""
        self.sort_key = vietnamese.sort_key(self.name) if self.name else ""


class ServedArea(models.Model):
    """A residential area somebody helps in."""

    propagandist = models.ForeignKey(Propagandist, on_delete=models.CASCADE, related_name="areas")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["propagandist", "unit"], name="area_is_served_once_by_each")]


class PropagandistTraining(models.Model):
    """A day on which somebody was trained."""

    propagandist = models.ForeignKey(Propagandist, on_delete=models.CASCADE, related_name="trainings")
    held_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["propagandist", "held_on"], name="training_is_named_once")]


class SessionLeader(models.Model):
    """Somebody of the book led an activity. The row outlives their withdrawal, which leaves nobody in it."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="leaders")
    propagandist = models.ForeignKey(Propagandist, on_delete=models.PROTECT, related_name="sessions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "propagandist"], name="session_is_led_once_by_each")]
