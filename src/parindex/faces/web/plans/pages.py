"""What the pages of plans show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.plans.pages import (
    AssigneeItem,
    DeadlineItem,
    PlanFilter,
    PlanItem,
    PlanPage,
    SectionItem,
    TaskItem,
)
from parindex.cycle.plans.queries.linking import AmendmentItem
from parindex.faces.web import asking
from parindex.faces.web.plans.links import Link
from parindex.faces.web.plans.words import document_kind, field_words, group_words, kind_words
from parindex.faces.web.showing import Chip, Choice, Figure, Sheet, Step
from parindex.faces.web.templatetags.words import day

SOON = 30
SHEET = 50


@dataclass(frozen=True, slots=True)
class Someone:
    """A lead or partner as printed, with the units and groups known in it."""

    text: str
    scope: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a list."""

    number: str
    text: str
    deadline: str
    due: str
    state: Chip | None
    leads: tuple[Someone, ...]
    partners: tuple[Someone, ...]
    deliverables: tuple[str, ...]
    is_late: bool
    url: str
    charge: str = ""
    """The division and the person of the unit who do it."""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One section with the tasks shown of it."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One plan."""

    title: str
    about: str
    steps: tuple[Step, ...]
    url: str
    figures: tuple[Figure, ...]
    parts: tuple[Section, ...]
    shown: int
    sheet: Sheet
    total: int
    sections: tuple[Choice, ...]
    leads: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    months: tuple[Choice, ...]
    sought: str
    only_overdue: bool
    is_filtered: bool
    source: Step | None
    xlsx: str
    csv: str
    chips: tuple[Chip, ...]
    deeds: tuple[Step, ...]
    main: Step | None
    """The deed that brings the plan on, shown first."""
    answered: Step | None
    replies: Step | None
    results: Step | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a plan: the one it carries out, and whether the reader may draw up an own one."""

    answered: Step | None = None
    may_draw_up: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that was changed of a task."""

    what: str
    before: str
    value: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a task beside the task itself."""

    plan: Step
    source: Step | None
    carried: Step | None
    links: tuple[Link, ...]
    amendments: tuple[Amendment, ...]
    may_correct: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task."""

    title: str
    text: str
    steps: tuple[Step, ...]
    task: Task
    section: str
    kind: str
    source: Step | None
    where: str
    deeds: tuple[Step, ...]
    carried: Step | None
    links: tuple[Link, ...]
    amendments: tuple[Amendment, ...]
    cancelled: str


def chosen(asked: QueryDict) -> PlanFilter:
    """What the address limits the list to."""

    return PlanFilter(
        words=asked.get("q", "")[:200],
        section=asking.number(asked, "section"),
        lead=asking.number(asked, "lead"),
        kind=asked.get("kind", "")[:20],
        month=asked.get("month", "")[:7],
        only_overdue=bool(asked.get("overdue")),
    )


def query(picked: PlanFilter) -> dict[str, str]:
    """What a list is limited to, as fields of an address."""
    return {
        "q": picked.words,
        "section": str(picked.section or ""),
        "lead": str(picked.lead or ""),
        "kind": picked.kind,
        "month": picked.month,
        "overdue": "1" if picked.only_overdue else "",
    }


def steps() -> tuple[Step, ...]:
    """The way to any page about plans."""
    return (Step(_("Kế hoạch"), reverse("plans")),)


def section_words(each: SectionItem) -> str:
    """A section among others to choose from."""
    return _section(each.number, each.title, each.tasks)


