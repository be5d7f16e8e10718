"""What may be asked of the map, and the columns of its table."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.urls import reverse

from vandong.analytics.queries import Indicator
from vandong.console.map.queries import MAPPED, Place
from vandong.kernel.listing import Column, FilterForm
from vandong.kernel.numbers import format_number
from vandong.programme.queries import ProgrammeRow
from vandong.units import queries as units


def columns(indicator: Indicator) -> tuple[Column[Place], ...]:
    return (
        Column(
            "name",
            "Đơn vị",
            lambda place: place.placed.unit.name,
            href=lambda place: reverse("unit_show", args=[place.placed.unit.id]),
            is_sortable=True,
            width=32,
        ),
        Column("parent", "Trực thuộc", lambda place: place.placed.parent_name, is_sortable=True, width=32),
        Column(
            "value",
            f"{indicator.name} ({indicator.unit})",
            lambda place: format_number(place.value),
            cell=lambda place: place.value,
            is_number=True,
            is_sortable=True,
        ),
        Column("code", "Mã", lambda place: place.placed.unit.code, on_page=False),
    )


class MapForm(FilterForm):
    """What is drawn is asked for above the drawing; the table's own form carries it along."""

    chi_so = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(one.code, one.name) for one in MAPPED]
    )
    cap = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    ct = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, levels: Sequence[str], programmes: Sequence[ProgrammeRow]) -> None:
        super().__init__(asked, columns(MAPPED[0]), default_sort="-value")
        self._levels, self._programmes = levels, programmes
        self.fields["tim"].widget.attrs["placeholder"] = "Tên đơn vị, có dấu hay không dấu"
        self.fields["cap"].choices = [(level, units.LEVEL_NAMES[level]) for level in levels]  # type: ignore[attr-defined]
        self.fields["ct"].choices = [(str(row.id), row.short_title) for row in programmes]  # type: ignore[attr-defined]

    @property
    def is_filtered(self) -> bool:
        return False

    @property
    def asked(self) -> list[tuple[str, str, list[tuple[str, str]], str]]:
        """The choices to draw: (name, label, its choices, the one drawn)."""
        drawn = {"chi_so": self.indicator.code, "cap": self.level, "ct": str(self.programme.id)}
        labels = {"chi_so": "Chỉ số", "cap": "Cấp", "ct": "Chương trình"}
        return [(name, labels[name], list(self.fields[name].choices), drawn[name]) for name in labels]  # type: ignore[attr-defined]

    @property
    def indicator(self) -> Indicator:
        return next((one for one in MAPPED if one.code == self.value("chi_so")), MAPPED[0])

    @property
    def level(self) -> str:
        """The lowest of the levels offered unless another was asked for: on it a map says most."""
        return self.value("cap") or self._levels[-1]

    @property
    def programme(self) -> ProgrammeRow:
        asked = self.value("ct")
        return next((row for row in self._programmes if str(row.id) == asked), self._programmes[0])
