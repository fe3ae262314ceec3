"""The bridge from the ledgers of a cycle, and from issued tables, to what is reckoned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from parindex.cycle.assessments import kinds, specs, states
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry
from parindex.cycle.results import terms
from parindex.cycle.results.checks import Facts, Open
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.reckoning import BlockedLine, LeafLine, Sheet, UnitLine
from parindex.cycle.results.terms import Terms
from parindex.engine.scoring.specs import Source
from parindex.engine.values.findings import Words

SCORED_BY_UNITS = frozenset({kinds.SCORE, kinds.CONSOLIDATE})
_OWN = ("", Source.SELF.value)
_FIGURES = (Source.SURVEY.value, Source.IMPORTED.value)
_OF_COUNCIL = (Source.COUNCIL.value, Source.BONUS.value)
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one leaf in the ledger: the line it follows from and the points stored for it."""

    entry: int
    points_micro: int
    out_micro: int


@dataclass(frozen=True, slots=True)
class Held:
    """One unit of a cycle as its ledger holds it; ``standing`` is by path, also where it does not count."""

    assessment: int
    name: str
    sheet: Sheet
    standing: Mapping[str, Standing]


def has_missed(assessment: Assessment) -> bool:
    """Whether the unit neither submitted nor was admitted all the same."""
    return assessment.state != states.SUBMITTED and assessment.admitted_because == ""


def of_cycle(cycle: Cycle) -> tuple[Held, ...]:
    """Every unit of a cycle with what counts of it now, in the order of the groups and of the directory.

    Who missed the deadline has nothing that counts, unless the cycle says otherwise.
    """
    if cycle.missed_counts != "zero":
        return as_scored(cycle)
    missed = {each.unit_id for each in cycle.assessments.all() if has_missed(each)}
    return tuple(_emptied(each) if each.sheet.unit in missed else each for each in as_scored(cycle))


def as_scored(cycle: Cycle) -> tuple[Held, ...]:
    """Every unit of a cycle with all that stands in its ledger, submitted or not."""
    answers, standing = _ledger(cycle, specs.book(cycle.version))
    return tuple(
        Held(
            assessment=each.pk,
            name=each.unit.name,
            sheet=Sheet(each.unit_id, each.group.name, answers.get(each.pk, {})),
            standing=standing.get(each.pk, {}),
        )
        for each in in_order(cycle.assessments.all())
    )


