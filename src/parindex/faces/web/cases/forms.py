"""The form that sends a case file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.faces.web.cases import pages
from parindex.faces.web.cycles.clock import DayField


class SendForm(forms.Form):
    """One file and the days it is about, both included."""

    since = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Ngày chốt số liệu của tệp; thường là ngày 15 hoặc ngày cuối tháng."),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp hồ sơ"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(pages.KINDS)}),
        error_messages={"required": gettext_lazy("Hãy chọn một tệp.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The days are in order and not in the future; ``until`` is the first day after them."""
        found: dict[str, Any] = super().clean() or {}
        since, last = found.get("since"), found.get("last")
        if since is None or last is None:
            return found
        if last < since:
            self.add_error("last", _("Ngày cuối phải không trước ngày đầu."))
        elif last > self.today:
            self.add_error("last", _("Kỳ của tệp chưa kết thúc: ngày cuối không được sau hôm nay."))
        elif (last - since).days >= 366:
            self.add_error("last", _("Một tệp nhiều nhất là một năm. Hãy chia tệp."))
        return found | {"until": last + timedelta(days=1)}
