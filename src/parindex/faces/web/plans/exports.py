"""A plan as a list to be saved."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.plans.pages import AssigneeItem, PlanPage, TaskItem, UnitTasks
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.templatetags.words import day


def plan(data: PlanPage) -> Export:
    """The tasks that are shown."""
    head = data.plan
    return _tasks(
        data.tasks,
        name=f"ke hoach {head.number.replace('/', '-')} {head.unit_name}",
        title=" ".join(part for part in (head.number, head.title) if part),
    )


def unit(data: UnitTasks) -> Export:
    """The tasks of one unit: those it leads, then those it joins in."""
    title = _("Nhiệm vụ của %(unit)s") % {"unit": data.unit_name}
    return _tasks((*data.led, *data.joined), name=f"nhiem vu {data.unit_name}", title=title)


def _tasks(tasks: Sequence[TaskItem], *, name: str, title: str) -> Export:
    return Export(
        name="-".join(fold(name).split()),
        title=title,
        columns=(
            Column(_("STT"), 6),
            Column(_("Mục"), 30),
            Column(pgettext("một", "Nhiệm vụ"), 60),
            Column(_("Thời hạn"), 18),
            Column(_("Đến ngày"), 12),
            Column(_("Chủ trì"), 28),
            Column(_("Phối hợp"), 34),
            Column(_("Sản phẩm"), 28),
        ),
        rows=[
            (
                each.number,
                each.section_title,
                each.text,
                each.deadline.text,
                day(each.deadline.due) if each.deadline.due else "",
                people(each.leads),
                people(each.partners),
                "; ".join(each.deliverables),
            )
            for each in tasks
        ],
    )


def people(who: tuple[AssigneeItem, ...]) -> str:
    """Leads or partners in one line."""
    return "; ".join(f"{each.text} ({each.scope})" if each.scope else each.text for each in who)
