"""Stored points of leaves folded into the points of every criterion above them; pure."""

from __future__ import annotations

from collections.abc import Mapping

from parindex.cycle.results.reckoning import LeafLine
from parindex.engine.scoring import evaluate, leaves
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import Aggregate, FrameworkSpec, walk
from parindex.engine.values import points


def is_sum(spec: FrameworkSpec) -> bool:
    """Whether every total is the plain sum of leaves, so that the database can add them up."""
    above = (step.aggregate for step in walk(spec) if step.node.children)
    return all(each is Aggregate.SUM for each in (spec.aggregate, *above))


def tree(spec: FrameworkSpec, lines: Mapping[str, LeafLine]) -> ScoreTree:
    """The tree of one unit from the stored points of its leaves; a leaf that is absent is unanswered."""
    nodes = {node.path: node for node in evaluate.answered_nodes(spec)}
    return evaluate.totals(
        spec, {path: _score(leaves.ready(nodes[path], spec).unanswered, line) for path, line in lines.items()}
    )


def _score(nothing: LeafScore, line: LeafLine) -> LeafScore:
    state = State(line.state)
    top = nothing.max if state is State.NOT_APPLICABLE else points.from_micro(line.max_micro)
    return LeafScore(points.from_micro(line.points_micro), top, state, nothing.outcome)
