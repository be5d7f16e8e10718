from collections.abc import Callable

from django.db import models
from django.db.models import F, Q

from vandong.kernel import vietnamese
from vandong.outreach.models.channel import TELLING_CHANNELS, Channel


class Activity(models.Model):
    """One thing done to reach people: a talk in a village, a broadcast, a round of leaflets.

    `attendance_count` is attendances (lượt người), never people. A withdrawn activity stays, and counts nowhere.
    """

    # Where: an area, or the whole unit. Unit and programme are looked up by the indexes that go on with the day.
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    task = models.ForeignKey("programme.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    title = models.CharField(max_length=200, blank=True)  # what it was, when the channel does not say enough
    place = models.CharField(max_length=200, blank=True)  # "Nhà văn hóa thôn"
    lead_body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")
    attendance_count = models.PositiveIntegerField(default=0)
    female_count = models.PositiveIntegerField(null=True, blank=True)
    leaflet_count = models.PositiveIntegerField(default=0)
    banner_count = models.PositiveIntegerField(default=0)
    broadcast_count = models.PositiveIntegerField(default=0)  # times it went on air
    household_count = models.PositiveIntegerField(default=0)  # households visited
    cost_vnd = models.PositiveBigIntegerField(null=True, blank=True)  # whole đồng; null: nobody said, which is not 0
    note = models.TextField(blank=True)
    is_on_behalf = models.BooleanField(default=False)  # entered by the level above for a unit without access
    recorded_by_id = models.BigIntegerField(null=True)  # accounts.Account; kept as id and label, like the audit
    recorded_by_label = models.CharField(max_length=300)
    # Whose officer recorded it: above this unit, counts of 1-4 from a risk group are not shown. Null = the unit itself.
    recorded_in = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    client_token = models.UUIDField(unique=True)  # one submission of one form, however often it is sent
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    search_key = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(female_count__isnull=True) | Q(female_count__lte=F("attendance_count")),
                name="activity_women_are_part_of_all",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="activity_channel_is_known"),
            models.CheckConstraint(
                condition=Q(
                    attendance_count__lte=1_000_000,
                    leaflet_count__lte=10_000_000,
                    banner_count__lte=100_000,
                    broadcast_count__lte=10_000,
                    household_count__lte=1_000_000,
                ),
                name="activity_counts_are_believable",
            ),
            models.CheckConstraint(
                condition=Q(cost_vnd__isnull=True) | Q(cost_vnd__lte=100_000_000_000),
                name="activity_cost_is_believable",
            ),
            models.CheckConstraint(
                condition=Q(attendance_count__gt=0)
                | Q(leaflet_count__gt=0)
                | Q(banner_count__gt=0)
                | Q(broadcast_count__gt=0)
                | Q(household_count__gt=0)
                | Q(channel__in=TELLING_CHANNELS),
                name="activity_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="activity_withdrawal_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=[
                    "unit",
                    "held_on",  # sought by; the rest so that sums of a province are read from the index alone
                    "programme",
                    "withdrawn_at",
                    "attendance_count",
                    "leaflet_count",
                    "household_count",
                    "cost_vnd",
                ],
                name="activity_sums_by_unit",
            ),
            models.Index(fields=["programme", "held_on"], name="activity_by_programme"),
            # Lists of more than can be read through are walked in their order, and counted, by these alone.
            models.Index(
                fields=["held_on", "id", "unit", "channel", "task", "withdrawn_at", "cost_vnd"],
                name="activity_by_day",
            ),
            models.Index(fields=["channel", "held_on", "id", "unit"], name="activity_by_channel"),
            models.Index(fields=["attendance_count", "id", "unit"], name="activity_by_attendance"),
            models.Index(fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="activity_withdrawn"),
            models.Index(fields=["is_on_behalf"], condition=Q(is_on_behalf=True), name="activity_on_behalf"),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self, unit_name: str = "") -> None:
        """Set the search key from what can be read on the activity, its unit's name too; bulk loading calls this
        itself, with the name at hand. (A unit's name corrected later is added by the database: `word_index`.)"""
        said = (self.title, self.place, self.note, self.recorded_by_label, unit_name or self.unit.full_name)
        self.search_key = search_words(Channel(self.channel).label, *said)


def search_words(*said: str, fold: Callable[[str], str] = vietnamese.search_key) -> str:
    """The search key of what can be read on an activity; whoever makes many hands in a `fold` that remembers."""
    return " ".join([word for text in said if (word := fold(text))])


class ActivityPartner(models.Model):
    """A body that held the activity together with the lead."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="partners")
    body = models.ForeignKey("units.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "body"], name="partner_is_named_once")]


class ActivityOrganisation(models.Model):
    """An organisation of the register that took part: the school it was held at, the chapter that invited."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey("outreach.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation"], name="organisation_takes_part_once")
        ]


class ActivityTerm(models.Model):
    """A movement the activity served, or a legal text it spread, as the programme names them."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey("programme.PlanTerm", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "term"], name="activity_term_is_named_once")]


class ActivityMaterial(models.Model):
    """Something shown or handed out, by the name people give it; `count` null where nobody counted."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="material_has_its_own_position"),
            models.CheckConstraint(condition=~Q(name=""), name="material_has_a_name"),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(count__lte=10_000_000), name="material_count_is_believable"
            ),
        ]


class RiskAttendance(models.Model):
    """Attendances from one high-risk group. A count, by show of hands; never names.

    `first_timer_count`: those among them who are there under this programme for the first time in the year, also by
    show of hands. Null where nobody asked, which is not 0.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="risk_attendances")
    risk_group = models.ForeignKey("programme.RiskGroup", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    first_timer_count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "risk_group"], name="risk_group_is_counted_once"),
            models.CheckConstraint(
                condition=Q(first_timer_count__isnull=True) | Q(first_timer_count__lte=F("count")),
                name="risk_first_timers_are_part_of_all",
            ),
            models.CheckConstraint(condition=Q(count__gt=0, count__lte=1_000_000), name="risk_attendance_is_a_count"),
        ]


class ActivityPhoto(models.Model):
    """A photo of the activity: re-encoded, without EXIF, GPS or XMP; so is its small copy, of the same pixels."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    small_file = models.ForeignKey(
        "kernel.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # null: a photo older than small copies, until the schedule has drawn it one
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
