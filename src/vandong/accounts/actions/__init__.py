from vandong.accounts.actions.change_appointment import appointment_version, change_appointment, end_appointment
from vandong.accounts.actions.choose_password import choose_password
from vandong.accounts.actions.close_account import deactivate_account, reactivate_account
from vandong.accounts.actions.edit_account import account_version, edit_account, edit_me
from vandong.accounts.actions.give_appointment import Grant, give_appointment
from vandong.accounts.actions.hand_over import hand_over
from vandong.accounts.actions.import_accounts import import_accounts
from vandong.accounts.actions.keep_filter import delete_filter, rename_filter, save_filter
from vandong.accounts.actions.open_account import NewPerson, Slip, open_account
from vandong.accounts.actions.record_sign_in import record_locked_out, record_sign_in, record_two_step
from vandong.accounts.actions.reset_access import reset_at_the_machine, reset_password, reset_two_step

__all__ = [
    "Grant",
    "NewPerson",
    "Slip",
    "account_version",
    "appointment_version",
    "change_appointment",
    "choose_password",
    "deactivate_account",
    "delete_filter",
    "edit_account",
    "edit_me",
    "end_appointment",
    "give_appointment",
    "hand_over",
    "import_accounts",
    "open_account",
    "reactivate_account",
    "record_locked_out",
    "record_sign_in",
    "record_two_step",
    "rename_filter",
    "reset_at_the_machine",
    "reset_password",
    "reset_two_step",
    "save_filter",
]
