from django.apps import AppConfig

from vandong.kernel.promises import Frozen, FrozenColumns

_NOT_DRAFT = "EXISTS (SELECT 1 FROM programme_programme AS whole WHERE whole.id = {id} AND whole.state <> 'draft')"
_READING_PROGRAMME = (
    "(SELECT origin.programme_id FROM programme_planreading AS origin WHERE origin.id = OLD.reading_id)"
)
_AMENDS = (
    "EXISTS (SELECT 1 FROM programme_planreading AS origin WHERE origin.id = OLD.reading_id "
    "AND origin.amends_id IS NOT NULL)"
)
_TARGET_PROGRAMME = "(SELECT aim.programme_id FROM programme_target AS aim WHERE aim.id = OLD.target_id)"
# What each part says. An amending document writes a new row; in the old one only since when it no longer holds, and
# what took its place. How a target is measured (its indicator) is the software's matter, not the plan's.
_SAID = {
    "target": (
        "programme_id", "kind", "subject", "value", "value_unit", "holder_level", "baseline_text", "due_on", "quote",
        "successor_level", "baseline_from", "baseline_to", "scope", "holder_text", "from_item_id",
    ),
    "task": ("programme_id", "section", "text", "short_text", "levels", "due_on", "lead", "partners", "from_item_id"),
    "deadline": (
        "programme_id", "kind", "recurs", "month", "day", "on", "from_level", "to_level", "via", "text", "section",
        "starts_on", "from_item_id",
    ),
}  # fmt: skip


class ProgrammeConfig(AppConfig):
    name = "vandong.programme"
    label = "programme"
    verbose_name = "Chương trình"
    default_auto_field = "django.db.models.BigAutoField"
    # Every part keeps its sentence for ever: once the programme is issued, what was read and decided stands. So does a
    # document that amends it, and each word of it from the moment a person decided.
    promises = [
        Frozen("programme_planreading", _NOT_DRAFT.format(id="OLD.programme_id"), label="stands_when_issued"),
        Frozen("programme_readitem", _NOT_DRAFT.format(id=_READING_PROGRAMME), label="stands_when_issued"),
        Frozen("programme_planreading", "OLD.amends_id IS NOT NULL", label="stands_as_amendment"),
        Frozen("programme_readitem", f"OLD.state <> 'waiting' AND {_AMENDS}", label="stands_as_amendment"),
        *(
            FrozenColumns(f"programme_{part}", said, _NOT_DRAFT.format(id="OLD.programme_id"), label="says_as_issued")
            for part, said in _SAID.items()
        ),
        Frozen("programme_targetinput", _NOT_DRAFT.format(id=_TARGET_PROGRAMME), label="stands_when_issued"),
    ]
