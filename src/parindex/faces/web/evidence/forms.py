"""Forms of evidence: a link, a reference to a classified document, and what is said of a piece."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.assessments.pieces import Piece
from parindex.cycle.evidence import checks
from parindex.cycle.evidence.actions.correcting import Description


def _text(label: Any, *, longest: int, required: bool = False, help_text: Any = "", rows: int = 1) -> Any:
    attrs = {"autocomplete": "off"}
    widget = forms.Textarea(attrs=attrs | {"rows": rows}) if rows > 1 else forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, required=required, max_length=longest, help_text=help_text, widget=widget
    )


def _day(*, required: bool) -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy("Ngày ban hành"),
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


_PAGES = gettext_lazy("Ví dụ: trang 3–5; mục II.2")


class LinkForm(forms.Form):
    """A public web address."""

    prefix = "link"

    address = forms.CharField(
        label=gettext_lazy("Địa chỉ trang"),
        max_length=2000,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://…gov.vn/…"}),
    )
    title = _text(gettext_lazy("Nội dung trang"), longest=2000, required=True)
    pages = _text(gettext_lazy("Trang, mục"), longest=120, help_text=_PAGES)


class ReferenceForm(forms.Form):
    """That a classified document exists; nothing of its content."""

    prefix = "reference"

    number = _text(gettext_lazy("Số, ký hiệu"), longest=120, required=True)
    issued_on = _day(required=True)
    issuer = _text(gettext_lazy("Cơ quan ban hành"), longest=400, required=True)
    pages = _text(gettext_lazy("Trang, mục"), longest=120)


class PieceForm(forms.Form):
    """What is said of a piece, and which part of it proves."""

    prefix = "piece"

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = _text(gettext_lazy("Số, ký hiệu"), longest=120)
    issued_on = _day(required=False)
    issuer = _text(gettext_lazy("Cơ quan ban hành"), longest=400)
    title = _text(pgettext_lazy("văn bản", "Trích yếu"), longest=2000, rows=2)
    pages = _text(gettext_lazy("Trang, mục"), longest=120, help_text=_PAGES)

    def overtaken(self, item: Any) -> None:
        """Say what others made of the piece, and take it as seen: what the person typed stays."""
        stands = Description(item.number, item.issued_on, item.issuer, item.title)
        told = _("Người khác vừa sửa thành “%(value)s”. Hãy xem lại rồi lưu lần nữa.")
        self.add_error(None, told % {"value": stands})
        self.data = {**dict(self.data.items()), self.add_prefix("version"): str(item.version)}

    def description(self) -> Description:
        """What the form says of the document."""
        told = self.cleaned_data
        day: date | None = told.get("issued_on")
        return Description(
            number=told.get("number", ""),
            issued_on=day,
            issuer=told.get("issuer", ""),
            title=told.get("title", ""),
        )


def of_piece(piece: Piece, data: Any = None) -> PieceForm:
    """The form of one piece as it is shown for a leaf."""
    form = _of(piece, data, auto_id=f"id_piece{piece.attachment}_%s")
    form.initial["pages"] = piece.pages
    return form


def of_item(item: Any, data: Any = None) -> PieceForm:
    """The form of one piece in the library: which part of it proves is said at each leaf."""
    form = _of(item, data, auto_id="id_item_%s")
    del form.fields["pages"]
    return form


def _of(held: Any, data: Any, *, auto_id: str) -> PieceForm:
    """The form of a piece; a classified document has no title."""
    names = ("version", "number", "issued_on", "issuer", "title")
    form = PieceForm(data, initial={name: getattr(held, name) for name in names}, auto_id=auto_id)
    if held.form == checks.REFERENCE:
        del form.fields["title"]
    return form
