"""The bridge from the tables of a version to the frozen framework spec."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from parindex.cycle.documents import storing
from parindex.cycle.frameworks import states
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.units.facts import code_of
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import (
    EMPTY_RULE,
    Aggregate,
    CriterionSpec,
    Evidence,
    FrameworkSpec,
    NotApplicable,
    RuleSpec,
    Source,
)
from parindex.engine.values import digests, points

_AT_ONCE = 64
_kept: dict[tuple[int, str], FrameworkSpec] = {}


def of(version: Version) -> FrameworkSpec:
    """The whole version as the engine and the framework file see it; an issued one is read once."""
    return published(version) if version.state in states.ISSUED else _read(version)


def published(version: Version) -> FrameworkSpec:
    """The whole of an issued version: it never changes again, so it is read once a process."""
    states.must_be_issued(version.state)
    key = (version.pk, version.digest)
    spec = _kept.get(key)
    if spec is None:
        if len(_kept) >= _AT_ONCE:
            _kept.clear()
        spec = _kept[key] = _read(version)
    return spec


def _read(version: Version) -> FrameworkSpec:
    rows = list(version.criteria.order_by("position", "pk"))
    children: dict[int | None, list[Criterion]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    return FrameworkSpec(
        id=identity(version),
        criteria=_tree(children, None, version=version),
        total=version.total_text or None,
        index=version.framework.index,
        title_vi=version.title or None,
        title_en=version.title_en or None,
        level=version.framework.level,
        year=version.year,
        basis=version.basis or None,
        decimals=version.decimals,
        display_decimals=version.display_decimals,
        not_applicable=NotApplicable(version.not_applicable),
        aggregate=Aggregate(version.aggregate),
        note=version.note or None,
    )


def identity(version: Version) -> str:
    """The id its file states, else owner, index, level, year, and the number from the second on."""
    if version.identifier:
        return version.identifier
    framework = version.framework
    parts = [framework.owner.code, framework.index, framework.level, str(version.year)]
    if version.number > 1:
        parts.append(str(version.number))
    return code_of(" ".join(parts))


def owner_text(row: Criterion) -> str:
    """The owners of a criterion in one line, inherited ones too, scopes in brackets."""
    texts = (f"{each.text} ({each.scope})" if each.scope else each.text for each in row.owners.all())
    # One printed name may stand for several units, a row each.
    return "; ".join(dict.fromkeys(texts))


def stated(row: Criterion) -> dict[str, str]:
    """What the criterion states itself, field by field, as a person corrects it."""
    asks = {None: "", False: "optional", True: "required"}
    return {
        "code": row.code,
        "name": row.name,
        "max": row.max_text,
        "owner": row.owner_text,
        "weight": row.weight_text,
        "aggregate": row.aggregate,
        "source": row.kind,
        "evidence": asks[row.evidence_required],
        "evidence_note": row.evidence_note,
        "note": row.note,
    }


def said(version: Version) -> dict[str, str]:
    """What the version says of itself, field by field, as a person amends it."""
    return {
        "index": version.framework.index,
        "level": version.framework.level,
        "year": str(version.year),
        "id": version.identifier,
        "title": version.title,
        "title_en": version.title_en,
        "basis": version.basis,
        "note": version.note,
        "total": version.total_text,
        "aggregate": version.aggregate,
        "decimals": str(version.decimals),
        "display_decimals": str(version.display_decimals),
        "not_applicable": version.not_applicable,
    }


def fingerprint(row: Criterion) -> str:
    """The print of a criterion with everything below it: it changes with any of its contents."""
    nodes = [row]
    for each in row.version.criteria.order_by("position", "pk"):
        if each.parent_id in {node.pk for node in nodes}:
            nodes.append(each)
    return digests.of_value(
        [[node.path, *stated(node).values(), storing.to_json(rule_of(node))] for node in nodes]
    )


def rule_of(row: Criterion) -> RuleSpec:
    """The rule of a criterion; the empty one where none is written."""
    return EMPTY_RULE if row.rule is None else storing.from_json(RuleSpec, row.rule)


def _tree(
    children: dict[int | None, list[Criterion]], above: int | None, *, version: Version
) -> tuple[CriterionSpec, ...]:
    return tuple(_node(children, row, version=version) for row in children[above])


def _node(children: dict[int | None, list[Criterion]], row: Criterion, *, version: Version) -> CriterionSpec:
    below = _tree(children, row.pk, version=version)
    return CriterionSpec(
        path=row.path,
        code=row.code,
        name=row.name,
        max=_maximum(row, below, version),
        owner=row.owner_text or None,
        weight=row.weight_text or None,
        aggregate=Aggregate(row.aggregate) if row.aggregate else None,
        source=Source(row.kind) if row.kind else None,
        evidence=_evidence(row),
        rule=_rule(row, below, version),
        note=row.note or None,
        children=below,
    )


def _maximum(row: Criterion, below: tuple[CriterionSpec, ...], version: Version) -> str | None:
    """What the criterion states. A document prints the maximum of a sum too: it stays where it differs."""
    is_sum = Aggregate(row.aggregate or version.aggregate) is Aggregate.SUM
    if version.source_id is not None and below and is_sum and row.max_text:
        stated = Fraction(points.figure(row.max_text))
        whole = specs.total_of(below, default=Aggregate(version.aggregate))
        return None if whole == stated else row.max_text
    return row.max_text or None


def _evidence(row: Criterion) -> Evidence | None:
    if row.evidence_required is None:
        return None
    return Evidence(required=row.evidence_required, note=row.evidence_note or None)


def _rule(row: Criterion, below: tuple[CriterionSpec, ...], version: Version) -> RuleSpec | None:
    """What the criterion states. A document prints no rules: they are still to be written for its leaves."""
    is_given = Aggregate(row.aggregate or version.aggregate) is Aggregate.GIVEN
    if row.rule is None and (version.source_id is None or below or is_given):
        return None
    return rule_of(row)
