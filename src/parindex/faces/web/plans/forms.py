"""Forms of plans and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.plans import checks
from parindex.cycle.plans.actions.describing import REPLYING
from parindex.faces.web.cycles.clock import DayField
from parindex.faces.web.plans import words
from parindex.faces.web.remembering import RememberingForm
from parindex.faces.web.selecting import LongSelect

LONGEST_TEXT = 20_000
LONGEST_LINE = 400
LINES = gettext_lazy("Mỗi dòng một đơn vị; phạm vi ghi trong ngoặc.")


def _text(label: Any, *, rows: int = 0, required: bool = False, hint: Any = "") -> forms.CharField:
    """A text: one line, or an area of so many rows."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT if rows else LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        help_text=hint,
    )


def reason() -> forms.CharField:
    """Why it is done, kept with the deed."""
    return forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("Ví dụ: số văn bản điều chỉnh. Lý do được ghi vào nhật ký."),
    )


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class TaskForm(RememberingForm):
    """A task: what it says, until when, who does it."""

    number = _text(gettext_lazy("Số thứ tự"))
    text = _text(pgettext_lazy("một", "Nhiệm vụ"), rows=4)
    deadline = _text(
        gettext_lazy("Thời hạn"),
        hint=gettext_lazy("Như văn bản ghi: 30/6/2026, Tháng 6/2026, Quý II, Thường xuyên…"),
    )
    leads = _text(gettext_lazy("Chủ trì"), rows=2, hint=LINES)
    partners = _text(gettext_lazy("Phối hợp"), rows=2, hint=LINES)
    deliverables = _text(gettext_lazy("Sản phẩm"), rows=2, hint=gettext_lazy("Mỗi dòng một sản phẩm."))
    division = _text(gettext_lazy("Phòng, bộ phận thực hiện"))
    reason = reason()


class AddForm(TaskForm):
    """A task to be added, in one of the sections of the plan."""

    section = forms.TypedChoiceField(
        label=gettext_lazy("Mục"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    field_order = ("section", "number", "text", "deadline", "leads", "partners", "deliverables", "division")

    def __init__(self, *args: Any, sections: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        _offer(self, "section", [("", _("(không thuộc mục nào)")), *sections])


class CancelForm(forms.Form):
    """The decision by which a task is cancelled."""

    decision = _text(
        gettext_lazy("Quyết định, văn bản hủy"),
        required=True,
        hint=gettext_lazy("Số, ký hiệu; ví dụ 15/QĐ-UBND."),
    )
    on = DayField(label=gettext_lazy("Hủy từ ngày"))
    reason = reason()


class RestoreForm(forms.Form):
    """Why a cancellation is taken back."""

    reason = reason()


class DrawUpForm(forms.Form):
    """For which unit an own plan is drawn up, and what it is called."""

    unit = forms.TypedChoiceField(label=pgettext_lazy("một", "Đơn vị"), coerce=int, widget=LongSelect)
    title = _text(gettext_lazy("Trích yếu"), required=True)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


class IssueForm(forms.Form):
    """Number and day of a plan that is issued."""

    number = _text(gettext_lazy("Số, ký hiệu"), required=True, hint=gettext_lazy("Ví dụ 05/KH-UBND."))
    on = DayField(label=gettext_lazy("Ngày ban hành"))


class DivideForm(forms.Form):
    """Who of the unit does the chosen tasks."""

    division = _text(
        gettext_lazy("Phòng, bộ phận thực hiện"),
        hint=gettext_lazy("Ví dụ: Văn phòng HĐND và UBND."),
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người phụ trách"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "person", [("", "–"), *people])


class DescribeForm(forms.Form):
    """What a plan is, and until when which units issue their own to carry it out."""

    title = _text(gettext_lazy("Trích yếu"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị phải ban hành kế hoạch của mình"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    within = forms.IntegerField(
        label=gettext_lazy("Trong bao nhiêu ngày kể từ ngày ban hành"),
        required=False,
        min_value=1,
        max_value=checks.LONGEST_WITHIN,
    )
    by_day = DayField(label=gettext_lazy("hoặc trước ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", words.document_kinds())
        _offer(self, "groups", [(group, words.group_words(group)) for group in REPLYING])

    def clean(self) -> dict[str, Any]:
        """Days and a day cannot both be said."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("within") and said.get("by_day"):
            raise ValidationError(_("Hãy ghi số ngày, hoặc ghi ngày cuối; không ghi cả hai."))
        return said


class LinkForm(forms.Form):
    """A criterion that a task is to gain points of."""

    criterion = forms.IntegerField(widget=forms.HiddenInput)
    gain = forms.CharField(
        label=gettext_lazy("Điểm dự kiến tăng"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6}),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=LONGEST_LINE)
