from django import forms

from vandong.kernel.fields import LineField


class SearchForm(forms.Form):
    tim = LineField(label="Tìm mọi nơi", required=False, max_length=100)
