"""Forms of registers: an entry with the fields of its register, a withdrawal, a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.registers import checks
from parindex.cycle.registers.fields import NO, YES, Field, Kind
from parindex.faces.web.cycles.clock import DayField
from parindex.faces.web.registers import wording
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.templatetags.words import words

TABLES = (".csv", ".txt", ".xlsx")


class EntryForm(forms.Form):
    """One entry: its unit and day, the fields of the register, evidence."""

    occurred_on = DayField(label=gettext_lazy("Ngày"))

    def __init__(
        self,
        *args: Any,
        own: Sequence[Field],
        units: Sequence[tuple[int, str]] = (),
        shown: Sequence[tuple[int, str]] = (),
        may_add_files: bool = False,
        asks_reason: bool = False,
        values: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = tuple(own)
        if len(units) > 1:
            choices = [("", "–"), *units]
            unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, choices=choices, widget=LongSelect)
            self.fields["unit"] = unit
        for each in self.own:
            self.fields[name(each)] = _field(each, (values or {}).get(each.key, ""))
        if shown:
            self.fields["kept"] = forms.TypedMultipleChoiceField(
                label=_("Minh chứng đang kèm"),
                coerce=int,
                choices=shown,
                required=False,
                initial=[key for key, _title in shown],
                widget=forms.CheckboxSelectMultiple,
            )
        if may_add_files:
            self.fields["file"] = forms.FileField(
                label=_("Thêm tệp minh chứng"),
                required=False,
                help_text=_("Tệp được lưu vào kho minh chứng của đơn vị."),
            )
        if asks_reason:
            reason = forms.CharField(label=_("Lý do sửa"), max_length=1000)
            self.fields["reason"] = reason
        order = ["unit", "occurred_on", *map(name, self.own), "kept", "file", "reason"]
        self.order_fields(order)

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {each.key: self.cleaned_data.get(name(each), "") for each in self.own}

    def clean(self) -> dict[str, Any]:
        """What cannot stand in a field is told beside it; a draft may lack what must be there."""
        found: dict[str, Any] = super().clean() or {}
        texts = {each.key: found.get(name(each), "") for each in self.own}
        is_draft = self.data.get("state") == "draft"
        for key, wanted in checks.filled(self.own, texts, is_draft=is_draft).faults.items():
            self.tell(key, wanted)
        return found

    def tell(self, key: str, wanted: str) -> None:
        """Say of a field what was wanted."""
        self.add_error(key if key == "occurred_on" else f"v-{key}", wording.fault(wanted))


class WithdrawForm(forms.Form):
    """Why an entry counts no more."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút"), max_length=1000)


class TableForm(forms.Form):
    """A table of entries, taken as a whole or not at all."""

    file = forms.FileField(
        label=gettext_lazy("Bảng các dòng (.csv hoặc .xlsx)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(TABLES)}),
    )

    def clean_file(self) -> Any:
        """The kind and the size are checked before anything is read."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(TABLES):
            raise ValidationError(_("Chỉ nhận tệp .csv hoặc .xlsx. Hãy chọn tệp khác."))
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(_("Tệp này quá lớn. Hãy kiểm tra lại đã chọn đúng tệp chưa."))
        return file


def name(each: Field) -> str:
    """What a field of a register is called in the form."""
    return f"v-{each.key}"


def _field(each: Field, value: str) -> forms.Field:
    """Blank is judged by the rule of the register: what is required shows a star and no more."""
    label = f"{words(each.label)}{' *' if each.is_required else ''}"
    initial = wording.typed(each, value)
    if each.kind is Kind.YES_NO:
        choices = [("", "–"), (YES, _("Có")), (NO, _("Không"))]
        return forms.ChoiceField(label=label, required=False, choices=choices, initial=initial)
    if each.kind is Kind.CHOICE:
        options = [("", "–"), *((choice, choice) for choice in each.choices)]
        return forms.ChoiceField(label=label, required=False, choices=options, initial=initial)
    widget: forms.Widget = forms.Textarea(attrs={"rows": 2})
    if each.kind is Kind.DATE:
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "25/12/2026", "size": "11"})
    if each.kind is Kind.NUMBER:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": "11"})
    return forms.CharField(label=label, required=False, max_length=4000, initial=initial, widget=widget)
