"""Forms of measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.measures import figures
from parindex.cycle.measures.figures import Figure, Untyped, WrongFigure
from parindex.cycle.measures.pages import SlotItem, UnitLine
from parindex.faces.web.cycles import seasons
from parindex.faces.web.cycles.clock import DayField
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.templatetags.words import spoken

FILES = (".csv", ".txt", ".xlsx")


def parts() -> list[tuple[str, str]]:
    """The parts of a year that a figure may be about."""
    return [
        (seasons.YEAR, _("cả năm")),
        (seasons.FIRST_HALF, _("6 tháng đầu năm")),
        (seasons.SECOND_HALF, _("6 tháng cuối năm")),
        *((part, _("quý %(number)s") % {"number": number}) for part, number in seasons.ROMAN.items()),
        *((part, _("tháng %(number)s") % {"number": number}) for part, number in seasons.MONTHS.items()),
    ]


class KeepForm(forms.Form):
    """A new measure."""

    name = forms.CharField(label=gettext_lazy("Tên số liệu"), max_length=1000)
    code = forms.CharField(
        label=gettext_lazy("Mã"),
        max_length=80,
        help_text=gettext_lazy("Ngắn, không trùng; ví dụ dvc-truc-tuyen."),
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Dạng số liệu"),
        widget=forms.RadioSelect,
        choices=(
            ("single", gettext_lazy("Một số (tỷ lệ, điểm, số lượng)")),
            ("pair", gettext_lazy("Số đạt trên tổng số")),
        ),
        initial="single",
    )
    counted_in = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=80, required=False)
    note = forms.CharField(
        label=gettext_lazy("Cách lấy số liệu"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SourceForm(forms.Form):
    """Where figures come from and when they held."""

    as_of = DayField(label=gettext_lazy("Số liệu tính đến ngày"))
    source = forms.CharField(
        label=gettext_lazy("Nguồn"),
        max_length=1000,
        help_text=gettext_lazy("Văn bản hoặc hệ thống cho số liệu này, ví dụ: Báo cáo 12/BC-SNV."),
    )


class GridForm(SourceForm):
    """The figures of one sheet of units; a blank field leaves a unit as it is."""

    def __init__(self, *args: Any, lines: Sequence[UnitLine], is_pair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        self.is_pair = is_pair
        for line in self.lines:
            for name in self._names(line):
                self.fields[name] = forms.CharField(
                    label=line.unit_name,
                    required=False,
                    max_length=60,
                    initial=_shown(line, name),
                    widget=forms.TextInput(
                        attrs={"inputmode": "decimal", "autocomplete": "off", "aria-label": line.unit_name}
                    ),
                )

    def rows(self) -> list[tuple[UnitLine, list[forms.BoundField]]]:
        """Each unit with its one or two fields."""
        return [(line, [self[name] for name in self._names(line)]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """Every figure that is filled, read; what cannot be read is told beside its field."""
        found: dict[str, Any] = super().clean() or {}
        taken: list[tuple[int, Figure]] = []
        for line in self.lines:
            texts = [found.get(name, "") for name in self._names(line)]
            if not any(texts):
                continue
            figure = self._read(line, texts)
            if figure is not None:
                taken.append((line.unit, figure))
        return found | {"figures": tuple(taken)}

    def _read(self, line: UnitLine, texts: list[str]) -> Figure | None:
        try:
            typed = [figures.typed(text) for text in texts]
            return figures.pair(*typed) if self.is_pair else figures.single(*typed)
        except Untyped:
            self.add_error(self._names(line)[0], _("Hãy ghi số thường, ví dụ 0,93 hoặc 93%."))
        except WrongFigure:
            self.add_error(self._names(line)[0], _("Số đạt phải từ 0 đến tổng số."))
        return None

    def _names(self, line: UnitLine) -> tuple[str, ...]:
        return (f"done-{line.unit}", f"total-{line.unit}") if self.is_pair else (f"value-{line.unit}",)


class ImportForm(SourceForm):
    """A table of figures, taken as a whole or not at all."""

    part = forms.ChoiceField(label=gettext_lazy("Kỳ"))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2999)
    file = forms.FileField(
        label=gettext_lazy("Bảng số liệu (.csv hoặc .xlsx)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(FILES)}),
    )
    field_order = ("file", "part", "year", "as_of", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)
        part.choices = parts()

    def clean_file(self) -> Any:
        """The kind and the size are checked before anything is read."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(FILES):
            raise ValidationError(_("Chỉ nhận tệp .csv hoặc .xlsx. Hãy chọn tệp khác."))
        if file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(_("Tệp này quá lớn. Hãy kiểm tra lại đã chọn đúng tệp chưa."))
        return file


class VersionForm(forms.Form):
    """In which framework a leaf is looked for."""

    version = forms.TypedChoiceField(label=gettext_lazy("Bộ tiêu chí"), coerce=int, widget=LongSelect)

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *versions]


class FeedForm(forms.Form):
    """The leaf, or the part of one, that takes its input from a measure."""

    slot = forms.ChoiceField(label=gettext_lazy("Tiêu chí lấy số liệu này"), widget=LongSelect)

    def __init__(self, *args: Any, slots: Sequence[SlotItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        named = [(f"{each.criterion}|{each.slot}", f"{each.path} {each.name}"[:140]) for each in slots]
        field.choices = [("", "–"), *named]


def _shown(line: UnitLine, name: str) -> str:
    if line.reading is None:
        return ""
    return spoken(line.reading.whole if name.startswith("total") else line.reading.value)
