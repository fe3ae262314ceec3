"""Forms of cycles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.cyclepages import LeafChoice
from parindex.cycle.frameworks.pages import VersionItem
from parindex.faces.web.cycles import seasons
from parindex.faces.web.cycles.clock import MomentField
from parindex.faces.web.frameworks.pages import named
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.templatetags.words import words

LONGEST_REASON = 2000
INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"


def _reason(*, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Lý do"),
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=hint,
    )


def _number(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=required, coerce=int, empty_value=None, widget=LongSelect
    )


def offer(
    form: forms.Form, name: str, choices: Iterable[tuple[Any, str]], *, blank: str | None = None
) -> None:
    """Give the field ``name`` of ``form`` its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*([("", blank)] if blank is not None else []), *choices]


class PrepareForm(forms.Form):
    """What a new cycle is about and when it begins."""

    version = _number(gettext_lazy("Bộ tiêu chí"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại kỳ"), widget=forms.RadioSelect)
    part = forms.ChoiceField(label=gettext_lazy("Kỳ đánh giá của"))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2999)
    name = forms.CharField(
        label=gettext_lazy("Tên kỳ"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Để trống thì đặt theo loại và kỳ."),
    )
    starts_at = MomentField(
        label=gettext_lazy("Ngày bắt đầu"),
        is_end=False,
        help_text=gettext_lazy("Các bước xếp nối tiếp nhau từ ngày này; sửa lịch được ở bước sau."),
    )

    def __init__(self, *args: Any, versions: Sequence[VersionItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {each.key: each.level for each in versions}
        offer(self, "version", [(each.key, f"{named(each)} – {each.title}"[:140]) for each in versions])
        offer(self, "kind", [(each.key, words(each.title)) for each in kinds.KINDS.values()])
        parts = (
            (seasons.YEAR, _("cả năm")),
            (seasons.FIRST_HALF, _("6 tháng đầu năm")),
            (seasons.SECOND_HALF, _("6 tháng cuối năm")),
        )
        offer(self, "part", parts)

    def clean(self) -> dict[str, Any]:
        """A province's own set for a province's own cycle, the others for its units."""
        found: dict[str, Any] = super().clean() or {}
        if self.errors:
            return found
        is_province = self.levels.get(found["version"]) == "province"
        if is_province is not (found["kind"] == kinds.PROVINCIAL.key):
            raise ValidationError(
                {
                    "version": _("Bộ này dành cho cấp tỉnh: hãy chọn loại kỳ thành phố tự đánh giá.")
                    if is_province
                    else _("Kỳ thành phố tự đánh giá cần bộ tiêu chí cấp tỉnh. Hãy chọn bộ khác.")
                }
            )
        return found


class EnrolForm(forms.Form):
    """Which units take part, and among whom they are ranked."""

    group = forms.CharField(
        label=gettext_lazy("Nhóm xếp hạng"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
        help_text=gettext_lazy("Các đơn vị cùng nhóm được xếp hạng với nhau, ví dụ: Xã, phường."),
    )
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Cả loại đơn vị"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Từng đơn vị"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], units: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)
        offer(self, "unit", units)

    def clean(self) -> dict[str, Any]:
        """Somebody has to be chosen."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not found.get("kind") and not found.get("unit"):
            raise ValidationError(_("Hãy chọn một loại đơn vị hoặc từng đơn vị."))
        return found


class CalendarForm(forms.Form):
    """The windows of all stages; why they change is wanted once the cycle is open."""

    def __init__(self, *args: Any, stages: Sequence[int], is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stages = tuple(stages)
        for key in stages:
            self.fields[f"opens-{key}"] = MomentField(label=_("Bắt đầu"), is_end=False)
            self.fields[f"closes-{key}"] = MomentField(label=_("Kết thúc"), is_end=True)
        if is_open:
            self.fields["reason"] = _reason(hint=_("Kỳ đã mở: lý do được ghi vào nhật ký."))

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each stage, in order."""
        return [(self[f"opens-{key}"], self[f"closes-{key}"]) for key in self.stages]

    def clean(self) -> dict[str, Any]:
        """A stage ends after it begins, and none begins before the one before it."""
        found: dict[str, Any] = super().clean() or {}
        before = None
        for key in self.stages:
            opens, closes = found.get(f"opens-{key}"), found.get(f"closes-{key}")
            if opens and closes and closes <= opens:
                self.add_error(f"closes-{key}", _("Phải sau thời điểm bắt đầu."))
            if opens and before and opens < before:
                self.add_error(f"opens-{key}", _("Không được trước bước đứng trước."))
            before = opens or before
        return found


class ExtendForm(forms.Form):
    """One unit may work longer on one stage."""

    stage = _number(gettext_lazy("Bước"))
    until = MomentField(label=gettext_lazy("Gia hạn đến"), is_end=True)
    reason = _reason()

    def __init__(self, *args: Any, stages: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "stage", stages)


class ReopenForm(forms.Form):
    """One cell is open for its unit again."""

    criterion = _number(gettext_lazy("Tiêu chí"))
    until = MomentField(label=gettext_lazy("Mở đến"), is_end=True)
    reason = _reason()

    def __init__(self, *args: Any, criteria: Sequence[LeafChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaves = [each for each in criteria if each.is_leaf]
        offer(self, "criterion", [(each.key, said(each)) for each in leaves], blank="–")


class AdmitForm(forms.Form):
    """A unit that missed the deadline counts all the same."""

    reason = _reason()


class GrantForm(forms.Form):
    """An agency appraises a criterion for all, for a group or for one unit."""

    criterion = _number(gettext_lazy("Tiêu chí (cùng mọi mục con)"))
    agency = _number(gettext_lazy("Cơ quan thẩm định"))
    whom = forms.ChoiceField(label=gettext_lazy("Của đơn vị nào"), required=False, widget=LongSelect)

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[LeafChoice],
        agencies: Sequence[tuple[int, str]],
        whom: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "criterion", [(each.key, said(each)) for each in criteria], blank="–")
        offer(self, "agency", agencies, blank="–")
        offer(self, "whom", whom, blank=_("Mọi đơn vị tham gia"))


class SettleForm(forms.Form):
    """What a unit that submits nothing by the deadline gets."""

    counts = forms.ChoiceField(
        label=gettext_lazy("Đơn vị không nộp đúng hạn"),
        choices=(
            ("zero", gettext_lazy("tính 0 điểm toàn bộ")),
            ("scored", gettext_lazy("tính phần đã chấm đến lúc hết hạn")),
        ),
    )


class AssignForm(forms.Form):
    """A criterion becomes the work of a division or of an officer."""

    criterion = _number(gettext_lazy("Tiêu chí (cùng mọi mục con)"))
    unit = _number(gettext_lazy("Phòng, đơn vị"), required=False)
    person = _number(gettext_lazy("Người phụ trách"), required=False)

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[LeafChoice],
        units: Sequence[tuple[int, str]],
        people: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "criterion", [(each.key, said(each)) for each in criteria], blank="–")
        offer(self, "unit", units, blank="–")
        offer(self, "person", people, blank="–")

    def clean(self) -> dict[str, Any]:
        """Somebody has to do it."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not found.get("unit") and not found.get("person"):
            raise ValidationError(_("Hãy chọn một phòng, đơn vị hoặc một người."))
        return found


def said(each: LeafChoice) -> str:
    """A criterion in a selection: indented by its depth."""
    return f"{INDENT * each.depth}{each.path} {each.name}"[:130]
