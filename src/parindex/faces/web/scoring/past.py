"""The ledger of one leaf, line by line; the sheet at a past instant; two stages side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.queries import ledger as ledgers
from parindex.cycle.assessments.queries.ledger import Cell, PastRow, PastSheet
from parindex.cycle.assessments.queries.opened import Reading
from parindex.engine.scoring.specs import RuleSpec
from parindex.faces.web.asking import Request
from parindex.faces.web.scoring import answers, chips, figures, pages, views
from parindex.faces.web.showing import Chip, Choice, Step
from parindex.faces.web.templatetags.words import moment, words


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger."""

    number: int
    stage: str
    chip: Chip
    answer: str
    points: str
    note: str
    by: str
    at: str
    origin: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One piece of evidence with the time it was shown."""

    name: str
    about: str
    removed: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger of one leaf."""

    title: str
    is_illustrative: bool
    path: str
    unit: str
    steps: tuple[Step, ...]
    lines: tuple[LedgerLine, ...]
    evidence: tuple[ShownLine, ...]
    back: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """One leaf at one instant, or at two stages of it."""

    path: str
    name: str
    max: str
    one: str
    one_said: str
    other: str
    other_said: str
    difference: str
    tone: str
    evidence: tuple[str, ...]
    by: str
    url: str


@dataclass(frozen=True, slots=True)
class PastPage:
    """The sheet as it stood."""

    title: str
    is_illustrative: bool
    unit: str
    steps: tuple[Step, ...]
    at: str
    typed: str
    instants: tuple[Choice, ...]
    ones: tuple[Choice, ...]
    others: tuple[Choice, ...]
    one_title: str
    other_title: str
    is_pair: bool
    rows: tuple[PastLine, ...]
    one_total: str
    other_total: str
    url: str


@require_safe
def ledger(request: Request, key: int, criterion: int) -> HttpResponse:
    """Every line of one leaf: who, when, what and why."""
    reading = views.opened(request, key)
    leaf = reading.book.leaves.get(criterion)
    if leaf is None or (reading.part is not None and not reading.part & set(leaf.line)):
        raise Http404
    places = reading.book.spec.display_decimals
    lines = tuple(
        LedgerLine(
            number=at,
            stage=words(each.stage),
            chip=_chip(each.state, each.decision),
            answer=answers.said(leaf.spec.rule, each.answer) if each.answer is not None else figures.NOTHING,
            points=figures.points_of(each.points_micro, places),
            note=each.note,
            by=each.by_name,
            at=moment(each.at),
            origin=origin_words(each.origin),
        )
        for at, each in enumerate(ledgers.lines_of(reading, criterion), start=1)
    )
    page = LedgerPage(
        title=leaf.spec.name,
        is_illustrative=reading.cycle.is_illustrative,
        path=leaf.spec.path,
        unit=reading.assessment.unit.name,
        steps=(Step(reading.assessment.unit.name, pages.leaf_url(key, criterion)),),
        lines=lines,
        evidence=tuple(_shown(each) for each in ledgers.evidence_of(reading, criterion)),
        back=pages.leaf_url(key, criterion),
    )
    return render(request, "web/scoring/ledger.html", {"page": page})


@require_safe
def sheet(request: Request, key: int) -> HttpResponse:
    """The sheet as it stood at an instant; two stages of it side by side."""
    reading = views.opened(request, key)
    typed = request.GET.get("at", "")[:40]
    asked = _moment(typed)
    past = ledgers.as_of(reading, asked or reading.now)
    keys = [each.key for each in reading.windows if each.act in kinds.ACTS - {kinds.FREEZE, kinds.PUBLISH}]
    one, other = (request.GET.get(name, "") for name in ("one", "other"))
    one, other = (stage if stage in keys else "" for stage in (one, other))
    page = _page(reading, past, one=one, other=other, keys=keys, typed=typed if asked else "")
    return render(request, "web/scoring/past.html", {"page": page, "wrong": bool(typed) and asked is None})


