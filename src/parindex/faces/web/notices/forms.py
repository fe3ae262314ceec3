"""The form of how to be told by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.foundation.notices.levels import ByMail, Wish


class WishForm(forms.Form):
    """When notices are mailed, and between which hours never."""

    by_mail = forms.ChoiceField(label=gettext_lazy("Gửi thông báo qua thư điện tử"))
    quiet_from = forms.TimeField(
        label=gettext_lazy("Không gửi thư từ"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("đến"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Hai giờ bằng nhau: gửi thư vào bất kỳ giờ nào."),
    )

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "by_mail": wish.by_mail.value,
            "quiet_from": wish.quiet_from,
            "quiet_until": wish.quiet_until,
        }
        super().__init__(*args, **kwargs)
        choice = self.fields["by_mail"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (ByMail.AT_ONCE.value, _("Gửi ngay khi có thông báo")),
            (ByMail.DAILY.value, _("Gửi gộp mỗi ngày một thư")),
            (ByMail.NONE.value, _("Không gửi thư, chỉ xem trên hệ thống")),
        ]

    @property
    def wish(self) -> Wish:
        """What was chosen."""
        chosen = self.cleaned_data
        return Wish(ByMail(chosen["by_mail"]), chosen["quiet_from"], chosen["quiet_until"])
