"""Who has issued their own plan to carry out one of the city: the list, the counts, the file."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from parindex.cycle.plans import queries
from parindex.cycle.plans.queries import replies
from parindex.cycle.plans.queries.replies import Replies, Reply, Standing
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import exporting, listing, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.listing import Listing, Order
from parindex.faces.web.plans import deeds, words
from parindex.faces.web.showing import Chip, Figure, Step
from parindex.faces.web.templatetags.words import day

_PUT_IN_ORDER = (Standing.LATE, Standing.NONE, Standing.DRAFT, Standing.ISSUED_LATE, Standing.ISSUED)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit and its own plan."""

    unit: str
    unit_url: str
    state: Chip
    plan: str
    plan_url: str
    issued_on: str
    tasks: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Page:
    """The list."""

    title: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    list: Listing[Line]


@require_safe
def replying(request: Request, key: int) -> HttpResponse:
    """Every unit that has to issue its own plan."""
    plan = queries.get(key, by=request.actor)
    data = replies.of(plan, by=request.actor, on=request.today)
    saved = showing.saved("plan-replies-export", listing.query_of(request.GET, "state"), key)
    rows = _rows(data, request.GET)
    page = Page(
        title=_("Kế hoạch của các đơn vị"),
        steps=(*deeds.steps(), deeds.step_of(plan)),
        figures=_figures(data, request.GET.get("state", "")),
        list=listing.cut(rows, request.GET, orders=_orders(), saved=saved, kept=("state",)),
    )
    return render(request, "web/plans/replies.html", {"page": page})


@require_safe
def replying_export(request: Request, key: int, kind: str) -> HttpResponse:
    """The whole list as it is limited, as a file."""
    plan = queries.get(key, by=request.actor)
    rows = _rows(replies.of(plan, by=request.actor, on=request.today), request.GET)
    columns = (
        Column(pgettext("một", "Đơn vị"), 36),
        Column(_("Tình trạng"), 22),
        Column(_("Số kế hoạch"), 20),
        Column(_("Ngày ban hành"), 14),
        Column(_("Nhiệm vụ"), 10),
    )
    title = f"{_('Kế hoạch của các đơn vị')} – {plan.number or plan.title}"
    lines = [(row.unit, row.state.text, row.plan, row.issued_on, row.tasks) for row in rows]
    return exporting.answer(Export("ke-hoach-cac-don-vi", title, columns, lines), kind=kind)


def _orders() -> tuple[Order, ...]:
    return (
        Order("", _("Chưa ban hành trước"), lambda line: _PUT_IN_ORDER.index(line.standing)),
        Order("unit", _("Đơn vị A–Z"), lambda line: fold(line.unit)),
    )


def _rows(data: Replies, asked: QueryDict) -> list[Line]:
    state = asked.get("state", "")
    lines = [_line(each) for each in data.rows if not state or each.standing == state]
    return listing.narrowed(
        lines, asked, words=lambda line: f"{line.unit} {line.plan} {line.state.text}", orders=_orders()
    )


def _line(each: Reply) -> Line:
    return Line(
        unit=each.unit_name,
        unit_url=reverse("unit", args=[each.unit]),
        state=words.standing(each.standing),
        plan=each.number or (_("dự thảo") if each.plan else ""),
        plan_url=reverse("plan", args=[each.plan]) if each.plan else "",
        issued_on=day(each.issued_on) if each.issued_on else "",
        tasks=each.tasks,
        standing=each.standing,
    )


def _figures(data: Replies, state: str) -> tuple[Figure, ...]:
    def one(standing: Standing, tone: str) -> Figure:
        count = data.count(standing)
        title = words.standing(standing).text
        return Figure(
            title[:1].upper() + title[1:],
            str(count),
            tone=tone if count else "mute",
            url=f"?state={standing.value}",
            is_here=state == standing.value,
        )

    last = day(data.reply_by) if data.reply_by else "–"
    return (
        Figure(_("Hạn ban hành"), last, is_text=True),
        Figure(_("Đơn vị phải ban hành"), str(len(data.rows)), url="?", is_here=not state),
        one(Standing.ISSUED, "ok"),
        one(Standing.ISSUED_LATE, "warn"),
        one(Standing.DRAFT, "info"),
        one(Standing.NONE, "warn"),
        one(Standing.LATE, "late"),
    )
