"""The home of the appraisal desk: what waits for a person, criterion by criterion and unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import CycleHead, LeafHead, Queue, Tally
from parindex.cycle.assessments.worklist import Sheet as UnitSheet
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.faces.web import asking, drawing, showing
from parindex.faces.web.appraisal import words
from parindex.faces.web.appraisal.ways import CRITERION, UNIT, Way
from parindex.faces.web.drawing import Bar
from parindex.faces.web.scoring import figures
from parindex.faces.web.showing import Choice, Figure, Saved, Sheet
from parindex.faces.web.templatetags.words import day
from parindex.faces.web.templatetags.words import words as spoken

SHEET = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion or one unit with its counts."""

    title: str
    code: str
    sub: str
    max: str
    bar: Bar | None
    said: str
    decided: str
    open: int
    answered: int
    away: int
    absent: int
    url: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A domain or a group, and its lines."""

    title: str
    open: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The whole page."""

    title: str
    cycle: str
    about: str
    is_illustrative: bool
    cycles: tuple[Choice, ...]
    stages: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    tabs: tuple[Choice, ...]
    is_by_unit: bool
    sought: str
    kept: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    council: tuple[Part, ...]
    sheet: Sheet
    saved: Saved
    board_url: str
    is_reader: bool
    """Whether the person only reads: nothing waits for them."""


def page(data: Queue, cycles: Sequence[tuple[int, str, str]], asked: QueryDict, *, actor: Actor) -> Home:
    """The home of the desk in one cycle."""
    by_unit, head = asked.get("by") == "unit", data.cycle
    sought = asked.get("q", "")[:200]
    lines = _unit_lines(data, asked) if by_unit else _leaf_lines(data, asked)
    kept = [(part, line) for part, line in lines if _holds(sought, part, line)]
    query = {"cycle": str(head.key), "by": "unit" if by_unit else "", "q": sought}
    sheet = showing.sheet(len(kept), number=asking.number(asked, "sheet") or 1, query=query, size=SHEET)
    return Home(
        title=_("Thẩm định"),
        cycle=head.name,
        about=" · ".join(part for part in (head.owner, words.span(head)) if part),
        is_illustrative=head.is_illustrative,
        cycles=tuple(Choice(str(key), name, is_here=key == head.key) for key, name, _state in cycles),
        stages=stages(head),
        figures=_figures(data),
        tabs=_tabs(head, by_unit=by_unit),
        is_by_unit=by_unit,
        sought=sought,
        kept=tuple((name, value) for name, value in query.items() if value and name != "q"),
        parts=_parts(kept[max(sheet.first - 1, 0) : sheet.last]),
        council=_council(data, asked),
        sheet=sheet,
        saved=showing.saved("appraisal-export", {"by": query["by"]}, head.key),
        board_url=reverse("appraisal-board", args=[head.key])
        if actor.can_anywhere(Permission.RESULT_READ)
        else "",
        is_reader=not actor.can_anywhere(Permission.ASSESSMENT_APPRAISE),
    )


def stages(head: CycleHead) -> tuple[tuple[str, str, str], ...]:
    """The strip of stages: title, from when to when, and which is done or now."""
    found = []
    for window in head.windows:
        tone = "done" if window.closes_at <= head.at else "now" if window.opens_at <= head.at else ""
        span = f"{day(window.opens_at)} – {day(figures.last_day(window.closes_at))}"
        found.append((spoken(kinds.stage(head.kind, window.key).title), span, tone))
    return tuple(found)


def _holds(sought: str, part: str, line: Line) -> bool:
    return all(word in fold(f"{part} {line.code} {line.title} {line.sub}") for word in fold(sought).split())


def _leaf_lines(data: Queue, asked: QueryDict) -> list[tuple[str, Line]]:
    return [
        (f"{leaf.domain} {leaf.domain_name}", _leaf_line(data.cycle, leaf, tally, asked))
        for leaf, tally in data.leaves
    ]


def _unit_lines(data: Queue, asked: QueryDict) -> list[tuple[str, Line]]:
    return [(sheet.group_name, _unit_line(data.cycle, sheet, tally, asked)) for sheet, tally in data.sheets]


def _leaf_line(head: CycleHead, leaf: LeafHead, tally: Tally, asked: QueryDict) -> Line:
    way = Way(CRITERION, head.key, leaf.key, QueryDict())
    return _line(
        tally,
        title=leaf.spec.name,
        code=words.leaf_code(leaf),
        max=words.micro(leaf.max_micro, head),
        url=way.page(show="open") if tally.open else way.page(),
    )


def _unit_line(head: CycleHead, sheet: UnitSheet, tally: Tally, asked: QueryDict) -> Line:
    way = Way(UNIT, head.key, sheet.key, QueryDict())
    url = way.page(show="open") if tally.open else way.page()
    return _line(tally, title=sheet.unit_name, code="", max="", url=url)


def _line(tally: Tally, *, title: str, code: str, max: str, url: str) -> Line:
    most = tally.all
    return Line(
        title=title,
        code=code,
        sub="",
        max=max,
        bar=drawing.bar(most=Decimal(most), result=Decimal(tally.decided), goal=None),
        said=_("đã thẩm định %(done)s trên %(all)s") % {"done": tally.decided, "all": most},
        decided=f"{tally.decided}/{most}",
        open=tally.open,
        answered=tally.of(Turn.ANSWERED),
        away=tally.away,
        absent=tally.of(Turn.ABSENT),
        url=url,
        is_done=not tally.open and not tally.away and tally.decided > 0,
    )


def _parts(kept: Sequence[tuple[str, Line]]) -> tuple[Part, ...]:
    found: dict[str, list[Line]] = {}
    for part, line in kept:
        found.setdefault(part, []).append(line)
    return tuple(
        Part(title, sum(line.open for line in lines), tuple(lines)) for title, lines in found.items()
    )


def _council(data: Queue, asked: QueryDict) -> tuple[Part, ...]:
    lines = tuple(_leaf_line(data.cycle, leaf, tally, asked) for leaf, tally in data.council)
    return (Part("", 0, lines),) if lines else ()


def _figures(data: Queue) -> tuple[Figure, ...]:
    tally = data.tally
    answered = tally.of(Turn.ANSWERED)
    return (
        Figure(
            _("Chờ quyết định"),
            str(tally.open),
            note=_("trong đó %(n)s ô đơn vị đã trả lời") % {"n": answered} if answered else "",
        ),
        Figure(_("Chờ đơn vị giải trình"), str(tally.of(Turn.ASKED))),
        Figure(_("Đã trả lại, chờ chấm lại"), str(tally.of(Turn.RETURNED))),
        Figure(
            _("Đã thẩm định"),
            str(tally.decided),
            unit=f"/ {tally.all}",
            note=_("không trả lời %(blank)s, chưa nộp %(absent)s")
            % {"blank": tally.of(Turn.BLANK), "absent": tally.of(Turn.ABSENT)},
        ),
    )


def _tabs(head: CycleHead, *, by_unit: bool) -> tuple[Choice, ...]:
    home = f"{reverse('appraisal')}?cycle={head.key}"
    return (
        Choice("", _("Theo tiêu chí"), is_here=not by_unit, url=home),
        Choice("unit", _("Theo đơn vị"), is_here=by_unit, url=f"{home}&by=unit"),
    )
