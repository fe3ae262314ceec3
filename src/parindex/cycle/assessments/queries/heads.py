"""The cycle and the criterion a page of the appraisal desk is about, and who may see what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from parindex.cycle.assessments import specs, states
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.gates import Window
from parindex.cycle.assessments.models import Assessment, Cycle, Right
from parindex.cycle.assessments.queries import claims, lines, rights
from parindex.cycle.assessments.queries.rights import Reach
from parindex.cycle.assessments.worklist import CycleHead, LeafHead, Sheet
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import walk


@dataclass(frozen=True, slots=True)
class Hall:
    """One cycle as one person finds it at one moment."""

    cycle: Cycle
    book: Book
    head: CycleHead
    reach: Reach
    sees_all: bool
    """Whether they read every cell before publication; without it, only what they appraise."""
    records_council: bool

    def sees(self, sheet: Sheet, leaf: int) -> bool:
        """Whether they may see one leaf of one unit."""
        if self.sees_all or (self.records_council and self.book.leaves[leaf].source in rights.COUNCIL):
            return True
        return self.decides(sheet, leaf)

    def seen(self, leaf: int) -> Q:
        """The same as a condition of assessments: that their leaf ``leaf`` may be seen."""
        if self.sees_all or (self.records_council and self.book.leaves[leaf].source in rights.COUNCIL):
            return rights.EVERYTHING
        return self.reach.sheets(leaf)

    def decides(self, sheet: Sheet, leaf: int) -> bool:
        """Whether they may decide on one leaf of one unit while the stage is open."""
        return self.reach.holds(sheet.key, group=sheet.group, unit=sheet.unit, leaf=leaf)


def visible(by: Actor, *, at: datetime) -> QuerySet[Cycle]:
    """The cycles, newest first, in which ``by`` appraises, records or reads before publication."""
    rows = Cycle.objects.exclude(state=states.PREPARING).select_related("version", "owner")
    if by.is_system:
        return rows
    wide = units.within(by.scope(Permission.RESULT_READ), field="owner")
    council = units.within(by.scope(Permission.COUNCIL_RECORD), field="owner")
    held = Right.objects.filter(
        Q(until=None) | Q(until__gt=at),
        Q(person=None) | Q(person=by.person),
        since__lte=at,
        agency__in=sorted(rights.agencies(by)),
    )
    mine = units.within(Scope(provinces=by.provinces), field="owner") & Q(pk__in=held.values("cycle"))
    return rows.filter(wide | council | mine)


def hall(key: int, *, by: Actor, at: datetime) -> Hall:
    """One visible cycle; Cycle.DoesNotExist otherwise."""
    cycle = visible(by, at=at).get(pk=key)
    place = cycle.owner.place
    return Hall(
        cycle=cycle,
        book=specs.book(cycle.version),
        head=head_of(cycle, at=at),
        reach=rights.reach(cycle, by=by, at=at),
        sees_all=by.can(Permission.RESULT_READ, at=place),
        records_council=by.can(Permission.COUNCIL_RECORD, at=place),
    )


def sheets(hall: Hall) -> tuple[Sheet, ...]:
    """Every unit of the cycle, group by group, in the directory's order."""
    return _sheets(Assessment.objects.filter(cycle=hall.cycle.pk))


def sheets_of(hall: Hall, wanted: Iterable[int]) -> tuple[Sheet, ...]:
    """These units of the cycle, in the same order."""
    return _sheets(Assessment.objects.filter(cycle=hall.cycle.pk, pk__in=sorted(wanted)))


def with_names(key: int) -> Assessment:
    """One assessment with the names a sheet is told by; whoever asks has still to ask a hall for rights.

    Raises Assessment.DoesNotExist.
    """
    return Assessment.objects.select_related("unit", "group", "cycle__version", "cycle__owner").get(pk=key)


def sheet_of(row: Assessment) -> Sheet:
    """An assessment by its names."""
    is_submitted = row.state == states.SUBMITTED or row.admitted_because != ""
    return Sheet(row.pk, row.unit_id, row.unit.name, row.group_id, row.group.name, is_submitted)


def _sheets(rows: QuerySet[Assessment]) -> tuple[Sheet, ...]:
    found = rows.order_by("group__position", "unit__position", "pk").values_list(
        "pk", "unit_id", "unit__name", "group_id", "group__name", "state", "admitted_because"
    )
    return tuple(
        Sheet(key, unit, unit_name, group, group_name, state == states.SUBMITTED or admitted != "")
        for key, unit, unit_name, group, group_name, state, admitted in found
    )


def leaves(book: Book) -> Mapping[int, LeafHead]:
    """Every leaf with its domain, in the order of the tree."""
    domains = {step.node.path: step.node.name for step in walk(book.spec) if step.depth == 0}
    found = {}
    for key, leaf in book.leaves.items():
        domain = leaf.spec.path.partition("/")[0]
        found[key] = LeafHead(
            key=key,
            spec=leaf.spec,
            domain=domain,
            domain_name=domains.get(domain, ""),
            max_micro=leaf.max_micro,
            source=leaf.source,
            owner=leaf.owner or "",
        )
    return found


def own_stage(head: CycleHead) -> int | None:
    """The stage a decision would be written in."""
    return head.stage.stage if head.stage else None


def head_of(cycle: Cycle, *, at: datetime) -> CycleHead:
    """The head of a page about ``cycle`` at a moment; one query."""
    windows = lines.windows_of(cycle.pk)
    stage = _stage(windows, at=at)
    is_open = cycle.state == states.OPEN and stage is not None and stage.opens_at <= at < stage.closes_at
    return CycleHead(
        key=cycle.pk,
        name=cycle.name,
        kind=cycle.kind,
        state=cycle.state,
        owner=cycle.owner.name,
        is_illustrative=cycle.is_illustrative,
        display_decimals=cycle.version.display_decimals,
        windows=windows,
        stage=stage,
        is_open=is_open,
        at=at,
    )


def _stage(windows: tuple[Window, ...], *, at: datetime) -> Window | None:
    """The appraisal open now, else the last that has begun, else the first to come."""
    deciding = [each for each in windows if each.act in claims.OFFICE]
    begun = [each for each in deciding if each.opens_at <= at]
    now = [each for each in begun if at < each.closes_at]
    return next(iter(now or begun[-1:] or deciding[:1]), None)
