"""What the list of plans shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.plans.pages import PlanItem, PlanList
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import listing, showing
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.plans.words import document_kind
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day


@dataclass(frozen=True, slots=True)
class Line:
    """One plan of the list."""

    title: str
    about: str
    unit: str
    issued_on: date | None
    tasks: int
    overdue: int
    url: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class Plans:
    """The list."""

    list: Listing[Line]
    may_upload: bool
    may_start: bool


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Mới ban hành trước")),
        Order("late", _("Nhiều nhiệm vụ quá hạn trước"), lambda line: -line.overdue),
        Order("title", _("Tiêu đề A–Z"), lambda line: fold(line.title)),
        Order("unit", _("Đơn vị A–Z"), lambda line: fold(line.unit)),
    )


def _rows(data: PlanList, asked: QueryDict) -> list[Line]:
    lines = (_line(each) for each in data.rows)
    return listing.narrowed(
        lines, asked, words=lambda line: f"{line.title} {line.about} {line.unit}", orders=_orders()
    )


def plans(data: PlanList, asked: QueryDict, *, may_upload: bool, may_start: bool) -> Plans:
    """The list as the address asks for it."""
    saved = showing.saved("plans-export", listing.query_of(asked))
    return Plans(listing.cut(_rows(data, asked), asked, orders=_orders(), saved=saved), may_upload, may_start)


def plans_export(data: PlanList, asked: QueryDict) -> Export:
    """The whole list as it is limited."""
    columns = (
        Column(pgettext("một", "Kế hoạch"), 60),
        Column(_("Số, ngày"), 30),
        Column(pgettext("một", "Đơn vị"), 34),
        Column(_("Nhiệm vụ"), 10),
        Column(_("Quá thời hạn"), 10),
    )
    rows = [(each.title, each.about, each.unit, each.tasks, each.overdue) for each in _rows(data, asked)]
    return Export(name="ke-hoach", title=_("Kế hoạch"), columns=columns, rows=rows)


def _line(each: PlanItem) -> Line:
    return Line(
        title=each.title or each.number or each.document_name or pgettext("một", "Kế hoạch"),
        about=" · ".join(
            part
            for part in (
                document_kind(each.kind) if each.kind != "plan" else "",
                each.number,
                day(each.issued_on) if each.issued_on else "",
            )
            if part
        ),
        unit=each.unit_name,
        issued_on=each.issued_on,
        tasks=each.tasks,
        overdue=each.overdue,
        url=reverse("plan", args=[each.key]),
        chip=Chip(_("dự thảo"), "info") if each.is_draft else None,
    )
