"""Lists: filtered, sorted, paged and exported from one small query string, of which only named fields are read.

A domain describes its list once (a `FilterForm` and its `Column`s), its `queries` answer with `Lazy` rows, and the
page, the printed page and the workbook show the same rows in the same order. Draw it with

    {% include "kernel/listing.html" with listing=listing %}
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, overload
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.forms.utils import flatatt
from django.http import HttpResponse, QueryDict
from django.utils.safestring import SafeString, mark_safe

from vandong.kernel import sheet, vietnamese
from vandong.kernel.escaping import escape
from vandong.kernel.fields import LineField

Row = TypeVar("Row")
PAGE_SIZE = 25
MOST_EXPORTED = 20_000  # rows of one workbook


class Lazy(Sequence[Row], Generic[Row]):
    """Frozen rows of a queryset, fetched a slice at a time. `to_rows` turns one slice of models into rows, with as
    many queries for 25 as for 1."""

    def __init__(
        self,
        found: QuerySet[Any],
        to_rows: Callable[[list[Any]], list[Row]],
        count: int | None = None,
        *,
        most: int | None = None,
    ) -> None:
        """`count`, where a query for totals has already told it, saves asking again. Where counting to the end would
        keep somebody waiting, `most` ends it: the rows past that are in no page, and `has_more` says that there are."""
        self._found, self._to_rows, self._count, self._most = found, to_rows, count, most
        self._has_more = False

    def count(self, value: Any = None) -> int:
        """How many rows there are in all, or as many as are counted (the paginator's question)."""
        if self._count is None:
            # In any order: sorting what is only counted would find it all first.
            bounded = self._found if self._most is None else self._found.order_by()[: self._most + 1]
            found = bounded.count()
            self._has_more = self._most is not None and found > self._most
            self._count = found - self._has_more
        return self._count

    @property
    def has_more(self) -> bool:
        """Whether there are more rows than `count` says."""
        self.count()
        return self._has_more

    def __len__(self) -> int:
        return self.count()

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return self._to_rows(list(self._found[index]))
        return self._to_rows([self._found[index]])[0]

    def __iter__(self) -> Iterator[Row]:
        chunk: list[Model] = []
        for model in self._found.iterator(chunk_size=1000):
            chunk.append(model)
            if len(chunk) == 1000:
                yield from self._to_rows(chunk)
                chunk = []
        yield from self._to_rows(chunk)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. `text` is what the page shows, `cell` what the workbook holds (None: the same text).

    `code` names it in the query string when `is_sortable`; the domain's query decides what that order is.
    """

    code: str
    title: str
    text: Callable[[Row], str]
    cell: Callable[[Row], sheet.Cell] | None = None
    href: Callable[[Row], str] | None = None
    is_number: bool = False
    is_sortable: bool = False
    on_page: bool = True
    in_workbook: bool = True
    width: int = 16


class PlainSelect(forms.Select):
    """A select written in one go: Django's own renders a template for every option, and a province has 247 units."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        parts = [f"<select{flatatt(self.build_attrs(self.attrs, {**(attrs or {}), 'name': name}))}>"]
        for code, label in self.choices:
            if isinstance(label, list | tuple):
                parts += (f'<optgroup label="{escape(code)}">', *self._options(label, chosen), "</optgroup>")
            else:
                parts += self._options([(code, label)], chosen)
        return mark_safe("".join((*parts, "</select>")))  # noqa: S308  each part is escaped

    def _options(self, choices: Any, chosen: str) -> list[str]:
        return [
            f'<option value="{escape(code)}"{" selected" if str(code) == chosen else ""}>{escape(label)}</option>'
            for code, label in choices
        ]


class FilterForm(forms.Form):
    """What may be asked of a list. Fields a subclass adds are filters; anything else in the address is not read.

    What can't be understood is said beside its field and left out of the question: a list never answers with an error.
    """

    tim = LineField(label="Tìm", required=False, max_length=100)
    sap = forms.ChoiceField(label="Xếp theo", required=False, widget=PlainSelect)

    def __init__(self, asked: QueryDict, columns: Sequence[Column[Any]], *, default_sort: str, **kwargs: Any) -> None:
        super().__init__(asked, **kwargs)
        self._sortable = {column.code for column in columns if column.is_sortable}
        self._default_sort = default_sort
        self.fields["sap"].choices = [("", "Mặc định")] + [  # type: ignore[attr-defined]
            (f"{sign}{column.code}", f"{column.title}, {way}")
            for column in columns
            if column.is_sortable
            for sign, way in (("", "tăng dần"), ("-", "giảm dần"))
        ]
        self.order_fields([name for name in self.fields if name != "sap"] + ["sap"])
        self.fields["tim"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    def value(self, name: str) -> Any:
        """The cleaned value of a field; None where nothing (or nothing sensible) was asked."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for, in the form to search by ("ma tuý" and "ma túy" are one). All must be found."""
        return tuple(vietnamese.search_key(self.value("tim") or "").split())

    @property
    def sort(self) -> tuple[str, bool]:
        """(code of a sortable column, whether downwards)."""
        asked = self.value("sap") or self._default_sort
        code = asked.removeprefix("-")
        return (
            (code, asked.startswith("-"))
            if code in self._sortable
            else (self._default_sort.removeprefix("-"), self._default_sort.startswith("-"))
        )

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields to draw under "Lọc"."""
        return [self[name] for name in self.fields if name != "tim"]

    @property
    def is_filtered(self) -> bool:
        return any(self.value(field.name) for field in self.filters if field.name != "sap")

    def address(self, **changes: str) -> str:
        """The query string of this question with `changes` ("" leaves a field out); the page number is not kept."""
        kept = [
            (name, changes.get(name, value))
            for name in self.fields
            for value in (self.data.getlist(name) if isinstance(self.data, QueryDict) else [])
        ]
        kept += [(name, value) for name, value in changes.items() if name not in {name for name, _ in kept}]
        return "?" + urlencode([(name, value) for name, value in kept if value])


@dataclass(frozen=True)
class Head:
    title: str
    is_number: bool
    href: str  # "" = can't be sorted by
    direction: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class ShownCell:
    title: str
    text: str
    href: str
    is_number: bool

    @property
    def inside(self) -> str:
        """What stands inside the cell, escaped."""
        if not self.text:
            return ""
        numeric = ' class="num"' if self.is_number else ""
        if self.href:
            return f'<a{numeric} href="{escape(self.href)}">{escape(self.text)}</a>'
        return f"<span{numeric}>{escape(self.text)}</span>"

    @property
    def td(self) -> str:
        """The whole cell, escaped; on a phone its title stands before it."""
        side = ' class="r"' if self.is_number else ""
        return f'<td{side} data-l="{escape(self.title)}">{self.inside}</td>'


@dataclass(frozen=True)
class ShownRow:
    """A row. What `is_struck` is struck through; `struck_note` and `mark` stand as tags beside its head."""

    row: Any
    cells: tuple[ShownCell, ...]  # the first heads the row

    @property
    def html(self) -> SafeString:
        """The whole row. Built here: a page has hundreds of cells, and a template's ifs add up."""
        struck = ' class="struck"' if getattr(self.row, "is_struck", False) else ""
        notes = (getattr(self.row, "struck_note", ""), getattr(self.row, "mark", ""))
        tags = "".join(f' <span class="tag">{escape(note)}</span>' for note in notes if note)
        head, *rest = self.cells
        cells = "".join(cell.td for cell in rest)
        return mark_safe(f'<tr{struck}><th scope="row">{head.inside}{tags}</th>{cells}</tr>')  # noqa: S308  each part is escaped


@dataclass(frozen=True)
class Listing:
    """What `kernel/listing.html` draws."""

    form: FilterForm
    page: Page[Any]
    heads: tuple[Head, ...]
    rows: tuple[ShownRow, ...]
    total: tuple[ShownCell, ...]
    has_more: bool  # than the pages show: counting ended at a bound
    noun: str  # "hoạt động"
    xlsx_path: str
    clear_path: str


def listing(
    columns: Sequence[Column[Row]],
    found: Sequence[Row],
    *,
    form: FilterForm,
    page_number: str | None,
    noun: str,
    total: dict[str, str] | None = None,
) -> Listing:
    """One page of a list. `total` gives the totals line by column code; a page number that is none means the first."""
    page = Paginator(found, PAGE_SIZE).get_page(page_number)
    shown = [column for column in columns if column.on_page]
    code, downwards = form.sort
    heads = tuple(
        Head(
            column.title,
            column.is_number,
            form.address(sap=f"-{column.code}" if column.code == code and not downwards else column.code)
            if column.is_sortable
            else "",
            "" if column.code != code else "descending" if downwards else "ascending",
        )
        for column in shown
    )
    rows = tuple(
        ShownRow(
            row,
            tuple(
                ShownCell(column.title, column.text(row), column.href(row) if column.href else "", column.is_number)
                for column in shown
            ),
        )
        for row in page.object_list
    )
    totals = tuple(ShownCell(c.title, (total or {}).get(c.code, ""), "", c.is_number) for c in shown) if total else ()
    clear = form.address(**{field.name: "" for field in form.filters if field.name != "sap"}, tim="")
    return Listing(form, page, heads, rows, totals, _has_more(found), noun, form.address(xuat="xlsx"), clear)


def workbook(
    file_name: str,
    columns: Sequence[Column[Row]],
    found: Sequence[Row],
    *,
    heading: Sequence[str],
    now: datetime,
) -> HttpResponse:
    """The whole list as .xlsx, at most `MOST_EXPORTED` rows (and it says so). The caller has applied the scope."""
    kept = [column for column in columns if column.in_workbook]
    count = len(found)
    lines = list(heading)
    if count > MOST_EXPORTED or _has_more(found):
        of_all = f"hơn {count}" if _has_more(found) else str(count)
        lines.append(f"Chỉ xuất {MOST_EXPORTED} dòng đầu trong {of_all} dòng. Xin lọc hẹp hơn để lấy phần còn lại.")
    rows = ([_cell(column, row) for column in kept] for row in found[:MOST_EXPORTED])
    described = [sheet.Column(column.title, column.width) for column in kept]
    return sheet.response(file_name, [sheet.Sheet(file_name, described, rows, heading=lines)], now=now)


def _has_more(found: Sequence[Any]) -> bool:
    return isinstance(found, Lazy) and found.has_more


def _cell(column: Column[Row], row: Row) -> sheet.Cell:
    return column.cell(row) if column.cell else column.text(row)
