"""Defining registers: by hand or as ready-made, revised while in use; and which measures they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures.models import Measure
from parindex.cycle.registers import checks, conditions, events, fields, findings, specs
from parindex.cycle.registers.conditions import Condition
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.fields import Field, Kind
from parindex.cycle.registers.models import Counting, Entry, Register
from parindex.cycle.registers.ready import Book, Figure
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused, require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import fold, nfc, squeeze
from parindex.foundation.audit import actions as history


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


class Unsound(Exception):
    """The register cannot be defined so; the findings say why."""

    def __init__(self, found: Sequence[Finding]) -> None:
        """Keep the findings."""
        super().__init__(", ".join(each.code for each in found))
        self.findings = tuple(found)


class Overtaken(Exception):
    """Somebody else revised the register since it was shown."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a register is."""

    name: str
    fields: tuple[Field, ...]
    handled: tuple[Condition, ...] = ()
    handled_as: str = ""
    rhythm: Rhythm = Rhythm.YEAR
    note: str = ""


@transaction.atomic
def define(wanted: Definition, *, owner: Unit, code: str, by: Actor, at: datetime) -> Register:
    """A new register; the same code again is the register that is there. Raises WrongValue, Unsound."""
    require(by, Permission.REGISTER_DEFINE, at=owner.place)
    key = squeeze(nfc(code))
    known = Register.objects.filter(owner=owner, code=key).first()
    if known is not None:
        return known
    if not 0 < len(key) <= 60:
        raise WrongValue("code")
    _must_be_sound(wanted)
    register = Register.objects.create(owner=owner, code=key, **_columns(wanted), search=_search(key, wanted))
    history.record(events.DEFINED, register, by=by, at=at, place=owner.place, code=key)
    return register


@transaction.atomic
def take_over(book: Book, *, owner: Unit, by: Actor, at: datetime) -> Register:
    """A ready-made register with the measures it makes."""
    require(by, Permission.REGISTER_DEFINE, at=owner.place)
    wanted = Definition(
        name=book.name,
        fields=book.fields,
        handled=book.handled,
        handled_as=book.handled_as,
        rhythm=book.rhythm,
        note=book.note,
    )
    register = define(wanted, owner=owner, code=book.code, by=by, at=at)
    for each in book.figures:
        if not Counting.objects.filter(measure__owner=owner, measure__code=each.code).exists():
            count_anew(register, each, by=by, at=at)
    return register


@transaction.atomic
def revise(register: Register, wanted: Definition, *, seen: int, by: Actor, at: datetime) -> Register:
    """Define a register anew: what entries may hold stays. Raises WrongValue, Unsound, Overtaken."""
    require(by, Permission.REGISTER_DEFINE, at=register.owner.place)
    held = Register.objects.select_for_update(of=("self",)).select_related("owner").get(pk=register.pk)
    if held.version != seen:
        raise Overtaken(str(held))
    _must_be_sound(wanted)
    before = specs.shape(held)
    lost = checks.revision(before.fields, wanted.fields) if held.entries.exists() else ()
    unfit = [
        findings.unfit_condition(test.field)
        for counting in held.countings.all()
        for test in (*specs.count(counting).where, *specs.count(counting).part)
        if conditions.faults((test,), wanted.fields)
    ]
    if lost or unfit:
        raise Unsound([*lost, *unfit])
    for name, value in _columns(wanted).items():
        setattr(held, name, value)
    held.search = _search(held.code, wanted)
    held.version += 1
    held.save()
    if before.handled != wanted.handled:
        _mark_anew(held)
    added = len(wanted.fields) - len(before.fields)
    change = f"{len(wanted.fields)} cột ({added:+d})"
    history.record(events.REVISED, held, by=by, at=at, place=held.owner.place, change=change)
    return held


