"""Describing: what a plan is, and until when units must issue their own plan to carry it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parindex.cycle.plans import checks, events, taking
from parindex.cycle.plans.actions.keeping import Keeper
from parindex.cycle.plans.kinds import Kind
from parindex.cycle.plans.models import Plan
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history

REPLYING = ("departments", "districts", "communes")


@dataclass(frozen=True, slots=True)
class Description:
    """A plan as a person describes it; ``within`` days after its issue or ``by_day`` units reply."""

    title: str
    kind: str
    groups: tuple[str, ...] = ()
    within: int | None = None
    by_day: date | None = None


@transaction.atomic
def describe(plan: Plan, said: Description, *, by: Actor, at: datetime) -> None:
    """Say what a plan is, and which units must issue their own plan until when. Raises WrongValue."""
    require(by, Keeper(plan, by, at).permission, at=plan.unit.place)
    held = Keeper(plan, by, at).locked()
    if said.kind not in set(Kind):
        raise checks.WrongValue("kind")
    if not set(said.groups) <= set(REPLYING):
        raise checks.WrongValue("groups")
    reply_by = checks.last_day(issued_on=held.issued_on, within=said.within, by_day=said.by_day)
    if (said.within is not None or reply_by is not None) and not said.groups:
        raise checks.WrongValue("groups")
    if said.within is not None and held.issued_on is None and held.state == "issued":
        raise checks.WrongValue("within")
    held.title, held.kind = squeeze(said.title), said.kind
    held.reply_groups = taking.grouped(said.groups)
    held.reply_within, held.reply_by = said.within, reply_by
    held.save(update_fields=("title", "kind", "reply_groups", "reply_within", "reply_by"))
    told = reply_by.isoformat() if reply_by else "–"
    history.record(events.DESCRIBED, held, by=by, at=at, place=held.unit.place, reply=told)
    plan.refresh_from_db()
