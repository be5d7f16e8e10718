"""Lists too long to be read through answer the same rows in the same order as short ones; only the sums are missing."""

from datetime import timedelta
from itertools import product

import pytest

from tests import make
from tests.outreach import forms
from vandong.outreach import actions, queries, word_index
from vandong.outreach.models import Activity
from vandong.outreach.queries import ActivityFilter
from vandong.units.models import Unit

pytestmark = pytest.mark.django_db

ASKED = [
    ActivityFilter(**{"sort": sort, "downwards": downwards, **asked})
    for sort, downwards, asked in product(
        ("day", "unit", "channel", "attendance"),
        (True, False),
        (
            {},
            {"channel": "meeting"},
            {"words": ("ma", "tuy")},
            {"words": ("bong", "la")},
            {"words": ("loa",), "channel": "loudspeaker"},
            {"withdrawn": "only"},
            {"withdrawn": "without"},
            {"only_on_behalf": True},
            {"only_joint": True},
            {"only_hot": True},
            {"until_on": make.TODAY - timedelta(days=2)},
        ),
    )
]


@pytest.fixture
def several(world):
    for number in range(6):
        forms.recorded(
            world,
            f"{number}",
            title=("Ngày hội phòng, chống ma tuý", "Nói chuyện", "")[number % 3],
            unit_id=(world.bong_lai, world.tieu_son, world.hong_phong)[number % 3],
            held_on=forms.days_ago(number % 4),
            channel="loudspeaker" if number == 4 else "meeting",
            attendance_count=60 + number % 2,
        )
    last = Activity.objects.order_by("-id")[0]
    actions.withdraw_activity(by=world.hanh, activity_id=last.id, reason="Ghi hai lần", now=make.NOW)
    return world


def ids(officer, asked):
    return [row.id for row in queries.activities(officer, asked)]


def test_a_long_list_is_the_short_one_without_its_sums(several, settings):
    settings.ACTIVITIES_READ_THROUGH = 20_000
    read = {asked: ids(several.khai, asked) for asked in ASKED}
    assert any(read.values())
    for most, has_read in ((0, False), (0, True), (3, True)):  # everything walked; then with words led to by the index
        if has_read:
            actions.index_words()
        settings.ACTIVITIES_READ_THROUGH = most
        for asked in ASKED:
            assert ids(several.khai, asked) == read[asked], (most, asked)
    rows, sums = queries.activities_and_totals(several.khai, ActivityFilter())
    assert (sums, rows.has_more, len(rows)) == (None, False, 6)


def test_a_long_list_counts_to_a_bound_and_says_that_there_is_more(several, settings, signed_in_as):
    settings.ACTIVITIES_READ_THROUGH, settings.ACTIVITIES_COUNTED = 0, 4
    page = signed_in_as(several.hanh).get("/hoat-dong/").content.decode()
    assert 'Hơn <b class="num">4</b> việc' in page
    assert "Cộng" not in page
    assert "Danh sách dài nên không có dòng cộng" in page


def told(words):
    return set(word_index.candidates(words, 100))


def test_the_index_of_words_follows_what_is_written_changed_and_renamed(several, settings):
    actions.index_words()
    first = Activity.objects.order_by("id")[0]
    assert first.id in told(("ma", "tuy", "bong", "lai"))
    assert not told(("karaoke",))
    corrected = forms.entry(several, title="Hát karaoke", unit_id=several.bong_lai)
    actions.correct_activity(
        by=several.hanh, activity_id=first.id, entry=corrected, version=first.version, now=make.NOW
    )
    assert first.id in told(("karaoke",))  # noted at once
    assert actions.index_words() == 1
    assert told(("karaoke",)) == {first.id}
    assert first.id not in told(("ngay", "hoi"))
    row = Unit.objects.get(id=several.bong_lai)
    row.name = "Bồng Tiên"
    row.save()
    settings.ACTIVITIES_READ_THROUGH = 1
    assert first.id in ids(several.hanh, ActivityFilter(words=("bong", "tien")))
    assert word_index.candidates(("tien",), 0) is None  # more than that
