"""Worklists of appraisers: one criterion across all units, one unit, and what waits in a cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parindex.cycle.assessments import turns
from parindex.cycle.assessments.models import Assessment, Cycle
from parindex.cycle.assessments.queries import heads, rights, rows, tallies
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.queries.rows import Drawn
from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import CriterionList, LeafHead, Queue, Sheet, Tally, UnitList
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold

SHOWN: Mapping[str, frozenset[Turn]] = {
    "open": turns.OPEN,
    "talk": turns.IN_TALK,
    "done": turns.DONE,
    "all": frozenset(Turn),
}
"""What a narrowed list keeps: to decide, asked or returned, decided, everything."""
SHARED = "shared"
"""A criterion's units that show a file which another unit shows too."""
_ORDERS: Mapping[str, Callable[[Drawn], Any]] = {
    "turn": lambda drawn: list(Turn).index(drawn.row.turn),
    "less": lambda drawn: (drawn.row.difference is None, drawn.row.difference or 0),
    "points": lambda drawn: (drawn.row.own_micro is None, drawn.row.own_micro or 0),
    "changed": lambda drawn: (
        drawn.row.changed_at is None,
        -(drawn.row.changed_at.timestamp() if drawn.row.changed_at else 0),
    ),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows a person wants to see: of which turns, with which words in the name, in which order."""

    shown: str = "all"
    words: str = ""
    order: str = ""
    first: int = 0
    most: int | None = None


ALL = Chosen()


def criterion(cycle: int, leaf: int, *, chosen: Chosen = ALL, by: Actor, at: datetime) -> CriterionList:
    """One leaf across all units ``by`` may see. Raises DoesNotExist where there is none for them."""
    hall = heads.hall(cycle, by=by, at=at)
    known = heads.leaves(hall.book)
    if leaf not in known:
        raise Assessment.DoesNotExist
    drawn = rows.of_leaf(hall, leaf, heads.sheets(hall))
    if not drawn:
        raise Assessment.DoesNotExist
    shared = rows.shared(hall, leaf, drawn)
    kept = _narrowed(drawn, chosen, words=lambda each: each.row.sheet.unit_name)
    if chosen.shown == SHARED:
        kept = [each for each in kept if each.row.sheet.key in shared.sheets]
    compared = [each.row.difference for each in drawn if each.row.turn in turns.DONE]
    differences = [each for each in compared if each is not None]
    before, after = _neighbours(hall, known, leaf)
    return CriterionList(
        cycle=hall.head,
        leaf=known[leaf],
        before=before,
        after=after,
        tally=_tally(drawn),
        difference_micro=sum(differences),
        compared=len(differences),
        shared_files=shared.files,
        found=len(kept),
        rows=rows.full(hall, _page(kept, chosen), known, at=at),
        may_decide=any(each.row.may_decide for each in drawn),
    )


def unit(assessment: int, *, chosen: Chosen = ALL, by: Actor, at: datetime) -> UnitList:
    """The leaves of one unit ``by`` may see; Assessment.DoesNotExist where there is none for them."""
    held = heads.with_names(assessment)
    hall = heads.hall(held.cycle_id, by=by, at=at)
    known = heads.leaves(hall.book)
    head = heads.sheet_of(held)
    drawn = rows.of_sheet(hall, head, _leaves_of(hall))
    if not drawn:
        raise Assessment.DoesNotExist
    kept = _narrowed(drawn, chosen, words=lambda each: _named(known[each.row.leaf]))
    return UnitList(
        cycle=hall.head,
        sheet=head,
        leaves=known,
        tally=_tally(drawn),
        found=len(kept),
        rows=rows.full(hall, _page(kept, chosen), known, at=at),
        may_decide=any(each.row.may_decide for each in drawn),
        to_decide=sum(each.row.may_decide and each.row.turn in turns.OPEN for each in drawn),
    )


def queue(cycle: int, *, by: Actor, at: datetime) -> Queue:
    """What waits for ``by`` in one cycle, by criterion and by unit; whoever only reads sees all."""
    hall = heads.hall(cycle, by=by, at=at)
    units = heads.sheets(hall)
    known = heads.leaves(hall.book)
    mine = {each.key: _mine(hall, each) for each in units}
    condition = hall.reach.cells() if hall.reach else rights.NOTHING
    if not hall.reach and hall.sees_all:
        condition = rights.EVERYTHING
    counted = tallies.by_leaf_and_sheet(hall, condition)
    whole = tallies.with_untouched(counted, units, mine, part="key")
    by_leaf, by_sheet = tallies.tallies(whole, by="leaf"), tallies.tallies(whole, by="part")
    return Queue(
        cycle=hall.head,
        tally=tallies.tally((each.turn, each.number) for each in whole),
        leaves=tuple((known[key], by_leaf[key]) for key in known if key in by_leaf),
        sheets=tuple((each, by_sheet[each.key]) for each in units if each.key in by_sheet),
        council=_council(hall, known, units) if hall.records_council else (),
    )


def cycle(key: int, *, by: Actor, at: datetime) -> Cycle:
    """One cycle ``by`` finds at the desk; Cycle.DoesNotExist otherwise."""
    return heads.visible(by, at=at).get(pk=key)


def sheets(key: int, wanted: Iterable[int]) -> tuple[Assessment, ...]:
    """These assessments of a cycle, for a deed that asks for rights itself."""
    rows = Assessment.objects.select_related("unit").filter(cycle=key, pk__in=list(wanted))
    return tuple(rows.order_by("pk"))


def sheet(key: int, *, by: Actor, at: datetime) -> Assessment:
    """One assessment of a cycle ``by`` finds at the desk; DoesNotExist otherwise."""
    rows = Assessment.objects.select_related("unit", "cycle__version", "cycle__owner")
    return rows.get(pk=key, cycle__in=heads.visible(by, at=at).values("pk"))


def cycles(*, by: Actor, at: datetime) -> tuple[tuple[int, str, str], ...]:
    """The cycles ``by`` finds at the desk, newest first: id, name, state."""
    rows = heads.visible(by, at=at).order_by("-since", "-until", "-pk")
    return tuple(rows.values_list("pk", "name", "state"))


def _mine(hall: Hall, sheet: Sheet) -> frozenset[int]:
    """The leaves of one unit that count for the person's queue."""
    appraised = rights.appraised(hall.book)
    if not hall.reach and hall.sees_all:
        return frozenset(appraised)
    return frozenset(key for key in appraised if hall.decides(sheet, key))


def _leaves_of(hall: Hall) -> tuple[int, ...]:
    """What a unit's list holds: what is appraised, and what a council decides."""
    wanted = {*rights.appraised(hall.book), *rights.decided_by_council(hall.book)}
    return tuple(key for key in hall.book.leaves if key in wanted)


def _council(
    hall: Hall, known: Mapping[int, LeafHead], sheets: Sequence[Sheet]
) -> tuple[tuple[LeafHead, Tally], ...]:
    counts = tallies.recorded(hall, rights.decided_by_council(hall.book))
    submitted = sum(1 for each in sheets if each.is_submitted)
    absent = len(sheets) - submitted
    found = []
    for key in rights.decided_by_council(hall.book):
        recorded = counts.get(key, 0)
        waiting = max(submitted - recorded, 0)
        pairs = ((Turn.ACCEPTED, recorded), (Turn.WAITING, waiting), (Turn.ABSENT, absent))
        found.append((known[key], tallies.tally(pairs)))
    return tuple(found)


def _neighbours(
    hall: Hall, known: Mapping[int, LeafHead], leaf: int
) -> tuple[LeafHead | None, LeafHead | None]:
    """The leaves before and after that the person sees as well, in the order of the tree."""
    reachable = hall.reach.leaves
    wanted = [key for key in _leaves_of(hall) if hall.sees_all or key in reachable or key == leaf]
    if leaf not in wanted:
        return None, None
    place = wanted.index(leaf)
    before = known[wanted[place - 1]] if place else None
    after = known[wanted[place + 1]] if place + 1 < len(wanted) else None
    return before, after


def _tally(drawn: Iterable[Drawn]) -> Tally:
    return tallies.tally((each.row.turn, 1) for each in drawn)


def _narrowed(drawn: Sequence[Drawn], chosen: Chosen, *, words: Callable[[Drawn], str]) -> list[Drawn]:
    wanted, sought = SHOWN.get(chosen.shown, SHOWN["all"]), fold(chosen.words).split()
    kept = [
        each
        for each in drawn
        if each.row.turn in wanted and all(word in fold(words(each)) for word in sought)
    ]
    order = _ORDERS.get(chosen.order)
    return sorted(kept, key=order) if order else kept


def _page(kept: Sequence[Drawn], chosen: Chosen) -> Sequence[Drawn]:
    return kept[chosen.first :] if chosen.most is None else kept[chosen.first : chosen.first + chosen.most]


def _named(leaf: LeafHead) -> str:
    return f"{leaf.spec.path} {leaf.spec.path.replace('/', '.')} {leaf.spec.name}"
