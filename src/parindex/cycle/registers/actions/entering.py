"""Entering, correcting and withdrawing entries; nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from parindex.cycle.evidence.models import Item
from parindex.cycle.registers import checks, conditions, events, specs, states
from parindex.cycle.registers.models import Entry, Register, Revision
from parindex.cycle.registers.states import State
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold, nfc, squeeze
from parindex.foundation.audit import actions as history


class Unfilled(ValueError):
    """The entry cannot stand so; ``faults`` says by field what is wrong."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults."""
        super().__init__(", ".join(faults))
        self.faults = dict(faults)


class Twice(ValueError):
    """The same line stands in the register already."""


class Overtaken(Exception):
    """Somebody else revised the entry since it was shown."""


class WithoutReason(ValueError):
    """A correction or withdrawal says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person enters: the day, the texts by field, the evidence."""

    occurred_on: date
    texts: Mapping[str, str]
    evidence: Sequence[Item] = field(default=())


@transaction.atomic
def enter(
    register: Register,
    said: Said,
    *,
    unit: Unit,
    state: State = State.ENTERED,
    is_illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Entry:
    """A new entry of ``unit``, as a draft or entered. Raises Unfilled, Twice."""
    require(by, Permission.REGISTER_RECORD, at=unit.place)
    _must_be_at_home(register, unit)
    states.step(State.DRAFT, state)
    values = _filled(register, said, state=state, at=at)
    # numbers follow one another: one writer a register
    Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
    last = Entry.objects.filter(register=register, unit=unit).aggregate(last=Max("number"))["last"] or 0
    entry = Entry(
        register=register,
        unit=unit,
        number=last + 1,
        is_illustrative=is_illustrative,
        recorded_at=at,
        recorded_by=by.person or 0,
        recorded_by_name=by.name,
    )
    _write(entry, said.occurred_on, values, state=state)
    _revise(entry, said.evidence, reason="", by=by, at=at)
    event = events.ENTERED if state is State.ENTERED else events.DRAFTED
    history.record(event, entry, by=by, at=at, place=unit.place, **_told(entry))
    return entry


@transaction.atomic
def correct(
    entry: Entry, said: Said, *, state: State, reason: str, seen: int, by: Actor, at: datetime
) -> Entry:
    """Write an entry anew; what it said before stays.

    Raises Unfilled, Twice, Overtaken, WithoutReason, WrongStep.
    """
    require(by, Permission.REGISTER_RECORD, at=entry.unit.place)
    held = _held(entry, seen)
    was = State(held.state)
    states.step(was, state)
    why = squeeze(nfc(reason))
    if was is State.ENTERED and not why:
        raise WithoutReason
    values = _filled(held.register, said, state=state, at=at)
    held.version += 1
    _write(held, said.occurred_on, values, state=state)
    _revise(held, said.evidence, reason=why or "–", by=by, at=at)
    if was is State.DRAFT and state is State.ENTERED:
        history.record(events.ENTERED, held, by=by, at=at, place=held.unit.place, **_told(held))
    elif state is State.DRAFT:
        history.record(events.DRAFTED, held, by=by, at=at, place=held.unit.place, **_told(held))
    else:
        told = _told(held)
        history.record(events.CORRECTED, held, by=by, at=at, place=held.unit.place, reason=why, **told)
    return held


@transaction.atomic
def withdraw(entry: Entry, *, reason: str, seen: int, by: Actor, at: datetime) -> Entry:
    """Take an entry out of the count; it stays to be read. Raises Overtaken, WithoutReason, WrongStep."""
    require(by, Permission.REGISTER_RECORD, at=entry.unit.place)
    held = _held(entry, seen)
    states.step(State(held.state), State.WITHDRAWN)
    why = squeeze(nfc(reason))
    if not why:
        raise WithoutReason
    held.version += 1
    _write(held, held.occurred_on, held.values, state=State.WITHDRAWN)
    _revise(held, list(held.evidence.all()), reason=why, by=by, at=at)
    history.record(events.WITHDRAWN, held, by=by, at=at, place=held.unit.place, reason=why, **_told(held))
    return held


def _must_be_at_home(register: Register, unit: Unit) -> None:
    if unit.place.lineage[:1] != register.owner.place.lineage[:1]:
        raise Refused(Permission.REGISTER_RECORD)


def _held(entry: Entry, seen: int) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("unit", "register__owner")
    held = rows.get(pk=entry.pk)
    if held.version != seen:
        raise Overtaken(str(held))
    return held


def _filled(register: Register, said: Said, *, state: State, at: datetime) -> dict[str, str]:
    found = checks.filled(specs.shape(register).fields, said.texts, is_draft=state is State.DRAFT)
    faults = dict(found.faults)
    if said.occurred_on > timezone.localdate(at):
        faults["occurred_on"] = "future"
    if faults:
        raise Unfilled(faults)
    return found.values


def _write(entry: Entry, occurred_on: date, values: Mapping[str, str], *, state: State) -> None:
    handled = specs.shape(entry.register).handled
    entry.occurred_on, entry.values, entry.state = occurred_on, dict(values), state.value
    entry.print = checks.print_of(occurred_on, values)
    entry.is_handled = bool(handled) and conditions.hold(handled, values)
    entry.search = fold(" ".join(values.values()))
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as twice:
        raise Twice(str(entry)) from twice


def _revise(entry: Entry, evidence: Sequence[Item], *, reason: str, by: Actor, at: datetime) -> None:
    shown = [each for each in evidence if each.unit_id == entry.unit_id]
    entry.evidence.set(shown)
    Revision.objects.create(
        entry=entry,
        number=entry.version,
        state=entry.state,
        occurred_on=entry.occurred_on,
        values=entry.values,
        evidence=sorted(each.pk for each in shown),
        reason=reason,
        made_at=at,
        made_by=by.person or 0,
        made_by_name=by.name,
    )


def _told(entry: Entry) -> dict[str, str | int]:
    return {"number": entry.number, "register": entry.register.name, "unit": entry.unit.name}
