"""Holding a version until the end of the transaction, and what several deeds do to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from parindex.cycle.documents import storing
from parindex.cycle.documents.outline import Lead
from parindex.cycle.frameworks import states
from parindex.cycle.frameworks.drafting import Draft, Row
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Framework, Version
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import Place


class Held:
    """One version as it stands now; whoever else wants to change it waits."""

    def __init__(self, key: int) -> None:
        """Take hold of the version ``key``."""
        rows = Version.objects.select_for_update(of=("self",)).select_related("framework__owner")
        self.version = rows.get(pk=key)

    @classmethod
    def to_change(cls, key: int) -> Held:
        """Hold the version ``key`` to change its content. Raises NotPossible for an issued one."""
        held = cls(key)
        states.must_be_open(held.version.state)
        return held

    @property
    def place(self) -> Place:
        """Where the version belongs."""
        return self.version.framework.owner.place

    def enter(self, wanted: str, **fields: object) -> None:
        """Take the step in one statement, so that of two people at once only one takes it."""
        changed = Version.objects.filter(pk=self.version.pk, state=self.version.state).update(
            state=wanted, **fields
        )
        if not changed:
            raise states.NotPossible(self.version.state, wanted)
        self.version.refresh_from_db()

    def begin_again(self) -> None:
        """After a change: a checked version is a draft again."""
        if self.version.state == states.CHECKED:
            self.enter(states.DRAFT, digest="")


class Kept:
    """A new version of a draft, with its rows."""

    def __init__(self, draft: Draft, *, owner: Unit, on: date) -> None:
        """Make room for ``draft`` among the frameworks of ``owner``, whose units are called as on a day."""
        self.draft = draft
        self.owner = owner
        self.on = on
        framework, _ = Framework.objects.get_or_create(owner=owner, index=draft.index, level=draft.level)
        # Whoever drafts the same framework at the same moment waits here for the next number.
        self.framework = Framework.objects.select_for_update(of=("self",)).get(pk=framework.pk)

    def next_number(self) -> int:
        """The number after the last version of the year."""
        rows = self.framework.versions.filter(year=self.draft.year)
        last: int | None = rows.aggregate(last=Max("number"))["last"]
        return (last or 0) + 1

    def version(self, **fields: object) -> Version:
        """The row of the version itself; ``fields`` say where it comes from."""
        draft = self.draft
        return Version.objects.create(
            framework=self.framework,
            year=draft.year,
            number=self.next_number(),
            identifier=draft.identifier,
            title=draft.title,
            title_en=draft.title_en,
            basis=draft.basis,
            note=draft.note,
            aggregate=draft.aggregate.value,
            decimals=draft.decimals,
            display_decimals=draft.display_decimals,
            not_applicable=draft.not_applicable.value,
            total_text=draft.total_text,
            **fields,
        )

    def rows(self, version: Version) -> None:
        """The criteria level by level, so that each finds its parent; then their owners."""
        kept: dict[int, Criterion] = {}
        levels: dict[int, list[Row]] = defaultdict(list)
        for row in self.draft.rows:
            levels[row.depth].append(row)
        for depth in sorted(levels):
            made = [_criterion(version, row, kept) for row in levels[depth]]
            kept |= {criterion.position: criterion for criterion in Criterion.objects.bulk_create(made)}
        owners = Owners.named(
            {lead for row in self.draft.rows for lead in row.leads}, owner=self.owner, on=self.on
        )
        CriterionOwner.objects.bulk_create(
            owner
            for row in self.draft.rows
            for owner in owners.of(kept[row.position], row.leads, is_inherited=row.leads_inherited)
        )


@dataclass(frozen=True, slots=True)
class Owners:
    """The units that answer for criteria, as far as the directory knows them by name."""

    known: Mapping[str, Unit]

    @classmethod
    def named(cls, leads: Iterable[Lead], *, owner: Unit, on: date) -> Owners:
        """The units that ``leads`` name on a day, seen from ``owner``."""
        names = {name for lead in leads for name in lead.units}
        return cls(units.called(names, on=on, owner=owner))

    def of(
        self, criterion: Criterion, leads: tuple[Lead, ...], *, is_inherited: bool
    ) -> list[CriterionOwner]:
        """One row a unit; a lead that names no known unit is kept by its text alone."""
        wanted = [(lead, self.known.get(name)) for lead in leads for name in lead.units or ("",)]
        return [
            CriterionOwner(
                criterion=criterion,
                position=position,
                text=lead.text,
                scope=lead.scope or "",
                unit=unit,
                is_inherited=is_inherited,
            )
            for position, (lead, unit) in enumerate(wanted, start=1)
        ]


def _criterion(version: Version, row: Row, kept: dict[int, Criterion]) -> Criterion:
    evidence = row.evidence
    return Criterion(
        version=version,
        position=row.position,
        parent=None if row.parent is None else kept[row.parent],
        depth=row.depth,
        path=row.path,
        code=row.code,
        name=row.name,
        is_leaf=row.is_leaf,
        max_text=row.max_text if row.max_micro is not None else "",
        max_micro=row.max_micro,
        weight_text=row.weight_text,
        aggregate=row.aggregate,
        owner_text=row.owner_text,
        kind=row.source,
        evidence_required=evidence.required if evidence else None,
        evidence_note=(evidence.note or "") if evidence else "",
        note=row.note,
        rule=None if row.rule is None else storing.to_json(row.rule),
        rule_kind="" if row.rule is None else row.rule.kind,
        search=row.search,
        source_page=row.page,
        source_row=row.row,
    )
