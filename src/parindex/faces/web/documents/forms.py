"""Forms of documents: upload, and the fields of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parindex.cycle.documents import review
from parindex.faces.web.documents import pages
from parindex.faces.web.remembering import RememberingForm
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.templatetags.words import is_english


class UploadForm(forms.Form):
    """One file and the unit it belongs to."""

    owner = forms.TypedChoiceField(
        label=gettext_lazy("Văn bản của đơn vị"),
        coerce=int,
        widget=LongSelect,
        help_text=gettext_lazy(
            "Đơn vị này và cấp trên xem được ngay; văn bản của Thành phố đã tiếp nhận thì cả thành phố xem."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(pages.KINDS)}),
        error_messages={"required": gettext_lazy("Hãy chọn một tệp.")},
    )

    def __init__(self, *args: Any, owners: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.TypedChoiceField)
        owner.choices = [(unit.pk, str(unit)) for unit in owners]

    def clean_file(self) -> Any:
        """The kind and the size are checked before anything is kept."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(pages.KINDS):
            raise ValidationError(
                _("Chưa đọc được loại tệp này. Hãy lưu lại dưới dạng .docx, .xlsx, .pdf, .txt hoặc .md.")
            )
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _("Tệp này quá lớn. Hãy tách phụ lục thành tệp riêng hoặc bỏ bớt hình ảnh.")
            )
        return file


def _text(
    label: Any, *, rows: int = 1, help_text: Any = "", required: bool = False, longest: int = 20_000
) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(attrs={"autocomplete": "off"})
    )
    return forms.CharField(
        label=label, required=required, widget=widget, help_text=help_text, max_length=longest
    )


def _figure(label: Any) -> forms.CharField:
    attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "7"}
    return forms.CharField(label=label, required=False, max_length=40, widget=forms.TextInput(attrs=attrs))


def _year(label: Any) -> forms.CharField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "6"}
    return forms.CharField(label=label, required=False, max_length=4, widget=forms.TextInput(attrs=attrs))


class FieldsForm(RememberingForm):
    """Fields of something that was read; knows which of them a person changed."""

    table = ""
    row = review.WHOLE_TABLE
    version = ""

    def changes(self) -> tuple[review.Change, ...]:
        """One change a field that the person made read otherwise."""
        return tuple(
            review.Change(
                table=self.table, row=self.row, field=name, value=as_kept(name, self.cleaned_data[name])
            )
            for name in self.fields
            if self.is_changed(name)
        )


class CriterionForm(FieldsForm):
    """One criterion as printed."""

    code = _text(gettext_lazy("Mã"))
    name = _text(gettext_lazy("Nội dung"), required=True)
    max = _figure(gettext_lazy("Tối đa"))
    result = _figure(gettext_lazy("Kết quả"))
    comparator = forms.ChoiceField(
        label=gettext_lazy("So sánh"), choices=[(each, each) for each in review.COMPARATORS]
    )
    target = _figure(gettext_lazy("Mục tiêu"))
    leads = _text(gettext_lazy("Chủ trì"), rows=2, help_text=gettext_lazy("Mỗi đơn vị một dòng"))


class TotalForm(FieldsForm):
    """The total of a table of criteria."""

    name = _text(gettext_lazy("Nội dung"), required=True)
    max = _figure(gettext_lazy("Tối đa"))
    result = _figure(gettext_lazy("Kết quả"))
    comparator = forms.ChoiceField(
        label=gettext_lazy("So sánh"), choices=[(each, each) for each in review.COMPARATORS]
    )
    target = _figure(gettext_lazy("Mục tiêu"))


class TaskForm(FieldsForm):
    """One task as printed."""

    number = _text(gettext_lazy("STT"))
    text = _text(pgettext_lazy("một", "Nhiệm vụ"), rows=3)
    deadline = _text(
        gettext_lazy("Thời hạn"),
        help_text=gettext_lazy("Như văn bản ghi: 30/6/2026, Tháng 6/2026, Quý II, Thường xuyên…"),
    )
    leads = _text(gettext_lazy("Chủ trì"), rows=2, help_text=gettext_lazy("Mỗi đơn vị một dòng"))
    partners = _text(gettext_lazy("Phối hợp"), rows=2, help_text=gettext_lazy("Mỗi đơn vị một dòng"))
    deliverables = _text(gettext_lazy("Sản phẩm"), rows=2, help_text=gettext_lazy("Mỗi sản phẩm một dòng"))
    section = _text(gettext_lazy("Mục số"))
    section_title = _text(gettext_lazy("Tên mục"))


class HeadForm(FieldsForm):
    """What the document says of itself."""

    row = review.WHOLE_TABLE
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    number = _text(gettext_lazy("Số, ký hiệu"), longest=80)
    issued_on = forms.CharField(
        label=gettext_lazy("Ngày ban hành"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        max_length=10,
    )
    place = _text(gettext_lazy("Nơi ban hành"))
    issuer = _text(gettext_lazy("Cơ quan ban hành"))
    title = _text(gettext_lazy("Trích yếu"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (key, pages.kind_words(key)) for key in ("plan", "annex", "report", "decision", "other")
        ]


class CriteriaTableForm(FieldsForm):
    """What a table of criteria says of itself; index and years decide what is made of it."""

    index = _text(gettext_lazy("Chỉ số"), help_text=gettext_lazy("Ví dụ: PAR INDEX, SIPAS"), longest=80)
    result_year = _year(gettext_lazy("Năm của kết quả"))
    target_year = _year(gettext_lazy("Năm của mục tiêu"))
    annex = _year(gettext_lazy("Phụ lục số"))
    title = _text(gettext_lazy("Tên bảng"), rows=2)
    caption = _text(gettext_lazy("Ghi chú dưới tên bảng"), rows=2)


class TaskTableForm(FieldsForm):
    """What a table of tasks says of itself."""

    annex = _year(gettext_lazy("Phụ lục số"))
    title = _text(gettext_lazy("Tên bảng"), rows=2)
    caption = _text(gettext_lazy("Ghi chú dưới tên bảng"), rows=2)


def as_kept(name: str, value: str) -> str:
    """A value as the room keeps it: figures with a decimal point, blanks around them gone."""
    return value.strip().replace(",", ".") if name in review.FIGURES else value


def as_typed(name: str, value: str) -> str:
    """A value as the person types it: figures with the reader's decimal sign."""
    return value.replace(".", ",") if name in review.FIGURES and not is_english() else value
