"""The dated tree. Spans are [valid_from, valid_until), end exclusive; an open end is null."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from vandong.kernel import vietnamese
from vandong.units import rules

ALWAYS = date(1900, 1, 1)  # stands for "already there when the known history begins"


class Level(models.TextChoices):
    """The levels a unit may stand on. How many there are between nation and area is data: no district since 7/2025."""

    NATION = "nation", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    AREA = "area", "Khu dân cư"


class Unit(models.Model):
    """One administrative unit or residential area, from its birth to its end.

    A merger that keeps an old code still makes a new unit: code and span together say which.
    """

    level = models.CharField(max_length=10, choices=Level.choices)
    code = models.CharField(max_length=20)  # the official code; a residential area's is <commune code>-<number>
    kind = models.CharField(max_length=30)  # xã, phường, thị trấn, đặc khu, thôn, khu dân cư…
    name = models.CharField(max_length=120)  # without the kind
    search_key = models.CharField(max_length=160, db_index=True, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "valid_from"], name="unit_code_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="unit_span_is_forward"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="unit_level_is_known"),
        ]
        indexes = [models.Index(fields=["level", "code"], name="unit_by_code")]

    def save(self, *args: object, **kwargs: object) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def fill_keys(self) -> None:
        """Set search and sort keys from the name; bulk loading calls this itself."""
        self.search_key = vietnamese.search_key(f"{self.kind} {self.name}")
        self.sort_key = vietnamese.sort_key(self.name)

    @property
    def full_name(self) -> str:
        """ "Xã Hồng Phong", "Thị trấn Ninh Giang", "Thôn Bồng Lai"."""
        return rules.full_name(self.kind, self.name)

    @property
    def name_in_sentence(self) -> str:
        """ "xã Hồng Phong": as it reads inside a sentence."""
        return f"{self.kind} {self.name}"

    def __str__(self) -> str:
        return self.full_name


class ParentEdge(models.Model):
    """Whose child a unit was, and when. The only place where the tree is written."""

    child = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parent_edges")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_edges")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="parent_edge_span_is_forward",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="parent_edge_has_two_ends"),
        ]


class Ancestry(models.Model):
    """The closure of the tree, dated: every ancestor of every unit, itself included (depth 0)."""

    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rows_below", db_index=False)
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rows_above", db_index=False)
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "valid_from", "valid_until", "descendant"], name="ancestry_down"),
            models.Index(fields=["descendant", "valid_from", "valid_until", "ancestor", "depth"], name="ancestry_up"),
        ]


class Succession(models.Model):
    """`successor` took over from `predecessor` on a day, wholly or in part, by a legal act."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    on = models.DateField()
    share = models.DecimalField(
        max_digits=7, decimal_places=6, null=True, blank=True
    )  # of the predecessor; null = unknown
    legal_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_is_said_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_has_two_ends"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1), name="succession_share_is_a_share"
            ),
        ]


class Lineage(models.Model):
    """The closure of Succession: every unit that `unit` inherits from, however many mergers back.

    `until` is the last day (inclusive) the predecessor stood: its own subtree is looked up as of that day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "predecessor"], name="lineage_is_said_once")]
