"""Forms of signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The present password and the new one, twice."""

    present = forms.CharField(
        label=gettext_lazy("Mật khẩu hiện tại"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    chosen = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Ít nhất 10 ký tự, không chỉ có chữ số, không giống tên đăng nhập."),
    )
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_present(self) -> str:
        """The present password must be right."""
        present: str = self.cleaned_data["present"]
        if not self.person.check_password(present):
            raise ValidationError(_("Mật khẩu hiện tại chưa đúng. Hãy nhập lại."))
        return present

    def clean_chosen(self) -> str:
        """The new password must be strong and new."""
        chosen: str = self.cleaned_data["chosen"]
        validate_password(chosen, user=self.person)
        if chosen == self.cleaned_data.get("present"):
            raise ValidationError(_("Mật khẩu mới trùng mật khẩu hiện tại. Hãy chọn mật khẩu khác."))
        return chosen

    def clean(self) -> dict[str, Any] | None:
        """Both entries of the new password must agree."""
        cleaned = super().clean() or self.cleaned_data
        if "chosen" in cleaned and cleaned.get("again") != cleaned["chosen"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại."))
        return cleaned
