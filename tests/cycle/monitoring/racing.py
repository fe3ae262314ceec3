"""Two people at once on one assignment, each in a thread with a connection of their own.

Run inside a standalone installation: in-memory databases of tests do not lock as real ones do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from parindex.cycle.monitoring.actions import fanning, reporting, verifying
from parindex.cycle.monitoring.checks import Overtaken, ProgressEntry
from parindex.cycle.monitoring.models import Assignment, Report
from parindex.cycle.monitoring.states import WrongStep
from parindex.cycle.plans.models import Plan
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit.models import HistoryRow
from tests import cast
from tests.cycle.documents import racing
from tests.cycle.monitoring import assigned

ROUNDS = 8
ENTRY = ProgressEntry(text="Đã rà soát", done=8, total=10)
DONE = ProgressEntry(text="Đã xong", done_on=cast.TODAY)
Deed = Callable[[Assignment], str]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def plan(number: int) -> Plan:
    """A plan of the city with one task that the wards and the commune lead."""
    city = units.existing(SYSTEM, on=cast.TODAY).get(province=None)
    return assigned.plan(
        city, assigned.task("1", "30/6/2026", assigned.EVERYBODY), number=f"{number}/KH-UBND"
    )


def report(row: Assignment, entry: ProgressEntry = ENTRY) -> str:
    """Report progress; the number of the entry."""
    return f"entry {reporting.report(row, entry, seen=row.version, by=SYSTEM, at=now()).number}"


def verify(row: Assignment) -> str:
    """Verify it."""
    verifying.verify(row, seen=row.version, by=SYSTEM, at=now())
    return "verified"


def return_(row: Assignment) -> str:
    """Return it."""
    verifying.return_(row, reason="Thiếu", seen=row.version, by=SYSTEM, at=now())
    return "returned"


def race(first: Deed, second: Deed, *, begin: int, is_done: bool = False) -> list[list[str]]:
    """The outcomes of both deeds on fresh assignments, both people having loaded theirs before."""
    results = []
    for number in range(begin, begin + ROUNDS):
        found = plan(number)
        assigned.fanned(found)
        row = Assignment.objects.filter(plan=found).order_by("pk")[0]
        if is_done:
            report(row, DONE)
        one, two = (Assignment.objects.select_related("unit", "owner").get(pk=row.pk) for _ in range(2))
        results.append(racing.at_once(partial(first, one), partial(second, two)))
    return results


def fan_out_twice(number: int) -> list[str]:
    """How many assignments each of two fan-outs of one plan made."""
    found = plan(number)
    one, two = (Plan.objects.select_related("unit").get(pk=found.pk) for _ in range(2))

    def fan(each: Plan) -> int:
        return fanning.fan_out(each, by=SYSTEM, at=now()).made

    return racing.at_once(partial(fan, one), partial(fan, two))


def main() -> None:
    """Run every race and print what came out as one JSON document."""
    racing.TOLD = (Overtaken, WrongStep)
    cast.assemble()
    same = race(report, report, begin=0)
    counts = [Report.objects.count(), HistoryRow.objects.filter(event="assignment.reported").count()]
    json.dump(
        {
            "same_twice": same,
            "entries_and_rows": counts,
            "two_reports": race(report, partial(report, entry=replace(ENTRY, done=9)), begin=100),
            "report_and_done": race(report, partial(report, entry=DONE), begin=200),
            "verify_and_return": race(verify, return_, begin=300, is_done=True),
            "fan_out": [fan_out_twice(number) for number in range(400, 400 + ROUNDS)],
        },
        sys.stdout,
    )
