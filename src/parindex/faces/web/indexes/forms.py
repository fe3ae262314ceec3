"""Setting figures by hand, with the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.documents import review
from parindex.faces.web.remembering import RememberingForm
from parindex.faces.web.selecting import LongSelect


def _figure(longest: int) -> forms.CharField:
    attrs = {"autocomplete": "off", "inputmode": "decimal"}
    return forms.CharField(required=False, max_length=longest, widget=forms.TextInput(attrs=attrs))


class FigureForm(RememberingForm):
    """The result and the target of one criterion, of the total, of the rank or of the group."""

    result = _figure(80)
    comparator = forms.ChoiceField(
        label=gettext_lazy("So sánh"), choices=[(each, each) for each in review.COMPARATORS]
    )
    target = _figure(80)
    owner = forms.ChoiceField(
        label=gettext_lazy("Đơn vị chịu trách nhiệm"), required=False, widget=LongSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("Ví dụ: số văn bản công bố kết quả. Lý do được ghi vào nhật ký."),
    )

    def __init__(
        self, *args: Any, result_year: int, target_year: int, owners: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", _("(đơn vị chủ trì tiêu chí)")), *((str(key), name) for key, name in owners)]
        self.fields["result"].label = _("Kết quả %(year)s") % {"year": result_year}
        self.fields["target"].label = _("Mục tiêu %(year)s") % {"year": target_year}
