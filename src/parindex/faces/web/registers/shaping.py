"""Forms that say what a register is and what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.registers import fields
from parindex.cycle.registers.conditions import Condition, How
from parindex.cycle.registers.counts import Rhythm, Way
from parindex.cycle.registers.fields import Field, Kind, WrongText
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.registers import wording
from parindex.faces.web.templatetags.words import words

SPARE = 6
ROWS = 2
"""How many conditions a form offers; all of them must hold."""


class ShapeForm(forms.Form):
    """Name, fields and, once there are fields, what makes an entry count as handled."""

    name = forms.CharField(label=gettext_lazy("Tên sổ"), max_length=500)
    code = forms.CharField(
        label=gettext_lazy("Mã"), max_length=60, help_text=gettext_lazy("Ngắn, không trùng; ví dụ kiem-tra.")
    )
    note = forms.CharField(
        label=gettext_lazy("Hướng dẫn ghi"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rhythm = forms.ChoiceField(label=gettext_lazy("Tổng hợp"))

    def __init__(self, *args: Any, own: Sequence[Field] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = tuple(own)
        _choices(self, "rhythm", [(each.value, wording.rhythm(each)) for each in Rhythm])
        if self.own:
            del self.fields["code"]
            self.fields["handled_as"] = forms.CharField(
                label=_("Tên gọi khi đã xử lý"), max_length=80, required=False
            )
            add_conditions(self, "handled", self.own)
        self.rows = [self._row(number) for number in range(len(self.own) + SPARE)]

    def drawn(self) -> list[list[forms.BoundField]]:
        """Each field of the register with what is asked of it."""
        return [[self[each] for each in row] for row in self.rows]

    def wanted(self) -> tuple[Field, ...]:
        """The fields as they were filled in; a row without a name is none."""
        found: list[Field] = []
        for number, (label, english, kind, required, choices) in enumerate(self.rows):
            said = self.cleaned_data.get(label, "")
            if not said:
                continue
            taken = {each.key for each in (*self.own, *found)}
            key = self.own[number].key if number < len(self.own) else _key(said, taken)
            listed = self.cleaned_data.get(choices, "").split(";")
            found.append(
                Field(
                    key=key,
                    label=Words(said, self.cleaned_data.get(english) or said),
                    kind=Kind(self.cleaned_data.get(kind) or Kind.TEXT.value),
                    is_required=bool(self.cleaned_data.get(required)),
                    choices=tuple(each.strip() for each in listed if each.strip()),
                )
            )
        return tuple(found)

    def _row(self, number: int) -> tuple[str, str, str, str, str]:
        """The five fields of the form for one field of the register."""
        known = self.own[number] if number < len(self.own) else None
        row = (f"label-{number}", f"en-{number}", f"kind-{number}", f"must-{number}", f"of-{number}")
        label, english, kind, required, choices = row
        self.fields[label] = _text(_("Tên cột"), 200, known.label.vi if known else "")
        self.fields[english] = _text(_("Tên tiếng Anh"), 200, known.label.en if known else "")
        self.fields[kind] = forms.ChoiceField(
            label=_("Kiểu"),
            required=False,
            choices=[(each.value, wording.kind(each)) for each in Kind],
            initial=known.kind.value if known else Kind.TEXT.value,
        )
        self.fields[required] = forms.BooleanField(
            label=_("Bắt buộc"), required=False, initial=bool(known and known.is_required)
        )
        joined = "; ".join(known.choices) if known else ""
        self.fields[choices] = _text(_("Các lựa chọn, cách nhau bằng dấu chấm phẩy"), 2000, joined)
        for each in row:
            self.fields[each].widget.attrs["aria-label"] = f"{self.fields[each].label} {number + 1}"
        return row


class CountForm(forms.Form):
    """One measure that a register makes."""

    name = forms.CharField(label=gettext_lazy("Tên số liệu"), max_length=1000)
    code = forms.CharField(label=gettext_lazy("Mã số liệu"), max_length=80)
    counted_in = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=80, required=False)
    way = forms.ChoiceField(label=gettext_lazy("Cách tính"))
    rhythm = forms.ChoiceField(label=gettext_lazy("Kỳ"))

    def __init__(self, *args: Any, own: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "way", [(each.value, wording.way(each)) for each in Way])
        _choices(self, "rhythm", [(each.value, wording.rhythm(each)) for each in Rhythm])
        numbers = [(each.key, words(each.label)) for each in own if each.kind is Kind.NUMBER]
        self.fields["field"] = forms.ChoiceField(
            label=_("Cột số để cộng"), choices=[("", "–"), *numbers], required=False
        )
        add_conditions(self, "where", own)
        add_conditions(self, "part", own)


def add_conditions(form: forms.Form, prefix: str, own: Sequence[Field]) -> None:
    """Add the fields for a few conditions to a form."""
    columns = [("", "–"), *((each.key, words(each.label)) for each in own)]
    hows = [(each.value, wording.how(each)) for each in How]
    for number in range(ROWS):
        form.fields[f"{prefix}-field-{number}"] = forms.ChoiceField(
            label=_("Cột"), choices=columns, required=False
        )
        form.fields[f"{prefix}-how-{number}"] = forms.ChoiceField(
            label=_("Điều kiện"), choices=hows, required=False, initial=How.IS.value
        )
        form.fields[f"{prefix}-value-{number}"] = _text(_("Giá trị"), 200, "")


def condition_rows(form: forms.Form, prefix: str) -> list[list[forms.BoundField]]:
    """The fields of the conditions, condition by condition."""
    return [
        [form[f"{prefix}-{part}-{number}"] for part in ("field", "how", "value")] for number in range(ROWS)
    ]


def told_conditions(prefix: str, tests: Sequence[Condition], own: Sequence[Field]) -> dict[str, str]:
    """Conditions as a form holds them."""
    known = {each.key: each for each in own}
    found: dict[str, str] = {}
    for number, test in enumerate(tests[:ROWS]):
        field, other = known[test.field], known.get(test.value)
        shown = (
            words(other.label) if test.how is How.NOT_AFTER and other else wording.value(field, test.value)
        )
        found |= {
            f"{prefix}-field-{number}": test.field,
            f"{prefix}-how-{number}": test.how.value,
            f"{prefix}-value-{number}": shown,
        }
    return found


def conditions(data: dict[str, Any], prefix: str, own: Sequence[Field]) -> tuple[Condition, ...]:
    """The conditions that were filled in; what a value means is read as the field has it."""
    known = {each.key: each for each in own}
    found = []
    for number in range(ROWS):
        key = data.get(f"{prefix}-field-{number}", "")
        if key not in known:
            continue
        how = How(data.get(f"{prefix}-how-{number}") or How.IS.value)
        found.append(Condition(key, how, _meant(known, key, how, data.get(f"{prefix}-value-{number}", ""))))
    return tuple(found)


def _meant(known: dict[str, Field], key: str, how: How, text: str) -> str:
    if how in (How.FILLED, How.BLANK):
        return ""
    if how is How.NOT_AFTER:
        named = {fold(label): each.key for each in known.values() for label in (each.label.vi, each.label.en)}
        return named.get(fold(text.strip("“” ")), text)
    try:
        return fields.value(known[key], text)
    except WrongText:
        return text


def _key(label: str, taken: set[str]) -> str:
    """A key of its own for a new field, made of its name."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in fold(label))
    base = plain.strip("_")[:30] or "cot"
    base = base if base[0].isalpha() else f"cot_{base}"
    return next(key for key in (base, *(f"{base}_{n}" for n in range(2, 99))) if key not in taken)


def _text(label: str, longest: int, initial: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, initial=initial)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
