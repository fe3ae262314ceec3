"""The bridge from the tables of units to the pure directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from django.db.models import Q, QuerySet

from parindex.cycle.units import facts
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit

_AT_ONCE = 8
_built: dict[tuple[str, ...], Directory] = {}


def directory(province: int | None = None) -> Directory:
    """The directory of a province (None: of all) as corrected; the packaged one while none is kept.

    Reading and indexing a country's units takes a second, so the last ones built are kept until any unit
    of theirs changes.
    """
    top = Unit.objects.filter(province=None, **({"pk": province} if province else {}))
    revisions = tuple(top.order_by("pk").values_list("revision", flat=True))
    if not revisions:
        return Directory.packaged()
    if revisions not in _built:
        if len(_built) >= _AT_ONCE:
            _built.clear()
        rows = Unit.objects.filter(Q(pk=province) | Q(province=province)) if province else Unit.objects.all()
        _built[revisions] = Directory(tuple(_facts(rows)))
    return _built[revisions]


def kept(province: Unit) -> dict[str, facts.Unit]:
    """The units of a province by code, as they are called today; former names count among the aliases."""
    rows = _whole(Unit.objects.filter(Q(pk=province.pk) | Q(province=province)))
    return {unit.code: _with_former_names(_today(unit), unit) for unit in rows}


def _facts(rows: QuerySet[Unit]) -> Iterator[facts.Unit]:
    for unit in _whole(rows):
        names = list(unit.names.all())
        for number, (name, following) in enumerate(pairwise(names)):
            yield facts.Unit(
                name=name.text,
                kind=Kind(unit.kind),
                code=f"{unit.code}@{number}",
                since=name.since,
                until=name.until,
                successors=(following.text,),
            )
        current = _today(unit)
        yield replace(current, since=names[-1].since) if len(names) > 1 else current


def _with_former_names(today: facts.Unit, unit: Unit) -> facts.Unit:
    former = tuple(name.text for name in unit.names.all() if name.text != unit.name)
    return replace(today, aliases=today.aliases + former)


def _today(unit: Unit) -> facts.Unit:
    return facts.Unit(
        name=unit.name,
        kind=Kind(unit.kind),
        code=unit.code,
        since=unit.since,
        until=unit.until,
        aliases=tuple(alias.text for alias in unit.aliases.all()),
        successors=tuple(each.successor.name for each in unit.successions.all()),
        parent=unit.parent.name if unit.parent and unit.kind == Kind.DIVISION else None,
        note=unit.note,
    )


def _whole(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    return rows.select_related("parent").prefetch_related("names", "aliases", "successions__successor")
