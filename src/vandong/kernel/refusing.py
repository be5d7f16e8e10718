"""A refusal said where a person can answer it: beside the field it concerns, or above the form."""

from django import forms

from vandong.kernel.errors import Refused


def say_beside(form: forms.Form, refusal: Refused) -> None:
    """Put each sentence beside its field; above the form where it names none that this form has. Raises it again when
    it concerns no form: what is not here, or not this person's to do."""
    if refusal.status in (403, 404):
        raise refusal
    for fault in refusal.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.message)
