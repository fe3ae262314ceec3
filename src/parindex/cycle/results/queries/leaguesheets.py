"""The league table sheet by sheet: of thousands of units only those shown are read as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parindex.cycle.assessments import specs
from parindex.cycle.results import leaguesheet, sheets
from parindex.cycle.results.leaguesheet import Asked, GroupPart, LeagueSheet
from parindex.cycle.results.models import Issue
from parindex.cycle.results.pages import LeagueRow
from parindex.cycle.results.queries import issues, leagues
from parindex.engine.access.actors import Actor
from parindex.engine.values import points


class _Line(NamedTuple):
    """What has to be known of every unit."""

    key: int
    unit: int
    name: str
    group: str
    klass: str
    score_micro: int | None


def frozen(key: int, asked: Asked, *, by: Actor, number: int | None = None) -> LeagueSheet:
    """A sheet of the issue ``number``, or of the newest the reader may see. Raises NoSuchResult."""
    issue = issues.issue(key, by=by, number=number)
    terms, own = sheets.terms_of(issue), issues.own_units(by)
    decimals = terms.ranking.decimals
    lines = _lines(issue)
    kept = [each for each in lines if asked.fits(each.name, each.group, each.klass)]
    shown = kept[asked.part(len(kept))]
    mine = next((each for each in lines if each.unit in own), None)
    rows = _rows(issue, [*shown, *([mine] if mine else [])], own=own, decimals=decimals)
    scores = [
        (each.name, points.micro_in_units(each.score_micro, decimals))
        for each in lines
        if each.score_micro is not None
    ]
    return LeagueSheet(
        cycle=issues.item_of(issue.cycle, issue, by=by),
        issue=issues.issue_item(issue),
        issues=issues.issues_of(issue.cycle, by=by),
        terms=terms,
        total=points.from_micro(specs.book(issue.cycle.version).total_micro),
        overview=leaguesheet.overview(scores, decimals=decimals),
        own=rows[mine.key] if mine else None,
        groups=_groups(lines, kept, [rows[each.key] for each in shown]),
        count=len(kept),
    )


def standing(key: int, asked: Asked, *, by: Actor) -> LeagueSheet:
    """A sheet of what stands now in a cycle, ranked as it would be. Raises NoSuchResult."""
    return leaguesheet.cut(leagues.standings_in_short(key, by=by), asked)


def _lines(issue: Issue) -> list[_Line]:
    fields = ("pk", "unit_id", "unit__name", "group", "class_name", "score_micro")
    return [_Line(*row) for row in sheets.units_of(issue).select_related(None).values_list(*fields)]


def _rows(
    issue: Issue, lines: Iterable[_Line], *, own: frozenset[int], decimals: int
) -> dict[int, LeagueRow]:
    found = sheets.units_of(issue).filter(pk__in={each.key for each in lines})
    return {each.pk: leagues.row_of(each, (), own=own, decimals=decimals) for each in found}


def _groups(
    lines: Iterable[_Line], kept: Iterable[_Line], shown: Sequence[LeagueRow]
) -> tuple[GroupPart, ...]:
    counts = Counter(each.group for each in kept)
    names = dict.fromkeys(each.group for each in lines)
    return tuple(
        GroupPart(name, counts[name], tuple(row for row in shown if row.group == name)) for name in names
    )
