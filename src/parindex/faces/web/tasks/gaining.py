"""What a plan brought: the gain expected of every task beside the points that units gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from parindex.cycle.monitoring.queries import gains
from parindex.cycle.monitoring.queries.gains import Gain
from parindex.cycle.plans import queries as plans
from parindex.faces.web import exporting, listing, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.scoring import figures
from parindex.faces.web.showing import Chip, Figure, Step

_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one task."""

    number: str
    text: str
    url: str
    path: str
    name: str
    expected: Decimal | None
    realised: Decimal | None
    units: int
    chip: Chip

    @property
    def hoped(self) -> str:
        """What was expected, in words."""
        return signed(self.expected)

    @property
    def came(self) -> str:
        """What was gained, in words."""
        return signed(self.realised)

    @property
    def beyond(self) -> Decimal:
        """How far what was gained lies above what was expected."""
        return (self.realised or Decimal(0)) - (self.expected or Decimal(0))


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    title: str
    about: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    list: Listing[Line]


@require_safe
def results(request: Request, key: int) -> HttpResponse:
    """The criteria of the tasks of a plan, with what was expected and what came of it."""
    plan, data = plans.get(key, by=request.actor), gains.of_plan(key, by=request.actor)
    rows = _rows(data, request.GET)
    saved = showing.saved("plan-results-export", listing.query_of(request.GET), key)
    page = Page(
        title=_("Kết quả thực hiện"),
        about=_compared(data),
        steps=(Step(_("Kế hoạch"), reverse("plans")), Step(_named(plan), reverse("plan", args=[key]))),
        figures=_figures(data),
        list=listing.cut(rows, request.GET, orders=_orders(), saved=saved),
    )
    return render(request, "web/tasks/gains.html", {"page": page})


@require_safe
def results_export(request: Request, key: int, kind: str) -> HttpResponse:
    """The same as a file."""
    plan, data = plans.get(key, by=request.actor), gains.of_plan(key, by=request.actor)
    columns = (
        Column(_("STT"), 8),
        Column(pgettext("một", "Nhiệm vụ"), 60),
        Column(_("Mã tiêu chí"), 12),
        Column(pgettext("một", "Tiêu chí"), 40),
        Column(_("Dự kiến tăng"), 14),
        Column(_("Thực tế tăng"), 14),
        Column(_("Số đơn vị được so sánh"), 18),
        Column(_("Đánh giá"), 22),
    )
    lines = [
        (
            *(each.number, each.text, each.path, each.name),
            *(each.expected, each.realised, each.units, each.chip.text),
        )
        for each in _rows(data, request.GET)
    ]
    title = f"{_('Kết quả thực hiện')} – {_named(plan)}"
    return exporting.answer(Export("ket-qua-thuc-hien", title, columns, lines), kind=kind)


def signed(value: Decimal | None) -> str:
    """A gain with its sign; a dash for none."""
    if value is None:
        return figures.NOTHING
    return ("+" if value > 0 else "") + figures.plain(value, _DECIMALS)


def _named(plan: Any) -> str:
    return plan.number or plan.title or pgettext("một", "Kế hoạch")


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Theo kế hoạch")),
        Order("short", _("Hụt nhiều nhất trước"), lambda line: (line.realised is None, line.beyond)),
        Order("path", _("Theo tiêu chí"), lambda line: (line.path, line.number)),
    )


def _rows(data: Sequence[Gain], asked: QueryDict) -> list[Line]:
    return listing.narrowed(
        [_line(each) for each in data],
        asked,
        words=lambda line: f"{line.number} {line.text} {line.path} {line.name} {line.chip.text}",
        orders=_orders(),
    )


def _line(each: Gain) -> Line:
    return Line(
        number=each.number,
        text=each.text,
        url=reverse("task", args=[each.task]),
        path=each.path,
        name=each.name,
        expected=each.expected,
        realised=each.realised,
        units=each.units,
        chip=_judged(each),
    )


def _judged(each: Gain) -> Chip:
    if each.realised is None:
        return Chip(_("chưa có kết quả"))
    if each.expected is not None:
        is_reached = each.realised >= each.expected
        return Chip(_("đạt dự kiến"), "ok") if is_reached else Chip(_("chưa đạt dự kiến"), "warn")
    if each.realised == 0:
        return Chip(_("không tăng"))
    return Chip(_("tăng"), "ok") if each.realised > 0 else Chip(_("giảm"), "bad")


def _figures(data: Sequence[Gain]) -> tuple[Figure, ...]:
    known = [each for each in data if each.realised is not None]
    stated = [each for each in known if each.expected is not None]
    reached = sum((each.realised or 0) >= (each.expected or 0) for each in stated)
    return (
        Figure(_("Tiêu chí gắn với nhiệm vụ"), str(len(data)), note=_("lượt gắn trong kế hoạch này")),
        Figure(_("Đã có kết quả"), str(len(known)), note=_("có điểm trước và sau kế hoạch")),
        Figure(
            _("Đạt dự kiến"),
            f"{reached}/{len(stated)}",
            note=_("trong số có ghi điểm dự kiến tăng"),
            tone="ok" if stated and reached == len(stated) else "mute",
        ),
    )


def _compared(data: Sequence[Gain]) -> str:
    """The cycles that stand behind the figures, as a sentence."""
    pairs = dict.fromkeys((each.since, each.until) for each in data if each.realised is not None)
    if not pairs:
        return _("Điểm thực tế tăng có khi cả kết quả trước và sau kế hoạch đã được chốt.")
    said = "; ".join(f"{since} → {until}" for since, until in pairs)
    return _("Điểm bình quân của các đơn vị thực hiện: %(cycles)s.") % {"cycles": said}
