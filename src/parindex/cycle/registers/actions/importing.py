"""Taking a table of entries into a register: whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from parindex.cycle.registers import checks, conditions, events, findings, specs
from parindex.cycle.registers.actions.defining import Unsound
from parindex.cycle.registers.checks import Line
from parindex.cycle.registers.models import Entry, Register, Revision
from parindex.cycle.registers.states import State
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require_everywhere
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.audit import actions as history


@transaction.atomic
def bring(
    register: Register,
    lines: Sequence[Line],
    *,
    units: Sequence[Unit],
    file: str,
    is_illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> int:
    """Enter every line, all or none; returns how many. ``units`` are those the lines name. Raises Unsound."""
    require_everywhere(by, Permission.REGISTER_RECORD, at=[each.place for each in units])
    named = {each.pk: each for each in units}
    if {each.unit for each in lines} - set(named) or any(
        each.place.lineage[:1] != register.owner.place.lineage[:1] for each in units
    ):
        raise Refused(Permission.REGISTER_RECORD)
    Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
    _must_be_new(register, lines)
    handled = specs.shape(register).handled
    numbers = _numbers(register)
    entries = []
    for line in lines:
        numbers[line.unit] += 1
        entries.append(
            Entry(
                register=register,
                unit=named[line.unit],
                number=numbers[line.unit],
                occurred_on=line.occurred_on,
                values=dict(line.values),
                print=checks.print_of(line.occurred_on, line.values),
                state=State.ENTERED.value,
                is_handled=bool(handled) and conditions.hold(handled, line.values),
                is_illustrative=is_illustrative,
                search=fold(" ".join(line.values.values())),
                recorded_at=at,
                recorded_by=by.person or 0,
                recorded_by_name=by.name,
            )
        )
    made = Entry.objects.bulk_create(entries, batch_size=500)
    Revision.objects.bulk_create([_first(each) for each in made], batch_size=500)
    place = register.owner.place
    history.record(events.IMPORTED, register, by=by, at=at, place=place, entries=len(made), file=file)
    return len(made)


def _must_be_new(register: Register, lines: Sequence[Line]) -> None:
    rows = register.entries.exclude(state=State.WITHDRAWN.value).order_by()
    known = set(rows.filter(unit__in={each.unit for each in lines}).values_list("unit", "print"))
    again = [findings.twice(row=line.row, first=None) for line in lines if (line.unit, line.print) in known]
    if again:
        raise Unsound(again)


def _numbers(register: Register) -> dict[int, int]:
    rows = register.entries.order_by("unit").values_list("unit").annotate(last=Max("number"))
    return defaultdict(int, rows)


def _first(entry: Entry) -> Revision:
    return Revision(
        entry=entry,
        number=1,
        state=entry.state,
        occurred_on=entry.occurred_on,
        values=entry.values,
        made_at=entry.recorded_at,
        made_by=entry.recorded_by,
        made_by_name=entry.recorded_by_name,
    )
