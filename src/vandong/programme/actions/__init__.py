from vandong.programme.actions.adopt_programme import OwnPlan, adopt_programme
from vandong.programme.actions.draft_programme import Basics, basics_of, draft_programme, edit_programme
from vandong.programme.actions.edit_part import remove_part, save_part
from vandong.programme.actions.issue_programme import attach_plan_file, issue_programme

__all__ = [
    "Basics",
    "OwnPlan",
    "adopt_programme",
    "attach_plan_file",
    "basics_of",
    "draft_programme",
    "edit_programme",
    "issue_programme",
    "remove_part",
    "save_part",
]
