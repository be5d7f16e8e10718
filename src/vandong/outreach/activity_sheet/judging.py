"""What accepting a workbook of activities would do: each row an entry, judged like one typed into the form.

What a form asks the database for each entry is asked here once for each place, and once for each stretch of days in
which nothing about the place changes. Reads only.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from vandong.accounts.access import Officer
from vandong.kernel import bulk
from vandong.kernel.numbers import format_day, format_number
from vandong.kernel.sheet_intake.declared import Judged, Taken, Understanding
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.judging import Reading, in_order, read_columns
from vandong.kernel.sheet_intake.values import Fault
from vandong.outreach import access, recording, rules
from vandong.outreach.activity_sheet import matching, naming
from vandong.outreach.activity_sheet.columns import DETAILS, PLAIN, groups_by_column
from vandong.outreach.activity_sheet.content import contents
from vandong.outreach.activity_sheet.places import NoPlace, Place, Places
from vandong.outreach.activity_sheet.standing import Standing
from vandong.outreach.models import Activity, Channel
from vandong.outreach.rules import ActivityEntry
from vandong.units import queries as units

PERSON = b"outreach sheet"  # sets these tokens apart from any other digest of the same words
_SHOWN = 20
_NOBODY: frozenset[int] = frozenset()
_NO_DETAILS: dict[str, Any] = {}
_RIGHT_NAME = "Xin ghi đúng tên ở trang “Phong trào, văn bản” của mẫu, hoặc chuyển sang cột ghi chú."
_UNKNOWN = {
    "movements": f"không phải phong trào, cuộc vận động của chương trình. {_RIGHT_NAME}",
    "instruments": f"không phải văn bản chương trình nêu. {_RIGHT_NAME}",
    "organisations": "không có trong sổ tổ chức của nơi này vào ngày ấy. Xin ghi vào sổ, hoặc chuyển sang ghi chú.",
}
HEADS = ("Ngày", "Ở đâu", "Việc", "Lượt người dự", "Ngoài ra")
_FIELD_COLUMNS = {"held_on": "day", "unit": "unit", "lead_body": "lead"}  # where a fault of a field is told


class ReadyActivity(NamedTuple):
    """One row that may be written: its entry, the token that makes it one however often the file is sent."""

    entry: ActivityEntry
    token: str  # 32 hex digits of a client token
    is_on_behalf: bool


def judge(officer: Officer, found: Found, columns: Sequence[Taken]) -> Judged:
    """Judge every row. `ready` holds a `ReadyActivity` for each new one, in the order of the file."""
    reading = read_columns(found, columns)
    judged = reading.judged
    judged.heads = HEADS
    offered = recording.programmes_to_record(officer)
    if not offered:
        reading.wrong(0, "", "hiện không có chương trình nào đang làm ở đơn vị của anh/chị nên chưa ghi việc được.")
        return judged
    chosen = offered[0]
    if len(offered) > 1:
        judged.notes.append(
            f"Có {len(offered)} chương trình đang làm; các việc được ghi vào “{chosen.row.short_title}”, trừ dòng có "
            "cột “Chương trình” ghi tên chương trình khác."
        )
    rows = _Rows(officer, reading, offered)
    with bulk.not_collecting():
        rows.walk()
        rows.tell_repeated()
    in_order(judged)
    if judged.mistakes:
        judged.ready = []
    return judged


class _Rows:
    """The rows of one workbook, judged one after the other."""

    def __init__(self, officer: Officer, reading: Reading, offered: Sequence[recording.OfferedProgramme]) -> None:
        self.officer, self.reading, self.judged, self.found = officer, reading, reading.judged, reading.found
        self.offered = {one.row.id: one for one in offered}
        self.first = offered[0]
        self.groups = groups_by_column(offered)
        self.titles = {matching.key(one.row.short_title): one for one in offered}
        self.titles |= {matching.key(one.row.title): one for one in offered}
        self.places = {one.row.id: Places(officer, one) for one in offered}
        own = units.unit(officer.unit_id)
        self.names = units.RowPlaces(units.unit_names(own.id, officer.on), own, reading)
        there = reading.found.columns
        self.risk_columns = sorted((key for key in there if key.startswith("risk_")), key=lambda key: int(key[5:]))
        self.first_columns = sorted((key for key in there if key.startswith("first_")), key=lambda key: int(key[6:]))
        self.has_partners, self.has_tasks = "partners" in there, "task" in there
        self.has_leads, self.has_programmes = "lead" in there, "programme" in there
        self.has_details = any(key in there for key in DETAILS)
        self.labels = dict(Channel.choices)
        self.tasks = {one.row.id: {matching.key(task.short_text): task.id for task in one.tasks} for one in offered}
        self.terms = {(one.row.id, kind): _terms(one, kind) for one in offered for kind in ("movements", "instruments")}
        self.standing = Standing(officer, reading, self.names, (*self.risk_columns, *self.first_columns))
        self.made: list[tuple[int, ActivityEntry, bool]] = []
        self.guessed: dict[str, Understanding] = {}

    def walk(self) -> None:
        values, faulty = self.reading.values, self.reading.faulty
        plain = zip(*(values[key] for key in PLAIN), strict=True)
        said = zip(values["id"], values["day"], values["channel"], values["title"], plain, strict=True)
        for n, (activity_id, day, channel, title, counted) in enumerate(said):
            if activity_id is not None and not isinstance(activity_id, str):
                self.standing.take(n, int(activity_id))  # type: ignore[arg-type]
                continue
            unit_id = self.names.unit_of(n)
            if day is None:
                self.reading.wrong(
                    n, "day" if "day" in self.found.columns else "", "chưa có ngày. Xin ghi như 05/11/2024."
                )
            channel = channel or self._guess(n, str(title))
            if n in faulty or unit_id is None or not channel:
                continue
            self._entry(n, unit_id, day, str(channel), dict(zip(PLAIN, counted, strict=True)))  # type: ignore[arg-type]
        self.judged.understandings += [*self.names.understood.values(), *self.guessed.values()]

    def _entry(self, n: int, unit_id: int, day: date, channel: str, plain: dict[str, Any]) -> None:
        offered = self._programme(n) if self.has_programmes else self.first
        if offered is None:
            return
        programme_id = offered.row.id
        place = self.places[programme_id].place_or_why(unit_id, day)
        if isinstance(place, NoPlace):
            self.reading.wrong(n, "day" if place.is_of_the_day else self.names.told_in(n), place.why)
            return
        lead = self._lead(n, place) if self.has_leads or place.usual_lead is None else place.usual_lead
        partners = self._partners(n, place) if self.has_partners else _NOBODY
        task = self._task(n, offered) if self.has_tasks else 0
        details = self._details(n, offered, place, day) if self.has_details else _NO_DETAILS
        if lead is None or partners is None or task is False or details is None:
            return
        if plain["title"] == self.labels[channel]:
            plain["title"] = ""  # an export writes the channel where there is no name
        entry = ActivityEntry(
            programme_id=programme_id,
            unit_id=unit_id,
            held_on=day,
            channel=channel,
            lead_body_id=lead,
            task_id=task or None,
            partner_ids=partners - {lead} if partners else partners,
            risk_counts=self._risk_counts(n, offered) if self.risk_columns else (),
            first_timer_counts=self._first_timers(n, offered) if self.first_columns else (),
            **plain,
            **details,
        )
        ground = place.ground
        if details.get("organisation_ids"):  # named as they stood that day
            ground = replace(ground, organisation_ids=details["organisation_ids"])
        for fault in rules.faults(entry, ground):
            self.reading.wrong(n, self._column_of(fault.field or ""), fault.message)
        self.made.append((n, entry, place.where.is_on_behalf))

    def _details(self, n: int, offered: recording.OfferedProgramme, place: Place, day: date) -> dict[str, Any] | None:
        """The fields that the rarer columns fill; None where their words name nothing, which is then noted."""
        found: dict[str, Any] = {}
        for key, field in DETAILS.items():
            text = str(self.reading.values[key][n]) if key in self.found.columns else ""
            if not text:
                continue
            if key == "materials":
                meant: frozenset[int] | naming.Materials | str = naming.materials(text)
            elif key == "organisations":
                register = self.places[offered.row.id].register(place.where.place.id)
                meant = naming.named(text, register.standing(day))
            else:
                meant = naming.named(text, self.terms[offered.row.id, key])
            if isinstance(meant, str):
                self.reading.wrong(n, key, meant if isinstance(meant, Fault) else f"“{meant}” {_UNKNOWN[key]}")
                return None
            if key == "organisations" and 0 in meant:
                self.reading.wrong(n, key, f"“{text}”: có hai nơi cùng tên. Xin để trống, rồi chọn ở trang của việc.")
                return None
            found[field] = meant
        return found

    def _group(self, column: str, offered: recording.OfferedProgramme) -> int:
        """The row's programme's own group; a group that only another counts is told as a fault."""
        first = int(column.partition("_")[2])
        return self.groups[first].get(offered.row.id, first)

    def _risk_counts(self, n: int, offered: recording.OfferedProgramme) -> tuple[tuple[int, int], ...]:
        counts = ((self._group(key, offered), self.reading.values[key][n]) for key in self.risk_columns)
        return tuple((group, count) for group, count in counts if isinstance(count, int) and count)

    def _first_timers(self, n: int, offered: recording.OfferedProgramme) -> tuple[tuple[int, int], ...]:
        """Who came for the first time; an empty cell says that nobody asked, and a 0 beside nobody says nothing."""
        came = dict(self._risk_counts(n, offered))
        counts = ((self._group(key, offered), self.reading.values[key][n]) for key in self.first_columns)
        return tuple((group, count) for group, count in counts if isinstance(count, int) and (count or group in came))

    def _column_of(self, field: str) -> str:
        key = _FIELD_COLUMNS.get(field, field)
        return key if key in self.found.columns else ""

    # ---- what a row says, cell by cell ------------------------------------------------------------------------

    def _programme(self, n: int) -> recording.OfferedProgramme | None:
        said = str(self.reading.values["programme"][n])
        if not said:
            return self.first
        found = self.titles.get(matching.key(said))
        if found is None:
            self.reading.wrong(n, "programme", f"“{said}” không phải chương trình đang làm ở đơn vị của anh/chị.")
        return found

    def _task(self, n: int, offered: recording.OfferedProgramme) -> int | bool:
        """The task's id, 0 for none, False where the words name none."""
        said = str(self.reading.values["task"][n])
        if not said:
            return 0
        found = self.tasks[offered.row.id].get(matching.key(said))
        if found is None:
            self.reading.wrong(
                n, "task", f"“{said}” không phải nhiệm vụ của chương trình. Xin bỏ trống hoặc ghi đúng tên."
            )
            return False
        return found

    def _lead(self, n: int, place: Place) -> int | None:
        said = str(self.reading.values["lead"][n]) if self.has_leads else ""
        if not said:
            usual = place.usual_lead
            if usual is None:
                self.reading.wrong(
                    n, "", f"ngày ấy {place.where.place.in_sentence} chưa có Ban Thường trực trong danh mục. "
                    "Xin ghi cột “Chủ trì”."
                )  # fmt: skip
            return usual
        found = place.bodies.named(said)
        if found is None:
            self.reading.wrong(n, "lead", f"không có tổ chức “{said}”. {place.bodies.offered}")
        return found

    def _partners(self, n: int, place: Place) -> frozenset[int] | None:
        said = str(self.reading.values["partners"][n])
        if not said:
            return frozenset()
        found = set()
        for one in matching.listed(said, place.bodies.named):
            body = place.bodies.named(one)
            if body is None:
                self.reading.wrong(
                    n,
                    "partners",
                    f"không có tổ chức “{one}”. {place.bodies.offered} Tên khác xin chuyển sang cột ghi chú.",
                )
                return None
            found.add(body)
        return frozenset(found)

    def _guess(self, n: int, title: str) -> str:
        """The channel that the name of the activity speaks of, to be confirmed; a mistake where it speaks of none."""
        if n in self.reading.faulty:
            return ""
        channel = matching.channel_spoken_of(title)
        if channel is None:
            self.reading.wrong(
                n, "channel" if "channel" in self.found.columns else "",
                f"chưa rõ việc được làm bằng cách nào. Xin ghi: {'; '.join(label for _, label in Channel.choices)}.",
            )  # fmt: skip
            return ""
        label = Channel(channel).label
        known = self.guessed.setdefault(
            channel,
            Understanding(f"cach-{channel}", "Ô cách làm để trống", f"làm bằng cách “{label}”", "theo tên việc"),
        )
        known.rows.append(self.found.rows[n])
        return channel

    def tell_repeated(self) -> None:
        """Give every new entry its token; leave out those that are there; ask about those that nearly are."""
        counted: dict[str, int] = {}
        tokens: list[str] = []
        begun = blake2b(digest_size=16, person=PERSON)
        for said in contents([entry for _, entry, _ in self.made]):
            counted[said] = times = counted.get(said, 0) + 1
            digest = begun.copy()
            digest.update(f"{said}|{times}".encode())
            tokens.append(digest.hexdigest())
        written = bulk.present(Activity, "client_token", tokens)
        alike = self._alike()
        near: list[int] = []
        for (n, entry, is_on_behalf), token in zip(self.made, tokens, strict=True):
            if token in written:
                self.judged.same.append((self.found.rows[n], "đã nhận từ một lần gửi trước"))
                continue
            self.judged.ready.append(ReadyActivity(entry, token, is_on_behalf))
            if alike and (entry.unit_id, entry.held_on, entry.channel) in alike:
                near.append(self.found.rows[n])
            if len(self.judged.shown) < _SHOWN:
                self.judged.shown.append((self.found.rows[n], self._in_words(entry)))
        self.judged.new_count = len(self.judged.ready)
        if near:
            self.judged.understandings.append(
                Understanding(
                    f"them-{len(near)}", f"{len(near)} dòng cùng ngày, cùng nơi, cùng cách làm với việc đã ghi",
                    "là những việc khác, ghi thêm", "nếu là cùng một việc, xin xóa các dòng ấy trong tệp", near,
                )
            )  # fmt: skip

    def _alike(self) -> set[tuple[int, date, str]]:
        """(unit, day, channel) of the standing activities among the days and places of the new ones."""
        if not self.made:
            return set()
        days = [entry.held_on for _, entry, _ in self.made]
        rows = Activity.objects.filter(
            unit_id__in={entry.unit_id for _, entry, _ in self.made},
            held_on__gte=min(days),
            held_on__lte=max(days),
            withdrawn_at__isnull=True,
        )
        return set(rows.values_list("unit_id", "held_on", "channel"))

    def _in_words(self, entry: ActivityEntry) -> tuple[str, ...]:
        others = [
            f"{format_number(getattr(entry, key))} {word}"
            for key, word in (("female_count", "nữ"), ("leaflet_count", "tờ rơi"), ("household_count", "hộ"),
                              ("banner_count", "băng rôn"), ("broadcast_count", "lượt phát"))
            if getattr(entry, key)
        ]  # fmt: skip
        others += [
            f"{len(named)} {word}"
            for named, word in ((entry.partner_ids, "nơi phối hợp"), (entry.organisation_ids, "tổ chức cùng làm"),
                                (entry.movement_ids, "phong trào"), (entry.instrument_ids, "văn bản"),
                                (entry.materials, "tài liệu"))
            if named
        ]  # fmt: skip
        where = self.places[entry.programme_id].where(entry.unit_id)
        name = where.place.name if isinstance(where, access.Ground) else ""
        what = entry.title or Channel(entry.channel).label
        return (format_day(entry.held_on), name, what, format_number(entry.attendance_count or None), ", ".join(others))


def _terms(offered: recording.OfferedProgramme, kind: str) -> dict[str, int]:
    """Search form of each name of a programme's movements or legal texts → its id; the label before the full name."""
    terms = getattr(offered, kind)
    known = {matching.key(term.name): term.id for term in terms if term.name}
    return known | {matching.key(term.label): term.id for term in terms}
