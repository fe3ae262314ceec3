"""Forms that remember what they showed: only what the person changed is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

T = TypeVar("T", bound="RememberingForm")


class RememberingForm(forms.Form):
    """Each field goes out with what it showed (``was-…``); what differs from that is the person's change."""

    def was(self, name: str) -> str:
        """What the field showed when the person began."""
        shown: str = self.data.get(f"was-{name}", self.initial.get(name, ""))
        return _lines(shown)

    def typed(self, name: str) -> str:
        """What the person sends in the field."""
        return _lines(self.data.get(name, ""))

    def is_changed(self, name: str) -> bool:
        """Whether the person made the field read otherwise."""
        return self.typed(name).strip() != self.was(name).strip()

    def shown(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The fields, each with what it is told to have shown."""
        return ((field, self.was(field.name)) for field in self.visible_fields())


def merged(sent: RememberingForm, *, now: RememberingForm) -> QueryDict:
    """The fields of ``sent`` over what stands ``now``: the person's own changes stay, the rest is new."""
    data = QueryDict(mutable=True)
    data.update(sent.data)
    for name in sent.fields:
        if not sent.is_changed(name):
            data[name] = now.was(name)
        data[f"was-{name}"] = now.was(name)
    return data


def tell_others(again: T, *, sent: RememberingForm) -> T:
    """``again`` with a word beside each field that others changed since ``sent`` was shown."""
    for name in sent.fields:
        stands = again.was(name)
        if sent.was(name) != stands:
            again.add_error(name, _("Người khác vừa sửa thành “%(value)s”.") % {"value": stands or "–"})
    again.add_error(None, _("Người khác vừa sửa. Nội dung bạn nhập vẫn ở đây: hãy xem lại rồi lưu lần nữa."))
    return again


def _lines(text: str) -> str:
    """Line ends as we keep them: browsers send them their own way."""
    return text.replace("\r\n", "\n")
