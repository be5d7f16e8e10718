from django.apps import AppConfig

from vandong.kernel.promises import Frozen, FrozenColumns, NeverBecomes, NothingAdded

_NOT_DRAFT = "EXISTS (SELECT 1 FROM programme_programme AS whole WHERE whole.id = {id} AND whole.state <> 'draft')"
_READING_PROGRAMME = (
    "(SELECT origin.programme_id FROM programme_planreading AS origin WHERE origin.id = {row}.reading_id)"
)
_AMENDS = (
    "EXISTS (SELECT 1 FROM programme_planreading AS origin WHERE origin.id = OLD.reading_id "
    "AND origin.amends_id IS NOT NULL)"
)
_TARGET_PROGRAMME = "(SELECT aim.programme_id FROM programme_target AS aim WHERE aim.id = OLD.target_id)"
_DEADLINE_PROGRAMME = "(SELECT due.programme_id FROM programme_deadline AS due WHERE due.id = {row}.deadline_id)"
# The sentence a part names as its origin stands in a document that amends this programme and waits for a person's word:
# what `apply_amendment` carries out, before it says so of the sentence.
_BEING_AMENDED = (
    "EXISTS (SELECT 1 FROM programme_readitem AS said "
    "JOIN programme_planreading AS origin ON origin.id = said.reading_id "
    "WHERE said.id = {item} AND said.state = 'waiting' AND origin.amends_id = {programme})"
)
_ADDED_PART = (
    f"{_NOT_DRAFT.format(id='NEW.programme_id')} "
    f"AND NOT {_BEING_AMENDED.format(item='NEW.from_item_id', programme='NEW.programme_id')}"
)
_DUE_ITEM = "(SELECT due.from_item_id FROM programme_deadline AS due WHERE due.id = NEW.deadline_id)"
_ADDED_DUE = (
    f"{_NOT_DRAFT.format(id=_DEADLINE_PROGRAMME.format(row='NEW'))} "
    f"AND NOT {_BEING_AMENDED.format(item=_DUE_ITEM, programme=_DEADLINE_PROGRAMME.format(row='NEW'))}"
)
# A part is withdrawn while a document that amends its programme waits for a person's word, and for good.
_AMENDED_NOW = (
    "EXISTS (SELECT 1 FROM programme_readitem AS said "
    "JOIN programme_planreading AS origin ON origin.id = said.reading_id "
    "WHERE said.state = 'waiting' AND origin.amends_id = OLD.programme_id)"
)
_WITHDRAWN_OTHERWISE = (
    "NEW.withdrawn_on IS NOT NULL AND OLD.withdrawn_on IS NULL "
    f"AND {_NOT_DRAFT.format(id='OLD.programme_id')} AND NOT {_AMENDED_NOW}"
)
_ITS_OWN = (
    "body_id", "title", "short_title", "plan_number", "plan_dated_on", "plan_file_id", "starts_on", "ends_on",
    "issued_at",
)  # fmt: skip
_PARTS = ("target", "task", "deadline", "riskgroup", "planterm")
# What each part says. An amending document writes a new row; in the old one only since when it no longer holds, and
# what took its place. How a target is measured (its indicator) is the software's matter, not the plan's.
_SAID = {
    "target": (
        "programme_id", "kind", "subject", "value", "value_unit", "holder_level", "baseline_text", "due_on", "quote",
        "successor_level", "baseline_from", "baseline_to", "scope", "holder_text", "recurs", "from_item_id",
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
        FrozenColumns("programme_programme", _ITS_OWN, "OLD.state <> 'draft'", label="says_as_issued"),
        NeverBecomes("programme_programme", "OLD.state <> 'draft' AND NEW.state = 'draft'", label="is_no_draft_again"),
        Frozen("programme_planreading", _NOT_DRAFT.format(id="OLD.programme_id"), label="stands_when_issued"),
        Frozen(
            "programme_readitem", _NOT_DRAFT.format(id=_READING_PROGRAMME.format(row="OLD")), label="stands_when_issued"
        ),
        Frozen("programme_planreading", "OLD.amends_id IS NOT NULL", label="stands_as_amendment"),
        Frozen("programme_readitem", f"OLD.state <> 'waiting' AND {_AMENDS}", label="stands_as_amendment"),
        *(
            FrozenColumns(f"programme_{part}", said, _NOT_DRAFT.format(id="OLD.programme_id"), label="says_as_issued")
            for part, said in _SAID.items()
        ),
        *(
            promise
            for part in _SAID
            for promise in (
                FrozenColumns(
                    f"programme_{part}",
                    ("withdrawn_on", "replaced_by_id"),
                    "OLD.withdrawn_on IS NOT NULL",
                    label="stays_withdrawn",
                ),
                NeverBecomes(f"programme_{part}", _WITHDRAWN_OTHERWISE, label="withdrawn_by_amendment_alone"),
            )
        ),
        Frozen("programme_riskgroup", _NOT_DRAFT.format(id="OLD.programme_id"), label="stands_when_issued"),
        Frozen("programme_planterm", _NOT_DRAFT.format(id="OLD.programme_id"), label="stands_when_issued"),
        Frozen(
            "programme_deadlinedue",
            _NOT_DRAFT.format(id=_DEADLINE_PROGRAMME.format(row="OLD")),
            label="stands_when_issued",
        ),
        *(NothingAdded(f"programme_{part}", _ADDED_PART, label="added_by_amendment_alone") for part in _PARTS),
        NothingAdded("programme_deadlinedue", _ADDED_DUE, label="added_by_amendment_alone"),
        NothingAdded("programme_planreading", _NOT_DRAFT.format(id="NEW.programme_id"), label="read_before_issuing"),
        NothingAdded(
            "programme_readitem",
            _NOT_DRAFT.format(id=_READING_PROGRAMME.format(row="NEW")),
            label="read_before_issuing",
        ),
        Frozen("programme_targetinput", _NOT_DRAFT.format(id=_TARGET_PROGRAMME), label="stands_when_issued"),
    ]
