"""What the first page shows: things to do with a date and one button each, then what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.agenda.queries.desks import Agenda
from parindex.cycle.agenda.queries.owing import Owing
from parindex.cycle.agenda.queries.rounds import Due
from parindex.cycle.frameworks.pages import VersionItem
from parindex.cycle.targets.pages import IndexSummary
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.faces.web.documents import pages as documents
from parindex.faces.web.frameworks import pages as frameworks
from parindex.faces.web.history import pages as history
from parindex.faces.web.home import turns
from parindex.faces.web.indexes import figures as indexes
from parindex.faces.web.indexes import ways
from parindex.faces.web.plans import pages as plans
from parindex.faces.web.showing import Chip, Figure
from parindex.faces.web.templatetags.words import day, figure


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do."""

    icon: str
    title: str
    detail: str
    when: str
    chip: Chip | None
    url: str
    button: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """A document that was taken over."""

    title: str
    about: str
    when: date
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    name: str
    turns: tuple[turns.Turn, ...]
    deeds: tuple[Deed, ...]
    tasks: tuple[plans.Task, ...]
    more_tasks: int
    late_tasks: int
    tasks_url: str
    figures: tuple[Figure, ...]
    accepted: tuple[News, ...]
    happened: tuple[history.Line, ...]
    is_member: bool
    may_upload: bool
    may_read_history: bool

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.turns) + len(self.deeds)


def home(
    agenda: Agenda,
    summaries: tuple[IndexSummary, ...],
    due: tuple[Due, ...],
    owing: Owing,
    *,
    by: Actor,
    on: date,
    now: datetime,
) -> Home:
    """The first page of ``by``."""
    return Home(
        name=by.name,
        turns=(*turns.of_tasks(owing, on=on), *turns.turns(due, now=now)),
        deeds=_deeds(agenda, by=by),
        tasks=tuple(plans.task(each, on=on) for each in agenda.tasks),
        more_tasks=agenda.more_tasks,
        late_tasks=agenda.late_tasks,
        tasks_url=_tasks_url(by),
        figures=tuple(_figure(each) for each in _ordered(summaries, by)[:4]),
        accepted=tuple(_news(each) for each in agenda.accepted),
        happened=history.lines(agenda.happened, by=by),
        is_member=bool(by.grants),
        may_upload=by.can_anywhere(Permission.DOCUMENT_UPLOAD),
        may_read_history=by.can_anywhere(Permission.HISTORY_READ),
    )


def _deeds(agenda: Agenda, *, by: Actor) -> tuple[Deed, ...]:
    """Failures first, then what waits for review, for a check, for publication."""
    deeds = [_failed(each) for each in agenda.failed]
    deeds += [_review(each, by=by) for each in agenda.to_review]
    deeds += [_publish(each) for each in agenda.to_publish]
    deeds += [_check(each) for each in agenda.to_check]
    deeds += [_reading(each) for each in agenda.reading]
    return tuple(deeds)


def _document(each: Any) -> dict[str, Any]:
    return {
        "title": documents.title_of(each),
        "detail": f"{documents.named(each)} · {each.owner}",
        "when": day(each.uploaded_at),
        "url": reverse("document", args=[each.pk]),
    }


def _failed(each: Any) -> Deed:
    chip = Chip(_("chưa đọc được"), "bad")
    return Deed(icon="alert", chip=chip, button=_("Xem lý do"), is_late=True, **_document(each))


def _review(each: Any, *, by: Actor) -> Deed:
    count = each.open_findings
    text = ngettext("%(n)s điểm cần xem", "%(n)s điểm cần xem", count) % {"n": count}
    chip = Chip(text, "warn") if count else Chip("✓ " + _("khớp"), "ok")
    may_accept = by.can(Permission.DOCUMENT_ACCEPT, at=each.owner.place)
    button = _("Tiếp nhận") if may_accept and not count else _("Rà soát")
    return Deed(icon="document", chip=chip, button=button, **_document(each))


def _reading(each: Any) -> Deed:
    return Deed(icon="clock", chip=Chip(_("đang đọc"), "info"), button=_("Xem tiến độ"), **_document(each))


def _version(each: VersionItem) -> dict[str, Any]:
    return {
        "icon": "tree",
        "title": frameworks.named(each),
        "detail": " · ".join(part for part in (each.owner_name, each.source_name or "") if part),
        "when": "",
        "chip": frameworks.state_chip(each.state),
        "url": reverse("framework", args=[each.key]),
    }


def _check(each: VersionItem) -> Deed:
    return Deed(button=_("Kiểm tra"), **_version(each))


def _publish(each: VersionItem) -> Deed:
    return Deed(button=_("Công bố"), **_version(each))


def _tasks_url(by: Actor) -> str:
    own = [g.place.unit for g in by.grants if Permission.PLAN_READ in g.role.permissions]
    return reverse("unit-tasks", args=[own[0]]) if own else ""


def _ordered(summaries: tuple[IndexSummary, ...], by: Actor) -> list[IndexSummary]:
    """One's own units first, then the province, then the rest; PAR INDEX before others."""
    own = {grant.place.unit for grant in by.grants}

    def weight(each: IndexSummary) -> tuple[int, bool, str]:
        near = 0 if each.unit in own else 1 if each.unit in by.provinces else 2
        return near, each.index != "PAR INDEX", each.index

    return sorted(summaries, key=weight)


def _figure(each: IndexSummary) -> Figure:
    goal = ""
    if each.target:
        goal = _("mục tiêu %(year)s: %(target)s") % {
            "year": each.target_year or "",
            "target": indexes.aim(each.target),
        }
    return Figure(
        title=f"{each.index} {each.result_year or each.target_year or ''} · {each.unit_name}",
        value=figure(indexes.of(each.result)),
        unit=f"/ {figure(points.shortest(each.max))}" if each.max else "",
        note=goal,
        url=ways.Index(each.unit, each.index, each.level).page(),
    )


def _news(each: Any) -> News:
    return News(
        documents.title_of(each),
        f"{documents.named(each)} · {each.owner}",
        each.accepted_at,
        reverse("document", args=[each.pk]),
    )
