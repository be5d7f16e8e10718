"""What every template may use without loading it (a builtin library): numbers and days as written here, icons."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.safestring import SafeString

from vandong.kernel import field_html, numbers, vietnamese

register = template.Library()

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@register.filter
def so(value: int | Decimal | None) -> str:
    """1234 → 1.234; Decimal("16000.0000") → 16.000, Decimal("5.5000") → 5,5: what the table pads is not shown."""
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else value.normalize()
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


@register.filter
def trong_cau(name: str) -> str:
    """A unit's name as it reads inside a sentence: "Xã Hồng Phong" → "xã Hồng Phong"."""
    return vietnamese.uncapitalised(name)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; always decoration, the word beside it says what it means. `{% icon "pen" %}`, size "s"."""
    return field_html.icon_html(name, size)


# ---- form fields -----------------------------------------------------------------------------------------------


@register.simple_tag
def written_field(field: BoundField, seg: object, plain: object) -> SafeString:
    """What kernel/field.html draws."""
    return field_html.field_html(field, is_seg=bool(seg), is_plain=bool(plain))


@register.simple_tag
def field_errors(field: BoundField) -> SafeString:
    """What kernel/field_errors.html draws."""
    return field_html.errors_html(field)


@register.filter
def focus_id(field: BoundField) -> str:
    """Where a link of the error summary leads: the control, or the group of choices."""
    return field.id_for_label or str(field.auto_id)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own control, with the class of the look and its hint and error named to those who listen."""
    return field_html.control_html(field)
