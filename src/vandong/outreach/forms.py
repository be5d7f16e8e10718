"""The recording form: what an officer types about one activity. What it may not say is judged by `rules`, once."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from vandong.kernel.errors import Refused
from vandong.kernel.fields import CountField, DayField, LineField, ParagraphField
from vandong.kernel.numbers import format_day, format_number
from vandong.kernel.refusing import say_beside
from vandong.outreach.detail_fields import DetailForm
from vandong.outreach.models.channel import COUNTING_CHANNELS, Channel
from vandong.outreach.recording import Offer, OfferedProgramme
from vandong.outreach.rules import MOST, MOST_PHOTOS, ActivityEntry

_COUNTS = {
    "attendance_count": ("Số người dự", "lượt người", "người dự"),
    "leaflet_count": ("Tờ rơi, tài liệu", "", "tờ"),
    "household_count": ("Hộ đã đến thăm", "", "hộ"),
    "broadcast_count": ("Lượt phát loa", "", "lượt phát"),
    "banner_count": ("Băng rôn, pa nô", "", "băng rôn"),
}

UNSEEN = "Trang gửi lên không cho biết đã mở bản nào của việc này nên chưa lưu. Xin mở lại trang sửa rồi làm lại."


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """Several photos from one or more inputs of the same name. Cleans to a list of uploads."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for file in given if isinstance(file, UploadedFile) and file.size]


