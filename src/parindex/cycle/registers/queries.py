"""Reading registers; every list is limited to what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from parindex.cycle.measures import queries as measures
from parindex.cycle.measures.checks import Known
from parindex.cycle.measures.models import Reading
from parindex.cycle.registers import specs
from parindex.cycle.registers.models import Counting, Entry, Register, Revision
from parindex.cycle.registers.pages import (
    Asked,
    CountingItem,
    EntryItem,
    EntryList,
    RegisterItem,
    RegisterList,
    RevisionItem,
)
from parindex.cycle.registers.states import State
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold


def visible(by: Actor, *, words: str = "") -> QuerySet[Register]:
    """The registers of the provinces in which ``by`` reads figures, by name."""
    rows = Register.objects.select_related("owner")
    if not by.is_system:
        provinces = by.provinces if by.scope(Permission.MEASURE_READ) else frozenset()
        rows = rows.filter(units.within(Scope(provinces=provinces), field="owner"))
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    return rows.order_by("owner", "name", "pk")


def get(key: int, *, by: Actor) -> Register:
    """One visible register; Register.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def entries(by: Actor) -> QuerySet[Entry]:
    """The entries of units where ``by`` reads figures; drafts only where ``by`` records; newest first."""
    rows = Entry.objects.select_related("unit", "register__owner")
    if not by.is_system:
        read = units.within(by.scope(Permission.MEASURE_READ), field="unit")
        write = units.within(by.scope(Permission.REGISTER_RECORD), field="unit")
        rows = rows.filter(read & (~Q(state=State.DRAFT.value) | write) | write)
    return rows.order_by("-occurred_on", "-pk")


def entry(key: int, *, by: Actor) -> Entry:
    """One visible entry; Entry.DoesNotExist otherwise."""
    return entries(by).get(pk=key)


def listed(*, by: Actor, words: str = "", first: int = 0, most: int | None = None) -> RegisterList:
    """Part of the registers a person sees, with what they may see in each; four queries."""
    rows = visible(by, words=words)
    cut = list(rows[first:] if most is None else rows[first : first + most])
    return RegisterList(rows=items(cut, by=by), count=rows.count())


def items(registers: Iterable[Register], *, by: Actor) -> tuple[RegisterItem, ...]:
    """The registers as lists show them."""
    cut = list(registers)
    seen = entries(by).filter(register__in=[each.pk for each in cut], state=State.ENTERED.value)
    counted = {
        key: (total, handled, last)
        for key, total, handled, last in seen.order_by("register")
        .values_list("register")
        .annotate(total=Count("pk"), handled=Count("pk", filter=Q(is_handled=True)), last=Max("occurred_on"))
    }
    made = Counting.objects.filter(register__in=[each.pk for each in cut]).order_by("register")
    figures = dict(made.values_list("register").annotate(made=Count("pk")))
    return tuple(_item(each, counted.get(each.pk), figures.get(each.pk, 0)) for each in cut)


def found(
    register: Register, asked: Asked, *, by: Actor, first: int = 0, most: int | None = None
) -> EntryList:
    """Part of the entries asked for, and how many of all those count and are handled."""
    rows = matching(register, asked, by=by)
    cut = rows.annotate(pieces=Count("evidence"))
    cut = cut[first:] if most is None else cut[first : first + most]
    counted = rows.order_by().aggregate(
        count=Count("pk"),
        entered=Count("pk", filter=Q(state=State.ENTERED.value)),
        handled=Count("pk", filter=Q(state=State.ENTERED.value, is_handled=True)),
    )
    return EntryList(rows=tuple(_entry(each, each.pieces) for each in cut), **counted)


