"""How the same was decided elsewhere in the cycle: like explanations first, then like decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from rapidfuzz import fuzz

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.models import Assessment, Entry
from parindex.cycle.assessments.queries import claims, heads, rows
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.worklist import LeafHead, Precedent, Sheet
from parindex.engine.access.actors import Actor
from parindex.engine.values.vietnamese import fold

LEAST_LIKENESS = 60
"""Below this, of 100, two explanations are about different things."""
MOST = 5


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision at another unit, with what that unit wrote."""

    sheet: Sheet
    entry: Entry
    note: str
    likeness: int


def precedents(assessment: int, leaf: int, *, by: Actor, at: datetime) -> tuple[Precedent, ...]:
    """How the leaf was decided at other units that ``by`` may see: three queries and those of the page."""
    cycle = Assessment.objects.values_list("cycle", flat=True).get(pk=assessment)
    hall = heads.hall(cycle, by=by, at=at)
    sheets = {each.key: each for each in heads.sheets(hall) if hall.sees(each, leaf)}
    known = heads.leaves(hall.book)
    if assessment not in sheets or leaf not in known:
        return ()
    notes = _notes(hall, leaf)
    own = notes.pop(assessment, "")
    found = [
        _Decided(sheets[key], entry, notes.get(key, ""), _likeness(own, notes.get(key, "")))
        for key, entry in _decisions(hall, leaf)
        if key in sheets and key != assessment
    ]
    return tuple(_precedent(known[leaf], each) for each in _nearest(found))


def _nearest(found: Iterable[_Decided]) -> list[_Decided]:
    """The most alike first; then the newest in which an answer was changed, for its reason."""
    held = list(found)
    alike = sorted((each for each in held if each.likeness), key=lambda each: -each.likeness)
    changed = [each for each in held if not each.likeness and each.entry.decision == states.CHANGED]
    newest = sorted(changed, key=lambda each: each.entry.at, reverse=True)
    return [*alike, *newest][:MOST]


def _likeness(one: str, other: str) -> int:
    """How alike two notes are, of 100; 0 below the least."""
    if not one or not other:
        return 0
    return round(fuzz.token_set_ratio(fold(one), fold(other), score_cutoff=LEAST_LIKENESS))


def _notes(hall: Hall, leaf: int) -> dict[int, str]:
    """What units wrote: the explanation, else the note beside the score."""
    written = [*claims.SCORING, kinds.EXPLAIN]
    lines = _last(hall, leaf, acts=written).exclude(note="").order_by("cell__stage__position", "pk")
    return dict(lines.values_list("cell__assessment_id", "note"))


def _decisions(hall: Hall, leaf: int) -> list[tuple[int, Entry]]:
    """The last decision at each unit."""
    lines = _last(hall, leaf, acts=claims.OFFICE).filter(decision__in=(states.ACCEPTED, states.CHANGED))
    found: Mapping[int, Entry] = {
        each.cell.assessment_id: each
        for each in lines.select_related("cell").order_by("cell__stage__position")
    }
    return list(found.items())


def _last(hall: Hall, leaf: int, *, acts: Iterable[str]) -> Any:
    return Entry.objects.filter(
        cell__cycle=hall.cycle.pk,
        cell__criterion=leaf,
        cell__stage__act__in=sorted(acts),
        number=F("cell__number"),
    )


def _precedent(leaf: LeafHead, each: _Decided) -> Precedent:
    return Precedent(
        unit_name=each.sheet.unit_name,
        likeness=each.likeness,
        note=each.note,
        decision=each.entry.decision,
        word=each.entry.note,
        inputs=rows.said(leaf, each.entry.answer),
        points_micro=each.entry.points_micro,
        by_name=each.entry.by_name,
        at=each.entry.at,
    )
