"""What the page of the tasks of one unit shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.plans.pages import UnitTasks
from parindex.faces.web import showing
from parindex.faces.web.plans import pages
from parindex.faces.web.plans.pages import Section
from parindex.faces.web.showing import Saved, Sheet, Step


@dataclass(frozen=True, slots=True)
class Unit:
    """The tasks of one unit."""

    title: str
    unit: str
    steps: tuple[Step, ...]
    parts: tuple[Section, ...]
    sheet: Sheet
    sought: str
    saved: Saved


def unit(data: UnitTasks, *, sheet: Sheet, sought: str, on: date) -> Unit:
    """The tasks of one unit, sheet by sheet: those it leads, then those it joins in."""
    parts = (
        Section(_("Chủ trì"), tuple(pages.task(each, on=on) for each in data.led)),
        Section(_("Phối hợp"), tuple(pages.task(each, on=on) for each in data.joined)),
    )
    return Unit(
        title=_("Nhiệm vụ của %(unit)s") % {"unit": data.unit_name},
        unit=data.unit_name,
        steps=(Step(_("Đơn vị"), reverse("units")), Step(data.unit_name, reverse("unit", args=[data.unit]))),
        parts=tuple(part for part in parts if part.tasks),
        sheet=sheet,
        sought=sought,
        saved=showing.saved("unit-tasks-export", {"q": sought}, data.unit),
    )
