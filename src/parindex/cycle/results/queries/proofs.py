"""Proving what is stored: every issued table reckoned again from its answers, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parindex.cycle.assessments import specs, states
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.frameworks import writing
from parindex.cycle.results import comparing, reckoning, sheets
from parindex.cycle.results.comparing import Difference
from parindex.cycle.results.models import Issue, LeafScore
from parindex.cycle.results.queries import forecasts
from parindex.cycle.results.terms import Terms
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.answers import AnswersRefused

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Proof:
    """One table reckoned again; ``number`` is None where it is the ledger of an open cycle."""

    cycle: str
    number: int | None
    units: int
    leaves: int
    engine_version: str
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def of_issues(*, by: Actor) -> Iterator[Proof]:
    """Every issued table the reader may see unpublished, oldest first, reckoned again."""
    rows = Issue.objects.select_related("cycle__owner", "cycle__version").order_by("cycle", "number", "pk")
    for issue in rows:
        if by.can(Permission.RESULT_READ, at=issue.cycle.owner.place):
            yield _of_issue(issue)


def of_open_cycles(*, by: Actor) -> Iterator[Proof]:
    """The ledger of every open cycle: the points stored beside what its answers are worth."""
    rows = Cycle.objects.filter(state=states.OPEN).select_related("owner", "version").order_by("pk")
    for cycle in rows:
        if by.can(Permission.RESULT_READ, at=cycle.owner.place):
            yield _of_ledger(cycle)


def names(proof: Proof) -> dict[int, str]:
    """What the units of the differences are called."""
    rows = Unit.objects.filter(pk__in={each.unit for each in proof.differences})
    return dict(rows.values_list("pk", "name"))


def _of_issue(issue: Issue) -> Proof:
    stored, asked = sheets.lines_of(issue), sheets.terms_of(issue)
    version = issue.cycle.version
    spec = specs.book(version).spec
    found = _differing("framework", version.digest, writing.digest(spec))
    found.extend(_against_the_ledger(issue))
    try:
        table = reckoning.reckon(spec, sheets.of_issue(issue), asked, framework_digest=version.digest)
    except AnswersRefused as refused:
        found.extend(_refused(refused))
    else:
        found.extend(comparing.tables(stored, table.lines))
        found.extend(_differing("input_digest", issue.input_digest, table.input_digest))
        found.extend(_differing("output_digest", issue.output_digest, table.output_digest))
    leaves = sum(len(line.leaves) for line in stored)
    return Proof(str(issue.cycle), issue.number, len(stored), leaves, issue.engine_version, tuple(found))


def _against_the_ledger(issue: Issue) -> list[Difference]:
    """Answers that are not what the line of the ledger says they follow from."""
    rows = LeafScore.objects.filter(unit_score__issue=issue.pk, entry__isnull=False).order_by("pk")
    fields = rows.values_list("unit_score__unit", "criterion__path", "answer", "entry__answer")
    return [
        Difference(unit, path, "entry", str(answer), str(said))
        for unit, path, answer, said in fields.iterator(_BATCH)
        if answer != said
    ]


def _of_ledger(cycle: Cycle) -> Proof:
    book = specs.book(cycle.version)
    held = sheets.as_scored(cycle)
    given = [each.sheet for each in held]
    cells = sum(len(each.standing) for each in held)
    try:
        table = reckoning.reckon(book.spec, given, Terms(), framework_digest=cycle.version.digest)
    except AnswersRefused as refused:
        return Proof(str(cycle), None, len(held), cells, "", tuple(_refused(refused)))
    found = tuple(
        comparing.difference(each.unit, each.path, "points_micro", each.stored_micro, each.fresh_micro)
        for each in forecasts.diverging(held, table.lines, book=book)
    )
    return Proof(str(cycle), None, len(held), cells, "", found)


def _differing(what: str, stored: str, fresh: str) -> list[Difference]:
    return [] if stored == fresh else [Difference(0, "", what, stored, fresh)]


def _refused(refused: AnswersRefused) -> list[Difference]:
    """Answers that their rules cannot use any more."""
    return [
        Difference(int(each.unit or 0), each.path, "answer", "–", each.words.vi) for each in refused.refusals
    ]
