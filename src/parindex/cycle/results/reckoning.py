"""Reckoning an issue: answers and terms in; points, ranks, classes and both digests out; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from parindex.cycle.results import terms as stated
from parindex.cycle.results.terms import Terms
from parindex.engine.ranking import ranking
from parindex.engine.ranking.ranking import Placing
from parindex.engine.ranking.scores import Flag, Part, Score
from parindex.engine.scoring import evaluate
from parindex.engine.scoring.answers import AnswerRefused, AnswersRefused
from parindex.engine.scoring.evaluate import NodeScore, Peers, ScoreTree
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, NotApplicable, Source
from parindex.engine.values import digests, points
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """What counts of one unit: its answers by path, as the answers file would hold them.

    ``has_missed``: nothing was submitted by the deadline, so the answers are none.
    """

    unit: int
    group: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    has_missed: bool = False


@dataclass(frozen=True, slots=True)
class LeafLine:
    """The points of one leaf; ``max_micro`` is as much of its maximum as counts for the unit."""

    path: str
    answer: Any
    state: str
    points_micro: int
    max_micro: int


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """A class the score had reached, and why the unit is not in it."""

    class_name: str
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One row of the table: ``position`` counts from 1 in the group, rank is None where nothing applies."""

    unit: int
    group: str
    position: int
    points_micro: int
    max_micro: int
    score_micro: int | None
    rank: int | None
    is_tied: bool
    class_name: str
    blocked: tuple[BlockedLine, ...]
    has_missed: bool
    leaves: tuple[LeafLine, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole issue, group by group, best first, with what proves it."""

    lines: tuple[UnitLine, ...]
    input_digest: str
    output_digest: str


def reckon(spec: FrameworkSpec, sheets: Sequence[Sheet], terms: Terms, *, framework_digest: str) -> Table:
    """The table that follows from the answers. Raises AnswersRefused, Unrankable.

    Sheets stand in the order of the groups and of the directory: ties keep it.
    """
    ready = evaluate.peers(
        spec,
        {str(each.unit): each.answers for each in sheets},
        {str(each.unit): each.group for each in sheets},
    )
    lines, scores = _scored(ready, sheets, terms)
    placings = {
        placing.unit: placing for each in ranking.rank(scores, terms.ranking) for placing in each.placings
    }
    placed = tuple(_placed(lines, placings))
    return Table(
        lines=placed,
        input_digest=input_digest(sheets, terms, framework_digest=framework_digest),
        output_digest=output_digest(placed),
    )


def input_digest(sheets: Sequence[Sheet], terms: Terms, *, framework_digest: str) -> str:
    """What the table follows from: the framework, the groups, the answers, the terms."""
    return digests.of_value(
        {
            "framework": framework_digest,
            "groups": {str(each.unit): each.group for each in sheets},
            "answers": {str(each.unit): dict(each.answers) for each in sheets},
            "terms": stated.as_json(terms),
        }
    )


def output_digest(lines: Sequence[UnitLine]) -> str:
    """Every point, score, rank and class of the table."""
    return digests.of_value([_digested(line) for line in lines])


def _digested(line: UnitLine) -> list[Any]:
    leaves = [[each.path, each.state, each.points_micro, each.max_micro] for each in line.leaves]
    blocked = [[each.class_name, [words.vi for words in each.why]] for each in line.blocked]
    return [
        line.unit, line.group, line.position, line.points_micro, line.max_micro, line.score_micro,
        line.rank, line.is_tied, line.class_name, blocked, line.has_missed, leaves,
    ]  # fmt: skip


def _scored(ready: Peers, sheets: Sequence[Sheet], terms: Terms) -> tuple[dict[str, UnitLine], list[Score]]:
    """Every unit's points, not placed yet, and what is ranked. No tree is kept: there may be thousands."""
    nodes = evaluate.answered_nodes(ready.spec)
    penalties = tuple(node.path for node in nodes if node.source is Source.PENALTY)
    lines: dict[str, UnitLine] = {}
    scores: list[Score] = []
    refusals: list[AnswerRefused] = []
    for sheet in sheets:
        key = str(sheet.unit)
        try:
            tree = ready.score(key, sheet.answers, group=sheet.group)
        except AnswersRefused as refused:
            refusals.extend(refused.refusals)
            continue
        lines[key] = _line(ready.spec, sheet, tree, nodes)
        if tree.score is not None:
            scores.append(_score(sheet, tree, terms, penalties=penalties))
    if refusals:
        raise AnswersRefused(tuple(refusals))
    return lines, scores


def _line(spec: FrameworkSpec, sheet: Sheet, tree: ScoreTree, nodes: Sequence[CriterionSpec]) -> UnitLine:
    return UnitLine(
        unit=sheet.unit,
        group=sheet.group,
        position=0,
        points_micro=points.to_micro(tree.points),
        max_micro=points.to_micro(tree.max),
        score_micro=None if tree.score is None else points.to_micro(tree.score),
        rank=None,
        is_tied=False,
        class_name="",
        blocked=(),
        has_missed=sheet.has_missed,
        leaves=tuple(_leaf(spec, sheet, tree.nodes[node.path]) for node in nodes),
    )


def _leaf(spec: FrameworkSpec, sheet: Sheet, node: NodeScore) -> LeafLine:
    is_out = node.state is State.NOT_APPLICABLE and spec.not_applicable is NotApplicable.EXCLUDE
    return LeafLine(
        path=node.path,
        answer=sheet.answers.get(node.path),
        state=node.state.value,
        points_micro=points.to_micro(node.points),
        max_micro=0 if is_out else points.to_micro(node.max),
    )


def _score(sheet: Sheet, tree: ScoreTree, terms: Terms, *, penalties: Sequence[str]) -> Score:
    asked = stated.paths(terms.ranking)
    return Score(
        unit=str(sheet.unit),
        group=sheet.group,
        points=tree.score,
        penalty=sum((tree.nodes[path].points for path in penalties), Decimal(0)),
        parts=tuple(_part(path, tree) for path in asked if path in tree.nodes),
        flags=tuple(Flag(each.name, each.reason) for each in terms.flags if each.unit == sheet.unit),
    )


def _part(path: str, tree: ScoreTree) -> Part:
    node = tree.nodes[path]
    return Part(path, None if node.state is State.NOT_APPLICABLE else node.points)


def _placed(lines: Mapping[str, UnitLine], placings: Mapping[str, Placing]) -> list[UnitLine]:
    """The lines group by group, best first; whoever has no score stands last, in the directory's order."""
    groups = dict.fromkeys(line.group for line in lines.values())
    found = []
    for group in groups:
        ranked = [key for key in placings if lines[key].group == group]
        rest = [key for key, line in lines.items() if line.group == group and key not in placings]
        for position, key in enumerate((*ranked, *rest), start=1):
            found.append(_with_place(lines[key], placings.get(key), position))
    return found


def _with_place(line: UnitLine, placing: Placing | None, position: int) -> UnitLine:
    if placing is None:
        return replace(line, position=position)
    return replace(
        line,
        position=position,
        rank=placing.rank,
        is_tied=placing.tied,
        class_name=placing.class_name or "",
        blocked=tuple(BlockedLine(each.class_name, each.why) for each in placing.blocked),
    )
