"""Confirming many items, issuing, amending, writing a unit's own plan: killed in the middle they leave nothing half,
killed once they have answered they leave all of it."""

import json
import os

import pytest

from tests.ops.site import Site

pytestmark = [pytest.mark.once, pytest.mark.ci, pytest.mark.skipif(os.name == "nt", reason="forks and kills")]
TELL = "import runpy; runpy.run_module('tests.reliability.programme_story', run_name='__main__')"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_programmes_verb_that_is_killed_is_done_whole_or_not_at_all(new_site, database):
    site: Site = new_site(database, "office")
    site.migrate()
    told = json.loads(site.python(TELL))
    assert list(told) == ["accept_many", "issue_programme", "apply_amendment", "save_unit_plan"]
    for verb, (writes, half, missing) in told.items():
        assert writes > 2, verb
        assert half == [], verb
        assert missing == [], verb
