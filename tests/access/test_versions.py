"""Of two people who act on one thing, the second is told: every verb asks which state its page showed.

A form that does not say (an old tab, a program) is taken for one that saw another state: refused kindly, nothing
changed. Every address whose sample posts a version stands in ASKED, every verb over a report, an activity or a
programme in one of the two halves. Some that need a stage of their own say it in their own tests: issuing a programme,
a unit's plan and its adoption, the size of a group.
"""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access import matrix
from vandong.kernel.models import AuditLine

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# Route → the name of the field that says which state was seen.
ASKED = {
    "activity_correct": "version",
    "organisation_correct": "version",
    "propagandist_correct": "version",
    "report_declare": "row_version",
    "report_write": "row_version",
    "report_recompile": "row_version",
    "report_submit": "row_version",
    "report_return": "row_version",
    "report_approve": "row_version",
    "report_ask_correction": "row_version",
    "report_grant_correction": "row_version",
    "report_refuse_correction": "row_version",
    "report_send_back": "row_version",
    "report_issue_document": "row_version",
    "programme_edit": "version",
    "programme_drop": "version",
    "programme_part_edit": "version",
    "programme_part_remove": "version",
    "account_edit": "version",
    "appointment_edit": "version",
    "appointment_end": "version",
    "appointment_hand_over": "version",
    "reading_decide": "version",
    "reading_change": "item_version",
    "handing_down": "version",
}
# Verbs over rows with a version that do not ask, and why none is needed.
NOT_ASKED = {
    "activity_record_for": "begins an activity; the form's token saves it once",
    "activity_withdraw": "ends in one state, whatever was seen; the reason is kept; undone by one button",
    "activity_restore": "the same",
    "organisation_end": "ends in one state, whatever was seen",
    "activity_leaders": "replaces one choice by another, whole; the story names both who chose",
    "activity_add_photos": "adds beside what there is; the count is checked under a lock",
    "activity_remove_photo": "names the one photo it takes off",
    "group_size_state_for": "asks, but no commune of this world is without access: tests/outreach/test_group_sizes.py",
    "report_open": "begins a report, or leads to the one there is",
    "programme_new": "begins a draft",
    "programme_part_new": "adds beside what there is",
    "programme_attach": "a newer file takes the older one's place, whole; the audit names both who sent one",
    "programme_issue": "asks for the state of the whole draft: tests/programme/test_programme.py",
    "reading_upload": "begins a draft",
    "reading_try": "the same",
    "reading_add": "adds beside what there is",
    "reading_accept_many": "names the version of each item that was seen; what was decided meanwhile is left alone",
    "target_input": "adds a number beside the earlier ones, each with who gave it; the newest counts",
    "target_input_put_off": "ends in one state, whatever was seen; a number given at any time counts before it",
    "amendment_page": "begins a comparison; a second document waits until the first is decided",
    "amendment_apply": "a document is decided once, whole, and never changed before: who comes second is told so",
    "adoption_adopt": "asks, but begins without one: tests/programme/test_programme.py",
    "unit_plan_write": "the same: tests/programme/test_unit_plan.py",
    "unit_plan_issue": "asks: tests/programme/test_unit_plan.py",
}
# Verbs whose routes begin so are all in one of the two.
JUDGED = (
    "activity_", "report_", "programme_", "reading_", "handing_", "target_", "amendment_", "adoption_", "unit_plan_"
)  # fmt: skip
# What a refused person reads: their page said nothing, or somebody was quicker.
KINDLY = ("không cho biết", "được người khác", "Có người vừa", "Người khác vừa")


@pytest.fixture(scope="module")
def samples():
    return matrix.samples()


@pytest.fixture
def stage(world):
    return matrix.set_stage(world)


@pytest.mark.parametrize("route", sorted(ASKED))
@pytest.mark.parametrize("said", [None, "", "khong", "0", "999"])
def test_a_verb_without_the_version_its_page_showed_is_refused_kindly(stage, samples, route, said):
    sample, field = samples[route], ASKED[route]
    relation = "descendant" if sample.scope == "above" else "own"
    here, there = stage.relations[relation]
    with transaction.atomic():
        kwargs = sample.kwargs(stage.world, there)
        body = sample.post(stage.world, there)
    client = stage.client(here, matrix.CAPABILITIES)
    assert field in body, "the sample posts what the page's form posts"
    changed = {name: value for name, value in body.items() if name != field} | ({} if said is None else {field: said})
    lines = AuditLine.objects.count()
    answer = client.post(reverse(route, kwargs=kwargs), changed, follow=True)
    assert answer.status_code in (200, 409, 422), (route, said)
    if changed:  # an empty body is no form at all: the page is shown as it stands
        assert any(words in answer.content.decode() for words in KINDLY), (route, said)
    assert AuditLine.objects.count() == lines
    if said != "999":
        return
    assert client.post(reverse(route, kwargs=kwargs), body).status_code in (200, 302), "with it, the verb is done"
    assert AuditLine.objects.count() > lines


def test_whatever_a_sample_posts_a_version_for_stands_in_the_table(samples, stage):
    unit = stage.relations["own"][1]
    posted = set()
    for name, sample in samples.items():
        if sample.post and sample.scope in matrix.REACHES:
            with matrix.undone():
                sample.kwargs(stage.world, unit)
                if {"version", "row_version", "item_version"} & sample.post(stage.world, unit).keys():
                    posted.add(name)
    assert posted == set(ASKED)


def test_the_table_names_every_verb_over_a_report_an_activity_or_a_programme(samples):
    verbs = {
        name for name, sample in samples.items() if sample.post and name.startswith(JUDGED) and sample.scope != "none"
    }
    table = {*ASKED, *NOT_ASKED}
    assert verbs <= table
    assert table <= samples.keys(), "no verb that is no more"
