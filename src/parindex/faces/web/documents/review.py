"""What the review desk shows: figures, findings with their places, the rows that were read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.documents import review
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.documents.queries import Review
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity
from parindex.faces.web.documents import findings, pages, paper, rows
from parindex.faces.web.documents.findings import Place
from parindex.faces.web.documents.rows import Table
from parindex.faces.web.documents.ways import Ways
from parindex.faces.web.showing import Chip, Figure, Step
from parindex.faces.web.templatetags.words import day

MOST = 200


@dataclass(frozen=True, slots=True)
class Made:
    """Something that was made of the document."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole review desk."""

    title: str
    named: str
    about: str
    state: Chip
    steps: tuple[Step, ...]
    url: str
    plain_url: str
    original: str
    head_url: str
    accept_url: str
    keep_url: str
    figures: tuple[Figure, ...]
    counts: tuple[Chip, ...]
    findings: tuple[Place, ...]
    more_findings: int
    table: Table | None
    table_name: str
    source: paper.Source
    open_tables: int
    may_correct: bool
    may_edit: bool
    may_edit_head: bool
    may_accept: bool
    again_url: str
    aside_url: str
    is_untaken: bool
    take_url: str
    result: str = ""
    made: tuple[Made, ...] = ()


def desk(
    document: Any, desk: Review, *, table: str, wanted: rows.Wanted, source: paper.Source, actor: Actor
) -> Desk:
    """The review desk of ``document`` at ``table``; ``wanted`` says which sheet and row of it."""
    known = findings.spots(desk)
    reading, place, ways = desk.reading, document.owner.place, Ways(document.pk)
    shown = next(
        (each for each in reading.tables if each.id == table), reading.tables[0] if reading.tables else None
    )
    may_correct = actor.can(Permission.DOCUMENT_CORRECT, at=place) and document.state in {"read", "accepted"}
    accepted = shown is not None and shown.id in desk.accepted
    listed = findings.of_table(reading.findings, table)
    found = tuple(findings.place(each, desk, ways, known=known) for each in listed[:MOST])
    return Desk(
        title=pages.title_of(document),
        named=pages.named(document),
        about=_about(document),
        state=pages.state_chip(document.state),
        steps=pages.steps(),
        url=ways.desk(**({"table": table} if table else {})),
        plain_url=ways.desk(),
        original=reverse("document-original", args=[document.pk]),
        head_url=reverse("document-head", args=[document.pk]),
        accept_url=reverse("document-accept", args=[document.pk]),
        keep_url=reverse("document-keep", args=[document.pk]),
        figures=(*_figures(desk, ways, chosen=table), *_prose(document, desk, actor)),
        counts=_counts(listed, desk),
        findings=found,
        more_findings=len(listed) - len(found),
        table=rows.table(shown, desk, ways, wanted=wanted, known=known) if shown else None,
        table_name=pages.table_title(shown) if table and shown else "",
        source=source,
        open_tables=sum(1 for each in reading.tables if each.id not in desk.accepted),
        may_correct=may_correct,
        may_edit=may_correct and not accepted,
        may_edit_head=may_correct and not desk.accepted,
        may_accept=actor.can(Permission.DOCUMENT_ACCEPT, at=place) and document.state in {"read", "accepted"},
        again_url=_deed("document-read-again", document, actor, Permission.DOCUMENT_UPLOAD, at="set_aside"),
        aside_url=_deed("document-set-aside", document, actor, Permission.DOCUMENT_ACCEPT, at="read"),
        is_untaken=document.untaken_at is not None,
        take_url=_deed("document-take-again", document, actor, Permission.DOCUMENT_ACCEPT, at="accepted"),
        result=_("Đã tiếp nhận %(count)s bảng. Chỉ số, mục tiêu và kế hoạch được lập từ văn bản này.")
        % {"count": len(desk.accepted)}
        if desk.accepted and document.untaken_at is None
        else "",
        made=_made(desk),
    )


