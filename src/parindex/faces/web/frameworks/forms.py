"""Forms of frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.frameworks import wording
from parindex.cycle.frameworks.packs import Pack
from parindex.engine.values.findings import Words
from parindex.faces.web.remembering import RememberingForm
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.templatetags.words import words

FILES = (".yaml", ".yml", ".xlsx")


def _text(
    label: Any, *, longest: int, rows: int = 1, required: bool = False, hint: Any = ""
) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(attrs={"autocomplete": "off"})
    )
    return forms.CharField(label=label, required=required, max_length=longest, widget=widget, help_text=hint)


def _figure(label: Any, *, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget, help_text=hint)


def _choice(label: Any, *, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, help_text=hint)


def _offer(form: forms.Form, name: str, known: Iterable[tuple[str, Words]], *, blank: str = "") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    first = [("", blank)] if blank else []
    field.choices = [*first, *((key, words(said)) for key, said in known)]


class CriterionForm(RememberingForm):
    """One criterion of a draft: all that it states except its rule."""

    code = _text(gettext_lazy("Mã"), longest=60, required=True)
    name = _text(gettext_lazy("Nội dung"), longest=4000, rows=2, required=True)
    max = _figure(gettext_lazy("Điểm tối đa"))
    source = _choice(gettext_lazy("Nguồn điểm"))
    owner = _text(
        gettext_lazy("Đơn vị chủ trì"),
        longest=2000,
        hint=gettext_lazy("Nhiều đơn vị cách nhau bằng dấu chấm phẩy; bỏ trống thì theo mục cấp trên."),
    )
    evidence = _choice(gettext_lazy("Tài liệu kiểm chứng"))
    evidence_note = _text(gettext_lazy("Tài liệu nào"), longest=4000)
    aggregate = _choice(gettext_lazy("Cách tính từ các mục con"))
    weight = _figure(
        gettext_lazy("Trọng số"), hint=gettext_lazy("Chỉ dùng khi mục trên tính bình quân gia quyền.")
    )
    note = _text(gettext_lazy("Ghi chú"), longest=4000, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = ((key.value, text) for key, text in wording.SOURCES.items())
        _offer(self, "source", said, blank=_("– chưa chọn –"))
        asked = (("required", wording.EVIDENCE[True]), ("optional", wording.EVIDENCE[False]))
        _offer(self, "evidence", asked, blank=_("Không yêu cầu"))
        ways = ((key.value, text) for key, text in wording.AGGREGATES.items())
        _offer(self, "aggregate", ways, blank=_("Như cả bộ tiêu chí"))


class AboutForm(RememberingForm):
    """What a draft says of itself."""

    title = _text(gettext_lazy("Tên bộ tiêu chí"), longest=2000, rows=2)
    title_en = _text(gettext_lazy("Tên tiếng Anh"), longest=2000, rows=2)
    index = _text(gettext_lazy("Tên chỉ số"), longest=80, required=True)
    level = _text(
        gettext_lazy("Áp dụng cho cấp"), longest=20, required=True, hint="province · department · commune"
    )
    year = _text(gettext_lazy("Năm"), longest=4, required=True)
    total = _figure(gettext_lazy("Tổng điểm"))
    basis = _text(gettext_lazy("Căn cứ"), longest=4000, rows=2)
    id = _text(gettext_lazy("Mã trong tệp"), longest=200)
    aggregate = _choice(gettext_lazy("Cách tính từ các mục con"))
    not_applicable = _choice(gettext_lazy("Tiêu chí không áp dụng cho một đơn vị"))
    decimals = _text(
        gettext_lazy("Làm tròn điểm đến"),
        longest=1,
        required=True,
        hint=gettext_lazy("Số chữ số thập phân, 0 đến 6."),
    )
    display_decimals = _text(gettext_lazy("Hiển thị đến"), longest=1, required=True)
    note = _text(gettext_lazy("Ghi chú"), longest=8000, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ((key.value, said) for key, said in wording.AGGREGATES.items())
        _offer(self, "aggregate", ways)
        policies = ((key.value, said) for key, said in wording.NOT_APPLICABLE.items())
        _offer(self, "not_applicable", policies)


class AddForm(forms.Form):
    """A new criterion."""

    code = _text(gettext_lazy("Mã"), longest=60, required=True)
    name = _text(gettext_lazy("Nội dung"), longest=4000, required=True)


class CopyForm(forms.Form):
    """The year of a new draft after an earlier version."""

    year = forms.IntegerField(label=gettext_lazy("Năm áp dụng"), min_value=1900, max_value=2999)


class ImportForm(forms.Form):
    """A framework from a file or from those that come with the product, for one unit."""

    owner = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị ban hành"),
        coerce=int,
        widget=LongSelect,
        help_text=gettext_lazy(
            "Dự thảo thuộc đơn vị này; công bố rồi thì các đơn vị trong tỉnh, thành phố đều xem được."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp bộ tiêu chí"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(FILES)}),
    )
    pack = forms.ChoiceField(
        label=gettext_lazy("Hoặc lấy bộ có sẵn"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, owners: Sequence[Any], packs: tuple[Pack, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, pack = self.fields["owner"], self.fields["pack"]
        assert isinstance(owner, forms.TypedChoiceField)
        assert isinstance(pack, forms.ChoiceField)
        owner.choices = [(unit.pk, str(unit)) for unit in owners]
        pack.choices = [(each.id, each.id) for each in packs]

    def clean_file(self) -> Any:
        """The kind and the size are checked before anything is read."""
        file = self.cleaned_data["file"]
        if file and not file.name.lower().endswith(FILES):
            raise ValidationError(_("Chỉ nhận tệp .yaml hoặc .xlsx. Hãy chọn tệp khác."))
        if file and file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(_("Tệp này quá lớn. Hãy kiểm tra lại đã chọn đúng tệp chưa."))
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two ways."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(found.get("file")) == bool(found.get("pack")):
            raise ValidationError(_("Hãy chọn một tệp, hoặc chọn một bộ có sẵn."))
        return found


class SuspendForm(forms.Form):
    """Why a version is taken out of force."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đình chỉ"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
