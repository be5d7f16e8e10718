from vandong.outreach.actions.add_photos import add_photos, draw_small_copies
from vandong.outreach.actions.correct_activity import correct_activity
from vandong.outreach.actions.import_activities import import_activities
from vandong.outreach.actions.import_group_sizes import import_group_sizes
from vandong.outreach.actions.import_organisations import import_organisations
from vandong.outreach.actions.index_words import index_words
from vandong.outreach.actions.keep_organisation import (
    correct_organisation,
    end_organisation,
    load_organisations,
    register_organisation,
)
from vandong.outreach.actions.keep_propagandist import (
    correct_propagandist,
    register_propagandist,
    withdraw_propagandist,
)
from vandong.outreach.actions.load_activities import LoadedActivity, load_activities
from vandong.outreach.actions.name_session_leaders import name_session_leaders
from vandong.outreach.actions.record_activity import Recorded, record_activity
from vandong.outreach.actions.remove_photo import remove_photo
from vandong.outreach.actions.restore_activity import restore_activity
from vandong.outreach.actions.state_group_size import state_group_size
from vandong.outreach.actions.withdraw_activity import withdraw_activity
from vandong.outreach.organisations.rules import OrganisationEntry
from vandong.outreach.propagandists.rules import CONSENT_VERSION, PropagandistEntry
from vandong.outreach.risk_groups.rules import GroupSizeEntry
from vandong.outreach.rules import ActivityEntry

__all__ = [
    "CONSENT_VERSION",
    "ActivityEntry",
    "GroupSizeEntry",
    "LoadedActivity",
    "OrganisationEntry",
    "PropagandistEntry",
    "Recorded",
    "add_photos",
    "correct_activity",
    "correct_organisation",
    "correct_propagandist",
    "draw_small_copies",
    "end_organisation",
    "import_activities",
    "import_group_sizes",
    "import_organisations",
    "index_words",
    "load_activities",
    "load_organisations",
    "name_session_leaders",
    "record_activity",
    "register_organisation",
    "register_propagandist",
    "remove_photo",
    "restore_activity",
    "state_group_size",
    "withdraw_activity",
    "withdraw_propagandist",
]
