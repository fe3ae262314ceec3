"""Many cells accepted in one go: locked together, judged one by one, written in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from parindex.cycle.assessments import gates, scored, states, turns
from parindex.cycle.assessments.actions.bulk import Bulk, Row, Writer
from parindex.cycle.assessments.actions.ledger import Ledger, Line
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.gates import Facts, Locked, Window
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Extension
from parindex.cycle.assessments.queries import claims, lines, rights
from parindex.cycle.assessments.queries.claims import Claim
from parindex.cycle.assessments.turns import Turn
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person saw of one unit's cell: the numbers of the appraiser's last line and of the unit's."""

    assessment: int
    number: int
    claim: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A cell that was left as it is, and why."""

    assessment: int
    criterion: int
    unit: str
    why: Words


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many cells were accepted, and which were not."""

    count: int
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One leaf of one unit with its cells by stage."""

    assessment: Assessment
    leaf: Leaf
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A cell that will be accepted: where, in which stage, with which answer."""

    place: _Place
    window: Window
    claim: Claim


class Batch:
    """The sheets of several units under lock, for leaves within the rights of one person."""

    def __init__(
        self,
        cycle: Cycle,
        assessments: Sequence[int],
        criteria: Sequence[int] | None,
        *,
        seen: Sequence[Seen],
        by: Actor,
    ) -> None:
        """Lock the sheets in one order; ``criteria`` None stands for every leaf within reach."""
        self.by = by
        self.bulk = Bulk(cycle.pk, assessments=assessments)
        self.assessments = list(self.bulk.assessments.values())
        self.asked_for = set(assessments)
        self.cycle, self.now = self.bulk.cycle, self.bulk.now
        self.book, self.windows = self.bulk.book, self.bulk.windows
        self.reach = rights.reach(self.cycle, by=by, at=self.now)
        self.criteria = self._appraised(criteria)
        self.seen = {each.assessment: each for each in seen}
        self.names: list[str] = []
        self.paths: list[str] = []

    def must_be_within_reach(self) -> None:
        """Raise Refused unless every sheet is within reach and every leaf is one that is appraised."""
        within = all(
            any(self.reach.covers(each, criterion) for criterion in self.criteria)
            for each in self.assessments
        )
        if not self.criteria or not within or self.asked_for != {each.pk for each in self.assessments}:
            raise Refused(Permission.ASSESSMENT_APPRAISE)

    def accept(self) -> Accepted:
        """Accept whatever waits for the appraiser; the rest is skipped, each with its reason."""
        extended, skipped, judged = self._extended(), [], []
        places = list(self._places())
        entries = lines.last_entries(
            each.pk for place in places for each in claims.of_unit(self.windows, place.cells)
        )
        for place in places:
            claim = claims.pick(self.windows, place.cells, entries)
            found = self._judge(place, claim, extended.get(place.assessment.pk, ()))
            if isinstance(found, Words):
                skipped.append(self._skipped(place, found))
            elif found is not None:
                judged.append(found)
        rows = [self._row(each) for each in judged if not each.place.leaf.is_relative]
        self.bulk.write(rows, writer=Writer(self.by.person, self.by.name))
        for each in judged:
            if each.place.leaf.is_relative:
                self._write_relative(each)
        self.names = list(dict.fromkeys(each.place.assessment.unit.name for each in judged))
        self.paths = list(dict.fromkeys(each.place.leaf.spec.path for each in judged))
        return Accepted(len(judged), tuple(skipped))

    def _appraised(self, criteria: Sequence[int] | None) -> tuple[int, ...]:
        known = rights.appraised(self.book)
        if criteria is None:
            return tuple(key for key in known if key in self.reach.leaves)
        return tuple(key for key in known if key in set(criteria))

    def _extended(self) -> dict[int, tuple[tuple[int, datetime], ...]]:
        rows = Extension.objects.filter(assessment__in=[each.pk for each in self.assessments])
        found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
        for assessment, stage, until in rows.order_by("pk").values_list("assessment", "stage", "until"):
            found[assessment].append((stage, until))
        return {key: tuple(each) for key, each in found.items()}

    def _places(self) -> Iterator[_Place]:
        cells: dict[tuple[int, int], dict[int, Cell]] = defaultdict(dict)
        keys = [each.pk for each in self.assessments]
        for cell in Cell.objects.filter(assessment__in=keys, criterion__in=self.criteria):
            cells[cell.assessment_id, cell.criterion_id][cell.stage_id] = cell
        for assessment in self.assessments:
            for criterion in self.criteria:
                if self.reach.covers(assessment, criterion):
                    leaf = self.book.leaves[criterion]
                    yield _Place(assessment, leaf, cells[assessment.pk, criterion])

    def _judge(
        self, place: _Place, claim: Claim | None, extended: tuple[tuple[int, datetime], ...]
    ) -> _Judged | Words | None:
        """What to accept, why not, or None where the decision stands already."""
        try:
            window = gates.appraising(self._facts(place.assessment, extended))
        except Locked as closed:
            return closed.lock.why
        turn = self._turn(place, claim)
        if turn in turns.DONE or claim is None or claim.is_blank:
            return None if turn in turns.DONE else _BLANK
        if turn in turns.AWAY:
            return _AWAY
        if self._was_written_since(place, window, claim):
            return _WRITTEN_SINCE
        return _Judged(place, window, claim)

    def _facts(self, assessment: Assessment, extended: tuple[tuple[int, datetime], ...]) -> Facts:
        return Facts(
            now=self.now,
            cycle_state=self.cycle.state,
            sheet_state=assessment.state,
            windows=self.windows,
            is_admitted=assessment.admitted_because != "",
            extended=extended,
        )

    def _turn(self, place: _Place, claim: Claim | None) -> Turn:
        own = claims.of_unit(self.windows, place.cells)
        office = claims.office(self.windows, place.cells)
        moves = turns.Moves(
            is_answered=claim is not None and not claim.is_blank,
            unit_at=max((each.changed_at for each in own), default=None),
            decision=office.decision if office else "",
            office_at=office.changed_at if office else None,
        )
        return turns.turn(moves)

    def _was_written_since(self, place: _Place, window: Window, claim: Claim) -> bool:
        shown = self.seen.get(place.assessment.pk)
        if shown is None:
            return False
        cell = place.cells.get(window.stage)
        return (shown.number, shown.claim) != (cell.number if cell else 0, claim.entry.number)

    def _skipped(self, place: _Place, why: Words) -> Skipped:
        return Skipped(place.assessment.pk, place.leaf.criterion, place.assessment.unit.name, why)

    def _row(self, each: _Judged) -> Row:
        worth = scored.worth(each.place.leaf, each.claim.answer, book=self.book)
        line = Line(states.FORM, answer=each.claim.answer, worth=worth, decision=states.ACCEPTED)
        return Row(each.place.assessment.pk, each.place.leaf, each.window, line)

    def _write_relative(self, each: _Judged) -> None:
        """One leaf whose points hang on the best of the group, by the ledger itself."""
        ledger, leaf = Ledger(each.place.assessment.pk), each.place.leaf
        known = each.place.cells.get(each.window.stage)
        answer = each.claim.answer
        line = Line(states.FORM, answer=answer, worth=ledger.worth(leaf, answer), decision=states.ACCEPTED)
        ledger.write(leaf, each.window, line, seen=known.number if known else 0, by=self.by)


_BLANK = Words("Đơn vị chưa trả lời tiêu chí này.", "The unit left this criterion unanswered.")
_AWAY = Words(
    "Đang chờ đơn vị giải trình hoặc chấm lại.", "The unit has yet to explain it or to score it anew."
)
_WRITTEN_SINCE = Words(
    "Người khác vừa ghi; hãy xem lại rồi quyết định.",
    "Somebody wrote it meanwhile; look at it again, then decide.",
)