def origin_words(origin: str) -> str:
    """Where a line came from, where it was not typed in."""
    return {
        "form": "",
        "file": _("nạp từ tệp"),
        "measure": _("lấy từ số liệu"),
        "carried": _("chuyển từ hệ thống cũ"),
        "council": _("hội đồng"),
    }[origin]


def _moment(typed: str) -> datetime | None:
    """The instant a field of day and time says, in our own time zone."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    if found is None or not 1900 < found.year < 9000:
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _page(
    reading: Reading, past: PastSheet, *, one: str, other: str, keys: list[str], typed: str
) -> PastPage:
    places = reading.book.spec.display_decimals
    titles = {each: words(kinds.stage(reading.cycle.kind, each).title) for each in keys}
    address = pages.urls(reading.assessment.pk).past
    return PastPage(
        title=reading.cycle.name,
        is_illustrative=reading.cycle.is_illustrative,
        unit=reading.assessment.unit.name,
        steps=(Step(reading.assessment.unit.name, pages.sheet_url(reading.assessment.pk)),),
        at=moment(past.moment),
        typed=typed,
        instants=tuple(
            Choice(
                value := f"{timezone.localtime(each):%Y-%m-%dT%H:%M:%S}",
                moment(each),
                url=f"{address}?at={value}",
            )
            for each in ledgers.moments_of(reading)
        ),
        ones=_stages(titles, chosen=one),
        others=_stages(titles, chosen=other),
        one_title=titles.get(one, _("Điểm đang có hiệu lực")),
        other_title=titles.get(other, ""),
        is_pair=bool(other),
        rows=tuple(_line(reading, row, one=one, other=other, places=places) for row in past.rows),
        one_total=figures.rounded(past.total_micro(one), places),
        other_total=figures.rounded(past.total_micro(other), places) if other else "",
        url=address,
    )


def _stages(titles: dict[str, str], *, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(key, title, is_here=key == chosen) for key, title in titles.items())


def _line(reading: Reading, row: PastRow, *, one: str, other: str, places: int) -> PastLine:
    first = row.at(one) if one else row.standing
    second = row.at(other) if other else None
    lost = _difference(first, second) if other else None
    rule = reading.book.leaves[row.criterion].spec.rule
    return PastLine(
        path=row.path,
        name=row.name,
        max=figures.rounded(row.max_micro, places),
        one=figures.rounded(first.points_micro, places) if first else figures.NOTHING,
        one_said=_said(first, rule),
        other=figures.rounded(second.points_micro, places) if second else figures.NOTHING,
        other_said=_said(second, rule),
        difference=figures.signed(lost, places),
        tone="" if not lost else "down" if lost < 0 else "up",
        evidence=row.evidence,
        by=f"{first.by_name} · {moment(first.at)}" if first else "",
        url=pages.leaf_url(reading.assessment.pk, row.criterion),
    )


def _said(cell: Cell | None, rule: RuleSpec | None) -> str:
    if cell is None:
        return ""
    decided = chips.decision_words(cell.decision)
    answer = answers.said(rule, cell.answer) if cell.answer is not None else ""
    return " · ".join(part for part in (decided, answer, cell.note) if part)


def _difference(first: Cell | None, second: Cell | None) -> int | None:
    if first is None or second is None or first.points_micro is None or second.points_micro is None:
        return None
    return second.points_micro - first.points_micro


def _chip(state: str, decision: str) -> Chip:
    if decision:
        return Chip(chips.decision_words(decision), "info")
    return Chip(chips.state_words(state), {"scored": "ok", "not_applicable": "info"}.get(state, "warn"))


def _shown(each: ledgers.ShownItem) -> ShownLine:
    about = " · ".join(part for part in (words(each.stage), each.pages, moment(each.added_at)) if part)
    return ShownLine(each.name, about, moment(each.removed_at) if each.removed_at else "")
