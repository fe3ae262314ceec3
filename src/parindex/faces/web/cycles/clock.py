"""Moments as officials write and read them: 25/12/2026 17:00; a day alone lasts to its end."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.faces.web.templatetags.words import day, moment

_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_HOUR = re.compile(r"(?P<hour>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<minute>\d{2})?")
_BLANK = re.compile(r"^[\sT,]*(ngày)?[\s,]*(phút)?\s*$")


def read_day(text: str) -> tuple[date, str]:
    """The day in ``text`` and what stands beside it. Raises ValueError."""
    for pattern in (_ISO, _DAY):
        found = pattern.search(text)
        if found:
            parts = {name: int(value) for name, value in found.groupdict().items()}
            return date(**parts), text[: found.start()] + " " + text[found.end() :]
    raise ValueError(text)


def read_moment(text: str, *, alone: time | None) -> datetime:
    """The moment in ``text``; a day without an hour begins ``alone``, or lasts to its end when that is None.

    24:00 is the end of the day. Raises ValueError.
    """
    on, rest = read_day(text.strip())
    found = _HOUR.search(rest)
    if found is None:
        if not _BLANK.match(rest):
            raise ValueError(text)
        return _local(on, alone) if alone is not None else _local(on + timedelta(days=1), time())
    if not _BLANK.match(rest[: found.start()] + " " + rest[found.end() :]):
        raise ValueError(text)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if (hour, minute) == (24, 0):
        return _local(on + timedelta(days=1), time())
    return _local(on, time(hour, minute))


def written(when: datetime, *, is_end: bool) -> str:
    """A moment as it is put into a form; the midnight that ends a day reads 24:00 of that day."""
    local = timezone.localtime(when)
    if is_end and local.time() == time():
        before = local.date() - timedelta(days=1)
        return f"{before:%d/%m/%Y} 24:00"
    return f"{local:%d/%m/%Y %H:%M}"


def until(when: datetime) -> str:
    """A deadline in words: the end of a day, or a day and an hour."""
    local = timezone.localtime(when)
    if local.time() == time():
        return _("hết ngày %(day)s") % {"day": day(when - timedelta(seconds=1))}
    return moment(when)


def left(when: datetime, now: datetime) -> str:
    """How long it is until ``when``: days, and hours on the last day."""
    rest = when - now
    if rest <= timedelta():
        return _("đã hết hạn")
    if rest < timedelta(days=1):
        hours = int(rest.total_seconds() // 3600)
        return (
            ngettext("còn %(n)s giờ", "còn %(n)s giờ", hours) % {"n": hours}
            if hours
            else _("còn chưa đầy 1 giờ")
        )
    return ngettext("còn %(n)s ngày", "còn %(n)s ngày", rest.days) % {"n": rest.days}


class MomentField(forms.CharField):
    """A day and an hour; ``is_end`` says that a day alone is meant to its end."""

    def __init__(self, *, is_end: bool, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "25/12/2026 17:00", "size": "17"}
        )
        super().__init__(max_length=40, widget=widget, **kwargs)
        self.is_end = is_end

    def prepare_value(self, value: Any) -> Any:
        """As officials write it."""
        return written(value, is_end=self.is_end) if isinstance(value, datetime) else value

    def clean(self, value: Any) -> Any:
        """The moment, or what to write instead."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_moment(text, alone=None if self.is_end else time())
        except ValueError:
            raise ValidationError(_("Hãy ghi ngày và giờ, ví dụ 25/12/2026 17:00.")) from None


class DayField(forms.CharField):
    """A day as officials write it: 25/12/2026."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "25/12/2026", "size": "11"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As officials write it."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The day, or what to write instead."""
        text = super().clean(value)
        if not text:
            return None
        try:
            on, rest = read_day(text.strip())
        except ValueError:
            raise ValidationError(_("Hãy ghi ngày, ví dụ 25/12/2026.")) from None
        if rest.strip():
            raise ValidationError(_("Hãy ghi ngày, ví dụ 25/12/2026."))
        return on


def _local(on: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, at))
