"""Keep what was asked of a list under a name, give it another name, put it away. A person's own, and nobody else's:
the audit says that a filter was kept, never its name nor what it asks."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.accounts.errors import FilterNamed, FilterNotHere, FiltersFull
from vandong.accounts.models import Account, SavedFilter
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid

MOST_OF_A_LIST = 20
LONGEST_NAME, LONGEST_QUERY = 60, 1000


@transaction.atomic
def save_filter(*, by: Officer, list_name: str, name: str, query: str, now: datetime) -> int:
    """Keep `query` ("?cach=meeting") of the list whose route is `list_name`; returns its id. Raises Invalid,
    FilterNamed, FiltersFull."""
    if len(query) > LONGEST_QUERY or not query.startswith("?") or query == "?":
        raise Invalid("Bộ lọc này không lưu được. Xin lọc lại danh sách rồi lưu.", field="query")
    _hold(by)
    mine = SavedFilter.objects.filter(account_id=by.account_id, list_name=list_name)
    if mine.count() >= MOST_OF_A_LIST:
        raise FiltersFull
    tidy, key = _name(name)
    if mine.filter(name_key=key).exists():
        raise FilterNamed(field="name")
    row = SavedFilter.objects.create(
        account_id=by.account_id, list_name=list_name, name=tidy, name_key=key, query=query, saved_at=now
    )
    _record(by, row, "saved", now)
    return row.id


@transaction.atomic
def rename_filter(*, by: Officer, filter_id: int, name: str, now: datetime) -> None:
    """Another name for one's own. Raises FilterNotHere, Invalid, FilterNamed."""
    _hold(by)
    row = _own(by, filter_id)
    tidy, key = _name(name)
    if tidy == row.name:
        return
    others = SavedFilter.objects.filter(account_id=by.account_id, list_name=row.list_name).exclude(id=row.id)
    if others.filter(name_key=key).exists():
        raise FilterNamed(field="name")
    row.name, row.name_key = tidy, key
    row.save(update_fields=["name", "name_key"])
    _record(by, row, "renamed", now)


@transaction.atomic
def delete_filter(*, by: Officer, filter_id: int, now: datetime) -> None:
    """Put one's own away. Raises FilterNotHere."""
    row = _own(by, filter_id)
    _record(by, row, "deleted", now)
    row.delete()


def _hold(by: Officer) -> None:
    """One at a time for a person: names and their number are judged against what stands."""
    Account.objects.select_for_update().get(id=by.account_id)


def _own(by: Officer, filter_id: int) -> SavedFilter:
    row = SavedFilter.objects.filter(id=filter_id, account_id=by.account_id).first()
    if row is None:
        raise FilterNotHere
    return row


def _name(said: str) -> tuple[str, str]:
    name = vietnamese.tidy(said)
    key = vietnamese.search_key(name)[:LONGEST_NAME]
    if not key or len(name) > LONGEST_NAME:
        raise Invalid(f"Xin đặt cho bộ lọc một tên có chữ, không quá {LONGEST_NAME} ký tự.", field="name")
    return name, key


def _record(by: Officer, row: SavedFilter, verb: str, now: datetime) -> None:
    audit.record(
        by=by, at=now, action=f"accounts.filter.{verb}", subject_type="accounts.saved_filter", subject_id=row.id
    )
