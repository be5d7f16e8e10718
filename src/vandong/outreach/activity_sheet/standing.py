"""Rows that carry the code of an activity that stands: nothing happens with them, if they still say what it says."""

from collections.abc import Iterator, Sequence

from vandong.accounts.access import Officer
from vandong.kernel.cells import as_text
from vandong.kernel.numbers import format_day, format_number
from vandong.kernel.sheet_intake.judging import Reading
from vandong.outreach import access
from vandong.outreach.activity_sheet import matching
from vandong.outreach.activity_sheet.columns import DETAILS, PLAIN
from vandong.outreach.details import details_of
from vandong.outreach.models import Activity, Channel
from vandong.outreach.rows import Details
from vandong.units import queries as units

_AT_ONCE = 500
_ALSO_TOLD = (*DETAILS, "partners", "note")  # in words, of tables of their own


class Standing:
    """The activities whose codes stand in a workbook, as far as the officer may see them."""

    def __init__(
        self, officer: Officer, reading: Reading, names: units.RowPlaces, counted_at_home: Sequence[str]
    ) -> None:
        """`counted_at_home`: columns no export holds, which nobody learns to be right or wrong."""
        self._reading, self._names, self._at_home = reading, names, counted_at_home
        ids = [one for one in reading.values["id"] if type(one) is int]
        self._rows: dict[int, Activity] = {}
        for start in range(0, len(ids), _AT_ONCE):
            visible = access.activities_visible_to(officer).filter(id__in=ids[start : start + _AT_ONCE])
            self._rows |= {
                activity.id: activity for activity in visible.select_related("lead_body", "task", "programme")
            }
        is_told = any(key in reading.found.columns for key in _ALSO_TOLD)
        self._details = details_of(list(self._rows)) if is_told else {}

    def take(self, n: int, activity_id: int) -> None:
        """Note what row n says otherwise than the activity, or that it says the same."""
        activity, wrong = self._rows.get(activity_id), self._reading.wrong
        if activity is None:
            wrong(n, "id", f"không có việc mã {activity_id} trong phạm vi của anh/chị. Việc mới thì bỏ trống mã.")
            return
        for key, told, kept in self._differences(n, activity):
            wrong(
                n, key, f"việc mã {activity.id} đang ghi “{kept}”, trong bảng là “{told}”. Muốn sửa, xin mở trang của "
                "việc ấy; muốn ghi thành việc mới, xin xóa mã ở dòng này."
            )  # fmt: skip
        for key in self._at_home:  # whatever stands there now: above its unit nobody may learn that from here
            if key in self._reading.found.columns and self._reading.values[key][n]:
                wrong(
                    n, key, f"bảng không sửa được phần này của việc đã ghi. Muốn sửa, xin mở trang của việc mã "
                    f"{activity.id}; ở đây xin để trống."
                )  # fmt: skip
        self._reading.judged.same.append((self._reading.found.rows[n], "đã có, giống hệt"))

    def _differences(self, n: int, activity: Activity) -> Iterator[tuple[str, str, str]]:
        values, there = self._reading.values, self._reading.found.columns
        if "day" in there and values["day"][n] != activity.held_on:
            yield "day", as_text(values["day"][n]), format_day(activity.held_on)
        if "channel" in there and values["channel"][n] != activity.channel:
            yield "channel", as_text(there["channel"][n]), Channel(activity.channel).label
        if "title" in there:
            told, kept = str(values["title"][n]), activity.title or Channel(activity.channel).label
            if matching.key(told) != matching.key(kept):
                yield "title", told, kept
        details = self._details.get(activity.id, Details())
        texts = {"place": activity.place, "lead": activity.lead_body.short_name}
        texts |= {"task": activity.task.short_text if activity.task else ""}
        texts |= {key: getattr(details, key) for key in _ALSO_TOLD}
        for key, kept in texts.items():
            if key in there and matching.key(told := str(values[key][n])) != matching.key(kept):
                yield key, told, kept
        if "programme" in there and (told := str(values["programme"][n])):
            titles = (activity.programme.short_title, activity.programme.title)
            if matching.key(told) not in map(matching.key, titles):
                yield "programme", told, titles[0]
        for key in PLAIN:
            if key.endswith(("_count", "_vnd")) and key in there:
                told_count, kept_count = values[key][n], getattr(activity, key)
                if (told_count or 0) != (kept_count or 0):
                    yield key, format_number(told_count or 0), format_number(kept_count or 0)  # type: ignore[arg-type]
        unit_id = self._names.exactly(n)
        if unit_id is not None and unit_id != activity.unit_id:
            yield self._names.told_in(n), self._names.said(n), units.unit(activity.unit_id).name
