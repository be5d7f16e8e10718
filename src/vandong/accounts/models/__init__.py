from vandong.accounts.models.account import Account
from vandong.accounts.models.appointment import Appointment, Capability
from vandong.accounts.models.saved_filter import SavedFilter
from vandong.accounts.models.slip import OneTimeSlip

__all__ = ["Account", "Appointment", "Capability", "OneTimeSlip", "SavedFilter"]
