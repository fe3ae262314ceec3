"""The bridge from the tables of a version to the frozen framework spec."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from parindex.cycle.documents import storing
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.units.facts import code_of
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import (
    EMPTY_RULE,
    Aggregate,
    CriterionSpec,
    FrameworkSpec,
    NotApplicable,
    RuleSpec,
    Source,
)
from parindex.engine.values import points


def of(version: Version) -> FrameworkSpec:
    """The whole version as the engine and the framework file see it."""
    rows = list(version.criteria.prefetch_related("owners").order_by("position"))
    children: dict[int | None, list[Criterion]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    aggregate = Aggregate(version.aggregate)
    return FrameworkSpec(
        id=identity(version),
        criteria=_tree(children, None, owner=None, aggregate=aggregate),
        total=version.total_text or None,
        index=version.framework.index,
        title_vi=version.title or None,
        level=version.framework.level,
        year=version.year,
        basis=version.basis or None,
        decimals=version.decimals,
        display_decimals=version.display_decimals,
        not_applicable=NotApplicable(version.not_applicable),
        aggregate=aggregate,
    )


def identity(version: Version) -> str:
    """The id of the framework file: owner, index, level, year, and the number from the second on."""
    framework = version.framework
    parts = [framework.owner.code, framework.index, framework.level, str(version.year)]
    if version.number > 1:
        parts.append(str(version.number))
    return code_of(" ".join(parts))


def owner_text(row: Criterion) -> str:
    """The owners of a criterion in one line, scopes in brackets."""
    texts = (f"{each.text} ({each.scope})" if each.scope else each.text for each in row.owners.all())
    # One printed name may stand for several units, a row each.
    return "; ".join(dict.fromkeys(texts))


def _tree(
    children: dict[int | None, list[Criterion]], above: int | None, *, owner: str | None, aggregate: Aggregate
) -> tuple[CriterionSpec, ...]:
    return tuple(_node(children, row, owner=owner, aggregate=aggregate) for row in children[above])


def _node(
    children: dict[int | None, list[Criterion]], row: Criterion, *, owner: str | None, aggregate: Aggregate
) -> CriterionSpec:
    own = owner_text(row) or None
    below = _tree(children, row.pk, owner=own or owner, aggregate=aggregate)
    return CriterionSpec(
        path=row.path,
        code=row.code,
        name=row.name,
        max=_maximum(row, below, aggregate),
        owner=own if own != owner else None,
        weight=row.weight_text or None,
        source=Source(row.kind) if row.kind else None,
        rule=_rule(row, below, aggregate),
        children=below,
    )


def _maximum(row: Criterion, below: tuple[CriterionSpec, ...], aggregate: Aggregate) -> str | None:
    """A parent of a sum states its maximum only where it differs, so that the check tells."""
    if below and aggregate is Aggregate.SUM and row.max_text:
        stated = Fraction(points.figure(row.max_text))
        return None if specs.total_of(below, default=aggregate) == stated else row.max_text
    return row.max_text or None


def _rule(row: Criterion, below: tuple[CriterionSpec, ...], aggregate: Aggregate) -> RuleSpec | None:
    if row.rule is not None:
        rule: RuleSpec = storing.from_json(RuleSpec, row.rule)
        return rule
    return None if below or aggregate is Aggregate.GIVEN else EMPTY_RULE
