"""A unit's own plan: drawn up, described, divided among its divisions, issued by its leader."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.plans import queries
from parindex.cycle.plans.actions import deriving, describing
from parindex.cycle.plans.actions.deriving import Charge
from parindex.cycle.plans.actions.describing import Description
from parindex.cycle.plans.pages import PlanFilter
from parindex.cycle.plans.queries import replies
from parindex.cycle.plans.states import State
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import deeds, pages
from parindex.faces.web.plans.correcting import must_work_on
from parindex.faces.web.plans.deeds import Page
from parindex.faces.web.plans.forms import DescribeForm, DivideForm, DrawUpForm, IssueForm


def start(request: Request) -> HttpResponse:
    """Begin a plan of one's own unit that carries out no other."""
    own = units.permitted(request.actor, Permission.TASK_REPORT, on=request.today)
    return _draw_up(request, None, tuple(own))


def draw_up(request: Request, key: int) -> HttpResponse:
    """Begin a unit's own plan with what a plan of the city asks of it."""
    answered = queries.get(key, by=request.actor)
    own = replies.own(answered, by=request.actor, on=request.today)
    if not own:
        raise Http404
    return _draw_up(request, answered, own)


def describe(request: Request, key: int) -> HttpResponse:
    """Say what a plan is, and which units reply until when."""
    plan = queries.get(key, by=request.actor)
    must_work_on(plan, request)
    form = DescribeForm(request.POST or None, initial=_described(plan))
    if form.is_valid():
        data = form.cleaned_data
        said = Description(data["title"], data["kind"], tuple(data["groups"]), data["within"], data["by_day"])
        if deeds.done(form, lambda: describing.describe(plan, said, by=request.actor, at=request.at)):
            messages.success(request, _("Đã ghi thông tin kế hoạch."))
            return redirect("plan", key)
    return deeds.answer(request, form, _page(plan, _("Thông tin kế hoạch"), _("Lưu")))


def issue(request: Request, key: int) -> HttpResponse:
    """Issue a plan that was drawn up."""
    plan = queries.get(key, by=request.actor)
    require(request.actor, Permission.PLAN_ISSUE, at=plan.unit.place)
    if plan.state != State.DRAFT:
        return redirect("plan", key)
    form = IssueForm(request.POST or None, initial={"on": request.today})
    if form.is_valid() and deeds.done(
        form, lambda: deriving.issue(plan, **form.cleaned_data, by=request.actor, at=request.at)
    ):
        messages.success(request, _("Đã ban hành kế hoạch."))
        return redirect("plan", key)
    note = _("Sau khi ban hành, mọi thay đổi đều phải có lý do và do lãnh đạo đơn vị thực hiện.")
    return deeds.answer(request, form, _page(plan, _("Ban hành kế hoạch"), _("Ban hành"), note=note))


def divide(request: Request, key: int) -> HttpResponse:
    """Give tasks of a plan to divisions and people of the unit."""
    plan = queries.get(key, by=request.actor)
    must_work_on(plan, request)
    members = units.members_of(plan.unit, by=request.actor, on=request.today).select_related("person")
    known = {each.person.pk: each.person for each in members}
    people = [(person.pk, person.full_name) for person in known.values()]
    form = DivideForm(request.POST or None, people=people)
    if form.is_valid():
        data = form.cleaned_data
        charge = Charge(data["division"], known.get(data["person"]))
        chosen, counted = deeds.numbers(request.POST.getlist("task")), 0

        def done() -> None:
            nonlocal counted
            counted = deriving.divide(plan, chosen, charge, by=request.actor, at=request.at)

        if deeds.done(form, done):
            said = ngettext("Đã giao %(n)s nhiệm vụ.", "Đã giao %(n)s nhiệm vụ.", counted) % {"n": counted}
            messages.success(request, said)
            return redirect("plan-divide", key)
    whole = queries.page(plan.pk, chosen=PlanFilter(), by=request.actor, on=request.today)
    rows = [pages.task(each, on=request.today) for each in whole.tasks if each.cancelled_on is None]
    page = _page(plan, _("Phân công nhiệm vụ"), _("Giao"))
    return deeds.answer(request, form, page, template="divide", rows=rows)


def _draw_up(request: Request, answered: Any, own: tuple[Any, ...]) -> HttpResponse:
    choices = [(unit.pk, unit.name) for unit in own]
    title = _("Kế hoạch thực hiện %(plan)s") % {"plan": answered} if answered else ""
    form = DrawUpForm(request.POST or None, units=choices, initial={"title": title[:400]})
    if form.is_valid():
        found = {unit.pk: unit for unit in own}
        unit, said = units.get(found[form.cleaned_data["unit"]].pk, by=request.actor), form.cleaned_data
        made: list[Any] = []

        def done() -> None:
            made.append(
                deriving.draw_up(unit, answered, title=said["title"], by=request.actor, at=request.at)
            )

        if deeds.done(form, done):
            messages.success(request, _("Đã lập dự thảo. Hãy bổ sung nhiệm vụ riêng và phân công."))
            return redirect("plan", made[0].pk)
    step = deeds.step_of(answered) if answered else None
    page = Page(
        title=_("Lập kế hoạch của đơn vị"),
        about=str(answered) if answered else "",
        steps=(*deeds.steps(), *((step,) if step else ())),
        button=_("Lập dự thảo"),
        back=step.url if step else reverse("plans"),
        note=_("Dự thảo lấy sẵn các nhiệm vụ giao đơn vị chủ trì hoặc phối hợp.") if answered else "",
    )
    return deeds.answer(request, form, page)


def _page(plan: Any, title: str, button: str, *, note: str = "") -> Page:
    own = deeds.step_of(plan)
    return Page(title, plan.title, (*deeds.steps(), own), button, own.url, note)


def _described(plan: Any) -> dict[str, Any]:
    is_counted = plan.reply_within is not None
    return {
        "title": plan.title,
        "kind": plan.kind,
        "groups": queries.reply_groups(plan),
        "within": plan.reply_within,
        "by_day": None if is_counted else plan.reply_by,
    }
