"""List pages at a million activities: built at once in a throwaway installation, then asked for in every way.

All of them stand in one province, which so reads a million, its districts about 80,000 each and a commune 4,000: the
hardest spread for a list, since whatever the nation holds, one reader sees it all.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from vandong.kernel import bulk, promises, vietnamese
from vandong.ops import database
from vandong.outreach.models import Activity, ActivityOrganisation, ActivityPartner, ActivityTerm, Channel
from vandong.outreach.models.activity import search_words
from vandong.outreach.models.channel import COUNTING_CHANNELS
from vandong.outreach.models.organisation import Organisation
from vandong.programme.models import PlanTerm, Programme, Task
from vandong.units import queries as units
from vandong.units.models import Body, Unit

COUNT = int(os.environ.get("VANDONG_BENCH_ACTIVITIES", "1000000"))
AT_ONCE = 50_000
FIRST_DAY, DAYS = date(2021, 1, 4), 1408  # to the demonstration's own day
ROUNDS = 5
LIMIT_MS = 300
WHAT = (
    "Nói chuyện về tác hại của ma túy", "Ký cam kết không có ma túy trong nhà", "Tập huấn cho tuyên truyền viên",
    "Phát tờ gấp cho học sinh", "Sinh hoạt chi hội tháng", "Nghe công an xã báo tình hình", "Thi tìm hiểu pháp luật",
    "Gặp gỡ gia đình có người sau cai", "Hội diễn văn nghệ", "Loa sáng chủ nhật", "",
)  # fmt: skip
WHERE = ("Nhà văn hóa", "Hội trường", "Sân đình", "Trường học số", "Quán nước đầu", "Nhà ông trưởng khu", "")
NOTES = ("Bà con hỏi nhiều về ma túy tổng hợp", "Trời mưa nên vắng", "Có đoàn viên giúp", "Đã chụp ảnh", "", "", "")
PEOPLE = ("Nguyễn Thị Hạnh", "Trần Văn Lượng", "Phạm Thị Thu", "Lê Văn Dũng", "Đỗ Thị Ngân", "Vũ Văn Khải")


def build() -> None:
    """A million valid rows with what hangs on them, straight into the tables, and what the database knows of them."""
    chance = Random(5)  # noqa: S311  the same million every time, nothing secret
    day = date(2024, 11, 12)
    province = units.of_level("province", day, code="30")[0]
    places = [row for commune in units.descendants(province.id, day, "commune") for row in _places(commune, day)]
    programme = Programme.objects.filter(state="issued").order_by("id").values_list("id", flat=True)[0]
    tasks = [None, *Task.objects.filter(programme_id=programme).order_by("id").values_list("id", flat=True)]
    keys = dict(Unit.objects.filter(id__in=places).values_list("id", "search_key"))
    boards = dict(Body.objects.filter(unit_id__in=places).order_by("-id").values_list("unit_id", "id"))
    names = [field.attname for field in Activity._meta.concrete_fields if not field.primary_key]
    before = Activity.objects.count()
    promises.lift(connection)  # as while migrating; laying them reads everything into the index of words
    for start in range(0, COUNT, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, COUNT))
        with transaction.atomic(), bulk.not_collecting():
            rows = _rows(numbers, chance, programme, tasks, places, keys, boards, names)
            bulk.insert(Activity, dict(zip(names, zip(*rows, strict=True), strict=True)))
    assert Activity.objects.count() == before + COUNT
    _hang(chance, programme, before)
    promises.lay(connection)
    database.know_the_tables()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as its own housekeeping will have done


def _places(commune: units.UnitRow, day: date) -> list[int]:
    return [commune.id, *(area.id for area in units.children(commune.id, day, "area"))]


def _rows(
    numbers: range, chance: Random, programme: int, tasks: list[int | None], places: list[int], keys: dict[int, str],
    boards: dict[int, int], names: list[str],
) -> Iterator[list[object]]:  # fmt: skip
    fold = lru_cache(maxsize=20_000)(vietnamese.search_key)
    channels = [channel for channel in Channel if channel != Channel.OTHER]
    some_board = next(iter(boards.values()))
    for number in numbers:
        place, channel = chance.choice(places), chance.choice(channels)
        held_on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        counted = channel in COUNTING_CHANNELS
        came = 0 if counted else chance.randint(8, 220)
        title = chance.choice(WHAT)
        where = f"{chance.choice(WHERE)} {chance.randint(1, 60)}"
        note = f"{chance.choice(NOTES)} {number}" if number % 3 == 0 else chance.choice(NOTES)
        label = f"{chance.choice(PEOPLE)}, Cán bộ Mặt trận"
        withdrawn = number % 97 == 0
        said = {
            "unit_id": place,
            "programme_id": programme,
            "task_id": chance.choice(tasks),
            "held_on": held_on,
            "channel": channel.value,
            "title": title,
            "place": where,
            "lead_body_id": boards.get(place, some_board),
            "attendance_count": came,
            "female_count": came // 2 if came else None,
            "leaflet_count": chance.randint(1, 300) if counted else 0,
            "banner_count": 0,
            "broadcast_count": 2 if channel == Channel.LOUDSPEAKER else 0,
            "household_count": chance.randint(1, 40) if channel == Channel.HOUSE_VISIT else 0,
            "cost_vnd": chance.randint(1, 90) * 50_000 if number % 4 == 0 else None,
            "note": note,
            "is_on_behalf": number % 211 == 0,
            "recorded_by_id": None,
            "recorded_by_label": label,
            "recorded_in_id": place,
            "recorded_at": datetime(held_on.year, held_on.month, held_on.day, 9, tzinfo=UTC) + timedelta(hours=30),
            "client_token": UUID(int=number + 1).hex,
            "version": 1,
            "withdrawn_at": datetime(2024, 11, 1, tzinfo=UTC) if withdrawn else None,
            "withdrawn_reason": "Ghi hai lần" if withdrawn else "",
            "search_key": search_words(str(channel.label), title, where, note, label, keys[place], fold=fold),
        }
        yield [said[name] for name in names]


def _hang(chance: Random, programme: int, before: int) -> None:
    """Partners for a fifth, organisations for a tenth, movements for a third."""
    ids = list(Activity.objects.order_by("id").values_list("id", flat=True)[before:])
    bodies = list(Body.objects.order_by("id").values_list("id", flat=True)[:500])
    organisations = list(Organisation.objects.order_by("id").values_list("id", flat=True))
    terms = list(PlanTerm.objects.filter(programme_id=programme).order_by("id").values_list("id", flat=True))
    hung: tuple[tuple[type, tuple[str, str], list[int], int], ...] = (
        (ActivityPartner, ("activity_id", "body_id"), bodies, 5),
        (ActivityOrganisation, ("activity_id", "organisation_id"), organisations, 10),
        (ActivityTerm, ("activity_id", "term_id"), terms, 3),
    )
    for table, columns, others, every in hung:
        if others:
            with transaction.atomic():
                some = ids[::every]
                bulk.insert(table, {columns[0]: some, columns[1]: chance.choices(others, k=len(some))})


@dataclass(frozen=True)
class Taken:
    """Milliseconds of one way of asking: on the clock, and of processor (ours and the database's), round by round."""

    what: str
    clock: list[float]
    own: list[float]


def ways(username: str) -> list[tuple[str, str]]:
    """(what, address) of everything asked of the list as this officer, and of pages that read activities beside it."""
    account = get_user_model().objects.get(username=username)
    path = reverse("activity_list")
    term = PlanTerm.objects.filter(kind="movement").order_by("id").first()
    task = Task.objects.order_by("id").first()
    organisation = ActivityOrganisation.objects.order_by("id").first()
    unit = _unit_below(account)
    asked = {
        "first page": "",
        "since a day": "tu=01/10/2024",
        "until a day": "den=31/12/2021",
        "one month": "tu=01/03/2023&den=31/03/2023",
        "a unit below": f"o={unit}",
        "a channel": "cach=contest",
        "a task": f"nv={task.id if task else ''}",
        "a movement": f"pt={term.id if term else ''}",
        "an organisation": f"tc={organisation.organisation_id if organisation else ''}",
        "without withdrawn": "rut=without",
        "only withdrawn": "rut=only",
        "hot spots": "td=on",
        "joint": "ph=on",
        "costed": "kp=on",
        "on behalf": "thay=on",
        **{f"by {code}, {way}": f"sap={sign}{code}" for code in ("day", "unit", "channel", "attendance")
           for sign, way in (("", "upwards"), ("-", "downwards"))},
        "page 40": "page=40",
        "page 400": "page=400",
        "page 400 by unit": "sap=unit&page=400",
        "a channel of a unit": f"o={unit}&cach=school",
        "search: words everywhere": "tim=ma+túy",
        "search: a word everywhere": "tim=thôn",
        "search: half a word": "tim=tuy",
        "search: a place": "tim=Bồng+Lai",
        "search: one note": "tim=tổng+hợp+300003",
        "search: nothing": "tim=không+có+gì+như+thế",
        "search: two words that seldom meet": "tim=vắng+diễn+mưa",
        "search: by attendance": "tim=hội+diễn&sap=-attendance",
        "search: within a channel": "tim=sân+đình&cach=contest",
    }  # fmt: skip
    pages = [(what, f"{path}?{query}") for what, query in asked.items()]
    pages += [("search box: dense", f"{reverse('search')}?tim=ma+túy"),
              ("search box: rare", f"{reverse('search')}?tim=300003")]  # fmt: skip
    return pages


def _unit_below(account: object) -> int:
    from vandong.accounts.access import officer_for

    officer = officer_for(account.pk, None, date(2024, 11, 12))  # type: ignore[attr-defined]
    assert officer is not None
    return units.children(officer.unit_id, officer.on)[0].id


def client_of(username: str) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


def take(what: str, work: Callable[[], object], rounds: int = ROUNDS) -> Taken:
    """Asked once to warm up, then `rounds` times."""
    work()
    clock, own = [], []
    for _ in range(rounds):
        began, processor = time.perf_counter(), _processor_seconds()
        work()
        clock.append((time.perf_counter() - began) * 1000)
        own.append((_processor_seconds() - processor) * 1000)
    return Taken(what, clock, own)


def percentile(values: list[float], share: int) -> float:
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def _processor_seconds() -> float:
    """Ours, and that of the server process behind Django's connection, to the microsecond."""
    if connection.vendor != "postgresql":
        return time.process_time()
    process = connection.connection.info.backend_pid
    nanoseconds = int(Path(f"/proc/{process}/schedstat").read_text().split()[0])
    return time.process_time() + nanoseconds / 1e9


def in_words(taken: Taken) -> str:
    return (
        f"{statistics.median(taken.clock):.0f} ms (p95 {percentile(taken.clock, 95):.0f}; "
        f"{statistics.median(taken.own):.0f} of processor)"
    )


def whole_answer(client: Client, path: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        list(answer)

    return get


def first_bytes(client: Client, path: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        next(iter(answer))
        answer.close()

    return get


def measure(tell: Callable[[str, object], None]) -> None:
    """Every way for a commune (hanh), a district (khai) and the province (binh), beside the limit."""
    for username in ("hanh", "khai", "binh"):
        client = client_of(username)
        all_clock: list[float] = []
        all_own: list[float] = []
        for what, path in ways(username):
            taken = take(what, whole_answer(client, path))
            all_clock += taken.clock
            all_own += taken.own
            tell(f"Lists {username}: {what} (≤ {LIMIT_MS} ms)", in_words(taken))
        clock, own = percentile(all_clock, 95), percentile(all_own, 95)
        tell(f"Lists {username}: p95 of them all (≤ {LIMIT_MS} ms)", f"{clock:.0f} ms ({own:.0f} of processor)")
        export = take("export", first_bytes(client, f"{reverse('activity_list')}?xuat=xlsx"), 1)
        tell(f"Lists {username}: first bytes of the export", in_words(export))
