"""The addresses of the desk: what a list is limited to, the tabs, the way to a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.monitoring.pages import TODO, Chosen
from parindex.faces.web import asking
from parindex.faces.web.showing import Choice, Step


def chosen(asked: QueryDict) -> Chosen:
    """What the address limits the list to; ``unit`` is an id or words of a name."""
    unit = asked.get("unit", "")[:200].strip()
    return Chosen(
        words=asked.get("q", "")[:200],
        standing=asked.get("standing", "")[:20] or TODO,
        plan=asking.number(asked, "plan"),
        task=asking.number(asked, "task"),
        unit=asking.number(asked, "unit"),
        named="" if asking.number(asked, "unit") is not None else unit,
        criterion=asking.number(asked, "criterion"),
        month=asked.get("month", "")[:7],
        day=a_day(asked.get("day", "")),
        role=asked.get("role", "") if asked.get("role", "") in {"lead", "partner"} else "",
    )


def query(picked: Chosen) -> dict[str, str]:
    """What a list is limited to, as fields of an address; what is not limited is left out."""
    fields = {
        "q": picked.words,
        "standing": "" if picked.standing == TODO else picked.standing,
        "plan": _number(picked.plan),
        "task": _number(picked.task),
        "unit": picked.named if picked.unit is None else str(picked.unit),
        "criterion": _number(picked.criterion),
        "month": picked.month,
        "day": picked.day.isoformat() if picked.day else "",
        "role": picked.role,
    }
    return {name: value for name, value in fields.items() if value}


def to_list(picked: Chosen) -> str:
    """The address of the list limited so."""
    return to("tasks", query(picked))


def to(name: str, fields: Mapping[str, str]) -> str:
    """The address ``name`` with the fields that are filled."""
    filled = urlencode({key: value for key, value in fields.items() if value})
    return f"{reverse(name)}?{filled}" if filled else reverse(name)


def a_day(text: str) -> date | None:
    """The day written 2026-05-31; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def a_month(text: str, *, on: date) -> date:
    """The first day of the month written 2026-05, else of the month of ``on``."""
    found = a_day(f"{text}-01") if len(text) == 7 else None
    return found if found is not None and 1990 <= found.year <= 2100 else on.replace(day=1)


def steps() -> tuple[Step, ...]:
    """The way to any page of the desk."""
    return (Step(_("Theo dõi nhiệm vụ"), reverse("tasks")),)


def tabs(here: str, kept: Mapping[str, str]) -> tuple[Choice, ...]:
    """The pages of the desk; list and board keep what they are limited to."""
    drawn: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("tasks", _("Danh sách"), kept),
        ("tasks-board", pgettext("theo tình trạng", "Bảng"), kept),
        ("tasks-calendar", _("Lịch"), {}),
        ("tasks-timeline", _("Theo quý"), {}),
        ("tasks-units", _("Theo đơn vị"), {}),
        ("tasks-criteria", _("Theo tiêu chí"), {}),
        ("tasks-leaders", _("Báo cáo lãnh đạo"), {}),
    )
    return tuple(
        Choice(name, title, is_here=name == here, url=to(name, query)) for name, title, query in drawn
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
