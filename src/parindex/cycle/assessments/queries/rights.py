"""What a person may appraise: criteria × units, by the rights of their agency, never at their own unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from parindex.cycle.assessments import specs
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Assessment, Cycle, Right
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring.specs import Source

COUNCIL = frozenset({Source.COUNCIL, Source.BONUS, Source.PENALTY})
"""The leaves whose points a council gives."""

EVERYTHING = Q()
NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Reach:
    """The leaves of one cycle that a person appraises: everywhere, in whole groups, at single units.

    ``own`` are the units the person belongs to: nobody appraises those, whatever a right says.
    """

    everywhere: frozenset[int] = frozenset()
    groups: tuple[tuple[int, frozenset[int]], ...] = ()
    units: tuple[tuple[int, frozenset[int]], ...] = ()
    own: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether it holds anything."""
        return bool(self.everywhere or self.groups or self.units)

    @property
    def leaves(self) -> frozenset[int]:
        """Every leaf that is appraised somewhere."""
        return self.everywhere.union(*(leaves for _, leaves in (*self.groups, *self.units)))

    def covers(self, assessment: Assessment, criterion: int) -> bool:
        """Whether the person appraises the leaf ``criterion`` of this unit."""
        return self.holds(assessment.pk, group=assessment.group_id, unit=assessment.unit_id, leaf=criterion)

    def holds(self, assessment: int, *, group: int, unit: int, leaf: int) -> bool:
        """The same by ids: of the assessment, its group, its unit and the leaf."""
        if unit in self.own:
            return False
        return (
            leaf in self.everywhere
            or any(key == group and leaf in leaves for key, leaves in self.groups)
            or any(key == assessment and leaf in leaves for key, leaves in self.units)
        )

    def cells(self) -> Q:
        """The condition that a cell is within reach."""
        found = Q(pk__in=())
        if self.everywhere:
            found |= Q(criterion__in=sorted(self.everywhere))
        for group, leaves in self.groups:
            found |= Q(criterion__in=sorted(leaves), assessment__group=group)
        for assessment, leaves in self.units:
            found |= Q(criterion__in=sorted(leaves), assessment=assessment)
        return found & ~Q(assessment__unit__in=sorted(self.own)) if self.own else found

    def sheets(self, leaf: int) -> Q:
        """The condition that an assessment's leaf ``leaf`` is within reach."""
        groups = [key for key, leaves in self.groups if leaf in leaves]
        units = [key for key, leaves in self.units if leaf in leaves]
        found = Q() if leaf in self.everywhere else Q(group__in=groups) | Q(pk__in=units)
        return found & ~Q(unit__in=sorted(self.own)) if self.own else found


def reach(cycle: Cycle, *, by: Actor, at: datetime) -> Reach:
    """What ``by`` may appraise in ``cycle`` at a moment."""
    book = specs.book(cycle.version)
    if by.is_system:
        return Reach(everywhere=frozenset(book.leaves))
    rows = _in_force(at).filter(cycle=cycle.pk, agency__in=sorted(agencies(by)))
    rows = rows.filter(Q(person=None) | Q(person=by.person))
    below = _leaves_below(book)
    everywhere: set[int] = set()
    groups: dict[int, set[int]] = defaultdict(set)
    units: dict[int, set[int]] = defaultdict(set)
    for right in rows:
        leaves = below.get(right.criterion_id, frozenset())
        if right.group_id is not None:
            groups[right.group_id] |= leaves
        elif right.assessment_id is not None:
            units[right.assessment_id] |= leaves
        else:
            everywhere |= leaves
    return Reach(
        everywhere=frozenset(everywhere),
        groups=tuple((key, frozenset(leaves)) for key, leaves in sorted(groups.items())),
        units=tuple((key, frozenset(leaves)) for key, leaves in sorted(units.items())),
        own=own_units(by),
    )


def agencies(by: Actor) -> frozenset[int]:
    """The agencies for which ``by`` appraises: where the role is held, and above it below the province."""
    held = [each.place for each in by.grants if Permission.ASSESSMENT_APPRAISE in each.role.permissions]
    return frozenset(unit for place in held for unit in (*place.lineage[1:], place.unit))


def own_units(by: Actor) -> frozenset[int]:
    """The units a person belongs to in any role; of the province everybody is part, so it does not count."""
    return frozenset(unit for grant in by.grants for unit in grant.place.lineage[1:])


@dataclass(frozen=True, slots=True)
class Held:
    """One right in force: the leaves an agency appraises, in one group, at one unit, or everywhere."""

    agency: int
    agency_name: str
    leaves: frozenset[int]
    group: int | None
    sheet: int | None


def held(cycle: Cycle, *, at: datetime) -> tuple[Held, ...]:
    """Every right of a cycle at a moment, in the order of the tree; one query."""
    below = _leaves_below(specs.book(cycle.version))
    rows = _in_force(at).filter(cycle=cycle.pk).select_related("agency")
    return tuple(
        Held(
            each.agency_id,
            each.agency.name,
            below.get(each.criterion_id, frozenset()),
            each.group_id,
            each.assessment_id,
        )
        for each in rows.order_by("criterion__position", "agency", "pk")
    )


def appraised(book: Book) -> tuple[int, ...]:
    """The leaves that units score themselves and appraisers decide on, in the order of the tree."""
    return tuple(key for key, leaf in book.leaves.items() if leaf.source is Source.SELF)


def decided_by_council(book: Book) -> tuple[int, ...]:
    """The leaves whose points a council gives, in the order of the tree."""
    return tuple(key for key, leaf in book.leaves.items() if leaf.source in COUNCIL)


def _in_force(at: datetime) -> QuerySet[Right]:
    return Right.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _leaves_below(book: Book) -> Mapping[int, frozenset[int]]:
    """The leaves at or below every criterion."""
    found: dict[int, set[int]] = defaultdict(set)
    for key, leaf in book.leaves.items():
        for above in leaf.line:
            found[above].add(key)
    return {key: frozenset(leaves) for key, leaves in found.items()}
