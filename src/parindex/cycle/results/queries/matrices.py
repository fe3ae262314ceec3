"""What the workbook of an issue is made of: the league table with every leaf of every unit."""

from __future__ import annotations

from decimal import Decimal

from parindex.cycle.assessments import specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.results import folding, sheets
from parindex.cycle.results.models import Issue, LeafScore
from parindex.cycle.results.pages import Amount
from parindex.cycle.results.queries import issues, leagues, sums
from parindex.cycle.results.workbook import LeafColumn, Matrix
from parindex.engine.access.actors import Actor
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import NotApplicable
from parindex.engine.values import points

_BATCH = 2000
_NOTHING = Amount(Decimal(0), Decimal(0))


def matrix(key: int, *, by: Actor, number: int | None = None) -> Matrix:
    """The league table of an issue with the leaves behind it. Raises NoSuchResult."""
    issue = issues.issue(key, by=by, number=number)
    league = leagues.league(key, by=by, number=issue.number)
    book = specs.book(issue.cycle.version)
    roots = {book.key_of[root.path]: place for place, root in enumerate(book.spec.criteria)}
    amounts = _amounts(issue)
    rows = list(sheets.units_of(issue))
    return Matrix(
        league=league,
        leaves=tuple(
            LeafColumn(leaf.spec.path, leaf.spec.name, roots[leaf.line[0]]) for leaf in book.leaves.values()
        ),
        amounts=tuple(tuple(amounts[row.pk].get(key, _NOTHING) for key in book.leaves) for row in rows),
        scores=tuple(None if row.score_micro is None else points.from_micro(row.score_micro) for row in rows),
        tiebreaks=_tiebreaks(issue, book),
        is_sum=folding.is_sum(book.spec),
        rescales=book.spec.not_applicable is NotApplicable.EXCLUDE,
    )


def _amounts(issue: Issue) -> dict[int, dict[int, Amount]]:
    """Every leaf by the id of the unit's row and of the criterion."""
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk).order_by("unit_score", "pk")
    found: dict[int, dict[int, Amount]] = {}
    fields = rows.values_list("unit_score", "criterion", "points_micro", "max_micro")
    for unit, criterion, earned, top in fields.iterator(_BATCH):
        amount = Amount(points.from_micro(earned), points.from_micro(top))
        found.setdefault(unit, {})[criterion] = amount
    return found


def _tiebreaks(issue: Issue, book: Book) -> tuple[tuple[Decimal | None, ...], ...]:
    """The points of each tie-break of every unit, in the order of the table."""
    paths = sheets.terms_of(issue).ranking.tiebreaks
    trees = sums.trees_of(issue, book) if paths else {}
    return tuple(tuple(_earned(trees[row.pk], path) for path in paths) for row in sheets.units_of(issue))


def _earned(tree: ScoreTree, path: str) -> Decimal | None:
    node = tree.nodes[path]
    return None if node.state is State.NOT_APPLICABLE else node.points
