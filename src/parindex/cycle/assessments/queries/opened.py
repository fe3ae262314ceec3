"""One sheet opened for reading: each thing asked of the database once, and when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from parindex.cycle.assessments import gates, sheets, sources, specs, standing, states
from parindex.cycle.assessments.book import Book, Leaf
from parindex.cycle.assessments.gates import Facts, Lock, Locked, Window
from parindex.cycle.assessments.models import Assessment, Cycle, Duty, Extension, Reopening
from parindex.cycle.assessments.queries import lines as stage_lines
from parindex.cycle.assessments.queries import moments, places
from parindex.cycle.assessments.sheets import Lines
from parindex.engine.access.actors import Actor
from parindex.engine.values.findings import Finding
from parindex.foundation.accounts.models import Person


class Reading:
    """Everything known of one sheet, each thing asked of the database once and when it is needed."""

    def __init__(self, assessment: Assessment, *, by: Actor) -> None:
        """Remember whose sheet it is and who reads it."""
        self.assessment = assessment
        self.by = by
        self.cycle: Cycle = assessment.cycle

    @cached_property
    def book(self) -> Book:
        """The framework of the cycle."""
        return specs.book(self.cycle.version)

    @cached_property
    def now(self) -> datetime:
        """What time it is for the database."""
        return moments.database_now()

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The stages as they are set."""
        return stage_lines.windows_of(self.cycle.pk)

    @cached_property
    def extended(self) -> tuple[tuple[int, datetime], ...]:
        """The extensions of the unit."""
        rows = Extension.objects.filter(assessment=self.assessment.pk).order_by("pk")
        return tuple(rows.values_list("stage", "until"))

    @cached_property
    def reopened(self) -> Mapping[int, datetime]:
        """Until when single leaves are open again."""
        rows = Reopening.objects.filter(assessment=self.assessment.pk).order_by("pk")
        return dict(rows.values_list("criterion", "until"))

    @cached_property
    def lines(self) -> Lines:
        """What stands in every cell."""
        return sheets.lines(self.assessment.pk)

    @cached_property
    def lacking(self) -> Mapping[int, tuple[Finding, ...]]:
        """What every own leaf lacks."""
        return sheets.lacking(
            self.assessment, self.evidence, book=self.book, windows=self.windows, lines=self.lines
        )

    @cached_property
    def evidence(self) -> sheets.Evidence:
        """What is shown for every leaf while the unit scores."""
        return sheets.evidence(self.assessment.pk, stages=sheets.scoring_stages(self.windows))

    @cached_property
    def duties(self) -> Mapping[int, tuple[str, bool]]:
        """Whose work a criterion is, in words, and whether it is the reader's."""
        rows = list(Duty.objects.filter(assessment=self.assessment.pk).select_related("unit"))
        people = [each.person for each in rows if each.person is not None]
        names = dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name"))
        return {each.criterion_id: self._duty(each, names) for each in rows}

    @cached_property
    def part(self) -> frozenset[int] | None:
        """The criteria below which the reader may read; None for all."""
        return places.readable_part(self.assessment, by=self.by)

    def facts(self, criterion: int | None = None) -> Facts:
        """What the gates decide by."""
        cells = self.lines.get(criterion, {}) if criterion else {}
        return Facts(
            now=self.now,
            cycle_state=self.cycle.state,
            sheet_state=self.assessment.state,
            windows=self.windows,
            is_admitted=self.assessment.admitted_because != "",
            extended=self.extended,
            reopened_until=self.reopened.get(criterion) if criterion else None,
            decision=standing.decision(self.windows, cells),
        )

    @cached_property
    def lock(self) -> Lock | None:
        """Why the unit's own part is closed; None while it is open."""
        try:
            gates.scoring(self.facts())
        except Locked as locked:
            return locked.lock
        return None

    @cached_property
    def closing(self) -> Lock | None:
        """Why the sheet cannot be laid before the leader or submitted by the clock; None while it can."""
        try:
            gates.submitting(self.facts())
        except Locked as locked:
            return locked.lock
        return None

    def lock_of(self, leaf: Leaf) -> Lock | None:
        """Why one leaf is closed to the unit."""
        until = self.reopened.get(leaf.criterion)
        by_source = sources.lock(leaf.source)
        if by_source is not None or self.lock is None or until is None or until <= self.now:
            return by_source or self.lock
        return None if self.cycle.state == states.OPEN else self.lock

    def _duty(self, duty: Duty, names: Mapping[int, str]) -> tuple[str, bool]:
        at = frozenset(grant.place.unit for grant in self.by.grants)
        parts = [str(duty.unit)] if duty.unit else []
        if duty.person is not None:
            parts.append(names.get(duty.person, "–"))
            return " · ".join(parts), duty.person == self.by.person
        return " · ".join(parts), duty.unit_id in at
