"""What the cycles under way ask of a person: sheets, approvals, explanations, appraisals, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.models import Assessment, Cycle, Extension, Stage
from parindex.cycle.assessments.queries import cycles, explanations, heads, places, worklists
from parindex.cycle.measures.models import Feed, Reading
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Words

SOON = timedelta(days=10)
MOST = 6

SCORE, APPROVE, EXPLAIN, APPRAISE, CLOSES, RECORD = (
    "score",
    "approve",
    "explain",
    "appraise",
    "closes",
    "record",
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a cycle asks of a person until a moment.

    ``key`` is the sheet or the cycle it is about; ``count`` is how many things wait there.
    """

    what: str
    key: int
    title: str
    about: str
    stage: Words | None
    until: datetime | None
    count: int = 0


def due(*, by: Actor, at: datetime) -> tuple[Due, ...]:
    """Everything that is due for ``by``, what ends first coming first."""
    found = [*_sheets(by, at=at), *_explanations(by, at=at), *_appraisals(by, at=at)]
    found += [*_closing(by, at=at), *_figures(by)]
    return tuple(sorted(found, key=lambda each: (each.until is None, each.until or at, each.what)))


def waiting(*, by: Actor, at: datetime) -> int:
    """How many sheets wait for ``by`` to be scored or approved; one query."""
    return _own(by, at=at).count() if _may(by) else 0


def _may(by: Actor) -> bool:
    wanted = (Permission.ASSESSMENT_SCORE, Permission.ASSESSMENT_APPROVE)
    return not by.is_system and any(by.can_anywhere(each) for each in wanted)


def _own(by: Actor, *, at: datetime) -> QuerySet[Assessment]:
    """The sheets that are the turn of ``by``, while the stage is open for them."""
    scored = units.within(by.scope(Permission.ASSESSMENT_SCORE), field="unit")
    approved = units.within(by.scope(Permission.ASSESSMENT_APPROVE), field="unit")
    mine = (scored & Q(state=states.SCORING)) | (approved & Q(state=states.APPROVAL))
    acts = (kinds.SCORE, kinds.CONSOLIDATE)
    open_now = Stage.objects.filter(act__in=acts, opens_at__lte=at, closes_at__gt=at).values("cycle")
    longer = Extension.objects.filter(stage__act__in=acts, until__gt=at).values("assessment")
    rows = Assessment.objects.filter(mine, cycle__state=states.OPEN)
    return rows.filter(Q(cycle__in=open_now) | Q(pk__in=longer))


def _sheets(by: Actor, *, at: datetime) -> Iterator[Due]:
    """Sheets to score and to approve at the person's own units, and parts given to them."""
    if not _may(by):
        return
    own = _own(by, at=at).select_related("cycle", "unit").order_by("-cycle__since", "unit__position", "pk")
    for sheet in own[:MOST]:
        stage, until = _scoring(sheet, at=at)
        what = APPROVE if sheet.state == states.APPROVAL else SCORE
        yield Due(what, sheet.pk, sheet.cycle.name, sheet.unit.name, stage, until)
    yield from _parts(by, known={each.pk for each in own[:MOST]}, at=at)


def _parts(by: Actor, *, known: set[int], at: datetime) -> Iterator[Due]:
    """Sheets of others of which the person works on a part."""
    rows = places.visible(by).filter(state=states.SCORING, cycle__state=states.OPEN)
    rows = rows.exclude(units.within(by.scope(Permission.ASSESSMENT_READ), field="unit")).exclude(
        pk__in=known
    )
    for sheet in rows[:MOST]:
        stage, until = _scoring(sheet, at=at)
        if until is not None:
            yield Due(SCORE, sheet.pk, sheet.cycle.name, sheet.unit.name, stage, until)


