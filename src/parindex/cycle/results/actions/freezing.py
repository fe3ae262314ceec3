"""Freezing the results of a cycle: everything is reckoned afresh, compared with the ledger, and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions.opening import NotReady
from parindex.cycle.assessments.models import Assessment, Cycle
from parindex.cycle.assessments.states import NotPossible
from parindex.cycle.results import events, terms
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.queries import forecasts
from parindex.cycle.results.queries.forecasts import Forecast
from parindex.cycle.results.reckoning import LeafLine, Table, UnitLine
from parindex.cycle.results.sheets import Standing
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.version import VERSION
from parindex.engine.values.findings import has_errors
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history

_BATCH = 2000


class ReasonMissing(ValueError):
    """Results are issued again only for a reason that is written down."""


@transaction.atomic
def freeze(cycle: Cycle, asked: Terms, *, by: Actor, at: datetime) -> Issue:
    """Freeze the results of a cycle for the first time. Raises NotPossible, NotReady with the findings."""
    require(by, Permission.RESULT_FREEZE, at=cycle.owner.place)
    locked = _locked(cycle)
    if Issue.objects.filter(cycle=locked.pk).exists():
        raise NotPossible(locked.state, states.FROZEN)
    states.step(locked.state, states.FROZEN)
    issue = _issued(locked, asked, number=1, reason="", by=by, at=at)
    history.record(events.FROZEN, issue, by=by, at=at, place=locked.owner.place, **_facts(issue))
    return issue


@transaction.atomic
def reissue(cycle: Cycle, asked: Terms, *, reason: str, by: Actor, at: datetime) -> Issue:
    """Freeze the results once more, after corrections or on other terms; the earlier issue stays.

    Raises ReasonMissing, NotPossible, NotReady.
    """
    require(by, Permission.RESULT_FREEZE, at=cycle.owner.place)
    why = squeeze(reason)
    if not why:
        raise ReasonMissing
    locked = _locked(cycle)
    last = Issue.objects.filter(cycle=locked.pk).order_by("-number").first()
    if last is None or locked.state == states.PREPARING:
        raise NotPossible(locked.state, states.FROZEN)
    issue = _issued(locked, asked, number=last.number + 1, reason=why, by=by, at=at)
    facts = _facts(issue)
    history.record(events.REISSUED, issue, by=by, at=at, place=locked.owner.place, reason=why, **facts)
    return issue


@transaction.atomic
def resume(cycle: Cycle, *, reason: str, by: Actor, at: datetime) -> None:
    """Open a frozen, unpublished cycle again for corrections. Raises ReasonMissing, NotPossible."""
    require(by, Permission.RESULT_FREEZE, at=cycle.owner.place)
    why = squeeze(reason)
    if not why:
        raise ReasonMissing
    locked = _locked(cycle)
    _enter(locked, states.step(locked.state, states.OPEN))
    history.record(events.RESUMED, locked, by=by, at=at, place=locked.owner.place, reason=why)


def _locked(cycle: Cycle) -> Cycle:
    """The cycle and then all its sheets under lock: no save is in flight while they are held.

    Without its key: a save in flight names the cycle when it commits, and must not wait for us.
    """
    rows = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("owner", "version")
    locked = rows.get(pk=cycle.pk)
    list(Assessment.objects.select_for_update().filter(cycle=locked.pk).order_by("pk").values_list("pk"))
    return locked


def _enter(cycle: Cycle, state: str) -> None:
    cycle.state = state
    cycle.save(update_fields=("state",))


def _issued(cycle: Cycle, asked: Terms, *, number: int, reason: str, by: Actor, at: datetime) -> Issue:
    forecast = forecasts.forecast(cycle, asked, by=by, at=at)
    if forecast.table is None or has_errors(forecast.findings):
        raise NotReady(forecast.findings)
    issue = Issue.objects.create(
        cycle=cycle,
        number=number,
        settings=terms.as_json(asked),
        input_digest=forecast.table.input_digest,
        output_digest=forecast.table.output_digest,
        engine_version=VERSION,
        reason=reason,
        frozen_at=at,
        frozen_by=by.person or 0,
        frozen_by_name=by.name,
    )
    _keep(issue, forecast, forecast.table)
    if cycle.state != states.PUBLISHED:
        _enter(cycle, states.FROZEN)
    return issue


def _keep(issue: Issue, forecast: Forecast, table: Table) -> None:
    """Store every unit and every leaf with the line of the ledger it follows from."""
    held = {each.sheet.unit: each for each in forecast.held}
    keys = dict(issue.cycle.version.criteria.values_list("path", "pk"))
    rows = [_row(issue, line, assessment=held[line.unit].assessment) for line in table.lines]
    UnitScore.objects.bulk_create(rows, batch_size=_BATCH)
    leaves = (
        _leaf(row, leaf, criterion=keys[leaf.path], stands=None if line.has_missed else stands)
        for row, line in zip(rows, table.lines, strict=True)
        for leaf, stands in ((each, held[line.unit].standing.get(each.path)) for each in line.leaves)
    )
    LeafScore.objects.bulk_create(leaves, batch_size=_BATCH)


def _leaf(row: UnitScore, leaf: LeafLine, *, criterion: int, stands: Standing | None) -> LeafScore:
    return LeafScore(
        unit_score=row,
        criterion_id=criterion,
        answer=leaf.answer,
        state=leaf.state,
        points_micro=leaf.points_micro,
        max_micro=leaf.max_micro,
        entry_id=None if stands is None else stands.entry,
    )


def _row(issue: Issue, line: UnitLine, *, assessment: int) -> UnitScore:
    return UnitScore(
        issue=issue,
        assessment_id=assessment,
        unit_id=line.unit,
        group=line.group,
        position=line.position,
        points_micro=line.points_micro,
        max_micro=line.max_micro,
        score_micro=line.score_micro,
        rank=line.rank,
        is_tied=line.is_tied,
        class_name=line.class_name,
        has_missed=line.has_missed,
        blocked=[
            {"class": each.class_name, "why": [{"vi": words.vi, "en": words.en} for words in each.why]}
            for each in line.blocked
        ],
    )


def _facts(issue: Issue) -> dict[str, str | int | None]:
    return {
        "units": issue.units.count(),
        "input": issue.input_digest,
        "output": issue.output_digest,
        "engine": issue.engine_version,
    }
