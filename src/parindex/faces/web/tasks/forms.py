"""Forms of one assignment: what the unit says of it, and what the owner of the plan decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.monitoring.pages import Proof
from parindex.cycle.monitoring.states import DueChange
from parindex.faces.web.cycles.clock import DayField

MOST = 10_000


def _words(label: Any, *, required: bool = False, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DeedForm(forms.Form):
    """What every form carries: the version of the assignment that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)


class ReportForm(DeedForm):
    """What was done so far, or that it is done."""

    done = forms.IntegerField(label=gettext_lazy("Đã làm được"), required=False, min_value=0, max_value=2**62)
    total = forms.IntegerField(
        label=gettext_lazy("Trên tổng số"), required=False, min_value=0, max_value=2**62
    )
    counted_in = forms.CharField(
        label=gettext_lazy("Tính theo"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Ví dụ: thủ tục, hồ sơ, cuộc đối thoại."),
    )
    text = _words(gettext_lazy("Kết quả thực hiện"))
    obstacle = _words(gettext_lazy("Khó khăn, vướng mắc"), rows=2)
    proposal = _words(gettext_lazy("Đề xuất, kiến nghị"), rows=2)
    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("Minh chứng trong kho của đơn vị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(
        label=gettext_lazy("Tải lên minh chứng mới"),
        required=False,
        help_text=gettext_lazy("Tệp được giữ trong kho minh chứng của đơn vị."),
    )
    done_on = DayField(
        label=gettext_lazy("Ngày hoàn thành"),
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi đã làm xong: báo cáo này là báo cáo hoàn thành."),
    )

    def __init__(self, *args: Any, proofs: Sequence[Proof] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (str(each.key), " · ".join(part for part in (each.title, each.about) if part)) for each in proofs
        ]
        field = self.fields["evidence"]
        if named and isinstance(field, forms.MultipleChoiceField):
            field.choices = named
        else:
            del self.fields["evidence"]


class AskForm(DeedForm):
    """Asking for another due date."""

    wanted = DayField(label=gettext_lazy("Xin gia hạn đến ngày"))
    reason = _words(pgettext_lazy("vì sao", "Lý do"), required=True)


class AccountForm(DeedForm):
    """Why a date was missed and what is done about it."""

    text = _words(
        gettext_lazy("Trách nhiệm"),
        required=True,
        help_text=gettext_lazy("Việc gì chậm, ai chịu trách nhiệm."),
    )
    cause = _words(gettext_lazy("Nguyên nhân"), required=True, rows=2)
    remedy = _words(gettext_lazy("Biện pháp khắc phục"), required=True, rows=2)


class DivideForm(DeedForm):
    """Which division of the unit does the work."""

    division = forms.CharField(label=gettext_lazy("Phòng, bộ phận thực hiện"), required=False, max_length=200)


class VerifyForm(DeedForm):
    """Confirming that it is done."""

    text = _words(gettext_lazy("Ý kiến"), rows=2)


class ReturnForm(DeedForm):
    """Giving a report back."""

    reason = _words(gettext_lazy("Lý do trả lại, cần làm thêm gì"), required=True)


class CancelForm(DeedForm):
    """Stopping to follow a task, by a decision."""

    decision = forms.CharField(label=gettext_lazy("Số, ngày quyết định"), max_length=400)
    reason = _words(pgettext_lazy("vì sao", "Lý do"), required=True, rows=2)


class DecideForm(DeedForm):
    """Deciding on another due date that was asked for."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        widget=forms.RadioSelect,
        choices=(
            (DueChange.GRANTED.value, gettext_lazy("Đồng ý gia hạn")),
            (DueChange.REFUSED.value, gettext_lazy("Không đồng ý")),
        ),
    )
    decision = forms.CharField(
        label=gettext_lazy("Số văn bản đồng ý, hoặc lý do không đồng ý"), max_length=1000
    )


class SetDueForm(DeedForm):
    """Setting the due date by what is stated."""

    due_on = DayField(label=gettext_lazy("Thời hạn mới"))
    decision = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=1000)
