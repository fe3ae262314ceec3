"""The scorecard of one unit: every criterion, why each point is missing, and what regains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parindex.cycle.assessments import kinds, specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Cell, Stage
from parindex.cycle.results import sheets
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.pages import CardRow, ScorecardPage, StageItem
from parindex.cycle.results.queries import issues, leagues, sums
from parindex.cycle.results.queries.issues import NoSuchResult
from parindex.engine.access.actors import Actor
from parindex.engine.scoring import evaluate, leaves, parents, traces
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.outcomes import Bests
from parindex.engine.scoring.specs import Aggregate, Source, Step, walk
from parindex.engine.values import points
from parindex.engine.values.findings import Words

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Card:
    """What the rows of one scorecard are made of."""

    book: Book
    answers: Answers
    bests: Mapping[str, Bests]
    tree: ScoreTree
    stages: Mapping[int, Mapping[str, int]]


def scorecard(key: int, unit: int, *, by: Actor, number: int | None = None) -> ScorecardPage:
    """The result of one unit, explained. Raises NoSuchResult."""
    issue = issues.issue(key, by=by, number=number)
    row = sheets.units_of(issue).filter(unit=unit).first()
    if row is None:
        raise NoSuchResult(unit)
    book = specs.book(issue.cycle.version)
    stages = counting_stages(issue.cycle_id)
    card = _card(issue, row, book)
    domains = tuple(sums.counted(card.tree.nodes[root.path], book) for root in book.spec.criteria)
    rows = tuple(_row(step, card, stages) for step in walk(book.spec))
    decimals = sheets.terms_of(issue).ranking.decimals
    return ScorecardPage(
        cycle=issues.item_of(issue.cycle, issue, by=by),
        issue=issues.issue_item(issue),
        row=leagues.row_of(row, domains, own=issues.own_units(by), decimals=decimals),
        units=UnitScore.objects.filter(issue=issue.pk, group=row.group, rank__isnull=False).count(),
        stages=tuple(stage_item(each, issue.cycle.kind) for each in stages),
        rows=rows,
        missing=tuple(sorted((each for each in rows if each.is_leaf and each.lost > 0), key=_most_first)),
        decimals=book.spec.decimals,
    )


def counting_stages(cycle: int) -> tuple[Stage, ...]:
    """The stages of a cycle that give points, in order."""
    rows = Stage.objects.filter(cycle=cycle, act__in=kinds.COUNTING)
    return tuple(rows.order_by("position"))


def stage_item(stage: Stage, kind: str) -> StageItem:
    """A stage as the pages name it."""
    return StageItem(stage.key, kinds.stage(kind, stage.key).title)


def bests_of(issue: Issue, group: str, book: Book) -> dict[str, Bests]:
    """The best values of a group on every leaf that is measured against its leader."""
    relative = {leaf.criterion: leaf for leaf in book.leaves.values() if leaf.is_relative}
    if not relative:
        return {}
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk, unit_score__group=group)
    given: dict[int, list[Any]] = {key: [] for key in relative}
    rows = rows.filter(criterion__in=relative).order_by("pk")
    for criterion, answer in rows.values_list("criterion", "answer"):
        given[criterion].append(answer)
    return {
        relative[key].spec.path: leaves.bests(
            lead for raw in answers for lead in leaves.leads(relative[key].spec, raw, framework=book.spec)
        )
        for key, answers in given.items()
    }


def why(book: Book, path: str, answer: Any, best: Bests | None) -> tuple[Words, ...]:
    """Why a leaf has its points for ``answer``; the last sentence says what gains."""
    leaf = book.leaf(path).spec
    score = leaves.score(leaf, answer, framework=book.spec, best=best)
    return traces.explain(leaf, answer, score, framework=book.spec, best=best)


def _card(issue: Issue, row: UnitScore, book: Book) -> _Card:
    rows = LeafScore.objects.filter(unit_score=row.pk).exclude(answer=None).order_by("pk")
    answers = dict(rows.values_list("criterion__path", "answer"))
    bests = bests_of(issue, row.group, book)
    scores = {
        path: leaves.score(book.leaf(path).spec, raw, framework=book.spec, best=bests.get(path))
        for path, raw in answers.items()
    }
    tree = evaluate.totals(book.spec, scores)
    return _Card(book, answers, bests, tree, _points_by_stage(row.assessment_id))


def _points_by_stage(assessment: int) -> dict[int, dict[str, int]]:
    """The points each stage gave, by stage and path."""
    rows = Cell.objects.filter(assessment=assessment, points_micro__isnull=False).order_by("pk")
    found: dict[int, dict[str, int]] = {}
    for stage, path, micro in rows.values_list("stage", "criterion__path", "points_micro"):
        found.setdefault(stage, {})[path] = micro or 0
    return found


def _row(step: Step, card: _Card, stages: tuple[Stage, ...]) -> CardRow:
    node, spec = step.node, card.book.spec
    own = card.tree.nodes[node.path]
    is_answered = node.is_leaf or step.aggregate is Aggregate.GIVEN
    said = (
        why(card.book, node.path, card.answers.get(node.path), card.bests.get(node.path))
        if is_answered
        else parents.explain(node, card.tree, framework=spec)
    )
    return CardRow(
        path=node.path,
        code=node.code,
        name=node.name,
        depth=step.depth,
        is_leaf=node.is_leaf,
        source=(node.source or Source.SELF).value if node.is_leaf else "",
        owner=step.owner or "",
        state=own.state.value,
        amount=sums.counted(own, card.book),
        why=said,
        stages=tuple(_at(card.stages.get(stage.pk, {}).get(node.path)) for stage in stages),
    )


def _at(micro: int | None) -> Decimal | None:
    return None if micro is None else points.from_micro(micro)


def _most_first(row: CardRow) -> Decimal:
    return -row.lost
