"""Entry points for the queue: fan out, hand over, count, and remind people day by day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from parindex.cycle.monitoring.actions import fanning, following, handing, reminding, tallying
from parindex.cycle.plans.models import Plan
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.foundation.accounts.models import Person
from parindex.foundation.jobs.task import Task


def fan_out(task: Task) -> None:
    """Fan a plan out on behalf of whoever ordered it, if they still may."""
    plan = Plan.objects.select_related("unit").get(pk=task.args["plan"])
    fanning.fan_out(plan, rhythm=task.args["rhythm"], by=_on_behalf(task), at=task.at, progress=task.progress)


def _on_behalf(task: Task) -> Actor:
    if not task.args["person"]:
        return SYSTEM
    return units.actor_for(Person.objects.get(pk=task.args["person"]), on=timezone.localdate(task.at))


def follow(task: Task) -> None:
    """Bring what is owed in line with a plan that was amended after it was fanned out."""
    following.follow(
        Plan.objects.select_related("unit").get(pk=task.args["subject_id"]), by=SYSTEM, at=task.at
    )


def hand_over(task: Task) -> None:
    """Hand over what a unit that merged, was split or dissolved still owes, unless its end is yet to come."""
    handing.hand_over(Unit.objects.get(pk=task.args["subject_id"]), by=SYSTEM, at=task.at)


def hand_over_ended(task: Task) -> None:
    """Hand over what the units that have ended by now still owe."""
    handing.hand_over_ended(by=SYSTEM, at=task.at)


def tally(task: Task) -> None:
    """Count what stands today; of a day that is over nothing can be counted any more."""
    day = date.fromisoformat(task.args["slot"])
    if day == timezone.localdate(task.at):
        tallying.tally(day, progress=task.progress, by=SYSTEM, at=task.at)


def relay(task: Task) -> None:
    """Tell the other side of a deed on an assignment."""
    reminding.relay(int(task.args["row"]), by=SYSTEM, at=task.at)


def remind(task: Task) -> None:
    """Remind everybody of what is due and late on the day of this turn."""
    day, moment = date.fromisoformat(task.args["slot"]), datetime.fromisoformat(task.args["moment"])
    reminding.remind(day, progress=task.progress, by=SYSTEM, at=moment)
