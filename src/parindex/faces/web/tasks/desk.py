"""What the page of one assignment shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.monitoring.pages import ALL, AssignmentPage, Chosen, DueAsked, Entry
from parindex.cycle.monitoring.states import DueChange
from parindex.faces.web.drawing import Bar
from parindex.faces.web.showing import Chip, Choice, Step
from parindex.faces.web.tasks import lists, ways, words
from parindex.faces.web.tasks.lists import Line
from parindex.faces.web.templatetags.words import day


@dataclass(frozen=True, slots=True)
class Said:
    """One entry, or a request for another due date, in the order of time."""

    chip: Chip
    who: str
    at: datetime
    counted: str
    bar: Bar | None
    done_on: str
    text: str
    obstacle: str
    proposal: str
    is_illustrative: bool
    evidence: tuple[Choice, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Page:
    """One assignment."""

    key: int
    title: str
    steps: tuple[Step, ...]
    line: Line
    owner: str
    division: str
    deadline: str
    deliverables: tuple[str, ...]
    plan: Step
    task: Step
    source: Step | None
    where: str
    criteria: tuple[Step, ...]
    turns: tuple[Choice, ...]
    handed: tuple[Step, ...]
    entries: tuple[Said, ...]
    asked: DueAsked | None
    """The request for another due date that waits for a decision."""


def page(data: AssignmentPage, *, on: date) -> Page:
    """The page of one assignment."""
    item = data.item
    line = lists.line(item, on=on)
    plan = Step(item.plan_name or pgettext("một", "Kế hoạch"), reverse("plan", args=[item.plan]))
    number = (
        _("Nhiệm vụ %(number)s") % {"number": item.number} if item.number else pgettext("một", "Nhiệm vụ")
    )
    return Page(
        key=item.key,
        title=f"{number} · {item.unit_name}",
        steps=(*ways.steps(), Step(plan.title, ways.to_list(Chosen(standing=ALL, plan=item.plan)))),
        line=line,
        owner=data.owner_name,
        division=data.division,
        deadline=item.deadline,
        deliverables=tuple(text.rstrip(" ;") for text in data.deliverables),
        plan=plan,
        task=Step(number, reverse("task", args=[item.task])),
        source=_source(data),
        where=_where(data),
        criteria=tuple(
            Step(each.name, ways.to_list(Chosen(standing=ALL, criterion=each.key))) for each in data.criteria
        ),
        turns=tuple(
            Choice(str(each.key), each.name, is_here=here, url=reverse("assignment", args=[each.key]))
            for each, here in data.turns
        ),
        handed=_handed(data),
        entries=_told(data, counted_in=item.counted_in),
        asked=next((each for each in data.due_asked if each.state == DueChange.ASKED), None),
    )


def _source(data: AssignmentPage) -> Step | None:
    if data.document is None:
        return None
    place = f"{reverse('document', args=[data.document])}?table={data.table}&printed={data.row or ''}"
    return Step(data.document_name, place)


def _where(data: AssignmentPage) -> str:
    page_ = _("trang %(page)s") % {"page": data.page} if data.page else ""
    row = _("dòng %(row)s") % {"row": data.row} if data.row else ""
    return ", ".join(part for part in (page_, row) if part)


def _handed(data: AssignmentPage) -> tuple[Step, ...]:
    before = data.handed_from
    found = [Step(_("nhận từ %(unit)s") % {"unit": before.name}, _url(before.key))] if before else []
    found += [
        Step(_("đã chuyển cho %(unit)s") % {"unit": each.name}, _url(each.key)) for each in data.handed_to
    ]
    return tuple(found)


def _url(key: int) -> str:
    return reverse("assignment", args=[key])


def _told(data: AssignmentPage, *, counted_in: str) -> tuple[Said, ...]:
    told = [_entry(each, counted_in=counted_in, links=data.may["evidence"]) for each in data.entries]
    told += [_asked(each) for each in data.due_asked]
    return tuple(sorted(told, key=lambda each: each.at))


def _entry(each: Entry, *, counted_in: str, links: bool) -> Said:
    return Said(
        chip=words.entry(each.kind),
        who=each.by_name,
        at=each.made_at,
        counted=words.counted(each.done, each.total, counted_in),
        bar=words.progress(each.done, each.total),
        done_on=day(each.done_on) if each.done_on else "",
        text=each.text,
        obstacle=each.obstacle,
        proposal=each.proposal,
        is_illustrative=each.is_illustrative,
        evidence=tuple(
            Choice(
                str(proof.key),
                " · ".join(part for part in (proof.title, proof.about) if part),
                url=reverse("evidence-item", args=[proof.key]) if links else "",
            )
            for proof in each.evidence
        ),
        about="",
    )


def _asked(each: DueAsked) -> Said:
    about = _("từ %(was)s sang %(wanted)s") % {
        "was": day(each.was) if each.was else _("chưa có ngày"),
        "wanted": day(each.wanted),
    }
    return Said(
        chip=Chip(_("Xin gia hạn"), "warn"),
        who=each.asked_by_name,
        at=each.asked_at,
        counted="",
        bar=None,
        done_on="",
        text=each.reason,
        obstacle="",
        proposal="",
        is_illustrative=False,
        evidence=(),
        about=" · ".join(part for part in (about, _decided(each)) if part),
    )


def _decided(each: DueAsked) -> str:
    if each.decided_at is None:
        return _("chờ quyết định")
    said = _("đồng ý") if each.state == DueChange.GRANTED else _("không đồng ý")
    on = _("%(who)s, %(day)s") % {"who": each.decided_by_name, "day": day(each.decided_at)}
    return " · ".join(part for part in (said, each.decision, on) if part)


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed that the person may do now, with its form."""

    name: str
    title: str
    button: str
    tone: str
    form: Any
    is_open: bool
    address: str


def titles() -> dict[str, tuple[str, str, str]]:
    """What each deed is called, what its button says, and in which colour."""
    return {
        "report": (_("Báo cáo tiến độ"), _("Gửi báo cáo"), "main"),
        "ask": (_("Xin gia hạn"), _("Gửi đề nghị"), ""),
        "account": (_("Giải trình việc chậm"), _("Gửi giải trình"), ""),
        "divide": (_("Giao bộ phận thực hiện"), _("Lưu"), ""),
        "verify": (_("Xác nhận hoàn thành"), _("Xác nhận"), "main"),
        "return": (_("Trả lại"), _("Trả lại cho đơn vị"), ""),
        "decide": (_("Quyết định gia hạn"), _("Ghi quyết định"), "main"),
        "set-due": (_("Ấn định thời hạn"), _("Ấn định"), ""),
        "cancel": (_("Dừng theo dõi"), _("Dừng theo dõi"), "danger"),
    }
