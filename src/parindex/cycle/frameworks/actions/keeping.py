"""Keeping the tree of a held draft whole: what follows from a change is written with the change."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import F

from parindex.cycle.frameworks import settling
from parindex.cycle.frameworks.actions.holding import Held
from parindex.cycle.frameworks.models import Criterion, CriterionOwner
from parindex.cycle.frameworks.refusals import Overtaken
from parindex.cycle.frameworks.settling import Node, Place
from parindex.engine.scoring.specs import Aggregate
from parindex.engine.values.vietnamese import fold

_DERIVED = ("parent_id", "depth", "path", "is_leaf", "max_micro")
_AWAY = 1_000_000
_Owner = tuple[str, str, int | None]


class Tree:
    """The criteria of a held draft, in the order of the tree."""

    def __init__(self, held: Held) -> None:
        """Read them as they stand now."""
        self.held = held
        self.rows = list(held.version.criteria.order_by("position", "pk"))

    def find(self, key: int) -> Criterion:
        """One of them. Raises Overtaken when somebody removed it."""
        found = next((row for row in self.rows if row.pk == key), None)
        if found is None:
            raise Overtaken("criterion")
        return found

    def nodes(self) -> tuple[Node, ...]:
        """The criteria as far as their places depend on them."""
        return tuple(Node(row.pk, row.parent_id, row.code, row.max_text, row.aggregate) for row in self.rows)

    def arrange(self, order: tuple[tuple[int, int | None], ...]) -> None:
        """Take the criteria in another order and under other parents."""
        known = {row.pk: row for row in self.rows}
        self.rows = [known[key] for key, _ in order]
        for row, (_, parent) in zip(self.rows, order, strict=True):
            row.parent_id = parent

    def keep(self) -> None:
        """Write places, paths, maxima, inherited owners and search texts where they changed."""
        places = settling.settle(self.nodes(), aggregate=Aggregate(self.held.version.aggregate))
        known = {row.pk: row for row in self.rows}
        self.rows = [known[place.key] for place in places]
        self._keep_places(places)
        self._keep_owners()
        self.held.begin_again()

    def _keep_places(self, places: tuple[Place, ...]) -> None:
        stood = {row.pk: row for row in self.held.version.criteria.all()}
        changed = []
        for row, place in zip(self.rows, places, strict=True):
            row.parent_id, row.depth, row.path = place.parent, place.depth, place.path
            row.is_leaf, row.max_micro = place.is_leaf, place.max_micro
            if any(getattr(row, name) != getattr(stood[row.pk], name) for name in _DERIVED):
                changed.append(row)
        Criterion.objects.bulk_update(changed, [name.removesuffix("_id") for name in _DERIVED])
        if [row.position for row in self.rows] != [place.position for place in places]:
            self._keep_order(places)

    def _keep_order(self, places: tuple[Place, ...]) -> None:
        """All of them step aside first: a position stands once at every moment."""
        self.held.version.criteria.update(position=F("position") + _AWAY)
        for row, place in zip(self.rows, places, strict=True):
            row.position = place.position
        Criterion.objects.bulk_update(self.rows, ["position"])

    def _keep_owners(self) -> None:
        """Whoever states no owner has that of the nearest criterion above that does."""
        rows = CriterionOwner.objects.filter(criterion__version=self.held.version)
        stood: dict[int, list[CriterionOwner]] = defaultdict(list)
        for owner in rows.order_by("criterion", "position", "pk"):
            stood[owner.criterion_id].append(owner)
        effective: dict[int | None, tuple[_Owner, ...]] = {None: ()}
        stale: list[Criterion] = []
        searched: list[Criterion] = []
        for row in self.rows:
            own = tuple((each.text, each.scope, each.unit_id) for each in stood[row.pk])
            effective[row.pk] = own if row.owner_text else effective[row.parent_id]
            is_inherited = all(each.is_inherited for each in stood[row.pk])
            if not row.owner_text and (own != effective[row.pk] or not is_inherited):
                stale.append(row)
            search = _search(row, effective[row.pk])
            if search != row.search:
                row.search = search
                searched.append(row)
        CriterionOwner.objects.filter(criterion__in=[row.pk for row in stale]).delete()
        CriterionOwner.objects.bulk_create(
            owner for row in stale for owner in _inherited(row, effective[row.pk])
        )
        Criterion.objects.bulk_update(searched, ["search"])


def _search(row: Criterion, owners: tuple[_Owner, ...]) -> str:
    return fold(f"{row.code} {row.name} {' '.join(dict.fromkeys(text for text, *_ in owners))}")


def _inherited(row: Criterion, owners: tuple[_Owner, ...]) -> list[CriterionOwner]:
    return [
        CriterionOwner(
            criterion=row, position=position, text=text, scope=scope, unit_id=unit, is_inherited=True
        )
        for position, (text, scope, unit) in enumerate(owners, start=1)
    ]
