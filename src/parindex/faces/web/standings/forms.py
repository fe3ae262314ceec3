"""Forms of the indexes of other bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.measures import families
from parindex.faces.web.selecting import LongSelect


class IndexForm(forms.Form):
    """Which index is followed, by whom, with which sub-indexes."""

    family = forms.ChoiceField(label=gettext_lazy("Chỉ số"))
    kept_by = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan theo dõi"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=LongSelect,
    )
    parts = forms.CharField(
        label=gettext_lazy("Chỉ số thành phần"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mỗi dòng một chỉ số thành phần; để trống nếu dùng bộ có sẵn hoặc không có."),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family, kept_by = self.fields["family"], self.fields["kept_by"]
        assert isinstance(family, forms.ChoiceField)
        assert isinstance(kept_by, forms.ChoiceField)
        family.choices = [(each.key, each.name) for each in families.listed()]
        kept_by.choices = [("", _("Chưa giao")), *units]

    def lines(self) -> list[str] | None:
        """The sub-indexes; None where those laid down are meant."""
        found = [line.strip()[:500] for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        return found[:60] or None
