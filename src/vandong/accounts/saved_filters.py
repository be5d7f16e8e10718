"""Reads of the filters a person keeps. Not a door: `queries` hands it on."""

from dataclasses import dataclass

from vandong.accounts.models import SavedFilter
from vandong.kernel import vietnamese


@dataclass(frozen=True)
class SavedFilterRow:
    id: int
    list_name: str  # the list's route
    name: str
    query: str  # "?cach=meeting"


def saved_filters(account_id: int, list_name: str = "") -> list[SavedFilterRow]:
    """One's own filters of a list, or of all, in Vietnamese order. One query."""
    rows = SavedFilter.objects.filter(account_id=account_id)
    if list_name:
        rows = rows.filter(list_name=list_name)
    found = [SavedFilterRow(*each) for each in rows.values_list("id", "list_name", "name", "query")]
    return sorted(found, key=lambda row: vietnamese.sort_key(row.name))
