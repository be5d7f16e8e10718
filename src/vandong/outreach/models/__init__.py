from vandong.outreach.models.activity import Activity, ActivityPartner, ActivityPhoto, RiskAttendance
from vandong.outreach.models.channel import Channel
from vandong.outreach.models.group_size import GroupSize
from vandong.outreach.models.organisation import LONG_STANDING, Organisation, OrganisationKind

__all__ = [
    "Activity",
    "ActivityPartner",
    "ActivityPhoto",
    "Channel",
    "GroupSize",
    "LONG_STANDING",
    "Organisation",
    "OrganisationKind",
    "RiskAttendance",
]
