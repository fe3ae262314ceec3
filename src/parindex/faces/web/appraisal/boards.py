"""The progress board: how far an appraisal is, who is behind, and what hinders it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import Progress, Tally
from parindex.engine.values.findings import Words
from parindex.faces.web import drawing, showing
from parindex.faces.web.appraisal import queues, words
from parindex.faces.web.documents.findings import weight
from parindex.faces.web.drawing import Bar
from parindex.faces.web.showing import Figure, Saved, Step


@dataclass(frozen=True, slots=True)
class Line:
    """One domain, agency or group."""

    title: str
    bar: Bar | None
    said: str
    share: str
    decided: int
    all: int
    open: int
    asked: int
    returned: int
    blank: int
    absent: int


@dataclass(frozen=True, slots=True)
class Table:
    """One way to part the work."""

    title: str
    column: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A finding."""

    severity: str
    weight: str
    message: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page."""

    title: str
    cycle: str
    steps: tuple[Step, ...]
    about: str
    is_illustrative: bool
    stages: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    findings: tuple[Hindrance, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]
    absent_count: int
    saved: Saved


def page(data: Progress) -> Board:
    """The board of one cycle."""
    head = data.cycle
    home = reverse("appraisal")
    return Board(
        title=_("Tiến độ thẩm định"),
        cycle=head.name,
        steps=(Step(_("Thẩm định"), home), Step(head.name, f"{home}?cycle={head.key}")),
        about=" · ".join(part for part in (head.owner, words.span(head)) if part),
        is_illustrative=head.is_illustrative,
        stages=queues.stages(head),
        figures=_figures(data),
        tables=tables(data),
        findings=tuple(
            Hindrance(each.severity.value, weight(each.severity.value), each.message, each.remedy)
            for each in data.findings
        ),
        absent=_absent(data),
        absent_count=len(data.absent),
        saved=showing.saved("appraisal-board-export", {}, head.key),
    )


def tables(data: Progress) -> tuple[Table, ...]:
    """By domain, by agency, by group."""
    domains = [(f"{code} {name}", tally) for code, name, tally in data.domains]
    return (
        Table(_("Theo lĩnh vực"), pgettext("một", "Lĩnh vực"), _lines(domains)),
        Table(_("Theo cơ quan thẩm định"), pgettext("một", "Cơ quan"), _lines(data.agencies)),
        Table(_("Theo nhóm đơn vị"), pgettext("một", "Nhóm"), _lines(data.groups)),
    )


def _lines(rows: Sequence[tuple[str, Tally]]) -> tuple[Line, ...]:
    return tuple(_line(title, tally) for title, tally in rows)


def _line(title: str, tally: Tally) -> Line:
    most = tally.to_decide
    share = f"{tally.decided * 100 // most} %" if most else "–"
    return Line(
        title=title,
        bar=drawing.bar(most=Decimal(most), result=Decimal(tally.decided), goal=None) if most else None,
        said=_("đã thẩm định %(done)s trên %(all)s") % {"done": tally.decided, "all": most},
        share=share,
        decided=tally.decided,
        all=most,
        open=tally.open,
        asked=tally.of(Turn.ASKED),
        returned=tally.of(Turn.RETURNED),
        blank=tally.of(Turn.BLANK),
        absent=tally.of(Turn.ABSENT),
    )


def _figures(data: Progress) -> tuple[Figure, ...]:
    tally = data.tally
    most = tally.to_decide
    return (
        Figure(
            _("Đã thẩm định"),
            str(tally.decided),
            unit=f"/ {most}",
            note=_("%(share)s %% số phải thẩm định") % {"share": tally.decided * 100 // most} if most else "",
        ),
        Figure(_("Chờ thẩm định viên"), str(tally.open)),
        Figure(_("Chờ đơn vị"), str(tally.away)),
        Figure(
            _("Quá hạn"),
            str(data.overdue),
            note=_("trả lại hoặc hỏi mà đơn vị không trả lời kịp"),
            tone="down" if data.overdue else "",
        ),
        Figure(
            _("Đơn vị chưa nộp"),
            str(len(data.absent)),
            tone="down" if data.absent else "",
            note=_("chưa nộp thì chưa thẩm định được") if data.absent else _("mọi đơn vị đã nộp"),
        ),
    )


def _absent(data: Progress) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for each in data.absent:
        found.setdefault(each.group_name, []).append(each.unit_name)
    return tuple((group, tuple(names)) for group, names in found.items())
