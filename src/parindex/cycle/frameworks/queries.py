"""Reading frameworks: lists limited to what the actor may see, trees, findings, files."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks import checks, specs, states, writing
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Version
from parindex.cycle.frameworks.pages import (
    CriterionItem,
    FrameworkList,
    FrameworkPage,
    OwnerItem,
    SourcePlace,
    VersionItem,
)
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import fold


def visible(by: Actor) -> QuerySet[Version]:
    """Issued versions of the actor's provinces, and drafts where they may draft."""
    rows = Version.objects.select_related("framework__owner", "source").defer("source__reading")
    if by.is_system:
        return rows
    issued = units.within(Scope(provinces=by.provinces), field="framework__owner") & Q(
        state__in=states.ISSUED
    )
    drafts = units.within(by.scope(Permission.FRAMEWORK_DRAFT), field="framework__owner")
    return rows.filter(issued | drafts)


def get(key: int, *, by: Actor) -> Version:
    """One visible version; Version.DoesNotExist otherwise."""
    return visible(by).get(pk=key)


def criterion(key: int, *, by: Actor) -> Criterion:
    """One criterion of a visible version; Criterion.DoesNotExist otherwise."""
    rows = Criterion.objects.select_related("version__framework__owner", "parent")
    return rows.get(pk=key, version__in=visible(by).values("pk"))


def listed(*, by: Actor) -> FrameworkList:
    """Every visible version, newest year first."""
    rows = visible(by).order_by("-year", "framework__index", "framework__owner__position", "-number", "-pk")
    return FrameworkList(rows=tuple(items(rows)))


def page(key: int, *, by: Actor) -> FrameworkPage:
    """One visible version with its tree and findings; Version.DoesNotExist otherwise."""
    version = get(key, by=by)
    return FrameworkPage(
        version=item(version),
        rows=criteria_of(version),
        findings=findings_of(version),
        may=_deeds(version, by=by),
    )


def findings_of(version: Version) -> tuple[Finding, ...]:
    """What the checks say against the version."""
    return checks.check(specs.of(version))


def file_of(version: Version) -> str:
    """The framework file of the version (YAML)."""
    return writing.write(specs.of(version))


def name_of(version: Version) -> str:
    """The name of the framework file."""
    return f"{specs.identity(version)}.yaml"


def items(versions: Iterable[Version]) -> tuple[VersionItem, ...]:
    """Versions as a list shows them, in the given order."""
    rows = list(versions)
    counted = (
        Criterion.objects.filter(version__in=[row.pk for row in rows]).values("version").order_by("version")
    )
    counts = {
        each["version"]: (each["all"], each["leaves"])
        for each in counted.annotate(all=Count("pk"), leaves=Count("pk", filter=Q(is_leaf=True)))
    }
    return tuple(_item(row, *counts.get(row.pk, (0, 0))) for row in rows)


def item(version: Version) -> VersionItem:
    """One version as a list shows it."""
    return items((version,))[0]


def criteria_of(version: Version) -> tuple[CriterionItem, ...]:
    """The criteria of a version in the order of the tree."""
    rows = version.criteria.prefetch_related("owners__unit").order_by("position")
    return tuple(criterion_item(row) for row in rows)


def criterion_item(row: Criterion) -> CriterionItem:
    """One criterion, with its owners fetched."""
    return CriterionItem(
        key=row.pk,
        path=row.path,
        code=row.code,
        name=row.name,
        depth=row.depth,
        is_leaf=row.is_leaf,
        max=None if row.max_micro is None else points.from_micro(row.max_micro),
        owners=_owners(row),
        has_rule=row.rule is not None,
        search=row.search,
        page=row.source_page,
        row=row.source_row,
    )


def place_of(row: Criterion) -> SourcePlace | None:
    """Where the criterion was printed; None when it came from no document."""
    version = row.version
    if version.source is None:
        return None
    return SourcePlace(
        document=version.source.pk,
        document_name=source_name(version.source),
        table=version.source_table,
        page=row.source_page,
        row=row.source_row,
    )


def source_name(document: Document) -> str:
    """What a document is called in a list: its number when it has one, else the name of the file."""
    return document.number or document.name


def matching(rows: tuple[CriterionItem, ...], text: str) -> tuple[CriterionItem, ...]:
    """The criteria whose code, name or owner holds every word of ``text``, diacritics or not."""
    words = fold(text).split()
    return tuple(row for row in rows if all(word in row.search for word in words))


def _owners(row: Criterion) -> tuple[OwnerItem, ...]:
    owners = list(row.owners.all())
    texts = [each.text for each in owners]
    return tuple(_owner(each, is_one_of_many=texts.count(each.text) > 1) for each in owners)


def _owner(row: CriterionOwner, *, is_one_of_many: bool) -> OwnerItem:
    """An owner as printed; where one printed name stands for several units, each by its own name."""
    return OwnerItem(
        text=row.unit.name if row.unit and is_one_of_many else row.text,
        scope=row.scope or None,
        unit=row.unit_id,
        unit_name=row.unit.name if row.unit else None,
        is_inherited=row.is_inherited,
    )


def _item(row: Version, criteria: int, leaves: int) -> VersionItem:
    return VersionItem(
        key=row.pk,
        index=row.framework.index,
        level=row.framework.level,
        year=row.year,
        number=row.number,
        state=row.state,
        title=row.title,
        basis=row.basis,
        owner=row.framework.owner_id,
        owner_name=row.framework.owner.name,
        total=points.figure(row.total_text) if row.total_text else None,
        criteria=criteria,
        leaves=leaves,
        digest=row.digest,
        source=row.source_id,
        source_name=source_name(row.source) if row.source else None,
        published_at=row.published_at,
        published_by=row.published_by_name,
    )


def _deeds(version: Version, *, by: Actor) -> frozenset[str]:
    place = version.framework.owner.place
    may = set()
    if version.state in states.OPEN and by.can(Permission.FRAMEWORK_DRAFT, at=place):
        may |= {"correct", "check"}
    if by.can(Permission.FRAMEWORK_PUBLISH, at=place):
        may |= {
            states.CHECKED: {"publish"},
            states.PUBLISHED: {"suspend"},
            states.SUSPENDED: {"resume"},
        }.get(version.state, set())
    return frozenset(may)
