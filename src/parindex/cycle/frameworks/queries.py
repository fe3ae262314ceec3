"""Reading frameworks: lists limited to what the actor may see, trees, findings, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from django.db.models import Case, Count, Q, QuerySet, Value, When

from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks import checks, crosswalk, specs, states, workbook, writing
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Succession, Version
from parindex.cycle.frameworks.pages import (
    CriterionItem,
    FrameworkList,
    FrameworkPage,
    LinkItem,
    OwnerItem,
    SourcePlace,
    VersionItem,
)
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor, Scope
from parindex.engine.access.permissions import Permission
from parindex.engine.scoring import specs as scoring
from parindex.engine.scoring.specs import CriterionSpec
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


def workbook_of(version: Version) -> bytes:
    """The workbook of the version. Raises Unusable for a text that no cell holds."""
    return workbook.write(specs.of(version))


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
    owners = _owners_of(version)
    # Bare values: a hundred rows are read for every index page, and model instances cost twice the time.
    ruled = Case(When(rule_kind="", then=Value(False)), default=Value(True))
    rows = (
        version.criteria.annotate(has_rule=ruled)
        .order_by("position", "pk")
        .values_list(
            *("pk", "path", "code", "name", "depth", "is_leaf", "max_micro", "has_rule", "search"),
            *("source_page", "source_row"),
        )
    )
    return tuple(
        CriterionItem(
            key=key,
            path=path,
            code=code,
            name=name,
            depth=depth,
            is_leaf=is_leaf,
            max=None if micro is None else points.from_micro(micro),
            owners=owners.get(key, ()),
            has_rule=has_rule,
            search=search,
            page=page,
            row=row,
        )
        for key, path, code, name, depth, is_leaf, micro, has_rule, search, page, row in rows
    )


def nodes_of(version: Version) -> tuple[CriterionSpec, ...]:
    """Every criterion of the version as the framework file writes it, without what stands below it."""
    steps = scoring.walk(specs.of(version))
    return tuple(replace(step.node, children=()) for step in steps)


def links_of(version: Version) -> tuple[LinkItem, ...]:
    """What of the version continues an earlier year: confirmed links, and proposals for the rest."""
    confirmed = {
        each.criterion_id: each.previous
        for each in Succession.objects.filter(criterion__version=version).select_related("previous__version")
    }
    rows = list(version.criteria.order_by("position", "pk"))
    earlier = _earlier(version)
    before = {row.pk: row for row in earlier.criteria.order_by("position", "pk")} if earlier else {}
    used = {row.pk for row in confirmed.values()}
    proposals = crosswalk.propose(
        tuple(crosswalk.Named(row.pk, row.name, row.is_leaf) for row in rows if row.pk not in confirmed),
        tuple(
            crosswalk.Named(row.pk, row.name, row.is_leaf) for row in before.values() if row.pk not in used
        ),
    )
    proposed = {each.key: (before[each.previous], each.likeness) for each in proposals}
    found = []
    for row in rows:
        if row.pk in confirmed:
            previous = confirmed[row.pk]
            found.append(_link(row, previous, year=previous.version.year, likeness=100, is_confirmed=True))
        elif row.pk in proposed and earlier is not None:
            previous, likeness = proposed[row.pk]
            found.append(_link(row, previous, year=earlier.year, likeness=likeness, is_confirmed=False))
    return tuple(found)


def earlier_of(version: Version) -> tuple[CriterionItem, ...]:
    """The criteria of the version of an earlier year that this one may go on from."""
    earlier = _earlier(version)
    return criteria_of(earlier) if earlier else ()


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


def _earlier(version: Version) -> Version | None:
    """The last version of the framework of an earlier year, one in force before others."""
    rows = Version.objects.filter(framework=version.framework, year__lt=version.year)
    in_force = Case(When(state=states.PUBLISHED, then=0), default=1)
    return rows.order_by("-year", in_force, "-number", "-pk").first()


def _link(row: Criterion, previous: Criterion, *, year: int, likeness: int, is_confirmed: bool) -> LinkItem:
    return LinkItem(
        key=row.pk,
        path=row.path,
        name=row.name,
        previous=previous.pk,
        previous_path=previous.path,
        previous_name=previous.name,
        previous_year=year,
        likeness=likeness,
        is_confirmed=is_confirmed,
    )


def _owners_of(version: Version) -> dict[int, tuple[OwnerItem, ...]]:
    """The owners of every criterion; where one printed name stands for several units, each by its own."""
    rows = (
        CriterionOwner.objects.filter(criterion__version=version)
        .order_by("criterion", "position", "pk")
        .values_list("criterion_id", "text", "scope", "unit_id", "unit__name", "is_inherited")
    )
    found: dict[int, tuple[OwnerItem, ...]] = {}
    for key, group in groupby(rows, key=itemgetter(0)):
        owners = list(group)
        printed = Counter(text for _, text, *_ in owners)
        found[key] = tuple(
            OwnerItem(
                text=unit_name if unit_name and printed[text] > 1 else text,
                scope=scope or None,
                unit=unit,
                unit_name=unit_name,
                is_inherited=is_inherited,
            )
            for _, text, scope, unit, unit_name, is_inherited in owners
        )
    return found


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
    may = {"link"} if by.can(Permission.FRAMEWORK_DRAFT, at=place) else set()
    if version.state in states.OPEN and by.can(Permission.FRAMEWORK_DRAFT, at=place):
        may |= {"correct", "check"}
    if by.can(Permission.FRAMEWORK_PUBLISH, at=place):
        may |= {
            states.CHECKED: {"publish"},
            states.PUBLISHED: {"suspend"},
            states.SUSPENDED: {"resume"},
        }.get(version.state, set())
    return frozenset(may)
