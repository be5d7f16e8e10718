"""What is quick for nearly every row of a workbook says the same as the long way."""

from datetime import date

import vn_text
from hypothesis import given
from hypothesis import strategies as st

from vandong.kernel import vietnamese
from vandong.outreach import rules
from vandong.outreach.rules import ActivityEntry, Ground

GROUND = Ground(
    today=date(2024, 11, 12), unit_in_sentence="thôn Bồng Lai", unit_from=date(2024, 1, 1),
    unit_until=date(2024, 11, 1), programme_title="Kế hoạch", starts_on=date(2024, 2, 1), ends_on=date(2024, 12, 31),
    task_ids=frozenset({1}), risk_group_names={1: "Nhóm"}, body_ids=frozenset({1, 2}), joining_ids=frozenset({3}),
    channels=frozenset({"meeting", "banner"}), movement_ids=frozenset({1}), organisation_ids=frozenset({1}),
)  # fmt: skip
COUNTS = st.one_of(st.integers(-1, 3), st.sampled_from([9_999, 10_000, 10_001, 1_000_001, 10_000_001]))
IDS = st.frozensets(st.integers(1, 3), max_size=2)
PAIRS = st.one_of(st.just(()), st.tuples(st.tuples(st.integers(1, 2), st.integers(0, 3))))
ENTRIES = st.builds(
    ActivityEntry,
    programme_id=st.just(1), unit_id=st.just(1), held_on=st.dates(date(2024, 1, 30), date(2024, 11, 14)),
    channel=st.sampled_from(["meeting", "banner", "unknown"]), lead_body_id=st.integers(1, 4),
    task_id=st.sampled_from([None, 1, 2]), partner_ids=IDS, attendance_count=COUNTS,
    female_count=st.one_of(st.none(), COUNTS), risk_counts=PAIRS, first_timer_counts=PAIRS, leaflet_count=COUNTS,
    banner_count=COUNTS, broadcast_count=COUNTS, household_count=COUNTS, organisation_ids=IDS, movement_ids=IDS,
    materials=st.sampled_from([(), (("Tờ gấp", 5),), (("", 5),)]), cost_vnd=st.sampled_from([None, 0, 10**12]),
)  # fmt: skip


@given(ENTRIES)
def test_an_entry_that_is_plainly_sound_has_no_fault_by_any_rule(entry):
    long_way = [
        *rules._faults_of_day(entry, GROUND), *rules._faults_of_choice(entry, GROUND),
        *rules._faults_of_counts(entry, GROUND), *rules._faults_of_details(entry, GROUND),
    ]  # fmt: skip
    told = [(fault.field, fault.message) for fault in rules.faults(entry, GROUND)]
    assert told == [(fault.field, fault.message) for fault in long_way]


@given(st.text(st.one_of(st.sampled_from([chr(code) for code in vietnamese._LETTERS]), st.characters()), max_size=60))
def test_a_search_key_folded_letter_by_letter_is_the_library_s(text):
    assert vietnamese.search_key(text) == vn_text.fold(text)
