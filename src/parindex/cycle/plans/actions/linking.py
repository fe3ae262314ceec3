"""Linking: which criteria a task is to gain points of, and how many."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks.models import Criterion
from parindex.cycle.plans import checks, events
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.models import Task, TaskCriterion
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history


@transaction.atomic
def link(
    task: Task, criterion: Criterion, *, gain: str = "", note: str = "", by: Actor, at: datetime
) -> TaskCriterion:
    """Say that a task is to gain points of a criterion; said again, gain and note are put anew.

    Raises WrongValue for a gain beyond the maximum of the criterion, or one of a framework out of sight.
    """
    require(by, Keeper(task.plan, by, at).permission, at=task.plan.unit.place)
    if not frameworks.visible(by).filter(pk=criterion.version_id).exists():
        raise checks.WrongValue("criterion")
    micro = checks.gain(gain, most=criterion.max_micro)
    made, _ = TaskCriterion.objects.update_or_create(
        task=task, criterion=criterion, defaults={"gain_micro": micro, "note": squeeze(note)}
    )
    history.record(
        events.TASK_LINKED,
        task.plan,
        by=by,
        at=at,
        place=task.plan.unit.place,
        task=str(task),
        criterion=str(criterion),
        gain=squeeze(gain) or "–",
    )
    return made


@transaction.atomic
def unlink(linked: TaskCriterion, *, by: Actor, at: datetime) -> None:
    """Take a criterion off a task."""
    require(by, Keeper(linked.task.plan, by, at).permission, at=linked.task.plan.unit.place)
    task, criterion = linked.task, linked.criterion
    linked.delete()
    history.record(
        events.TASK_UNLINKED,
        task.plan,
        by=by,
        at=at,
        place=task.plan.unit.place,
        task=str(task),
        criterion=str(criterion),
    )
