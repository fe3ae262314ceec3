"""Forms of people: invite, give a role, end one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from parindex.engine.access.roles import ROLES
from parindex.faces.web.selecting import LongSelect


class RoleForm(forms.Form):
    """A role at a unit from a day."""

    role = forms.ChoiceField(label=pgettext_lazy("một", "Vai trò"))
    unit = forms.TypedChoiceField(label=gettext_lazy("Tại đơn vị"), coerce=int, widget=LongSelect)
    since = forms.DateField(
        label=gettext_lazy("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, units: Sequence[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        role, unit = self.fields["role"], self.fields["unit"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(unit, forms.ChoiceField)
        role.choices = [(each.key, each.title.in_language(language)) for each in ROLES]
        unit.choices = [(each.pk, str(each)) for each in units]
        self.fields["since"].initial = today


class InviteForm(RoleForm):
    """A new person with a first role."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=160)
    username = forms.RegexField(
        label=gettext_lazy("Tên đăng nhập"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9._@-]*$",
        max_length=80,
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm, gạch; ví dụ: nguyenvan.an"),
        error_messages={
            "invalid": gettext_lazy("Chỉ dùng chữ không dấu, số, dấu chấm, gạch ngang, gạch dưới.")
        },
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử (không bắt buộc)"), required=False)
    field_order = ("full_name", "username", "email", "role", "unit", "since")


class EndForm(forms.Form):
    """The day from which a role holds no more."""

    on = forms.DateField(
        label=gettext_lazy("Kết thúc từ ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )
