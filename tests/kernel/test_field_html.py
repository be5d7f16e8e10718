"""A field as every form shows it: label, hint, control, what is wrong; nothing typed or named becomes markup."""

from django import forms
from django.template.loader import render_to_string

from vandong.kernel.widgets import WrittenWidgets

ODD = '<b>"Thôn" & xóm</b>'
SAFE = "&lt;b&gt;&quot;Thôn&quot; &amp; xóm&lt;/b&gt;"


class Everything(forms.Form):
    name = forms.CharField(label=ODD, help_text=ODD, max_length=5)
    note = forms.CharField(required=False)
    count = forms.IntegerField(label=ODD, widget=forms.NumberInput(attrs={"data-stepper": "người dự"}))
    sure = forms.BooleanField(label=ODD)
    way = forms.ChoiceField(choices=[("a", ODD), ("b", "Khác")], widget=forms.RadioSelect, help_text="Chọn một.")
    token = forms.CharField(widget=forms.HiddenInput)


def drawn(field, **asked) -> str:
    return render_to_string("kernel/field.html", {"field": field, **asked})


def test_a_field_tells_its_hint_and_what_is_wrong_to_those_who_listen():
    form = Everything({"name": ODD, "way": "c"}, renderer=WrittenWidgets())
    name, way = drawn(form["name"]), drawn(form["way"], seg=True)
    for html, owner in ((name, "id_name"), (way, "id_way")):
        assert 'class="field invalid"' in html
        assert f'aria-describedby="{owner}_helptext {owner}_error"' in html
        assert f'id="{owner}_helptext"' in html
        assert f'<p class="err" id="{owner}_error">' in html
    assert '<div class="picks seg">' in way
    assert way.count('<label class="pick"') == 2
    assert "stepline invalid" in drawn(form["count"])
    assert "pick pick-alone" in drawn(form["sure"])
    assert drawn(form["token"]).strip() == str(form["token"])


def test_only_what_may_stay_empty_is_called_so():
    form = Everything(renderer=WrittenWidgets())
    assert "không bắt buộc" in drawn(form["note"])
    assert "không bắt buộc" not in drawn(form["note"], plain=True)
    assert "không bắt buộc" not in drawn(form["name"])


def test_nothing_typed_or_named_becomes_markup():
    form = Everything({"name": ODD, "way": ODD}, renderer=WrittenWidgets())
    for field in form:
        html = drawn(field)
        assert "<b>" not in html
        assert ODD not in html
    assert drawn(form["name"]).count(SAFE) == 3  # label, hint, what was typed