def page(data: PlanPage, *, sheet: Sheet, around: Around, on: date) -> Page:
    """One plan with the tasks that are shown."""
    plan, picked = data.plan, data.chosen
    url = reverse("plan", args=[plan.key])
    kept = urlencode({name: value for name, value in query(picked).items() if value})
    return Page(
        title=plan.title or plan.number or pgettext("một", "Kế hoạch"),
        about=" · ".join(
            part
            for part in (plan.number, day(plan.issued_on) if plan.issued_on else "", plan.unit_name)
            if part
        ),
        steps=steps(),
        url=url,
        figures=_figures(data, url),
        parts=_parts(data.tasks, on=on),
        shown=data.matched,
        sheet=sheet,
        total=data.total,
        sections=tuple(
            Choice(str(each.key), section_words(each), is_here=each.key == picked.section)
            for each in data.sections
        ),
        leads=tuple(Choice(str(each.key), each.name, is_here=each.key == picked.lead) for each in data.leads),
        kinds=tuple(
            Choice(each.value, f"{kind_words(each.value)} ({each.tasks})", is_here=each.value == picked.kind)
            for each in data.kinds
        ),
        months=tuple(Choice(each, _month(each), is_here=each == picked.month) for each in data.months),
        sought=picked.words,
        only_overdue=picked.only_overdue,
        is_filtered=bool(kept),
        source=Step(plan.document_name or "", reverse("document", args=[plan.document]))
        if plan.document
        else None,
        xlsx=f"{reverse('plan-export', args=[plan.key, 'xlsx'])}?{kept}",
        csv=f"{reverse('plan-export', args=[plan.key, 'csv'])}?{kept}",
        chips=_chips(plan),
        deeds=_deeds(data),
        main=_main(data, around),
        answered=around.answered,
        replies=_replies(plan),
        results=_results(plan),
    )


def _chips(plan: PlanItem) -> tuple[Chip, ...]:
    chips = [Chip(document_kind(plan.kind))] if plan.kind != "plan" else []
    if plan.is_draft:
        chips.append(Chip(_("dự thảo"), "info"))
    return tuple(chips)


def _deeds(data: PlanPage) -> tuple[Step, ...]:
    """What may be done with the plan, for the actor."""
    if not data.may_correct:
        return ()
    key, document = [data.plan.key], data.plan.document
    assigned = () if data.plan.is_draft else (Step(_("Giao nhiệm vụ"), reverse("plan-assign", args=key)),)
    return (
        *assigned,
        Step(_("Thêm nhiệm vụ"), reverse("task-add", args=key)),
        Step(_("Nhập danh mục nhiệm vụ"), reverse("plan-import", args=key)),
        *((Step(_("Nhiệm vụ trong lời văn"), reverse("plan-drafts", args=[document])),) if document else ()),
        Step(_("Phân công nhiệm vụ"), reverse("plan-divide", args=key)),
        Step(_("Thông tin kế hoạch"), reverse("plan-describe", args=key)),
    )


def _main(data: PlanPage, around: Around) -> Step | None:
    if data.may_issue:
        return Step(_("Ban hành"), reverse("plan-issue", args=[data.plan.key]))
    if around.may_draw_up:
        return Step(_("Lập kế hoạch của đơn vị"), reverse("plan-draw-up", args=[data.plan.key]))
    return None


def _replies(plan: PlanItem) -> Step | None:
    if not plan.reply_groups:
        return None
    url, last = reverse("plan-replies", args=[plan.key]), plan.reply_by
    if last is None:
        return Step(_("Kế hoạch của các đơn vị"), url)
    return Step(_("Kế hoạch của các đơn vị, hạn %(day)s") % {"day": day(last)}, url)


def _results(plan: PlanItem) -> Step | None:
    if plan.is_draft:
        return None
    return Step(_("Kết quả thực hiện"), reverse("plan-results", args=[plan.key]))


def _section(number: str, title: str, tasks: int) -> str:
    head = ". ".join(part for part in (number, title) if part)
    return f"{head[:70]} ({tasks})"


def _month(month: str) -> str:
    year, _dash, number = month.partition("-")
    return _("Tháng %(month)s/%(year)s") % {"month": int(number), "year": year}


def _figures(data: PlanPage, url: str) -> tuple[Figure, ...]:
    standing = sum(each.tasks for each in data.kinds if each.value in {"continuous", "recurring"})
    overdue = data.plan.overdue
    return (
        Figure(
            _("Nhiệm vụ"),
            str(data.total),
            note=ngettext("%(n)s mục", "%(n)s mục", len(data.sections)) % {"n": len(data.sections)},
        ),
        Figure(
            _("Quá thời hạn"),
            str(overdue),
            note=_("thời hạn đã qua, cần xác nhận đã xong") if overdue else _("không có"),
            tone="late" if overdue else "mute",
            url=f"{url}?overdue=1",
            is_here=data.chosen.only_overdue,
        ),
        Figure(_("Đến hạn trong 30 ngày"), str(data.due_soon), note=_("trong danh sách đang hiển thị")),
        Figure(_("Thường xuyên, định kỳ"), str(standing)),
        Figure(_("Đơn vị chủ trì"), str(len(data.leads))),
    )