class ActivityForm(DetailForm):
    """Fields in the order of the page. `risk_<id>` stands for each group of each offered programme,
    `first_<id>` for those of it who came for the first time.

    `hidden_groups` are risk groups whose count this officer may not see: they have no field and stay as they are.
    """

    day = forms.ChoiceField(label="Ngày", widget=forms.RadioSelect, error_messages={"required": "Xin chọn ngày."})
    other_day = DayField(label="Ngày nào", required=False)
    unit = forms.ChoiceField(
        label="Ở đâu",
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn nơi diễn ra.", "invalid_choice": "Xin chọn một nơi trong danh sách."},
    )
    programme = forms.ChoiceField(
        label="Chương trình",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Xin chọn chương trình.",
            "invalid_choice": "Xin chọn một chương trình trong danh sách.",
        },
    )
    channel = forms.ChoiceField(
        label="Bằng cách nào",
        widget=forms.RadioSelect,
        choices=Channel.choices,
        error_messages={"required": "Xin chọn cách làm.", "invalid_choice": "Xin chọn một cách trong danh sách."},
    )
    title = LineField(
        label="Tên việc", required=False, max_length=200, help_text="Khi cách làm chưa nói đủ: “Ngày hội Đại đoàn kết”."
    )
    lead_body = forms.ChoiceField(
        label="Chủ trì", error_messages={"invalid_choice": "Xin chọn một tổ chức trong danh sách."}
    )
    partners = forms.MultipleChoiceField(
        label="Cùng với",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Xin chọn các tổ chức trong danh sách."},
    )
    task = forms.ChoiceField(
        label="Nhiệm vụ trong kế hoạch",
        required=False,
        error_messages={"invalid_choice": "Xin chọn một nhiệm vụ trong danh sách, hoặc để trống."},
    )
    female_count = CountField(
        label="Trong đó nữ",
        empty=None,
        widget=forms.TextInput(attrs={"data-stepper": "nữ", "placeholder": "–"}),
        help_text="nếu có đếm",
    )
    place = LineField(label="Địa điểm", required=False, max_length=200)
    note = ParagraphField(
        label="Ghi thêm",
        required=False,
        max_length=4000,
        help_text="Không ghi tên hay chi tiết nhận ra được người có nguy cơ.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        offered: Offer,
        today: date,
        entry: ActivityEntry | None = None,
        hidden_groups: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(data, files)
        self.offered, self.today = offered, today
        self._add_counts(hidden_groups)
        self.add_details()
        self._choices("day", [("today", "Hôm nay"), ("yesterday", "Hôm qua"), ("other", "Ngày khác")])
        self._choices("unit", [(str(unit_id), name) for unit_id, name in offered.places])
        self._choices("programme", [(str(one.row.id), one.row.short_title) for one in offered.programmes])
        self._choices("lead_body", [(str(body.id), body.short_name) for body in offered.bodies])
        joining = (*offered.bodies, *offered.bodies_below)
        self._choices("partners", [(str(body.id), body.short_name) for body in joining])
        self._choices("task", [("", "Chưa rõ, để trống"), *self._tasks()])
        if len(offered.programmes) == 1:
            self.fields["programme"].widget = forms.HiddenInput()
        self.initial = self._start() if entry is None else self._from(entry)

    @property
    def group_fields(self) -> list[tuple[int, str, list[forms.BoundField], list[forms.BoundField]]]:
        """(programme id, its short title, the fields of its risk groups, those of who came for the first time)."""
        return [
            (one.row.id, one.row.short_title, self._of_groups("risk", one), self._of_groups("first", one))
            for one in self.offered.programmes
        ]

    def _of_groups(self, kind: str, one: OfferedProgramme) -> list[forms.BoundField]:
        names = [f"{kind}_{group.id}" for group in one.risk_groups]
        return [self[name] for name in names if name in self.fields]

    @property
    def count_fields(self) -> list[forms.BoundField]:
        """Leaflets, households, broadcasts, banners."""
        return [self[name] for name in _COUNTS if name != "attendance_count"]

    @property
    def partner_names(self) -> str:
        """The chosen partners, in words; empty for none."""
        chosen = {str(one) for one in self["partners"].value() or ()}
        return ", ".join(name for value, name in self.fields["partners"].choices if value in chosen)  # type: ignore[attr-defined]

    @property
    def has_way_errors(self) -> bool:
        """Whether something folded away with the lead must be seen."""
        return any(self[name].errors for name in ("lead_body", "title", "task"))

    @property
    def shows_counts(self) -> bool:
        """Whether the counts of things stand open: one is filled in, or this way counts in them."""
        is_filled = any(field.value() not in (None, "") or field.errors for field in self.count_fields)
        return is_filled or self["channel"].value() in COUNTING_CHANNELS

    @property
    def counting_channels(self) -> str:
        return " ".join(COUNTING_CHANNELS)

    @property
    def has_place_or_note(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("place", "note"))

    @property
    def lead_name(self) -> str:
        """The chosen lead, in words."""
        return dict(self.fields["lead_body"].choices).get(str(self["lead_body"].value()), "chưa chọn")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") == "other" and not cleaned.get("other_day") and "other_day" not in self.errors:
            self.add_error("other_day", "Xin ghi ngày, như 05/11/2024.")
        return cleaned

    def entry(self, standing: ActivityEntry | None = None) -> ActivityEntry:
        """What was typed. `standing` is the activity being corrected: group counts without a field come from it."""
        said = self.cleaned_data
        programme_id = int(said["programme"])
        groups = next((one.risk_groups for one in self.offered.programmes if one.row.id == programme_id), ())
        counted = {group.id: said.get(f"risk_{group.id}") or 0 for group in groups if f"risk_{group.id}" in said}
        first = {group.id: said.get(f"first_{group.id}") for group in groups}
        if standing is not None and standing.programme_id == programme_id:
            counted |= {group: count for group, count in standing.risk_counts if f"risk_{group}" not in self.fields}
            first |= {one: count for one, count in standing.first_timer_counts if f"first_{one}" not in self.fields}
        lead = int(said["lead_body"])
        return ActivityEntry(
            programme_id=programme_id,
            unit_id=int(said["unit"]),
            held_on=self._day(),
            channel=said["channel"],
            lead_body_id=lead,
            task_id=int(said["task"]) if said["task"] else None,
            title=said["title"],
            place=said["place"],
            partner_ids=frozenset(int(body) for body in said["partners"]) - {lead},
            female_count=said["female_count"],
            risk_counts=tuple(sorted((group, count) for group, count in counted.items() if count)),
            # Nobody of a group came: then nobody came for the first time either, and there is nothing to keep.
            first_timer_counts=tuple(
                sorted(
                    (one, count) for one, count in first.items() if count is not None and (count or counted.get(one))
                )
            ),
            note=said["note"],
            **self.details_said(programme_id),
            **{name: said[name] for name in _COUNTS},
        )

    def take(self, refusal: Refused) -> None:
        """Put a refusal's sentences beside the fields they concern. Raises it again when it concerns no form: what is
        not here, or not this person's to do."""
        for fault in refusal.faults:
            if fault.field == "held_on":
                fault.field = "other_day" if self.cleaned_data.get("day") == "other" else "day"
            elif fault.field == "materials":
                fault.field = "material_1"
        say_beside(self, refusal)

    def _add_counts(self, hidden_groups: frozenset[int]) -> None:
        for name, (label, hint, counted) in _COUNTS.items():
            widget = forms.TextInput(attrs={"data-stepper": counted, "placeholder": "0"})
            self.fields[name] = CountField(label=label, help_text=hint, top=MOST[name], widget=widget)
        for one in self.offered.programmes:
            for group in one.risk_groups:
                if group.id not in hidden_groups:
                    widget = forms.TextInput(
                        attrs={"data-stepper": f"người thuộc nhóm {group.short_name}", "placeholder": "0"}
                    )
                    self.fields[f"risk_{group.id}"] = CountField(label=group.short_name, widget=widget)
                    first = forms.TextInput(
                        attrs={"data-stepper": f"người lần đầu, nhóm {group.short_name}", "placeholder": "–"}
                    )
                    self.fields[f"first_{group.id}"] = CountField(label=group.short_name, widget=first, empty=None)
        self.order_fields(
            ["day", "other_day", "unit", "programme", "channel", "title", "lead_body", "partners", "task"]
            + ["attendance_count", "female_count"]
        )

    def _choices(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _tasks(self) -> list[Any]:
        offered = [one for one in self.offered.programmes if one.tasks]
        groups = [(one.row.short_title, [(str(task.id), task.short_text) for task in one.tasks]) for one in offered]
        return groups[0][1] if len(groups) == 1 else groups

    def _day(self) -> date:
        said = self.cleaned_data
        if said["day"] == "other":
            return said["other_day"]
        return self.today - timedelta(days=1 if said["day"] == "yesterday" else 0)

    def _start(self) -> dict[str, Any]:
        places, programmes = self.offered.places, self.offered.programmes
        return {
            "day": "today",
            "unit": str(places[0][0]) if len(places) == 1 else "",
            "programme": str(programmes[0].row.id) if programmes else "",
            "lead_body": str(self.offered.lead_body_id or ""),
        }

    def _from(self, entry: ActivityEntry) -> dict[str, Any]:
        ago = (self.today - entry.held_on).days
        start: dict[str, Any] = {
            "day": {0: "today", 1: "yesterday"}.get(ago, "other"),
            "other_day": format_day(entry.held_on) if ago not in (0, 1) else "",
            "unit": str(entry.unit_id),
            "programme": str(entry.programme_id),
            "channel": entry.channel,
            "title": entry.title,
            "lead_body": str(entry.lead_body_id),
            "partners": [str(body) for body in entry.partner_ids],
            "task": str(entry.task_id or ""),
            "female_count": entry.female_count,
            "place": entry.place,
            "note": entry.note,
        }
        start |= {name: getattr(entry, name) or None for name in _COUNTS}
        start |= {f"risk_{group}": count for group, count in entry.risk_counts}
        start |= {f"first_{group}": count for group, count in entry.first_timer_counts}
        return start | self.details_from(entry)


class RecordForm(ActivityForm):
    """A new activity. `token` marks one filling of the form: sent twice, it is saved once."""

    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Trang này không trọn vẹn. Xin mở lại trang Ghi việc.",
            "invalid": "Trang này không trọn vẹn. Xin mở lại trang Ghi việc.",
        },
    )
    photos = PhotosField(label="Ảnh", required=False)

    def __init__(self, *args: Any, again: ActivityEntry | None = None, **kwargs: Any) -> None:
        """`again` is something done before, to start from: all but its day and numbers. Those are offered beside their
        fields, one tap each: a number nobody looked at is not to be saved."""
        super().__init__(*args, entry=again, **kwargs)
        if again is not None:
            self.initial.update(day="today", other_day="")
            for name, field in self.fields.items():
                if isinstance(field, CountField) and (last := self.initial.pop(name, None)) is not None:
                    field.widget.attrs["data-last"] = format_number(last)
        self.initial["token"] = uuid4()

    @property
    def last_time(self) -> str:
        """ "46 lượt người dự, 20 nữ": the numbers offered, in words, for who has no buttons to tap."""
        told = []
        for name, (_, _, counted) in _COUNTS.items():
            if last := self.fields[name].widget.attrs.get("data-last"):
                told.append(f"{last} {counted}")
        if last := self.fields["female_count"].widget.attrs.get("data-last"):
            told.insert(1, f"{last} nữ")
        return ", ".join(told)

    def photo_contents(self) -> list[bytes]:
        """The bytes of the chosen photos."""
        return read_photos(self.cleaned_data["photos"])


class CorrectForm(ActivityForm):
    """An activity to be corrected, as it stood at `version`; `opened` is its sealed state at that moment."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), UNSEEN),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


class WithdrawForm(forms.Form):
    reason = LineField(
        label="Vì sao rút lại",
        max_length=300,
        help_text="Một câu ngắn, như “Ghi trùng với việc ngày 03/11”.",
        error_messages={"required": "Xin ghi vì sao rút lại, để người xem sau hiểu."},
    )


class PhotosForm(forms.Form):
    photos = PhotosField(label="Ảnh", required=False)


def read_photos(uploads: list[UploadedFile]) -> list[bytes]:
    """The bytes of the chosen photos: no more of any than it takes to see that it is too heavy, or one too many."""
    return [file.read(settings.MAX_UPLOAD_BYTES + 1) for file in uploads[: MOST_PHOTOS + 1]]
