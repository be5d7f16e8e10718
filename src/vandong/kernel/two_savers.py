"""Two people save one row: the second is told, and sees what the first saved.

A row that keeps a counter of its own says so itself; for the others a page shows the number of the state it read, made
from the very values its form writes.
"""

import hashlib
from collections.abc import Mapping

from django import forms

from vandong.kernel.errors import ChangedMeanwhile
from vandong.kernel.fields import VersionField

_TOP = 2**31 - 2  # what fields.VersionField takes


def state_number(*values: object) -> int:
    """The number of a state, 1 or more: equal values give the same, others another (but for one in two thousand
    million). Values must have one text each: a set has none, sort it first."""
    digest = hashlib.sha256(repr(values).encode()).digest()
    return int.from_bytes(digest[:8], "big") % _TOP + 1


def state_seen(posted: Mapping[str, str], name: str = "version") -> int | None:
    """What a page's hidden field says it showed; None where it says nothing that could be a state."""
    said = posted.get(name, "")
    return int(said) if said.isdecimal() and len(said) <= 10 else None


def ensure_unchanged(stands: int, seen: int | None) -> None:
    """Pass when the row, locked, is in the state that was seen. Raises ChangedMeanwhile."""
    if stands != seen:
        raise ChangedMeanwhile(None if seen else VersionField.unseen)


def saved_by_other(form: forms.Form, theirs: Mapping[str, object]) -> list[tuple[str, str]]:
    """Label and text of what the other person saved, for every field of `form` a person sees."""
    return [
        (str(bound.label), _text(bound.field, theirs[bound.name]))
        for bound in form.visible_fields()
        if bound.name in theirs
    ]


def _text(field: forms.Field, value: object) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in field.choices}  # type: ignore[union-attr, misc]
        codes = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(labels.get(str(code), str(code)) for code in codes if code not in (None, "")) or "chưa ghi"
    return str(field.prepare_value(value)) if value not in (None, "") else "chưa ghi"
