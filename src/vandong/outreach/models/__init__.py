from vandong.outreach.models.activity import Activity, ActivityPartner, ActivityPhoto, RiskAttendance
from vandong.outreach.models.channel import Channel

__all__ = ["Activity", "ActivityPartner", "ActivityPhoto", "Channel", "RiskAttendance"]
