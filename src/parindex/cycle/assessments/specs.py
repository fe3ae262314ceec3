"""The bridge from the criteria of an issued version to what a sheet needs of them, made once a version."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from parindex.cycle.assessments.book import Book, Leaf
from parindex.cycle.frameworks import specs as frameworks
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import Aggregate, RuleSpec
from parindex.engine.values import points


def book(version: Version) -> Book:
    """What an issued version holds; made once for each version and process."""
    return _book(version.pk, version.digest)


@lru_cache(maxsize=32)
def _book(key: int, digest: str) -> Book:
    version = Version.objects.select_related("framework__owner").get(pk=key)
    spec = frameworks.of(version)
    rows = Criterion.objects.filter(version=key).order_by("position")
    known = {row.path: row.pk for row in rows}
    above = {row.pk: row.parent_id for row in rows}
    leaves = {}
    for step in specs.walk(spec):
        own = known[step.node.path]
        if step.node.is_leaf or step.aggregate is Aggregate.GIVEN:
            leaves[own] = Leaf(
                criterion=own,
                spec=step.node,
                max_micro=points.to_micro(points.figure(step.node.max or "0")),
                owner=step.owner,
                line=_line(own, above),
                is_relative=step.node.rule is not None and _is_relative(step.node.rule),
            )
    return Book(
        spec=spec,
        leaves=MappingProxyType(leaves),
        key_of=MappingProxyType(known),
        total_micro=points.to_micro(points.figure(spec.total or "0")),
    )


def _line(key: int, above: Mapping[int, int | None]) -> tuple[int, ...]:
    line = [key]
    while (parent := above[line[-1]]) is not None:
        line.append(parent)
    return tuple(reversed(line))


def _is_relative(rule: RuleSpec) -> bool:
    inner = (*rule.cases, *((rule.then,) if rule.then else ()), *(p.rule for p in rule.parts if p.rule))
    return rule.kind == "leader" or any(_is_relative(each) for each in inner)