def _deed(name: str, document: Any, actor: Actor, permission: Permission, *, at: str) -> str:
    """The address of a deed that a document in state ``at`` offers those who may do it."""
    offered = document.state == at and actor.can(permission, at=document.owner.place)
    return reverse(name, args=[document.pk]) if offered else ""


def _about(document: Any) -> str:
    parts = [str(document.owner), document.name]
    parts.append(
        _("%(by)s tải lên %(at)s") % {"by": document.uploaded_by_name, "at": day(document.uploaded_at)}
    )
    return " · ".join(parts)


def _figures(desk: Review, ways: Ways, *, chosen: str) -> tuple[Figure, ...]:
    """One figure a table, and the documents cited."""
    reading = desk.reading
    strip = [_figure(table, desk, ways, chosen=chosen) for table in reading.tables]
    cited = Figure(_("Văn bản được viện dẫn"), str(len(reading.citations)), note=_cited(reading.citations))
    return (*strip, cited)


def _prose(document: Any, desk: Review, actor: Actor) -> tuple[Figure, ...]:
    """How many tasks the prose states, for whoever may take them into a plan."""
    if not desk.reading.drafts or not actor.can(Permission.PLAN_EDIT, at=document.owner.place):
        return ()
    url = reverse("plan-drafts", args=[document.pk])
    count = str(len(desk.reading.drafts))
    return (Figure(_("Nhiệm vụ trong lời văn"), count, note=_("chọn để lấy vào kế hoạch"), url=url),)


def _cited(citations: tuple[Any, ...]) -> str:
    return ", ".join(each.number for each in citations[:3]) + ("…" if len(citations) > 3 else "")


def _figure(table: Any, desk: Review, ways: Ways, *, chosen: str) -> Figure:
    weighing = [f for f in desk.reading.findings if f.table == table.id and f.severity is not Severity.INFO]
    waiting = [f for f in weighing if review.fingerprint(f) not in desk.kept]
    text = ngettext("! %(count)s điểm cần xem", "! %(count)s điểm cần xem", len(waiting)) % {
        "count": len(waiting)
    }
    chips = [Chip(text, "warn") if waiting else Chip("✓ " + _("khớp"), "ok")]
    if table.id in desk.accepted:
        chips.append(Chip("✓ " + _("đã tiếp nhận"), "ok"))
    is_criteria = isinstance(table, CriteriaTable)
    return Figure(
        pages.table_title(table),
        str(len(table.rows)),
        unit=_("tiêu chí") if is_criteria else _("nhiệm vụ"),
        chips=tuple(chips),
        url=ways.desk() if table.id == chosen else ways.desk(table=table.id),
        is_here=table.id == chosen,
    )


def _counts(found: list[Finding], desk: Review) -> tuple[Chip, ...]:
    count = Counter(each.severity.value for each in found if review.fingerprint(each) not in desk.kept)
    said = (
        ("error", "bad", ngettext("%(n)s lỗi", "%(n)s lỗi", count["error"])),
        ("warning", "warn", ngettext("%(n)s cảnh báo", "%(n)s cảnh báo", count["warning"])),
        ("info", "info", ngettext("%(n)s thông tin", "%(n)s thông tin", count["info"])),
    )
    return tuple(Chip(text % {"n": count[key]}, tone) for key, tone, text in said if count[key])


def _made(desk: Review) -> tuple[Made, ...]:
    taken = [table for table in desk.reading.tables if table.id in desk.accepted]
    made = []
    if any(isinstance(table, CriteriaTable) for table in taken):
        made += [Made(_("Xem chỉ số"), reverse("indexes")), Made(_("Xem bộ tiêu chí"), reverse("frameworks"))]
    if any(not isinstance(table, CriteriaTable) for table in taken):
        made.append(Made(_("Xem kế hoạch"), reverse("plans")))
    return tuple(made)
