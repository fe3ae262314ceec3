"""What appraisers flagged on the sheet of a unit, as the unit sees it once it is time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from parindex.cycle.assessments import gates, kinds, specs, states
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.gates import Facts, Lock, Locked, Window
from parindex.cycle.assessments.models import Assessment, Cell, Duty, Entry, Extension, Reopening
from parindex.cycle.assessments.queries import claims, heads, lines, places, rows
from parindex.cycle.assessments.worklist import Explanations, Flagged, LeafHead, Sheet
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission

FLAGS = (states.ASKED, states.CHANGED, states.RETURNED)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet of a unit with what its explanations hang on."""

    assessment: Assessment
    book: Book
    windows: tuple[Window, ...]
    extended: tuple[tuple[int, datetime], ...]
    reopened: Mapping[int, datetime]
    at: datetime

    def facts(self, decision: str) -> Facts:
        """What the gate decides by."""
        return Facts(
            now=self.at,
            cycle_state=self.assessment.cycle.state,
            sheet_state=self.assessment.state,
            windows=self.windows,
            is_admitted=self.assessment.admitted_because != "",
            extended=self.extended,
            decision=decision,
        )


def sheets(*, by: Actor, at: datetime) -> tuple[Explanations, ...]:
    """Every sheet of the person's own units with leaves that were flagged, newest cycle first."""
    found = (_explanations(each, by=by, at=at) for each in own(by))
    return tuple(each for each in found if each.rows)


def sheet(assessment: int, *, by: Actor, at: datetime) -> Explanations:
    """One sheet of the person's own unit; Assessment.DoesNotExist otherwise."""
    return _explanations(own(by).get(pk=assessment), by=by, at=at)


def own(by: Actor) -> QuerySet[Assessment]:
    """The sheets of cycles under way that ``by`` scores, whole or in part."""
    found = Assessment.objects.select_related("cycle__version", "cycle__owner", "unit", "group")
    found = found.exclude(cycle__state=states.PREPARING).order_by("-cycle__since", "-cycle", "pk")
    whole = units.within(by.scope(Permission.ASSESSMENT_SCORE), field="unit")
    parts = Duty.objects.filter(
        units.within(by.scope(Permission.ASSESSMENT_SCORE), field="unit") | Q(person=by.person or -1)
    )
    return found.filter(whole | Q(pk__in=parts.values("assessment")))


def _explanations(assessment: Assessment, *, by: Actor, at: datetime) -> Explanations:
    book = specs.book(assessment.cycle.version)
    held = _Sheet(
        assessment=assessment,
        book=book,
        windows=lines.windows_of(assessment.cycle_id),
        extended=tuple(
            Extension.objects.filter(assessment=assessment.pk).order_by("pk").values_list("stage", "until")
        ),
        reopened=dict(
            Reopening.objects.filter(assessment=assessment.pk)
            .order_by("pk")
            .values_list("criterion", "until")
        ),
        at=at,
    )
    stage = next((each for each in held.windows if each.act == kinds.EXPLAIN), None)
    return Explanations(
        cycle=heads.head_of(assessment.cycle, at=at),
        sheet=Sheet(
            key=assessment.pk,
            unit=assessment.unit_id,
            unit_name=assessment.unit.name,
            group=assessment.group_id,
            group_name=assessment.group.name,
            is_submitted=assessment.state == states.SUBMITTED,
        ),
        stage=stage,
        closes_at=gates.closes_at(held.facts(""), stage) if stage else None,
        rows=_rows(held, readable=places.readable_part(assessment, by=by)),
    )


def _rows(held: _Sheet, *, readable: frozenset[int] | None) -> tuple[Flagged, ...]:
    """The flagged leaves in the order of the tree; two queries."""
    cells: dict[int, dict[int, Cell]] = {}
    for cell in Cell.objects.filter(assessment=held.assessment.pk, stage__act__in=_TELLING):
        cells.setdefault(cell.criterion_id, {})[cell.stage_id] = cell
    wanted = {key: each for key, each in cells.items() if _flag(held, each) is not None}
    entries = lines.last_entries(each.pk for held_cells in wanted.values() for each in held_cells.values())
    known = heads.leaves(held.book)
    return tuple(
        _flagged(held, known[key], wanted[key], entries)
        for key in held.book.leaves
        if key in wanted and (readable is None or readable & set(held.book.leaves[key].line))
    )


_TELLING = sorted({*claims.SCORING, *claims.OFFICE, kinds.EXPLAIN})


def _flag(held: _Sheet, cells: Mapping[int, Cell]) -> Cell | None:
    """The decision that the unit is told of: a return at once, the rest when explanations begin."""
    begun = any(each.act == kinds.EXPLAIN and each.opens_at <= held.at for each in held.windows)
    for window in reversed(held.windows):
        cell = cells.get(window.stage)
        if window.act not in claims.OFFICE or cell is None or cell.decision not in FLAGS:
            continue
        is_told = cell.decision == states.RETURNED or (begun and _before_explanation(held, window))
        return cell if is_told else None
    return None


def _before_explanation(held: _Sheet, window: Window) -> bool:
    """Whether an appraisal is one whose words are explained: it comes before the stage of explanations."""
    acts = [each.act for each in held.windows[held.windows.index(window) :]]
    return kinds.EXPLAIN in acts


def _flagged(
    held: _Sheet, leaf: LeafHead, cells: Mapping[int, Cell], entries: Mapping[int, Entry]
) -> Flagged:
    flag = _flag(held, cells)
    assert flag is not None
    own_cell, word = claims.scored(held.windows, cells), claims.explained(held.windows, cells)
    asked, spoken = entries[flag.pk], entries[word.pk] if word else None
    until = held.reopened.get(leaf.key) if flag.decision == states.RETURNED else None
    moved = [each.changed_at for each in (own_cell, word) if each is not None]
    claimed: Any = spoken.answer if spoken else None
    return Flagged(
        leaf=leaf,
        decision=flag.decision,
        word=asked.note,
        by_name=asked.by_name,
        at=asked.at,
        own_micro=own_cell.points_micro if own_cell else None,
        own_inputs=rows.said(leaf, entries[own_cell.pk].answer if own_cell else None),
        office_micro=flag.points_micro,
        office_inputs=rows.said(leaf, asked.answer) if flag.points_micro is not None else None,
        until=until,
        number=word.number if word else 0,
        note=spoken.note if spoken else "",
        claimed=claimed,
        claimed_inputs=rows.said(leaf, claimed) if claimed is not None else None,
        explained_by=spoken.by_name if spoken else "",
        explained_at=spoken.at if spoken else None,
        is_answered=any(each > flag.changed_at for each in moved),
        is_reopened=until is not None and held.at < until and held.assessment.cycle.state == states.OPEN,
        lock=_lock(held, flag.decision),
    )


def _lock(held: _Sheet, decision: str) -> Lock | None:
    try:
        gates.explaining(held.facts(decision))
    except Locked as closed:
        return closed.lock
    return None
