"""What the league table shows: ranks, scores, classes, and the ways on."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from parindex.cycle.assessments import states
from parindex.cycle.results.leaguesheet import Asked, GroupPart, LeagueSheet
from parindex.cycle.results.pages import IssueItem, LeaguePage, LeagueRow
from parindex.faces.web import asking, drawing, showing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.results import ways
from parindex.faces.web.results import words as said
from parindex.faces.web.results.ways import Way
from parindex.faces.web.showing import Chip, Choice, Figure, Sheet, Step
from parindex.faces.web.templatetags.words import moment

FILES = ("xlsx", "csv", "docx", "pdf")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit."""

    rank: str
    is_tied: bool
    name: str
    url: str
    score: str
    points: str
    bar: Bar | None
    said: str
    klass: Chip | None
    notes: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One peer group: ``count`` units fit, of which ``rows`` are on this sheet."""

    name: str
    count: int
    rows: tuple[Row, ...]

    @property
    def has_notes(self) -> bool:
        """Whether anything is to be said beside a rank."""
        return any(row.notes for row in self.rows)


@dataclass(frozen=True, slots=True)
class Proof:
    """What an auditor needs to rebuild the table."""

    number: int
    frozen: str
    released: str
    decision: str
    reason: str
    inputs: str
    outputs: str
    engine: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    steps: tuple[Step, ...]
    tabs: tuple[Choice, ...]
    state: Chip
    is_illustrative: bool
    is_provisional: bool
    note: str
    """What a reader has to know of the terms; blank where they speak for themselves."""
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    sheet: Sheet
    sought: str
    choices: tuple[Choice, ...]
    classes: tuple[Choice, ...]
    is_filtered: bool
    bare: str
    files: tuple[tuple[str, str], ...]
    proof: Proof | None
    issues: tuple[Choice, ...]
    deeds: tuple[Choice, ...]


def asked_of(asked: QueryDict) -> Asked:
    """Which units the address asks for."""
    chosen = _chosen(asked)
    return Asked(
        words=chosen["q"],
        group=chosen["group"],
        klass=chosen["class"],
        number=asking.number(asked, "sheet") or 1,
        size=ways.SHEET,
    )


def page(data: LeagueSheet, asked: QueryDict, *, number: int | None, here: str = "result") -> Page:
    """The sheet of the league table that the address asks for."""
    way = Way(data.cycle.key, number)
    names = tuple(each.name for each in data.terms.ranking.classes)
    chosen = _chosen(asked)
    return Page(
        title=data.cycle.name,
        steps=ways.steps(data.cycle, way, is_below=False),
        tabs=ways.tabs(data.cycle, way, here=here),
        state=said.state(data.cycle),
        is_illustrative=data.cycle.is_illustrative,
        is_provisional=data.issue is None and data.cycle.state == states.OPEN,
        note=data.terms.note,
        figures=_figures(data, way),
        groups=tuple(_group(each, data, way, names) for each in data.groups if each.rows),
        sheet=way.sheet(data.count, asked, "q", "group", "class"),
        sought=chosen["q"],
        choices=showing.choices(tuple((g.name, g.name) for g in data.groups), chosen=chosen["group"]),
        classes=showing.choices(tuple((name, name) for name in names), chosen=chosen["class"]),
        is_filtered=any(chosen.values()),
        bare=way.to(here),
        files=() if data.issue is None else tuple((kind, way.to("result-export", kind)) for kind in FILES),
        proof=None if data.issue is None else _proof(data.issue),
        issues=_issues(data, way),
        deeds=_deeds(data, way),
    )


def narrowed(data: LeaguePage, asked: QueryDict) -> tuple[LeagueRow, ...]:
    """The rows of a whole table that fit the words, the group and the class asked for."""
    wanted = asked_of(asked)
    return tuple(row for row in data.rows if wanted.fits(row.unit_name, row.group, row.class_name))


def _chosen(asked: QueryDict) -> dict[str, str]:
    return {key: asked.get(key, "")[:200] for key in ("q", "group", "class")}


def _group(part: GroupPart, data: LeagueSheet, way: Way, names: tuple[str, ...]) -> Group:
    tones = said.tones(names)
    return Group(part.name, part.count, tuple(_row(each, data, way, tones) for each in part.rows))


def _row(row: LeagueRow, data: LeagueSheet, way: Way, tones: dict[str, str]) -> Row:
    places = data.terms.ranking.decimals
    score = said.shown(row.score, places)
    return Row(
        rank=said.place(row),
        is_tied=row.is_tied,
        name=row.unit_name,
        url="" if data.issue is None else way.to("result-card", row.unit),
        score=score,
        points=f"{said.exact(row.amount.points)} / {said.exact(row.amount.max)}",
        bar=drawing.bar(most=data.total, result=row.score, goal=None),
        said=_("%(score)s trên %(total)s điểm") % {"score": score, "total": said.exact(data.total)},
        klass=Chip(row.class_name, tones.get(row.class_name, "")) if row.class_name else None,
        notes=said.notes(row),
        is_own=row.is_own,
    )


def _figures(data: LeagueSheet, way: Way) -> tuple[Figure, ...]:
    places, whole = data.terms.ranking.decimals, data.overview
    figures = [Figure(_("Đơn vị được xếp hạng"), str(whole.ranked))]
    if whole.ranked:
        best = said.shown(whole.best, places)
        figures.append(Figure(_("Bình quân"), said.shown(whole.mean), unit=_("điểm")))
        figures.append(Figure(_("Cao nhất"), best, note=whole.best_name))
    if data.own is not None:
        note = _("%(score)s điểm") % {"score": said.shown(data.own.score, places)}
        url = "" if data.issue is None else way.to("result-card", data.own.unit)
        figures.append(Figure(data.own.unit_name, said.rank(data.own), note=note, tone="info", url=url))
    return tuple(figures)


def _proof(issue: IssueItem) -> Proof:
    return Proof(
        number=issue.number,
        frozen=f"{moment(issue.frozen_at)} · {issue.frozen_by}",
        released="" if issue.released_at is None else moment(issue.released_at),
        decision=issue.decision,
        reason=issue.reason,
        inputs=issue.input_digest,
        outputs=issue.output_digest,
        engine=issue.engine_version,
    )


def _issues(data: LeagueSheet, way: Way) -> tuple[Choice, ...]:
    """The other issues of the cycle; none where there is one only."""
    if data.issue is None or len(data.issues) < 2:
        return ()
    return tuple(
        Choice(
            str(each.number),
            _("Lần %(number)s") % {"number": each.number},
            is_here=each.number == data.issue.number,
            url=Way(data.cycle.key, each.number).to("result"),
        )
        for each in data.issues
    )


def _deeds(data: LeagueSheet, way: Way) -> tuple[Choice, ...]:
    drawn = (
        ("release", "result-release", _("Công bố")),
        ("resume", "result-resume", _("Mở lại để sửa")),
    )
    return tuple(
        Choice(name, title, url=Way(way.key).to(name))
        for deed, name, title in drawn
        if deed in data.cycle.deeds
    )
