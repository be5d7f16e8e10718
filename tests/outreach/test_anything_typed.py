"""Whatever is typed: never a fault of ours, never half a record."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import world as small_world
from tests.outreach import forms
from vandong.accounts.models import Account
from vandong.kernel.models import AuditLine
from vandong.outreach import recording
from vandong.outreach.models import Activity

pytestmark = pytest.mark.once
TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1.234",
        "1e9",
        "١٢",
        "99999999999999999999",
        "05/11/2024",
        "31/02/2024",
        "0000-00-00",
        "\x00",
        "=1+1",
        "'",
    ]
)
FIELDS = (
    *("day", "other_day", "unit", "programme", "channel", "title", "lead_body", "partners", "task", "place", "note"),
    *("attendance_count", "female_count", "leaflet_count", "household_count", "broadcast_count", "banner_count"),
    *("token", "version", "opened"),
)


class AnythingTyped(TestCase):
    """One world for the class; each example is rolled back."""

    @classmethod
    def setUpTestData(cls):
        cls.world = small_world.build()
        cls.done = forms.recorded(cls.world, "standing")

    def client_of_hanh(self) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(
            Account.objects.get(id=self.world.hanh.account_id), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.dictionaries(st.sampled_from(FIELDS), TEXT, max_size=8), st.booleans())
    def test_recording_saves_a_whole_activity_or_nothing(self, changes, with_groups):
        groups = {f"risk_{group}": changes.get("attendance_count", "1") for group in self.world.risk_groups.values()}
        sent = forms.typed(self.world, **changes | (groups if with_groups else {}))
        before = set(Activity.objects.values_list("id", flat=True))
        answer = self.client_of_hanh().post("/hoat-dong/ghi/", sent)
        saved = set(Activity.objects.values_list("id", flat=True)) - before
        if answer.status_code == 302:
            (one,) = saved
            activity = Activity.objects.get(id=one)
            entry = recording.entry_of(activity)
            assert entry.held_on <= self.world.hanh.on
            assert all(count <= entry.attendance_count for _, count in entry.risk_counts)
            assert AuditLine.objects.filter(subject_type="outreach.activity", subject_id=str(one)).count() == 1
        else:
            assert answer.status_code == 422
            assert not saved
            assert "Chưa lưu." in answer.content.decode()

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.dictionaries(st.sampled_from(FIELDS), TEXT, max_size=6), st.dictionaries(st.sampled_from(FIELDS), TEXT))
    def test_correcting_changes_all_of_it_or_nothing(self, changes, choices):
        before = recording.entry_of(Activity.objects.get(id=self.done))
        sent = forms.typed(self.world, **{"version": "1", "opened": "", **changes})
        sent |= {f"choose_{name}": value for name, value in choices.items()}
        answer = self.client_of_hanh().post(f"/hoat-dong/{self.done}/sua/", sent)
        assert answer.status_code in (302, 409, 422)
        if answer.status_code != 302:
            assert recording.entry_of(Activity.objects.get(id=self.done)) == before

    @settings(max_examples=50, deadline=None)
    @given(
        st.dictionaries(st.sampled_from(["tim", "sap", "tu", "den", "o", "cach", "nv", "rut", "thay", "page"]), TEXT)
    )
    def test_a_list_answers_whatever_is_asked(self, asked):
        assert self.client_of_hanh().get("/hoat-dong/", asked).status_code == 200

    @settings(max_examples=25, deadline=None)
    @given(TEXT)
    def test_finding_a_unit_answers_whatever_is_typed(self, asked):
        assert self.client_of_hanh().get("/hoat-dong/ghi-thay/", {"tim": asked}).status_code == 200