@transaction.atomic
def count_anew(register: Register, figure: Figure, *, by: Actor, at: datetime) -> Counting:
    """Have a register make a measure that is kept for it. Raises WrongValue, Unsound."""
    require(by, Permission.REGISTER_DEFINE, at=register.owner.place)
    try:
        measure = measures.keep(
            owner=register.owner.province or register.owner,
            code=figure.code,
            name=figure.name,
            shape=figure.count.shape,
            counted_in=figure.counted_in,
            by=by,
            at=at,
        )
    except measures.WrongValue as wrong:
        raise WrongValue(str(wrong)) from wrong
    return count_into(register, measure, figure.count, by=by, at=at)


@transaction.atomic
def count_into(register: Register, measure: Measure, count: Count, *, by: Actor, at: datetime) -> Counting:
    """Have a register make the figures of a measure. Raises WrongValue, Unsound."""
    require(by, Permission.REGISTER_DEFINE, at=register.owner.place)
    require(by, Permission.MEASURE_RECORD, at=measure.owner.place)
    if measure.owner.place.lineage[:1] != register.owner.place.lineage[:1]:
        raise Refused(Permission.MEASURE_RECORD)
    if measure.shape != count.shape or Counting.objects.filter(measure=measure).exists():
        raise WrongValue("measure")
    own = specs.shape(register).fields
    if count.way is Way.SUM and count.field not in {each.key for each in _numbers(own)}:
        raise WrongValue("field")
    if count.way is Way.RATIO and not count.part:
        raise WrongValue("part")
    unfit = conditions.faults((*count.where, *count.part), own)
    if unfit:
        raise Unsound([findings.unfit_condition(test.field) for test in unfit])
    counting = Counting.objects.create(
        register=register,
        measure=measure,
        way=count.way.value,
        rhythm=count.rhythm.value,
        where=[test.as_json() for test in count.where],
        part=[test.as_json() for test in count.part],
        field=count.field,
    )
    place = register.owner.place
    history.record(events.COUNTED_INTO, register, by=by, at=at, place=place, measure=measure.name)
    return counting


@transaction.atomic
def stop_counting(counting: Counting, *, by: Actor, at: datetime) -> None:
    """No longer make the figures of a measure; those recorded stay."""
    require(by, Permission.REGISTER_DEFINE, at=counting.register.owner.place)
    register, name = counting.register, counting.measure.name
    counting.delete()
    history.record(events.STOPPED, register, by=by, at=at, place=register.owner.place, measure=name)


def _must_be_sound(wanted: Definition) -> None:
    if not squeeze(nfc(wanted.name)):
        raise WrongValue("name")
    if len(wanted.handled_as) > 80 or (wanted.handled and not squeeze(wanted.handled_as)):
        raise WrongValue("handled_as")
    found = checks.definition(wanted.fields, wanted.handled)
    if found:
        raise Unsound(found)


def _columns(wanted: Definition) -> dict[str, object]:
    return {
        "name": squeeze(nfc(wanted.name)),
        "note": squeeze(nfc(wanted.note)),
        "fields": [each.as_json() for each in wanted.fields],
        "handled": [each.as_json() for each in wanted.handled],
        "handled_as": squeeze(nfc(wanted.handled_as)),
        "rhythm": wanted.rhythm.value,
    }


def _search(code: str, wanted: Definition) -> str:
    return fold(f"{code} {wanted.name} {wanted.note}")


def _numbers(own: Iterable[fields.Field]) -> list[fields.Field]:
    return [each for each in own if each.kind is Kind.NUMBER]


def _mark_anew(register: Register) -> None:
    """Say of every entry whether it is handled by the tests of now."""
    handled = specs.shape(register).handled
    changed = []
    for entry in register.entries.order_by("pk").iterator(chunk_size=1000):
        is_handled = bool(handled) and conditions.hold(handled, entry.values)
        if entry.is_handled is not is_handled:
            entry.is_handled = is_handled
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["is_handled"], batch_size=500)
