"""Deeds on results and targets: take them from an accepted table, set one by hand with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import drafting
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.targets import events
from parindex.cycle.targets.models import COMPARATORS, KINDS, Figure, Result, Target
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.engine.values.vietnamese import squeeze
from parindex.foundation.audit import actions as history

LONGEST_TEXT = 80
# Position in the tree (None: the total), figure, comparator, place in the source.
_Printed = tuple[int | None, str | None, str, At]


class Overtaken(Exception):
    """Somebody else set the figure since it was shown; the text names its kind."""


class WrongValue(ValueError):
    """The value cannot stand there; the text names the field."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as a person states it: on a criterion (its path) or on the whole (rank, group, total)."""

    year: int
    text: str
    kind: str = "criterion"
    path: str = ""
    comparator: str = "="
    was: str | None = None
    """The figure the person saw, "" for none; None: whatever stands there."""
    owner: Unit | None = None
    """The unit that answers for a target; None: whoever leads the criterion."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How much of the points lost in ``result_year`` is to be won back in ``year``, per cent."""

    result_year: int
    year: int
    share: int
    owner: Unit | None = None


@transaction.atomic
def take(document: Document, table: CriteriaTable, *, version: Version, by: Actor, at: datetime) -> None:
    """Keep the results and targets that ``table`` prints; the same table again changes nothing."""
    require(by, Permission.TARGET_EDIT, at=document.owner.place)
    if _was_taken(document, table):
        return
    result_year = table.result_year or version.year
    taking = _Taking(document=document, table=table, version=version, by=by, at=at)
    results = Result.objects.bulk_create(taking.results(year=result_year))
    targets = Target.objects.bulk_create(taking.targets(year=table.target_year or result_year + 1))
    if results or targets:
        history.record(
            events.TAKEN,
            version,
            by=by,
            at=at,
            place=document.owner.place,
            results=len(results),
            targets=len(targets),
        )


@transaction.atomic
def set_result(unit: Unit, version: Version, stated: Stated, *, reason: str, by: Actor, at: datetime) -> None:
    """Set one result by hand, with the reason. Raises WrongValue, Overtaken."""
    require(by, Permission.TARGET_EDIT, at=unit.place)
    change = _set(Result, unit, version, stated, reason=reason, by=by, at=at)
    history.record(
        events.RESULT_SET,
        version,
        by=by,
        at=at,
        place=unit.place,
        year=stated.year,
        what=change.what,
        before=change.before,
        value=change.value,
        reason=change.reason,
    )


@transaction.atomic
def set_target(unit: Unit, version: Version, stated: Stated, *, reason: str, by: Actor, at: datetime) -> None:
    """Set one target by hand, with the reason. Raises WrongValue, Overtaken."""
    require(by, Permission.TARGET_EDIT, at=unit.place)
    change = _set(Target, unit, version, stated, reason=reason, by=by, at=at)
    history.record(
        events.TARGET_SET,
        version,
        by=by,
        at=at,
        place=unit.place,
        year=stated.year,
        what=change.what,
        before=change.before,
        value=change.value,
        reason=change.reason,
    )


@transaction.atomic
def aim(
    unit: Unit, version: Version, paths: Sequence[str], wanted: Aim, *, reason: str, by: Actor, at: datetime
) -> int:
    """Make targets of gaps: of each chosen criterion, its result and a share of what it lost; how many.

    A criterion with a target of that year keeps it, one that lost nothing gets none. Raises WrongValue.
    """
    require(by, Permission.TARGET_EDIT, at=unit.place)
    if not 1 <= wanted.share <= 100:
        raise WrongValue("share")
    said = squeeze(reason)
    if not said:
        raise WrongValue("reason")
    here = {"unit": unit, "version": version, "criterion__path__in": list(paths)}
    known = Target.objects.filter(**here, year=wanted.year).values("criterion")
    lost = Result.objects.filter(**here, year=wanted.result_year).exclude(criterion__in=known)
    made = 0
    for row in lost.select_related("criterion").order_by("criterion__position", "pk"):
        text = _won_back(row, wanted.share)
        if text and row.criterion is not None:
            stated = Stated(wanted.year, text, path=row.criterion.path, comparator=">=", owner=wanted.owner)
            _set(Target, unit, version, stated, reason=said, by=by, at=at)
            made += 1
    if not made:
        raise WrongValue("paths")
    history.record(
        events.TARGETS_AIMED,
        version,
        by=by,
        at=at,
        place=unit.place,
        targets=made,
        year=wanted.year,
        share=wanted.share,
        reason=said,
    )
    return made


