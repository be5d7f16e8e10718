"""What is missing in a form is said in one sentence of ours, never in Django's own words."""

from django import forms
from django.urls import get_resolver

from vandong.accounts.forms import AccountForm


def _all(form: type) -> set[type]:
    return {form}.union(*(_all(kind) for kind in form.__subclasses__()))


def test_no_form_says_that_a_field_is_obligatory():
    assert get_resolver().url_patterns, "every view, and so every form, is loaded"
    fields = [
        (form.__qualname__, name, field)
        for form in _all(forms.BaseForm)
        if form.__module__.startswith(("vandong.", "allauth."))
        for name, field in getattr(form, "base_fields", {}).items()
        if field.required
    ]
    assert len(fields) > 50
    wrong = [(form, name) for form, name, field in fields if "bắt buộc" in str(field.error_messages["required"])]
    assert not wrong


def test_an_empty_field_is_named():
    form = AccountForm({"full_name": " ", "phone": ""})
    assert form.errors["full_name"] == ["Xin ghi họ và tên."]
