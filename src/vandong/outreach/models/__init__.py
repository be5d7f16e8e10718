from vandong.outreach.models.activity import (
    Activity,
    ActivityMaterial,
    ActivityOrganisation,
    ActivityPartner,
    ActivityPhoto,
    ActivityTerm,
    RiskAttendance,
)
from vandong.outreach.models.channel import Channel
from vandong.outreach.models.group_size import GroupSize
from vandong.outreach.models.organisation import LONG_STANDING, Organisation, OrganisationKind
from vandong.outreach.models.propagandist import (
    ConsentForm,
    Propagandist,
    PropagandistKind,
    PropagandistTraining,
    ServedArea,
    SessionLeader,
)

__all__ = [
    "Activity",
    "ActivityMaterial",
    "ActivityOrganisation",
    "ActivityPartner",
    "ActivityPhoto",
    "ActivityTerm",
    "Channel",
    "ConsentForm",
    "GroupSize",
    "LONG_STANDING",
    "Organisation",
    "OrganisationKind",
    "Propagandist",
    "PropagandistKind",
    "PropagandistTraining",
    "RiskAttendance",
    "ServedArea",
    "SessionLeader",
]