def matching(register: Register, asked: Asked, *, by: Actor) -> QuerySet[Entry]:
    """The entries asked for; withdrawn ones only when they are asked for by name."""
    rows = entries(by).filter(register=register)
    shown = Q(state=asked.state) if asked.state else ~Q(state=State.WITHDRAWN.value)
    rows = rows.filter(shown)
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    if asked.year is not None:
        rows = rows.filter(
            occurred_on__gte=date(asked.year, 1, 1), occurred_on__lt=date(asked.year + 1, 1, 1)
        )
    if asked.is_handled is not None:
        rows = rows.filter(is_handled=asked.is_handled, state=State.ENTERED.value)
    for word in fold(asked.words).split():
        rows = rows.filter(Q(search__contains=word) | Q(unit__search__contains=word))
    return rows


def kept_by(register: Register, *, by: Actor) -> tuple[tuple[int, str], ...]:
    """The units with visible entries, by name: what a list may be narrowed to."""
    rows = entries(by).filter(register=register).order_by("unit__position", "unit")
    return tuple(rows.values_list("unit", "unit__name").distinct())


def revisions(entry: Entry) -> tuple[RevisionItem, ...]:
    """How a visible entry stood after every deed, the newest first."""
    return tuple(_revision(each) for each in entry.revisions.order_by("-number"))


def countings(register: Register, *, by: Actor) -> tuple[CountingItem, ...]:
    """The measures a register makes, and the leaves that take their input from them."""
    rows = register.countings.select_related("measure__owner").order_by("pk")
    known = Reading.objects.filter(measure__in=rows.order_by().values("measure"))
    if not by.is_system:
        known = known.filter(units.within(by.scope(Permission.MEASURE_READ), field="unit"))
    read = dict(known.order_by("measure").values_list("measure").annotate(units=Count("unit", distinct=True)))
    return tuple(
        CountingItem(
            key=each.pk,
            measure=each.measure_id,
            measure_name=each.measure.name,
            measure_code=each.measure.code,
            counted_in=each.measure.counted_in,
            count=specs.count(each),
            units=read.get(each.measure_id, 0),
            feeds=measures.fed(each.measure, by=by),
        )
        for each in rows
    )


def counting(key: int, *, by: Actor) -> Counting:
    """One counting of a visible register; Counting.DoesNotExist otherwise."""
    rows = Counting.objects.select_related("register__owner", "measure__owner")
    return rows.get(pk=key, register__in=visible(by).order_by().values("pk"))


def recorders(register: Register, *, by: Actor, on: date) -> QuerySet[Unit]:
    """The units of the province of a register for which ``by`` may enter, in the directory's order."""
    rows = units.permitted(by, Permission.REGISTER_RECORD, on=on)
    top = register.owner.place.lineage[0]
    return rows.filter(lineage__startswith=f"/{top}/").order_by("position", "pk")


def known(register: Register, *, by: Actor, on: date) -> tuple[Known, ...]:
    """Those units as a table may name them."""
    rows = recorders(register, by=by, on=on)
    return tuple(Known(key, name, code) for key, name, code in rows.values_list("pk", "name", "code"))


def _item(each: Register, counted: tuple[int, int, date | None] | None, figures: int) -> RegisterItem:
    total, handled, last = counted or (0, 0, None)
    return RegisterItem(
        key=each.pk,
        code=each.code,
        name=each.name,
        note=each.note,
        owner_name=each.owner.name,
        handled_as=each.handled_as,
        entries=total,
        handled=handled,
        last_on=last,
        figures=figures,
    )


def _entry(each: Entry, pieces: int) -> EntryItem:
    return EntryItem(
        key=each.pk,
        number=each.number,
        unit=each.unit_id,
        unit_name=each.unit.name,
        unit_code=each.unit.code,
        occurred_on=each.occurred_on,
        values=each.values,
        state=each.state,
        is_handled=each.is_handled,
        evidence=pieces,
        is_illustrative=each.is_illustrative,
    )


def _revision(each: Revision) -> RevisionItem:
    return RevisionItem(
        number=each.number,
        state=each.state,
        occurred_on=each.occurred_on,
        values=each.values,
        evidence=len(each.evidence),
        reason=each.reason,
        by_name=each.made_by_name,
        at=each.made_at,
    )
