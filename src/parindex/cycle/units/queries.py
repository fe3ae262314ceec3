"""Reading units and memberships; every list is limited to what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Count, Max, Q, QuerySet, When

from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Membership, Unit, UnitName
from parindex.engine.access.actors import Actor, Grant, Place, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES, role
from parindex.engine.values.periods import Period
from parindex.engine.values.vietnamese import fold
from parindex.foundation.accounts.models import Person


def within(scope: Scope, *, field: str = "") -> Q:
    """The condition that the unit in ``field`` (blank: the row itself) lies in ``scope``."""
    path = f"{field}__lineage" if field else "lineage"
    found = Q(pk__in=())
    for top in sorted(scope.provinces):
        found |= Q(**{f"{path}__startswith": f"/{top}/"})
    for unit in sorted(scope.units):
        found |= Q(**{f"{path}__contains": f"/{unit}/"})
    return found


def on_day(day: date, *, field: str = "") -> Q:
    """The condition that the period of ``field`` (blank: the row's own) holds ``day``."""
    path = f"{field}__" if field else ""
    begun = Q(**{f"{path}since": None}) | Q(**{f"{path}since__lte": day})
    return begun & (Q(**{f"{path}until": None}) | Q(**{f"{path}until__gt": day}))


def visible(by: Actor) -> QuerySet[Unit]:
    """The units of the provinces ``by`` belongs to, past and present, in the directory's order."""
    rows = Unit.objects.select_related("parent", "province")
    return rows if by.is_system else rows.filter(within(Scope(provinces=by.provinces)))


def existing(by: Actor, *, on: date) -> QuerySet[Unit]:
    """The visible units that exist on a day."""
    return visible(by).filter(on_day(on))


def get(key: int, *, by: Actor) -> Unit:
    """One visible unit; Unit.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def coded(code: str, *, by: Actor) -> Unit:
    """One visible unit by its code; Unit.DoesNotExist otherwise."""
    return visible(by).get(code=code)


def matching(rows: QuerySet[Unit], text: str) -> QuerySet[Unit]:
    """The units whose names hold every word of ``text``, diacritics or not."""
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows


def by_kind(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """The units kind by kind, as the directory prints them."""
    whens = (When(kind=kind.value, then=number) for number, kind in enumerate(Kind))
    return rows.annotate(kind_order=Case(*whens)).order_by("kind_order", "position", "pk")


def kinds(rows: QuerySet[Unit]) -> dict[str, int]:
    """How many of the units there are of each kind."""
    return dict(rows.order_by("kind").values_list("kind").annotate(units=Count("pk")))


def permitted(by: Actor, permission: Permission, *, on: date) -> QuerySet[Unit]:
    """The units that exist on a day and at which ``by`` holds ``permission``: what a form may offer."""
    # Thousands of them in a form: without the units above them, which it does not say.
    rows = existing(by, on=on).select_related(None)
    return rows if by.is_system else rows.filter(within(by.scope(permission)))


def province(code: str) -> Unit | None:
    """The province with ``code``; None before it is kept."""
    return Unit.objects.filter(code=code, province=None).first()


def place_of(code: str) -> Place:
    """Where the province with ``code`` stands; before it is kept, nowhere: only the system may act there."""
    found = province(code)
    return found.place if found else Place(())


def next_position(parent: Unit) -> int:
    """The position at the end of the directory of the province of ``parent``."""
    rows = Unit.objects.filter(within(Scope(provinces=frozenset(parent.place.lineage[:1]))))
    last: int = rows.aggregate(last=Max("position"))["last"] or 0
    return last + 1


def names(keys: Iterable[int], *, on: date) -> dict[int, str]:
    """What the units with these ids are called on a day; outside their life, the name nearest to it."""
    wanted = set(keys)
    found = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=wanted)}
    rows = UnitName.objects.filter(on_day(on), unit__in=wanted)
    return found | {name.unit_id: name.text for name in rows}


def called(texts: Iterable[str], *, on: date, owner: Unit) -> dict[str, Unit]:
    """The units with these official names on a day, in the province of ``owner``; divisions are its own."""
    wanted = set(texts)
    rows = Unit.objects.filter(on_day(on), Q(names__text__in=wanted) & on_day(on, field="names"))
    rows = rows.filter(within(Scope(provinces=frozenset(owner.place.lineage[:1]))))
    mine = Q(kind=Kind.DIVISION.value, parent=owner) | ~Q(kind=Kind.DIVISION.value)
    found = rows.filter(mine).prefetch_related("names").distinct()
    return {
        name.text: unit
        for unit in found
        for name in unit.names.all()
        if name.text in wanted and on in Period(name.since, name.until)
    }


def actor_for(person: Any, *, on: date) -> Actor:
    """The actor a person is on a day: the roles of memberships that hold then, at units that exist then.

    Asked with every request, so asked plainly: the days of the few memberships are compared here.
    """
    ever = Membership.objects.filter(person=person.pk).select_related("unit")
    held = (each for each in ever if each.holds_on(on) and each.unit.exists_on(on))
    grants = tuple(Grant(role(each.role), each.unit.place) for each in held)
    return Actor(person=person.pk, name=person.full_name, grants=grants)


def memberships(by: Actor) -> QuerySet[Membership]:
    """The memberships, past and present, at units where ``by`` may read people."""
    rows = Membership.objects.select_related("person", "unit")
    return rows if by.is_system else rows.filter(within(by.scope(Permission.PERSON_READ), field="unit"))


def people(rows: QuerySet[Membership], text: str) -> QuerySet[Person]:
    """Whoever has one of the memberships, by name; each word of ``text`` in their name or their unit's."""
    found = Person.objects.filter(pk__in=rows.order_by().values("person"))
    for word in fold(text).split():
        there = rows.filter(unit__search__contains=word).order_by().values("person")
        found = found.filter(Q(search__contains=word) | Q(pk__in=there))
    return found.order_by("full_name", "pk")


def members_of(unit: Unit, *, by: Actor, on: date) -> QuerySet[Membership]:
    """The memberships at ``unit`` that hold on a day, as far as ``by`` may read them."""
    return memberships(by).filter(on_day(on), unit=unit)


def memberships_of(person: Any, *, by: Actor) -> QuerySet[Membership]:
    """All memberships of one person, as far as ``by`` may read them."""
    return memberships(by).filter(person=person.pk)


def places_of(person: Any, *, on: date) -> tuple[Place, ...]:
    """Where a person holds a role on a day; where nobody's role holds any more, where they ever held one."""
    rows = Membership.objects.filter(person=person.pk).select_related("unit").order_by("-since", "-pk")
    held = rows.filter(on_day(on)) or rows
    return tuple(dict.fromkeys(each.unit.place for each in held))


def managers(place: Place, *, on: date) -> frozenset[int]:
    """The ids of those who may sign in and give roles in the province of ``place`` on a day."""
    granting = [each.key for each in ROLES if Permission.MEMBERSHIP_GRANT in each.permissions]
    rows = Membership.objects.filter(on_day(on), role__in=granting, person__is_active=True)
    within_province = within(Scope(provinces=frozenset(place.lineage[:1])), field="unit")
    return frozenset(rows.filter(within_province).values_list("person", flat=True))


def membership(key: int, *, by: Actor) -> Membership:
    """One readable membership; Membership.DoesNotExist otherwise."""
    return memberships(by).get(pk=key)


def predecessors(unit: Unit) -> QuerySet[Unit]:
    """The units whose work ``unit`` took over."""
    return Unit.objects.filter(successions__successor=unit)


def successors(unit: Unit) -> QuerySet[Unit]:
    """The units that took over from ``unit``."""
    return Unit.objects.filter(origins__predecessor=unit)