def _won_back(row: Result, share: int) -> str:
    """The result and ``share`` per cent of what it lost, to two decimals; "" where nothing was lost."""
    most = row.criterion.max_micro if row.criterion else None
    if most is None or row.value_micro is None or row.value_micro >= most:
        return ""
    wanted = row.value_micro + Fraction((most - row.value_micro) * share, 100)
    rounded = points.half_up(wanted / 10**points.MICRO, 2)
    return points.shortest(min(rounded, points.from_micro(most)))


def _was_taken(document: Document, table: CriteriaTable) -> bool:
    return any(
        model._default_manager.filter(source=document, source_table=table.id).exists()
        for model in (Result, Target)
    )


@dataclass(frozen=True, slots=True)
class _Taking:
    """One table being taken: who, when, and from where."""

    document: Document
    table: CriteriaTable
    version: Version
    by: Actor
    at: datetime

    def results(self, *, year: int) -> list[Result]:
        total = self.table.total
        rows = enumerate(self.table.rows, start=1)
        printed: list[_Printed] = [(position, row.result, "=", row.at) for position, row in rows]
        if total is not None:
            printed.append((None, total.result, "=", total.at))
        return [Result(**each) for each in self._stored(printed, year=year)]

    def targets(self, *, year: int) -> list[Target]:
        total = self.table.total
        rows = enumerate(self.table.rows, start=1)
        printed: list[_Printed] = [(position, row.target, row.comparator, row.at) for position, row in rows]
        if total is not None:
            printed.append((None, total.target, total.comparator, total.at))
        return [Target(**each) for each in self._stored(printed, year=year)]

    def _stored(self, printed: list[_Printed], *, year: int) -> Iterator[dict[str, Any]]:
        criteria = dict(self.version.criteria.values_list("position", "pk"))
        for position, text, comparator, place in printed:
            micro = drafting.micro(text)
            if text is None or micro is None:
                continue
            yield {
                "unit": self.document.owner,
                "version": self.version,
                "criterion_id": None if position is None else criteria[position],
                "kind": "total" if position is None else "criterion",
                "year": year,
                "text": text,
                "value_micro": micro,
                "comparator": comparator,
                "source": self.document,
                "source_table": self.table.id,
                "source_page": place.page,
                "source_row": place.row,
                "set_at": self.at,
                "set_by": self.by.person or 0,
                "set_by_name": self.by.name,
            }


@dataclass(frozen=True, slots=True)
class _Change:
    """What history tells of a figure set by hand."""

    what: str
    before: str
    value: str
    reason: str


def _set(
    model: type[Figure],
    unit: Unit,
    version: Version,
    stated: Stated,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> _Change:
    said, text = squeeze(reason), squeeze(stated.text)
    criterion = _criterion(version, stated)
    micro = drafting.micro(text)
    _must_be_usable(stated, said=said, text=text, micro=micro)
    place: dict[str, Any] = {
        "unit": unit,
        "version": version,
        "year": stated.year,
        "criterion": criterion,
        "kind": stated.kind,
    }
    known = model._default_manager.select_for_update(of=("self",)).filter(**place).first()
    if stated.was is not None and squeeze(stated.was) != (known.text if known else ""):
        raise Overtaken(stated.kind)
    fields = {
        "text": text,
        "value_micro": None if stated.kind == "group" else micro,
        "comparator": stated.comparator,
        "reason": said,
        "set_at": at,
        "set_by": by.person or 0,
        "set_by_name": by.name,
        **({"owner": stated.owner} if model is Target else {}),
    }
    model._default_manager.update_or_create(**place, defaults=fields)
    return _Change(
        what=criterion.path if criterion else stated.kind,
        before=str(known) if known else "",
        value=text,
        reason=said,
    )


def _criterion(version: Version, stated: Stated) -> Criterion | None:
    if stated.kind not in KINDS:
        raise WrongValue("kind")
    if stated.kind != "criterion":
        return None
    found = version.criteria.filter(path=stated.path).first()
    if found is None:
        raise WrongValue("path")
    return found


def _must_be_usable(stated: Stated, *, said: str, text: str, micro: int | None) -> None:
    if not said:
        raise WrongValue("reason")
    if not text or len(text) > LONGEST_TEXT or (micro is None and stated.kind != "group"):
        raise WrongValue("text")
    if stated.kind == "rank" and (micro is None or micro <= 0 or micro % 10**points.MICRO):
        raise WrongValue("text")
    if stated.comparator not in COMPARATORS:
        raise WrongValue("comparator")
    if not 1900 <= stated.year <= 2999:
        raise WrongValue("year")
