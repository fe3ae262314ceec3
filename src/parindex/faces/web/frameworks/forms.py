"""Forms of frameworks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from parindex.faces.web.remembering import RememberingForm


class CriterionForm(RememberingForm):
    """One criterion of a draft."""

    code = forms.CharField(label=gettext_lazy("Mã"), max_length=40)
    name = forms.CharField(
        label=gettext_lazy("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    max = forms.CharField(
        label=gettext_lazy("Điểm tối đa"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    owner = forms.CharField(
        label=gettext_lazy("Chủ trì"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Tên đơn vị như trong danh mục; nhiều đơn vị cách nhau bằng dấu chấm phẩy."),
    )


class SuspendForm(forms.Form):
    """Why a version is taken out of force."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đình chỉ"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
