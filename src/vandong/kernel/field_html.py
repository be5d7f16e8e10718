"""A form field with its label, hint and errors, written in one go: as a template, each of a form's forty fields cost as
much as a query. `kernel/field.html` draws it; see there how to ask for one.
"""

from functools import cache

from django import forms
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from vandong.kernel.escaping import escape

_OPTIONAL = ' <span class="muted small">không bắt buộc</span>'


def field_html(field: BoundField, *, is_seg: bool, is_plain: bool) -> SafeString:
    """`is_seg`: choices stand side by side. `is_plain`: a field that may stay empty is not called so."""
    if field.is_hidden:
        return mark_safe(str(field))  # noqa: S308  a widget's own HTML
    widget = field.field.widget
    invalid = " invalid" if field.errors else ""
    says_optional = not (field.field.required or is_plain or getattr(field.field, "is_needed", False))
    label = escape(field.label) + (_OPTIONAL if says_optional else "")
    told, errors = _hint(field, "p"), errors_html(field)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        described = f' aria-describedby="{escape(ids)}"' if (ids := described_by(field)) else ""
        picks = "".join(
            f'<label class="pick" for="{escape(option.id_for_label)}">{option.tag()}'
            f"<span>{escape(option.choice_label)}</span></label>"
            for option in field
        )
        html = (
            f'<fieldset class="field{invalid}" id="{escape(field.auto_id)}" tabindex="-1"{described}>'
            f'<legend>{label}</legend>{told}<div class="picks{" seg" if is_seg else ""}">{picks}</div>'
            f"{errors}</fieldset>"
        )
    elif isinstance(widget, forms.CheckboxInput):
        html = (
            f'<div class="field{invalid}"><p><label class="pick pick-alone" for="{escape(field.id_for_label)}">'
            f"{control_html(field)}<span>{escape(field.label)}</span></label></p>{told}{errors}</div>"
        )
    elif "data-stepper" in widget.attrs:
        html = (
            f'<div class="stepline{invalid}"><div class="field"><label for="{escape(field.id_for_label)}">'
            f"{escape(field.label)}</label>{_hint(field, 'span')}</div>\n{control_html(field)}{errors}</div>"
        )
    else:
        html = (
            f'<div class="field{invalid}"><label for="{escape(field.id_for_label)}">{label}</label>'
            f"{told}{control_html(field)}{errors}</div>"
        )
    return mark_safe(html)  # noqa: S308  each part is escaped


def control_html(field: BoundField) -> SafeString:
    """The field's own control, with the class of the look and its hint and error named to those who listen."""
    attrs: dict[str, str | bool] = {}
    given = str(field.field.widget.attrs.get("class", ""))
    if not isinstance(field.field.widget, forms.CheckboxInput):
        attrs["class"] = f"input {given}".strip()
    if ids := described_by(field):
        attrs["aria-describedby"] = ids
    return field.as_widget(attrs=attrs)


def errors_html(field: BoundField) -> SafeString:
    """What is wrong with a field; empty where nothing is."""
    if not field.errors:
        return SafeString("")
    said = " ".join(escape(error) for error in field.errors)
    html = f'<p class="err" id="{escape(field.auto_id)}_error">{icon_html("warn", "s")}<span>{said}</span></p>'
    return mark_safe(html)  # noqa: S308  each part is escaped


def described_by(field: BoundField) -> str:
    """Ids of the hint and the error that belong to a field, for aria-describedby; empty without either."""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@cache
def icon_html(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; always decoration, the word beside it says what it means."""
    small, path = " i-s" if size == "s" else "", static("vandong/icons.svg")
    return mark_safe(f'<svg class="i{small}" aria-hidden="true"><use href="{escape(path)}#i-{escape(name)}"/></svg>')  # noqa: S308


def _hint(field: BoundField, tag: str) -> str:
    if not field.help_text:
        return ""
    return f'<{tag} class="hint" id="{escape(field.auto_id)}_helptext">{escape(field.help_text)}</{tag}>'
