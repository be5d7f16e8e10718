from vandong.programme.actions.adopt_programme import OwnPlan, adopt_programme
from vandong.programme.actions.amend_programme import apply_amendment, read_amendment
from vandong.programme.actions.decide_item import (
    accept_item,
    accept_many,
    add_item,
    change_item,
    dismiss_item,
    settle_flag,
    undo_item,
)
from vandong.programme.actions.draft_programme import Basics, basics_of, draft_programme, edit_programme
from vandong.programme.actions.drop_draft import drop_draft
from vandong.programme.actions.edit_part import part_version, remove_part, save_part
from vandong.programme.actions.give_input import Counted, enter_target_input, put_off_target_input
from vandong.programme.actions.hand_down import HandDown, set_level_dues
from vandong.programme.actions.issue_programme import attach_plan_file, issue_programme
from vandong.programme.actions.issue_unit_plan import issue_unit_plan
from vandong.programme.actions.read_plan import PlanDocument, open_plan_document, read_plan_document
from vandong.programme.actions.save_unit_plan import UnitPlanEntry, save_unit_plan

__all__ = [
    "Basics",
    "Counted",
    "HandDown",
    "OwnPlan",
    "PlanDocument",
    "UnitPlanEntry",
    "accept_item",
    "accept_many",
    "add_item",
    "adopt_programme",
    "apply_amendment",
    "attach_plan_file",
    "basics_of",
    "change_item",
    "dismiss_item",
    "draft_programme",
    "drop_draft",
    "edit_programme",
    "enter_target_input",
    "issue_programme",
    "issue_unit_plan",
    "open_plan_document",
    "part_version",
    "put_off_target_input",
    "read_amendment",
    "read_plan_document",
    "remove_part",
    "save_part",
    "save_unit_plan",
    "set_level_dues",
    "settle_flag",
    "undo_item",
]
