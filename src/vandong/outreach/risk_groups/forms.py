"""What is typed about the size of one group."""

from datetime import date
from typing import Any

from django import forms

from vandong.kernel.fields import CountField, DayField, LineField, VersionField
from vandong.outreach.models.group_size import BIGGEST
from vandong.outreach.risk_groups.queries import SizeRow
from vandong.outreach.risk_groups.rules import LONGEST_SOURCE, GroupSizeEntry


class GroupSizeForm(forms.Form):
    count = CountField(
        label="Số người trong nhóm",
        top=BIGGEST,
        empty=None,
        help_text="Không có người nào thì ghi 0. Để trống khi số cũ không còn đúng mà chưa có số mới.",
    )
    source = LineField(
        label="Nguồn",
        max_length=LONGEST_SOURCE,
        help_text="Ai giữ số này, như “Công an xã”. Không ghi tên người trong nhóm.",
    )
    as_of_on = DayField(label="Tính đến ngày")
    version = VersionField()

    def __init__(self, data: Any = None, *, standing: SizeRow | None, today: date) -> None:
        super().__init__(data)
        self.initial = {"as_of_on": today, "version": standing.version if standing else 0}
        if standing is not None:
            self.initial |= {"count": standing.count, "source": standing.source, "as_of_on": standing.as_of_on}

    def entry(self, programme_id: int, risk_group_id: int, year: int) -> GroupSizeEntry:
        said = self.cleaned_data
        return GroupSizeEntry(programme_id, risk_group_id, year, said["count"], said["source"], said["as_of_on"])
