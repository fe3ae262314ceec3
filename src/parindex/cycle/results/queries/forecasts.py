"""What an issue would be if it were made now: reckoned afresh, compared with the ledger, with findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parindex.cycle.assessments import specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.results import checks, findings, reckoning, sheets, terms
from parindex.cycle.results.reckoning import LeafLine, Table, UnitLine
from parindex.cycle.results.sheets import Held
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.ranking.ranking import rank
from parindex.engine.ranking.scores import Unrankable
from parindex.engine.scoring.answers import AnswersRefused
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Severity, Words

_MOST_REFUSALS = 20


@dataclass(frozen=True, slots=True)
class Divergence:
    """A cell whose stored points are not what its answer is worth."""

    unit: int
    name: str
    path: str
    stored_micro: int
    fresh_micro: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The table as it would be issued (None where it cannot be reckoned), and what is found against it."""

    held: tuple[Held, ...]
    table: Table | None
    findings: tuple[Finding, ...]


def forecast(cycle: Cycle, asked: Terms, *, by: Actor, at: datetime) -> Forecast:
    """The issue of a cycle as it would be made now. Raises Refused."""
    require(by, Permission.RESULT_READ, at=cycle.owner.place)
    book = specs.book(cycle.version)
    found = list(checks.ready_to_freeze(sheets.facts(cycle, at=at)))
    held = sheets.of_cycle(cycle)
    wrong = _unusable(asked, book)
    table = None if wrong or not held else _reckoned(held, asked, cycle=cycle, book=book, found=found)
    found.extend(wrong)
    if table is not None:
        found.extend(_diverging(diverging(held, table.lines, book=book)))
    order = list(Severity)
    return Forecast(held, table, tuple(sorted(found, key=lambda each: order.index(each.severity))))


def diverging(held: Sequence[Held], lines: Sequence[UnitLine], *, book: Book) -> tuple[Divergence, ...]:
    """Where the ledger stores other points than ``lines`` give, among the cells that count."""
    by_unit = {line.unit: line for line in lines}
    dropped = {each.sheet.group for each in held if each.sheet.has_missed}
    found = []
    for each in held:
        if each.sheet.has_missed:
            continue
        for leaf in by_unit[each.sheet.unit].leaves:
            # The best of a group is another one once a unit of the group does not count.
            if not (book.leaf(leaf.path).is_relative and each.sheet.group in dropped):
                found.extend(_compared(each, leaf, book))
    return tuple(found)


def _compared(held: Held, leaf: LeafLine, book: Book) -> list[Divergence]:
    stands = held.standing.get(leaf.path)
    stored = (0, 0) if stands is None else (stands.points_micro, stands.out_micro)
    fresh = (leaf.points_micro, book.leaf(leaf.path).max_micro - leaf.max_micro)
    if stored == fresh:
        return []
    return [Divergence(held.sheet.unit, held.name, leaf.path, stored[0], fresh[0])]


def _unusable(asked: Terms, book: Book) -> list[Finding]:
    """What is wrong with the terms whatever the answers are."""
    unknown = [path for path in terms.paths(asked.ranking) if path not in book.key_of]
    try:
        rank((), asked.ranking)
    except Unrankable as wrong:
        return [findings.terms_unusable(message=wrong.message, remedy=wrong.remedy)]
    return [
        findings.terms_unusable(
            message=Words(f"Bộ tiêu chí không có “{path}”.", f"The framework has no “{path}”."),
            remedy=Words("Chọn tiêu chí có trong bộ tiêu chí.", "Choose a criterion of the framework."),
        )
        for path in unknown
    ]


def _reckoned(
    held: Sequence[Held], asked: Terms, *, cycle: Cycle, book: Book, found: list[Finding]
) -> Table | None:
    given = [each.sheet for each in held]
    try:
        return reckoning.reckon(book.spec, given, asked, framework_digest=cycle.version.digest)
    except AnswersRefused as wrong:
        names = {str(each.sheet.unit): each.name for each in held}
        for each in wrong.refusals[:_MOST_REFUSALS]:
            unit = names.get(each.unit or "", "")
            found.append(findings.answer_unusable(unit=unit, path=each.path, words=each.words))
    return None


def _diverging(found: Sequence[Divergence]) -> list[Finding]:
    if not found:
        return []
    first = found[0]
    stored, fresh = (
        points.shortest(points.from_micro(each)) for each in (first.stored_micro, first.fresh_micro)
    )
    return [
        findings.scores_diverge(
            unit=first.name, path=first.path, stored=stored, fresh=fresh, cells=len(found)
        )
    ]
