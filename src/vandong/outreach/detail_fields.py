"""The rarer half of the recording form, folded away under "Thêm chi tiết": what an activity served, spread, used, cost,
and who else took part."""

from typing import Any

from django import forms

from vandong.kernel.fields import CountField, LineField, MoneyField
from vandong.outreach.recording import Offer
from vandong.outreach.rules import LONGEST_MATERIAL, MOST_COST_VND, MOST_MATERIALS, MOST_OF_A_MATERIAL, ActivityEntry

_NUMBERS = range(1, MOST_MATERIALS + 1)
_GONE = {"invalid_choice": "Xin chọn trong danh sách."}


class DetailForm(forms.Form):
    """These fields and what they say; the rest of the form comes with `forms.ActivityForm`."""

    offered: Offer

    movements = forms.MultipleChoiceField(
        label="Phong trào, cuộc vận động", required=False, widget=forms.CheckboxSelectMultiple, error_messages=_GONE
    )
    instruments = forms.MultipleChoiceField(
        label="Văn bản được phổ biến", required=False, widget=forms.CheckboxSelectMultiple, error_messages=_GONE
    )
    organisations = forms.MultipleChoiceField(
        label="Tổ chức trên địa bàn cùng làm",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_GONE,
    )
    cost_vnd = MoneyField(
        label="Kinh phí",
        top=MOST_COST_VND,
        help_text="Đồng, như 1.200.000. Không tốn tiền thì ghi 0; chưa rõ thì để trống.",
    )

    def add_details(self) -> None:
        """Set the choices, and as many lines for materials as an activity may have."""
        several = len(self.offered.programmes) > 1
        for name in ("movements", "instruments"):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (str(term.id), f"{term.label} ({one.row.short_title})" if several else term.label)
                for one in self.offered.programmes
                for term in getattr(one, name)
            ]
        self.fields["organisations"].choices = [  # type: ignore[attr-defined]
            (str(one_id), name) for one_id, name in self.offered.organisations
        ]
        for number in _NUMBERS:
            self.fields[f"material_{number}"] = LineField(
                label=f"Tài liệu thứ {number}",
                required=False,
                max_length=LONGEST_MATERIAL,
                widget=forms.TextInput(attrs={"placeholder": "Tờ gấp, phim ngắn, sổ tay"} if number == 1 else {}),
            )
            self.fields[f"material_count_{number}"] = CountField(
                label=f"Số lượng tài liệu thứ {number}",
                empty=None,
                top=MOST_OF_A_MATERIAL,
                widget=forms.TextInput(attrs={"placeholder": "bao nhiêu"}),
            )

    @property
    def material_lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"material_{number}"], self[f"material_count_{number}"]) for number in _NUMBERS]

    @property
    def has_details(self) -> bool:
        """Whether something folded away is filled in or refused, and so must be seen."""
        names = ["movements", "instruments", "organisations", "cost_vnd"]
        fields = [self[name] for name in names] + [field for line in self.material_lines for field in line]
        return any(field.value() not in (None, "", []) or field.errors for field in fields)

    def details_said(self, programme_id: int) -> dict[str, Any]:
        """The fields of an entry; ticks at another programme's movements and texts are left out."""
        said = self.cleaned_data
        ticked = {name: {int(one) for one in said[name]} for name in ("movements", "instruments")}
        chosen = [one for one in self.offered.programmes if one.row.id == programme_id]
        own = {name: {term.id for one in chosen for term in getattr(one, name)} for name in ticked}
        lines = [(said[f"material_{number}"], said[f"material_count_{number}"]) for number in _NUMBERS]
        return {
            "movement_ids": frozenset(ticked["movements"] & own["movements"]),
            "instrument_ids": frozenset(ticked["instruments"] & own["instruments"]),
            "organisation_ids": frozenset(int(one) for one in said["organisations"]),
            "materials": tuple((name, count) for name, count in lines if name or count is not None),
            "cost_vnd": said["cost_vnd"],
        }

    @staticmethod
    def details_from(entry: ActivityEntry) -> dict[str, Any]:
        """Initial values for an entry."""
        start: dict[str, Any] = {
            "movements": sorted(map(str, entry.movement_ids)),
            "instruments": sorted(map(str, entry.instrument_ids)),
            "organisations": sorted(map(str, entry.organisation_ids)),
            "cost_vnd": entry.cost_vnd,
        }
        for number, (name, count) in enumerate(entry.materials, start=1):
            start |= {f"material_{number}": name, f"material_count_{number}": count}
        return start
