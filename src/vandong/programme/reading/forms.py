"""What people type while they confirm what a plan says. One form for each kind of item."""

from typing import Any

from django import forms

from vandong.kernel.fields import DayField, LineField, ParagraphField
from vandong.programme.forms import BasicsForm, DeadlineForm, RiskGroupForm, TargetForm, TaskForm
from vandong.programme.rules import SUCCESSOR_LEVELS
from vandong.programme.wording import LEVEL_LABELS

_AFTER_DISTRICTS = (("", "Không đổi"), *((level, LEVEL_LABELS[level]) for level in SUCCESSOR_LEVELS))
KINDS_TO_ADD = (
    ("target", "Mục tiêu"),
    ("task", "Nhiệm vụ"),
    ("deadline", "Thời hạn"),
    ("risk_group", "Nhóm nguy cơ cao"),
    ("model", "Mô hình"),
    ("movement", "Phong trào, cuộc vận động"),
    ("channel", "Cách làm"),
    ("instrument", "Văn bản được nêu"),
    ("recipient", "Nơi nhận"),
)


class PlanUploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp kế hoạch",
        help_text="Word (.docx), PDF có chữ hoặc .txt, không quá 12 MB.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        error_messages={"required": "Xin chọn tệp kế hoạch.", "empty": "Tệp này rỗng. Xin chọn lại tệp."},
    )


class HeaderItemForm(BasicsForm):
    version = None  # type: ignore[assignment]  # the item's own version travels with the page's form

    # What the plan's first page most often leaves blank comes first.
    field_order = ("plan_number", "plan_dated_on", "title", "short_title", "starts_on", "ends_on")


class TargetItemForm(TargetForm):
    scope = LineField(label="Ở đâu", max_length=300, required=False)
    holder_text = LineField(label="Kế hoạch ghi ai làm", max_length=300, required=False)
    successor_level = forms.ChoiceField(
        label="Từ 01/7/2025 ai phải đạt",
        required=False,
        choices=_AFTER_DISTRICTS,
        help_text="Chỉ chọn khi người phải đạt là cấp huyện: từ ngày ấy không còn cấp huyện.",
    )
    baseline_from = DayField(label="So với: từ ngày", required=False)
    baseline_to = DayField(label="So với: đến ngày", required=False)
    quote = None  # type: ignore[assignment]  # the sentence is the document's own

    field_order = (
        "kind",
        "value",
        "value_unit",
        "subject",
        "scope",
        "due_on",
        "recurs",
        "indicator",
        "holder_level",
        "successor_level",
        "holder_text",
        "baseline_text",
        "baseline_from",
        "baseline_to",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("baseline_from"), cleaned.get("baseline_to")
        if begins and ends and ends < begins:
            self.add_error("baseline_to", "Ngày cuối phải từ ngày đầu trở đi.")
        return cleaned


class TaskItemForm(TaskForm):
    lead = LineField(label="Chủ trì", max_length=300, required=False)
    partners = LineField(label="Phối hợp", max_length=600, required=False)


class DeadlineItemForm(DeadlineForm):
    starts_on = DayField(label="Bắt đầu từ ngày", required=False, help_text="Chỉ ghi với đợt cao điểm.")
    section = LineField(label="Ở mục nào của kế hoạch", max_length=60, required=False)


class TermForm(forms.Form):
    name = LineField(label="Tên", max_length=400)


class InstrumentForm(forms.Form):
    doc_type = LineField(label="Loại văn bản", max_length=60, help_text="Như “Chỉ thị”.")
    number = LineField(label="Số, ký hiệu", max_length=60, required=False)
    dated_on = DayField(label="Ngày", required=False)
    issuer = LineField(label="Nơi ban hành", max_length=200, required=False)
    name = LineField(label="Về việc", max_length=400)
    is_basis = forms.BooleanField(label="Là căn cứ của kế hoạch", required=False)


ITEM_FORMS: dict[str, Any] = {
    "header": HeaderItemForm,
    "target": TargetItemForm,
    "task": TaskItemForm,
    "deadline": DeadlineItemForm,
    "risk_group": RiskGroupForm,
    "model": TermForm,
    "movement": TermForm,
    "channel": TermForm,
    "recipient": TermForm,
    "instrument": InstrumentForm,
}


class FindForm(forms.Form):
    """Point at a sentence without selecting it: its kind, and the words as the document has them."""

    kind = forms.ChoiceField(label="Thêm thành", choices=KINDS_TO_ADD, widget=forms.RadioSelect)
    words = ParagraphField(
        label="Chép đúng đoạn chữ trong kế hoạch",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Chọn, chép rồi dán vào đây.",
    )
