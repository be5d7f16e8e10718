"""What every template may use without loading it (a builtin library): numbers and days as written here, icons."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vandong.kernel import numbers

register = template.Library()

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@register.filter
def so(value: int | Decimal | None) -> str:
    """1234 → 1.234."""
    return numbers.format_number(value)


@register.filter
def ngay(value: date | datetime | None) -> str:
    """05/11/2024."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return numbers.format_day(value)


@register.filter
def gio_ngay(value: datetime | None) -> str:
    """08:15, 05/11/2024."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H:%M}, {local:%d/%m/%Y}"


@register.filter
def thu_ngay(value: date | None) -> str:
    """Thứ Năm, 05/11/2020."""
    return "" if value is None else f"{_WEEKDAYS[value.weekday()]}, {numbers.format_day(value)}"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; always decoration, the word beside it says what it means. `{% icon "pen" %}`, size "s"."""
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        " i-s" if size == "s" else "",
        static("vandong/icons.svg"),
        name,
    )
