"""The terms of a freeze as a form: ties, rounding, classes with their conditions, facts about units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.ranking.scores import Points
from parindex.engine.ranking.settings import (
    Below,
    Class,
    Compare,
    Condition,
    Flagged,
    Penalised,
    Settings,
    Ties,
)
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold, squeeze

FEW_CLASSES = 4
MOST_CLASSES = 6
MOST_FLAGS = 12


class TermsForm(forms.Form):
    """How the table is ranked; the classes stand in rows below it."""

    ties = forms.ChoiceField(
        label=gettext_lazy("Khi bằng điểm"),
        choices=(
            (Ties.COMPETITION.value, gettext_lazy("Đồng hạng, bỏ hạng sau (1, 1, 3)")),
            (Ties.DENSE.value, gettext_lazy("Đồng hạng, không bỏ hạng (1, 1, 2)")),
        ),
    )
    decimals = forms.IntegerField(
        label=gettext_lazy("Số chữ số thập phân khi so sánh"), min_value=0, max_value=6
    )
    compare = forms.ChoiceField(
        label=gettext_lazy("So sánh"),
        choices=(
            (Compare.ROUNDED.value, gettext_lazy("điểm đã làm tròn")),
            (Compare.UNROUNDED.value, gettext_lazy("điểm chưa làm tròn")),
        ),
    )
    classes_compare = forms.ChoiceField(
        label=gettext_lazy("Xếp loại theo"),
        choices=(
            (Compare.ROUNDED.value, gettext_lazy("điểm đã làm tròn")),
            (Compare.UNROUNDED.value, gettext_lazy("điểm chưa làm tròn")),
        ),
    )
    tiebreaks = forms.CharField(
        label=gettext_lazy("Phân định khi bằng điểm"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Mã tiêu chí xét lần lượt, cách nhau bằng dấu chấm phẩy; để trống: đồng hạng."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú của bảng"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Điều người xem cần biết về cách xếp hạng; hiện cùng bảng và trong các tệp tải về."
        ),
    )


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class as typed: its name, its bounds, and what keeps a unit from it."""

    name: str = ""
    least: str = ""
    top: str = ""
    below_path: str = ""
    below_points: str = ""
    penalised: bool = False
    flag: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One fact about one unit as typed."""

    unit: str = ""
    name: str = ""
    reason: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """The whole form as it was sent: what is wrong with it stands beside each row."""

    form: TermsForm
    classes: tuple[ClassRow, ...]
    flags: tuple[FlagRow, ...]
    terms: Terms | None


def fresh(terms: Terms, names: Sequence[tuple[int, str]]) -> Typed:
    """The form as it is shown first: with the terms of before, or the usual ones."""
    ranking = terms.ranking
    initial = {
        "ties": ranking.ties.value,
        "decimals": ranking.decimals,
        "compare": ranking.compare.value,
        "classes_compare": ranking.classes_compare.value,
        "tiebreaks": "; ".join(ranking.tiebreaks),
        "note": terms.note,
    }
    units = dict(names)
    rows = [_row(each) for each in ranking.classes]
    flags = [FlagRow(units.get(each.unit, ""), each.name, each.reason) for each in terms.flags]
    return Typed(TermsForm(initial=initial), _padded(rows), (*flags, FlagRow()), terms)


def sent(data: QueryDict, names: Sequence[tuple[int, str]]) -> Typed:
    """The form as it was sent; ``terms`` is None where something in it cannot be used."""
    form = TermsForm(data)
    units = {fold(name): key for key, name in names}
    typed = [_typed_class(data, number) for number in range(MOST_CLASSES)]
    stated = [_typed_flag(data, number) for number in range(MOST_FLAGS)]
    rows = [_checked_class(row) for row in typed if row != ClassRow()]
    flags = [_checked_flag(row, units) for row in stated if row != FlagRow()]
    terms = None
    if form.is_valid() and not any(row.fault for row in rows) and not any(row.fault for row in flags):
        facts = tuple(UnitFlag(units[fold(row.unit)], row.name, row.reason) for row in flags)
        note = squeeze(form.cleaned_data["note"])
        terms = Terms(_settings(form, [_class(row) for row in rows]), facts, note)
    return Typed(form, _padded(rows), (*flags, FlagRow()), terms)


def _padded(rows: Sequence[ClassRow]) -> tuple[ClassRow, ...]:
    """The rows with blank ones after them, to be filled."""
    count = min(max(FEW_CLASSES, len(rows) + 1), MOST_CLASSES)
    return (*rows, *(ClassRow() for _ in range(count - len(rows))))


def _settings(form: TermsForm, classes: Sequence[Class]) -> Settings:
    given = form.cleaned_data
    paths = tuple(part for part in (squeeze(each) for each in given["tiebreaks"].split(";")) if part)
    return Settings(
        ties=Ties(given["ties"]),
        decimals=given["decimals"],
        compare=Compare(given["compare"]),
        classes=tuple(classes),
        classes_compare=Compare(given["classes_compare"]),
        tiebreaks=paths,
    )


def _typed_class(data: QueryDict, number: int) -> ClassRow:
    def text(field: str) -> str:
        return squeeze(data.get(f"class-{number}-{field}", "")[:120])

    return ClassRow(
        name=text("name"),
        least=text("least"),
        top=text("top"),
        below_path=text("below_path"),
        below_points=text("below_points"),
        penalised=bool(data.get(f"class-{number}-penalised")),
        flag=text("flag"),
    )


def _typed_flag(data: QueryDict, number: int) -> FlagRow:
    def text(field: str) -> str:
        return squeeze(data.get(f"flag-{number}-{field}", "")[:300])

    return FlagRow(text("unit"), text("name"), text("reason"))


def _checked_class(row: ClassRow) -> ClassRow:
    """The row with what is wrong with it, if anything is."""
    if not row.name:
        return replace(row, fault=_("Ghi tên loại, ví dụ A."))
    if not row.least and not row.top:
        return replace(row, fault=_("Ghi điểm sàn, hoặc số đơn vị (hay tỷ lệ dưới 1) đứng đầu."))
    if any(text and _number(text) is None for text in (row.least, row.top, row.below_points)):
        return replace(row, fault=_("Có ô không phải là số, ví dụ 90 hoặc 0,2."))
    if bool(row.below_path) is not bool(row.below_points):
        return replace(row, fault=_("Ghi cả mã tiêu chí và số điểm tối thiểu của nó."))
    return row


def _checked_flag(row: FlagRow, units: dict[str, int]) -> FlagRow:
    if fold(row.unit) not in units:
        return replace(row, fault=_("Không có đơn vị này trong kỳ đánh giá."))
    if not row.name or not row.reason:
        return replace(row, fault=_("Ghi cả dấu hiệu và lý do."))
    return row


def _class(row: ClassRow) -> Class:
    """The class that a row without faults says."""
    unless: list[Condition] = [Penalised()] if row.penalised else []
    least = _number(row.below_points)
    if least is not None:
        unless.append(Below(row.below_path, least))
    if row.flag:
        unless.append(Flagged(row.flag))
    return Class(row.name, from_score=_number(row.least), top=_number(row.top), unless=tuple(unless))


def _row(each: Class) -> ClassRow:
    below = next((rule for rule in each.unless if isinstance(rule, Below)), None)
    flagged = next((rule for rule in each.unless if isinstance(rule, Flagged)), None)
    return ClassRow(
        name=each.name,
        least=_text(each.from_score),
        top=_text(each.top),
        below_path=below.path if below else "",
        below_points=_text(below.least if below else None),
        penalised=any(isinstance(rule, Penalised) for rule in each.unless),
        flag=flagged.name if flagged else "",
    )


def _text(number: Points | None) -> str:
    return "" if number is None else points.shortest(Decimal(str(number)))


def _number(text: str) -> Decimal | None:
    """The number as officials type it, with a comma or a point; None for anything else and for blank."""
    try:
        return points.figure(text.replace(",", "."))
    except points.NotAFigure:
        return None
