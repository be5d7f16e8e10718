"""The controls written by hand are the ones Django would draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from vandong.kernel.widgets import WrittenWidgets

ODD = [("a&b", 'Thôn "Bồng" <Lai>'), ("2", mark_safe("Đã <b>gạch</b>")), ("Cụm 1", [("3", "Xóm"), (4, "Ấp & bản")])]


class Everything(forms.Form):
    line = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"data-x": 'nháy "', "autofocus": True}))
    hidden = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(widget=forms.PasswordInput)
    number = forms.IntegerField(min_value=1, max_value=9, widget=forms.NumberInput(attrs={"step": 1, "hidden": False}))
    check = forms.BooleanField(required=False)
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField()
    one = forms.ChoiceField(choices=ODD)
    several = forms.MultipleChoiceField(choices=ODD, widget=forms.SelectMultiple)
    radio = forms.ChoiceField(choices=ODD[:2], widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(choices=ODD[:2], widget=forms.CheckboxSelectMultiple)


SAID = {
    "line": "<script>'", "hidden": "&", "secret": "x", "number": "12", "check": "on", "long": "\n<p> & ”", "one": "4",
    "several": ["a&b", "3"], "radio": "2", "boxes": ["a&b"],
}  # fmt: skip


@pytest.mark.parametrize("said", [None, SAID, {}], ids=["empty", "filled", "refused"])
def test_every_control_is_written_as_django_draws_it(said):
    ours, django = (Everything(said, renderer=renderer()) for renderer in (WrittenWidgets, DjangoTemplates))
    for name in Everything.base_fields:
        assert _tight(str(ours[name])) == _tight(str(django[name])), name
    assert str(ours["long"]) == str(django["long"]), "a first line break is the text's own"
    for name in ("radio", "boxes"):
        for a, b in zip(ours[name], django[name], strict=True):
            assert _tight(a.tag()) == _tight(b.tag())
            assert _tight(a.tag(wrap_label=True)) == _tight(b.tag(wrap_label=True))


def _tight(html: str) -> str:
    """Spaces between tags say nothing."""
    return " ".join(html.split()).replace("> <", "><")
