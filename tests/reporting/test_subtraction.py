"""Above the unit that recorded it, a person-count of 1-4 is not to be had by subtracting what other pages tell."""

from tests.reporting import loop
from tests.reporting.test_pages import held
from vandong.reporting import figures, rules
from vandong.reporting.models import Report
from vandong.reporting.queries import behind

RISK = "risk_attendance_count"
GROUPS = {"released_prisoners": 3, "away_workers": 7, "street_youth": 50}


def test_what_a_units_own_page_keeps_back_is_kept_back_where_it_is_a_source(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS)
    loop.approved(world.hanh, world.lan, period)
    held(world, world.ninh_giang, attendance_count=90, groups={"released_prisoners": 20, "away_workers": 30})
    district = loop.opened(world.khai, period)
    sources = behind.line_page(world.khai, district, f"{RISK}.away_workers").sources
    assert [source.value_text for source in sources if not source.is_zero] == [figures.NOT_TOLD]


def test_of_two_records_behind_a_figure_neither_gives_the_small_one_away(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=40, groups={"away_workers": 9})
    held(world, world.bong_lai, attendance_count=40, groups={"away_workers": 3})
    commune = loop.approved(world.hanh, world.lan, period)
    told = {row.adds_text for row in behind.line_page(world.khai, commune, f"{RISK}.away_workers").records}
    assert told == {"dưới 5", figures.NOT_TOLD}
    own = {row.adds_text for row in behind.line_page(world.hanh, commune, f"{RISK}.away_workers").records}
    assert own == {"3 lượt người", "9 lượt người"}


def test_the_whole_of_a_record_is_not_told_beside_its_small_group(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS)
    held(world, world.bong_lai, attendance_count=90, groups={"away_workers": 30})
    commune = loop.approved(world.hanh, world.lan, period)
    told = {row.adds_text for row in behind.line_page(world.khai, commune, RISK).records}
    assert told == {figures.NOT_TOLD}


def test_what_is_kept_back_elsewhere_takes_a_companion_along():
    assert rules.also_hidden({"a": 20, "b": 9, "c": 30}, already={"a"}) == {"a", "b"}
    assert rules.also_hidden({"a": 20, "b": 0}, already={"b"}) == frozenset()


def test_the_year_before_gives_nothing_away_either(world, monkeypatch):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS)
    commune = loop.approved(world.hanh, world.lan, period)
    report = Report.objects.get(id=commune)
    monkeypatch.setattr(figures.compiling, "previous_report", lambda _: report)  # the same figures a year before
    before = {row.key: row.before_text for row in figures.rows(report, is_own_unit=False)}
    assert before[f"{RISK}.released_prisoners"] == "dưới 5"
    assert before[f"{RISK}.away_workers"] == figures.NOT_TOLD
    assert before[f"{RISK}.street_youth"] == "50"