def _parts(tasks: Iterable[TaskItem], *, on: date) -> tuple[Section, ...]:
    by_section = groupby(tasks, key=lambda each: (each.section, each.section_title))
    return tuple(
        Section(title, tuple(task(each, on=on) for each in some)) for (_key, title), some in by_section
    )


def task(each: TaskItem, *, on: date) -> Task:
    """One task of a list."""
    return Task(
        number=each.number or ("+" if each.continues else ""),
        text=each.text or _("(tiếp nhiệm vụ %(number)s)") % {"number": each.continues},
        deadline=each.deadline.text or kind_words(each.deadline.kind),
        due=_due(each.deadline),
        state=Chip(_("đã hủy")) if each.cancelled_on else _state(each.deadline, on=on),
        leads=tuple(_someone(who) for who in each.leads),
        partners=tuple(_someone(who) for who in each.partners),
        deliverables=tuple(text.rstrip(" ;") for text in each.deliverables),
        is_late=each.deadline.is_overdue,
        url=reverse("task", args=[each.key]),
        charge=" · ".join(part for part in (each.division, each.person) if part),
        key=each.key,
    )


def _due(deadline: DeadlineItem) -> str:
    due = day(deadline.due) if deadline.due else ""
    return "" if due == deadline.text else due


def _state(deadline: DeadlineItem, *, on: date) -> Chip | None:
    """Overdue and by how long, due soon and in how many days; nothing otherwise."""
    if deadline.due is None:
        return None
    days = (deadline.due - on).days
    if days < 0:
        return Chip(ngettext("quá %(n)s ngày", "quá %(n)s ngày", -days) % {"n": -days}, "bad")
    if days > SOON:
        return None
    return Chip(
        ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % {"n": days} if days else _("hôm nay"), "warn"
    )


def _someone(who: AssigneeItem) -> Someone:
    one = who.units[0] if len(who.units) == 1 else None
    same = one is not None and one.name == who.text
    names = [each.name for each in who.units] if not same else []
    note = ", ".join([*names, *(group_words(group) for group in who.groups)])
    return Someone(who.text, who.scope or "", reverse("unit", args=[one.key]) if one else "", note)


def one(each: TaskItem, about: About, *, on: date) -> TaskPage:
    """The page of one task."""
    shown = task(each, on=on)
    page_ = _("trang %(page)s") % {"page": each.page} if each.page else ""
    row = _("dòng %(row)s") % {"row": each.row} if each.row else ""
    return TaskPage(
        title=_("Nhiệm vụ %(number)s") % {"number": each.number}
        if each.number
        else pgettext("một", "Nhiệm vụ"),
        text=shown.text,
        steps=(*steps(), about.plan),
        task=shown,
        section=each.section_title,
        kind=kind_words(each.deadline.kind),
        source=about.source,
        where=", ".join(part for part in (page_, row) if part),
        deeds=_task_deeds(each) if about.may_correct else (),
        carried=about.carried,
        links=about.links,
        amendments=about.amendments,
        cancelled=_cancelled(each),
    )


def _cancelled(each: TaskItem) -> str:
    if each.cancelled_on is None:
        return ""
    said = {"decision": each.cancelled_by, "day": day(each.cancelled_on)}
    return _("Nhiệm vụ đã bị hủy theo %(decision)s, từ ngày %(day)s.") % said


def _task_deeds(each: TaskItem) -> tuple[Step, ...]:
    key = [each.key]
    linking = Step(_("Gắn tiêu chí"), reverse("task-criteria", args=key))
    if each.cancelled_on is not None:
        return (Step(_("Khôi phục nhiệm vụ"), reverse("task-restore", args=key)), linking)
    return (
        Step(_("Sửa nhiệm vụ"), reverse("task-correct", args=key)),
        linking,
        Step(_("Hủy nhiệm vụ"), reverse("task-cancel", args=key)),
    )


def amendment(each: AmendmentItem) -> Amendment:
    """One thing that was changed of a task."""
    return Amendment(
        what=field_words(each.field),
        before=each.before,
        value=each.value,
        reason=each.reason,
        at=each.at,
        by=each.by,
    )
