"""What a leaf of a sheet is worth, in the whole micro-points that the tables keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parindex.cycle.assessments.book import Book, Leaf
from parindex.engine.scoring import leaves
from parindex.engine.scoring.outcomes import Bests, State
from parindex.engine.scoring.specs import NotApplicable
from parindex.engine.values import points


@dataclass(frozen=True, slots=True)
class Worth:
    """State and points of one cell; ``out_micro`` is what of the maximum does not apply to the unit."""

    state: str
    points_micro: int
    out_micro: int


def worth(leaf: Leaf, answer: object, *, book: Book, bests: Bests | None = None) -> Worth:
    """What ``answer`` is worth by the leaf's rule. Raises AnswerRefused."""
    score = leaves.score(leaf.spec, answer, framework=book.spec, best=bests)
    is_out = score.state is State.NOT_APPLICABLE and book.spec.not_applicable is NotApplicable.EXCLUDE
    counted = 0 if is_out else points.to_micro(score.max)
    return Worth(score.state.value, points.to_micro(score.points), leaf.max_micro - counted)


def bests(leaf: Leaf, answers: Iterable[object], *, book: Book) -> Bests:
    """The best values of a peer group for a leaf that is measured against its leader."""
    found = [lead for each in answers for lead in leaves.leads(leaf.spec, each, framework=book.spec)]
    return leaves.bests(found)
