"""Opening the monthly list of tasks to anybody, and closing it: by who issues the plans of the province."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from parindex.cycle.monitoring import checks, events
from parindex.cycle.monitoring.models import PublicList
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history

YEARS_BACK = 5


@transaction.atomic
def open_list(province: Unit, *, since: date, decision: str, by: Actor, at: datetime) -> PublicList:
    """Let anybody read the list from the month of ``since`` on, by a decision. Raises checks.WrongValue."""
    require(by, Permission.PLAN_ISSUE, at=province.place)
    why = checks.said(decision, field="decision")
    if province.province_id is not None:
        raise checks.WrongValue("province")
    today = timezone.localdate(at)
    if since > today or since.year < today.year - YEARS_BACK:
        raise checks.WrongValue("since")
    first = since.replace(day=1)
    row, _ = PublicList.objects.update_or_create(
        province=province,
        defaults={"is_open": True, "since": first, "decision": why, **_hand(by, at)},
    )
    place = province.place
    history.record(
        events.PUBLIC_OPENED, province, by=by, at=at, place=place, since=f"{first:%m/%Y}", decision=why
    )
    return row


@transaction.atomic
def close_list(province: Unit, *, decision: str, by: Actor, at: datetime) -> None:
    """Show the list to nobody any more. Raises checks.WrongValue where it was not open."""
    require(by, Permission.PLAN_ISSUE, at=province.place)
    why = checks.said(decision, field="decision")
    rows = PublicList.objects.filter(province=province, is_open=True)
    if not rows.update(is_open=False, decision=why, **_hand(by, at)):
        raise checks.WrongValue("province")
    history.record(events.PUBLIC_CLOSED, province, by=by, at=at, place=province.place, decision=why)


def _hand(by: Actor, at: datetime) -> dict[str, object]:
    return {"changed_at": at, "changed_by": by.person or 0, "changed_by_name": by.name[:160]}
