"""How the same was decided elsewhere in the cycle: like explanations first, then like decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q
from rapidfuzz import fuzz

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.models import Assessment, Cell, Entry
from parindex.cycle.assessments.queries import claims, heads, lines, rows
from parindex.cycle.assessments.queries.heads import Hall
from parindex.cycle.assessments.worklist import LeafHead, Precedent, Sheet
from parindex.engine.values.vietnamese import fold

LEAST_LIKENESS = 60
"""Below this, of 100, two explanations are about different things."""
MOST = 5


class _Last(NamedTuple):
    """The last decision at a unit."""

    cell: int
    sheet: int
    decision: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class _Decided:
    """A decision at another unit, with what that unit wrote."""

    sheet: Sheet
    entry: Entry
    note: str
    likeness: int


def precedents(hall: Hall, assessment: int, leaf: LeafHead) -> tuple[Precedent, ...]:
    """How the leaf was decided at other units that the person of ``hall`` may see.

    Lines are read of the few that are shown only: a country has thousands of units.
    """
    likeness = _likenesses(hall, leaf.key, own=assessment)
    nearest = _nearest(_decisions(hall, leaf.key, own=assessment, alike=likeness), likeness)
    return tuple(_precedent(leaf, each) for each in _read(hall, leaf.key, nearest, likeness))


def _nearest(found: Iterable[_Last], likeness: Mapping[int, int]) -> list[_Last]:
    """The most alike first; then the newest in which an answer was changed, for its reason."""
    held = list(found)
    alike = sorted((each for each in held if each.sheet in likeness), key=lambda each: -likeness[each.sheet])
    changed = [each for each in held if each.sheet not in likeness and each.decision == states.CHANGED]
    newest = sorted(changed, key=lambda each: each.changed_at, reverse=True)
    return [*alike, *newest][:MOST]


def _likenesses(hall: Hall, leaf: int, *, own: int) -> dict[int, int]:
    """How alike, of 100, what others wrote is to what this unit wrote; those below the least left out."""
    text = _notes(hall, leaf, of=Q(cell__assessment=own)).get(own, "")
    if not text:
        return {}
    there = Assessment.objects.filter(hall.seen(leaf), cycle=hall.cycle.pk).exclude(pk=own)
    others = _notes(hall, leaf, of=Q(cell__assessment__in=there.order_by().values("pk")))
    found = {key: _likeness(text, other) for key, other in others.items()}
    return {key: likeness for key, likeness in found.items() if likeness}


def _likeness(one: str, other: str) -> int:
    """How alike two notes are, of 100; 0 below the least."""
    return round(fuzz.token_set_ratio(fold(one), fold(other), score_cutoff=LEAST_LIKENESS))


def _notes(hall: Hall, leaf: int, *, of: Q) -> dict[int, str]:
    """What these units wrote: the explanation, else the note beside the score."""
    written = Entry.objects.filter(
        of,
        cell__cycle=hall.cycle.pk,
        cell__criterion=leaf,
        cell__stage__act__in=sorted((*claims.SCORING, kinds.EXPLAIN)),
        number=F("cell__number"),
    )
    found = written.exclude(note="").order_by("cell__stage__position", "pk")
    return dict(found.values_list("cell__assessment_id", "note"))


def _decisions(hall: Hall, leaf: int, *, own: int, alike: Iterable[int]) -> list[_Last]:
    """The last decision at each unit that wrote alike, or had its answer changed."""
    cells = Cell.objects.filter(cycle=hall.cycle.pk, criterion=leaf, stage__act__in=sorted(claims.OFFICE))
    changed = cells.filter(decision=states.CHANGED).order_by().values_list("assessment_id", flat=True)
    wanted = {*alike, *changed} - {own}
    there = Assessment.objects.filter(hall.seen(leaf), cycle=hall.cycle.pk, pk__in=sorted(wanted))
    asked = cells.filter(
        assessment__in=there.order_by().values("pk"), decision__in=(states.ACCEPTED, states.CHANGED)
    ).order_by("stage__position", "pk")
    found = (_Last(*row) for row in asked.values_list("pk", "assessment_id", "decision", "changed_at"))
    return list({each.sheet: each for each in found}.values())


def _read(hall: Hall, leaf: int, nearest: Iterable[_Last], likeness: Mapping[int, int]) -> Iterable[_Decided]:
    held = list(nearest)
    keys = [each.sheet for each in held]
    sheets = {each.key: each for each in heads.sheets_of(hall, keys)}
    entries = lines.last_entries(each.cell for each in held)
    notes = _notes(hall, leaf, of=Q(cell__assessment__in=keys))
    return [
        _Decided(
            sheets[each.sheet], entries[each.cell], notes.get(each.sheet, ""), likeness.get(each.sheet, 0)
        )
        for each in held
    ]


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
