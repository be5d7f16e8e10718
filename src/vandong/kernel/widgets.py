"""Form controls written in one go.

Django draws each input, option and attribute list with a template of its own: the recording form needs ninety. What
stands here writes the same HTML (a test compares the two); any other widget is still drawn by Django.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates

from vandong.kernel.escaping import escape

Widget = Mapping[str, Any]  # what a widget's get_context() calls "widget"


class WrittenWidgets(DjangoTemplates):
    """The setting FORM_RENDERER."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        write = _WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" + ("" if value is True else f'="{escape(value)}"')
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>'


def _choice(widget: Widget) -> str:
    """One radio button or check box of several; Django asks for a label around it or not."""
    if not widget["wrap_label"]:
        return _input(widget)
    owner = widget["attrs"].get("id")
    says = f' for="{escape(owner)}"' if owner else ""
    return f"<label{says}>{_input(widget)} {escape(widget['label'])}</label>"


def _textarea(widget: Widget) -> str:
    text = escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for label, options, _ in widget["optgroups"]:
        if label:
            parts.append(f'<optgroup label="{escape(label)}">')
        parts += [_option(option) for option in options]
        if label:
            parts.append("</optgroup>")
    return "\n".join([*parts, "</select>"])


def _option(widget: Widget) -> str:
    value, label = escape(widget["value"]), escape(widget["label"])
    return f'<option value="{value}"{_attributes(widget["attrs"])}>{label}</option>'


_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{
        f"django/forms/widgets/{kind}.html": _input
        for kind in ("checkbox", "date", "email", "file", "hidden", "input", "number", "password", "search", "text")
    },
    "django/forms/widgets/checkbox_option.html": _choice,
    "django/forms/widgets/radio_option.html": _choice,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
}
