"""Reading case files; every list is limited to what the actor may see."""

from __future__ import annotations

from django.db.models import QuerySet

from parindex.cycle.cases import sums
from parindex.cycle.cases.models import Batch
from parindex.cycle.documents import storing
from parindex.cycle.measures import queries as measures
from parindex.cycle.measures.pages import MeasureItem
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding


def visible(by: Actor) -> QuerySet[Batch]:
    """The case files of the units where ``by`` loads them, the newest period first."""
    rows = Batch.objects.select_related("owner", "file")
    if not by.is_system:
        rows = rows.filter(units.within(by.scope(Permission.CASE_LOAD), field="owner"))
    return rows.order_by("-until", "-uploaded_at", "-pk")


def listed(*, by: Actor, state: str = "") -> QuerySet[Batch]:
    """Those files, in one state where it is asked for; without what only their own page shows."""
    rows = visible(by).defer("findings", "months")
    return rows.filter(state=state) if state else rows


def get(key: int, *, by: Actor) -> Batch:
    """One visible file; Batch.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def findings_of(batch: Batch) -> tuple[Finding, ...]:
    """What was found in a file."""
    found: tuple[Finding, ...] = storing.from_json(tuple[Finding, ...], batch.findings)
    return found


def measures_of(batch: Batch, *, by: Actor) -> tuple[MeasureItem, ...]:
    """The measures that case files of its province record, in their order."""
    codes = [each.code for each in sums.MEASURES]
    rows = measures.visible(by).filter(owner__lineage=f"/{batch.owner.place.lineage[0]}/", code__in=codes)
    return tuple(sorted(measures.items(list(rows), by=by), key=lambda each: codes.index(each.code)))
