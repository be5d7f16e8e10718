"""What people type into their unit's own plan, cleaned."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms

from vandong.kernel import vietnamese
from vandong.kernel.fields import AmountField, CountField, DayField, ParagraphField, VersionField
from vandong.programme.actions import UnitPlanEntry
from vandong.programme.queries import TargetRow
from vandong.programme.unit_plan.drafting import PlanPart, UnitPlanPage
from vandong.programme.unit_plan.spelling import Slip, mended
from vandong.programme.unit_plan.words import with_basis

_LONGEST = 40_000
_HINTS = {
    "bases": (
        "Mỗi căn cứ một dòng. Thêm chỉ thị, nghị quyết của địa phương ở đây, như: Căn cứ Chỉ thị số 12-CT/HU ngày "
        "05/02/2024 của Ban Thường vụ Huyện ủy về …"
    ),
    "II": "Số ở khung “Mục tiêu đơn vị nhận” tự vào câu gợi ý.",
    "III": "Viết “1. …” để mở mục nhỏ, “a) …” cho ý trong mục.",
    "recipients": "Mỗi nơi một dòng. Dòng “Lưu” tự đứng cuối.",
}


class UnitPlanForm(forms.Form):
    """`text-<part>` for each part, `target_<id>` for each target the unit may take a part of."""

    subject = ParagraphField(
        label="Trích yếu", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dòng dưới chữ KẾ HOẠCH. Để trống thì dùng câu gợi ý.",
    )  # fmt: skip
    version = VersionField(required=False)

    def __init__(self, *args: Any, page: UnitPlanPage, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"subject": page.subject, "version": page.version}
        initial |= {f"text-{part.code}": part.text for part in page.parts}
        initial |= {f"target_{target_id}": value for target_id, value in page.taken.items()}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.page = page
        for part in page.parts:
            self.fields[f"text-{part.code}"] = ParagraphField(
                label=part.label,
                required=False,
                max_length=_LONGEST,
                help_text=_HINTS.get(part.code, ""),
                widget=forms.Textarea(attrs={"rows": _rows(part)}),
            )
        for target in page.targets:
            self.fields[f"target_{target.id}"] = AmountField(
                label=vietnamese.capitalised(target.subject), required=False, help_text=_asked(target)
            )

    def entry(self, restore: str = "", mend: Collection[Slip] = (), basis: str = "") -> UnitPlanEntry:
        """What was typed, once valid, with the chosen slips written right and the chosen basis added; the part named by
        `restore` takes its suggestion back."""
        texts: dict[str, str | None] = {
            part.code: mended(self.cleaned_data[f"text-{part.code}"], mend)
            for part in self.page.parts
            if f"text-{part.code}" in self.data
        }
        if basis in self.page.offered_bases and texts.get("bases") is not None:
            texts["bases"] = with_basis(texts["bases"] or "", basis, self.page.programme.plan_number)
        if restore in texts:
            texts[restore] = None
        return UnitPlanEntry(mended(self.cleaned_data["subject"], mend), texts, self._taken())

    def _taken(self) -> dict[int, Decimal]:
        given = {target.id: self.cleaned_data.get(f"target_{target.id}") for target in self.page.targets}
        return {target_id: value for target_id, value in given.items() if value is not None}

    def target_fields(self) -> list[forms.BoundField]:
        return [self[f"target_{target.id}"] for target in self.page.targets]

    def part_fields(self) -> list[tuple[PlanPart, forms.BoundField]]:
        return [(part, self[f"text-{part.code}"]) for part in self.page.parts]


class NumberForm(forms.Form):
    """The day the plan bears, empty = today; before the year's first number, where the paper register stands."""

    dated_on = DayField(label="Ngày ghi trên kế hoạch", required=False)
    given_on_paper = CountField(
        label="Sổ giấy năm nay đã cấp kế hoạch đến số",
        top=9_999,
        help_text="Chỉ hỏi lần đầu trong năm, để số cấp ở đây nối tiếp sổ giấy. Sổ giấy chưa cấp số nào thì để trống.",
    )


def _rows(part: PlanPart) -> int:
    """As many lines as the text takes on a narrow page, within reason."""
    return min(24, max(3, sum(1 + len(line) // 70 for line in part.text.split("\n"))))


def _asked(target: TargetRow) -> str:
    value = AmountField().prepare_value(target.value)
    due = f", hạn {target.due_on:%d/%m/%Y}" if target.due_on else ""
    return f"Kế hoạch cấp trên: {target.kind_label.lower()} {value} {target.value_unit}".rstrip() + f"{due}."