def _scoring(sheet: Assessment, *, at: datetime) -> tuple[Words | None, datetime | None]:
    """The stage in which a sheet is scored now, and until when that is so for its unit."""
    stages = sheet.cycle.stages.filter(act__in=(kinds.SCORE, kinds.CONSOLIDATE)).order_by("position")
    extended = dict(sheet.extensions.order_by("pk").values_list("stage", "until"))
    for each in stages:
        until = max(each.closes_at, extended.get(each.pk, each.closes_at))
        if each.opens_at <= at < until:
            return kinds.stage(sheet.cycle.kind, each.key).title, until
    return None, None


def _explanations(by: Actor, *, at: datetime) -> Iterator[Due]:
    """Sheets with leaves that the unit has to answer for now."""
    if not by.can_anywhere(Permission.ASSESSMENT_SCORE):
        return
    for sheet in explanations.own(by).filter(cycle__state=states.OPEN)[:MOST]:
        found = explanations.sheet(sheet.pk, by=by, at=at)
        asked = [
            each for each in found.rows if not each.is_answered and (each.is_reopened or each.lock is None)
        ]
        if asked:
            ends = [each.until for each in asked if each.is_reopened and each.until]
            until = min(ends, default=found.closes_at)
            title = kinds.stage(sheet.cycle.kind, "explanation").title
            yield Due(EXPLAIN, sheet.pk, sheet.cycle.name, sheet.unit.name, title, until, count=len(asked))


def _appraisals(by: Actor, *, at: datetime) -> Iterator[Due]:
    """Cycles in which leaves wait for the person's decision now."""
    if by.is_system or not by.can_anywhere(Permission.ASSESSMENT_APPRAISE):
        return
    for cycle in _open(heads.visible(by, at=at))[:MOST]:
        hall = heads.hall(cycle.pk, by=by, at=at)
        if not (hall.head.is_open and hall.reach and hall.head.stage):
            continue
        count = worklists.queue(cycle.pk, by=by, at=at).tally.open
        if count:
            stage = hall.head.stage
            title = kinds.stage(cycle.kind, stage.key).title
            yield Due(APPRAISE, cycle.pk, cycle.name, cycle.owner.name, title, stage.closes_at, count=count)


def _closing(by: Actor, *, at: datetime) -> Iterator[Due]:
    """Stages of the cycles a person runs that end soon; ``count`` units have not submitted."""
    if by.is_system or not by.can_anywhere(Permission.CYCLE_MANAGE):
        return
    for cycle in _managed(by)[:MOST]:
        late = cycle.assessments.exclude(state=states.SUBMITTED).count()
        ending = cycle.stages.filter(opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + SOON)
        for stage in ending.order_by("position"):
            title = kinds.stage(cycle.kind, stage.key).title
            counted = late if stage.act in (kinds.SCORE, kinds.CONSOLIDATE) else 0
            yield Due(CLOSES, cycle.pk, cycle.name, cycle.owner.name, title, stage.closes_at, count=counted)


def _figures(by: Actor) -> Iterator[Due]:
    """Open cycles that ask for figures some units do not have; ``count`` is how many measures are short."""
    if by.is_system or not by.can_anywhere(Permission.MEASURE_RECORD):
        return
    for cycle in _managed(by)[:MOST]:
        taking_part = cycle.assessments.order_by().values("unit")
        wanted = cycle.assessments.count()
        fed = Feed.objects.filter(criterion__version=cycle.version_id).order_by()
        counts = dict(
            Reading.objects.filter(unit__in=taking_part, since=cycle.since, until=cycle.until)
            .order_by()
            .values_list("measure")
            .annotate(units=Count("unit", distinct=True))
        )
        measures = fed.values_list("measure", flat=True).distinct()
        short = sum(counts.get(each, 0) < wanted for each in measures)
        if short:
            yield Due(RECORD, cycle.pk, cycle.name, cycle.owner.name, None, None, count=short)


def _managed(by: Actor) -> QuerySet[Cycle]:
    """The open cycles a person runs."""
    return _open(cycles.visible(by).filter(units.within(by.scope(Permission.CYCLE_MANAGE), field="owner")))


def _open(rows: QuerySet[Cycle]) -> QuerySet[Cycle]:
    return rows.filter(state=states.OPEN).order_by("-since", "-until", "-pk")