def in_order(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """The units in the order of the groups and of the directory."""
    found = rows.select_related("unit", "group")
    return found.order_by("group__position", "unit__position", "pk")


def of_issue(issue: Issue) -> tuple[Sheet, ...]:
    """The sheets an issue was reckoned from; ties in the order they had."""
    found = []
    for line in lines_of(issue):
        given = {leaf.path: leaf.answer for leaf in line.leaves if leaf.answer is not None}
        found.append(Sheet(line.unit, line.group, given, has_missed=line.has_missed))
    return tuple(found)


def lines_of(issue: Issue) -> tuple[UnitLine, ...]:
    """The table of an issue as stored, group by group, best first."""
    leaves = LeafScore.objects.filter(unit_score__issue=issue.pk).order_by(
        "unit_score", "criterion__position"
    )
    fields = leaves.values_list(
        "unit_score", "criterion__path", "answer", "state", "points_micro", "max_micro"
    )
    by_unit: dict[int, list[LeafLine]] = {}
    for unit_score, path, answer, state, points_micro, max_micro in fields.iterator(_BATCH):
        line = LeafLine(path, answer, state, points_micro, max_micro)
        by_unit.setdefault(unit_score, []).append(line)
    return tuple(_line(row, tuple(by_unit.get(row.pk, ()))) for row in units_of(issue))


def terms_of(issue: Issue) -> Terms:
    """How the issue was ranked and classed."""
    return terms.of_json(issue.settings)


def units_of(issue: Issue) -> QuerySet[UnitScore]:
    """The rows of an issue, group by group, best first."""
    rows = UnitScore.objects.filter(issue=issue.pk).select_related("unit")
    return rows.order_by("assessment__group__position", "position", "pk")


def facts(cycle: Cycle, *, at: datetime) -> Facts:
    """What decides whether a cycle may be frozen."""
    sheets = list(in_order(cycle.assessments.all()))
    counted = {each.pk: each.unit.name for each in sheets if not has_missed(each)}
    asked, answered = _asked(cycle), _answered(cycle)
    return Facts(
        units=len(sheets),
        opens=_not_before(cycle, at=at),
        undecided=_open(_undecided(cycle), counted),
        asked=_open(asked - answered, counted),
        explained=_open(answered, counted),
        missed=tuple(each.unit.name for each in sheets if has_missed(each)),
        figures_missing=_blank(cycle, _FIGURES, len(counted)),
        council_blank=_blank(cycle, _OF_COUNCIL, len(counted)),
    )


_Leaf = tuple[int, int, str]
"""One leaf of one unit: the assessment, the position of the criterion, its path."""


def _not_before(cycle: Cycle, *, at: datetime) -> str | None:
    """The day freezing begins, while it has not.

    A cycle that took place elsewhere is not bound to its calendar, unless it was opened to go on here.
    """
    stage = cycle.stages.filter(act=kinds.FREEZE).order_by("position").first()
    took_place = cycle.is_carried and cycle.state != states.OPEN
    if took_place or stage is None or at >= stage.opens_at:
        return None
    return f"{timezone.localtime(stage.opens_at):%d/%m/%Y %H:%M}"


def _undecided(cycle: Cycle) -> set[_Leaf]:
    """What a unit scored and no appraiser ever said a word about; a blank leaf needs no decision."""
    word = _words(cycle).filter(assessment=OuterRef("assessment"), criterion=OuterRef("criterion"))
    rows = Cell.objects.filter(
        cycle=cycle.pk, is_standing=True, stage__act__in=SCORED_BY_UNITS, criterion__kind__in=_OWN
    )
    return _leaves(rows.exclude(state=states.UNANSWERED).exclude(Exists(word)))


def _asked(cycle: Cycle) -> set[_Leaf]:
    """Leaves whose last appraisal is a question or a return."""
    later = _words(cycle).filter(
        assessment=OuterRef("assessment"),
        criterion=OuterRef("criterion"),
        stage__position__gt=OuterRef("stage__position"),
    )
    rows = _words(cycle).filter(decision__in=(states.ASKED, states.RETURNED))
    return _leaves(rows.exclude(Exists(later)))


def _answered(cycle: Cycle) -> set[_Leaf]:
    """Leaves the unit scored or explained after the appraisers' last word."""
    of_unit = Q(stage__act__in=[*SCORED_BY_UNITS, kinds.EXPLAIN])
    of_office = Q(stage__act=kinds.APPRAISE) & ~Q(decision="")
    rows = Cell.objects.filter(cycle=cycle.pk).order_by()
    moves = rows.values("assessment", "criterion__position", "criterion__path").annotate(
        unit_at=Max("changed_at", filter=of_unit), office_at=Max("changed_at", filter=of_office)
    )
    later = moves.filter(unit_at__gt=F("office_at"))
    return set(later.values_list("assessment", "criterion__position", "criterion__path"))


def _words(cycle: Cycle) -> QuerySet[Cell]:
    """The cells in which an appraiser said something."""
    return Cell.objects.filter(cycle=cycle.pk, stage__act=kinds.APPRAISE).exclude(decision="")


def _leaves(rows: QuerySet[Cell]) -> set[_Leaf]:
    return set(rows.values_list("assessment", "criterion__position", "criterion__path"))


def _open(leaves: Iterable[_Leaf], counted: Mapping[int, str]) -> tuple[Open, ...]:
    """The leaves by unit, in the units' order; those of units that do not count are left out."""
    by_unit: dict[int, list[_Leaf]] = {key: [] for key in counted}
    for leaf in leaves:
        if leaf[0] in by_unit:
            by_unit[leaf[0]].append(leaf)
    return tuple(Open(counted[key], len(found), min(found)[2]) for key, found in by_unit.items() if found)


def _blank(cycle: Cycle, sources: tuple[str, ...], units: int) -> int:
    """How many leaves of these sources nothing was ever written for."""
    wanted = [
        leaf.criterion for leaf in specs.book(cycle.version).leaves.values() if leaf.source.value in sources
    ]
    filled = Cell.objects.filter(cycle=cycle.pk, is_standing=True, criterion__in=wanted)
    counting = Q(assessment__state=states.SUBMITTED) | ~Q(assessment__admitted_because="")
    return units * len(wanted) - filled.filter(counting).exclude(state=states.UNANSWERED).count()


def _ledger(cycle: Cycle, book: Book) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, Standing]]]:
    """Answers and standing cells by assessment and path, in one walk over the standing lines."""
    rows = Entry.objects.filter(cell__cycle=cycle.pk, cell__is_standing=True, number=F("cell__number"))
    lines = rows.order_by("pk").values_list(
        "cell__assessment", "cell__criterion", "answer", "pk", "cell__points_micro", "cell__out_micro"
    )
    answers: dict[int, dict[str, Any]] = {}
    standing: dict[int, dict[str, Standing]] = {}
    for assessment, criterion, answer, entry, points_micro, out_micro in lines.iterator(_BATCH):
        path = book.leaves[criterion].spec.path
        standing.setdefault(assessment, {})[path] = Standing(entry, points_micro or 0, out_micro)
        if answer is not None:
            answers.setdefault(assessment, {})[path] = answer
    return answers, standing


def _emptied(held: Held) -> Held:
    return replace(held, sheet=replace(held.sheet, answers={}, has_missed=True))


def _line(row: UnitScore, leaves: tuple[LeafLine, ...]) -> UnitLine:
    return UnitLine(
        unit=row.unit_id,
        group=row.group,
        position=row.position,
        points_micro=row.points_micro,
        max_micro=row.max_micro,
        score_micro=row.score_micro,
        rank=row.rank,
        is_tied=row.is_tied,
        class_name=row.class_name,
        blocked=blocked_of(row),
        has_missed=row.has_missed,
        leaves=leaves,
    )


def blocked_of(row: UnitScore) -> tuple[BlockedLine, ...]:
    """The classes the unit was kept from, as stored."""
    return tuple(
        BlockedLine(each["class"], tuple(Words(why["vi"], why["en"]) for why in each["why"]))
        for each in row.blocked
    )
