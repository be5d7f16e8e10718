"""Which lists have filters to keep, and what stands at the head of each."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer

# Route → what the list is called: every list drawn by kernel/listing.html (held by a test).
LISTS = {
    "activity_list": "Hoạt động",
    "organisation_list": "Tổ chức trên địa bàn",
    "propagandist_gaps": "Nơi chưa có ai",
    "unit_list": "Đơn vị",
    "standing_list": "Xếp loại địa bàn",
    "unit_map": "Bản đồ",
    "document_list": "Văn bản",
    "account_list": "Tài khoản",
    "audit_list": "Nhật ký",
}
_NOT_ASKED = ("page", "xuat")


@dataclass(frozen=True)
class Kept:
    """A filter as it stands at its list's head."""

    id: int
    name: str
    query: str
    list_title: str
    path: str


@dataclass(frozen=True)
class Head:
    """What kernel/saved_filters.html draws over one list; asked for only where a page draws it."""

    account_id: int
    route: str

    @cached_property
    def kept(self) -> list[Kept]:
        return kept(self.account_id, self.route)


def head(officer: Officer | None, route: str) -> Head | None:
    """For the list at this route; None where there is none to keep filters of."""
    return Head(officer.account_id, route) if officer and route in LISTS else None


def kept(account_id: int, route: str = "") -> list[Kept]:
    """One's own filters of one list, or of every list in the order of `LISTS`. One query."""
    order = list(LISTS)
    rows = [row for row in accounts.saved_filters(account_id, route) if row.list_name in LISTS]
    found = sorted(rows, key=lambda row: order.index(row.list_name))
    return [
        Kept(row.id, row.name, row.query, LISTS[row.list_name], f"{reverse(row.list_name)}{row.query}") for row in found
    ]


def query_asked(said: str) -> str:
    """The query string of a list as it is kept: without the page, empty fields left out. "?" asks nothing."""
    asked = parse_qsl(said.removeprefix("?"), max_num_fields=40) if len(said) <= 2000 else []
    return "?" + urlencode([(name, value) for name, value in asked if name not in _NOT_ASKED])
