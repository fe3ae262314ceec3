"""Forms of changes to units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.units.checks import LONGEST_NAME
from parindex.cycle.units.facts import Kind
from parindex.faces.web.units.pages import kind_words


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class ChangeForm(forms.Form):
    """A change of one unit; ``others`` are the units it may be about."""

    def __init__(self, *args: Any, others: Sequence[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("into", "parent"):
            if name in self.fields:
                field = self.fields[name]
                assert isinstance(field, forms.ChoiceField)
                field.choices = [(each.pk, str(each)) for each in others]
        if "on" in self.fields:
            self.fields["on"].initial = today


class RenameForm(ChangeForm):
    """A new name from a day."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=LONGEST_NAME)
    on = _day(gettext_lazy("Từ ngày"))


class AliasForm(ChangeForm):
    """Another way the name is printed."""

    text = forms.CharField(
        label=gettext_lazy("Cách viết khác"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Như văn bản hay viết tắt, ví dụ: Sở NV, SNV"),
    )


class MergeForm(ChangeForm):
    """The unit that takes over, and from when."""

    into = forms.TypedChoiceField(label=gettext_lazy("Hợp nhất vào"), coerce=int)
    on = _day(gettext_lazy("Từ ngày"))


class SplitForm(ChangeForm):
    """The units that take over, and from when."""

    into = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Chia thành"),
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": "10"}),
        help_text=gettext_lazy("Chọn từ hai đơn vị (giữ Ctrl). Đơn vị mới thì thêm vào danh mục trước."),
    )
    on = _day(gettext_lazy("Từ ngày"))


class DissolveForm(ChangeForm):
    """The day from which a unit is no more."""

    on = _day(gettext_lazy("Kết thúc từ ngày"))


class AddForm(ChangeForm):
    """A new unit."""

    name = forms.CharField(label=gettext_lazy("Tên đơn vị"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"))
    parent = forms.TypedChoiceField(label=pgettext_lazy("một", "Trực thuộc"), coerce=int)
    since = _day(gettext_lazy("Từ ngày (để trống nếu không rõ)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, kind_words(each)) for each in Kind if each is not Kind.CITY]
