"""Specs: a framework as the engine sees it, a frozen tree of criteria and their rules.

Numbers stay the text that was printed; ``engine.values.points.figure`` makes them exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parindex.engine.values import points

BULLETS = frozenset({"", "-", "–", "—", "+", "•", "*"})


class Aggregate(StrEnum):
    """How a parent's points come from its children's."""

    SUM = "sum"
    GIVEN = "given"
    WEIGHTED = "weighted"


class NotApplicable(StrEnum):
    """What a criterion that does not apply to a unit does to the unit's total."""

    EXCLUDE = "exclude"
    FULL_POINTS = "full_points"


class Source(StrEnum):
    """Where a leaf's points come from."""

    SELF = "self"
    SURVEY = "survey"
    IMPORTED = "imported"
    COUNCIL = "council"
    BONUS = "bonus"
    PENALTY = "penalty"


class Status(StrEnum):
    """How sure it is that a rule says what its article says."""

    CONFIRMED = "confirmed"
    ASSUMED = "assumed"
    ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its points, or the share of the maximum it earns."""

    key: str
    points: str | None = None
    share: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """An interval (from ≤ x, x < below, x ≤ to; each optional) and what it earns."""

    at_least: str | None = None
    below: str | None = None
    at_most: str | None = None
    points: str | None = None
    share: str | None = None
    is_ratio: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a formula: a condition (None: always) and a number, both as written."""

    points: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a leaf, scored like a leaf of its own."""

    key: str
    max: str | None
    rule: RuleSpec | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """One rule: its kind, the article it comes from, and the parameters its kind uses.

    A parameter the file leaves out is None or empty; the kind's default then holds.
    A kind of "" is a rule that is declared and still to be written.
    """

    kind: str
    citation: str | None = None
    status: str | None = None
    note: str | None = None
    floor: str | None = None
    full_at: str | None = None
    empty: str | None = None
    on: str | None = None
    each: str | None = None
    cap: str | None = None
    least: str | None = None
    measure: str | None = None
    better: str | None = None
    of: str | None = None
    options: tuple[Option, ...] = ()
    bands: tuple[Band, ...] = ()
    parts: tuple[Part, ...] = ()
    cases: tuple[RuleSpec, ...] = ()
    weights: tuple[tuple[str, str], ...] = ()
    variables: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    """What a variable of the formula is in words, for those that have such words."""
    branches: tuple[Branch, ...] = ()
    then: RuleSpec | None = None
    is_readable: bool = field(default=True, compare=False)
    """False where the file's rule already has a finding: what is missing is not judged twice."""

    @property
    def is_empty(self) -> bool:
        """Whether the rule is still to be written."""
        return self.kind == ""

    def label(self, variable: str) -> str:
        """What people call a variable: its label, else its name."""
        return dict(self.labels).get(variable, variable)


EMPTY_RULE = RuleSpec(kind="")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proof a leaf asks for."""

    required: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    """One criterion with its children; ``path`` joins the codes from the domain down."""

    path: str
    code: str
    name: str
    max: str | None = None
    owner: str | None = None
    weight: str | None = None
    aggregate: Aggregate | None = None
    source: Source | None = None
    evidence: Evidence | None = None
    rule: RuleSpec | None = None
    note: str | None = None
    children: tuple[CriterionSpec, ...] = ()
    line: int | None = field(default=None, compare=False)

    @property
    def is_leaf(self) -> bool:
        """Whether it is scored itself."""
        return not self.children


@dataclass(frozen=True, slots=True)
class FrameworkSpec:
    """A whole framework: what it is, how it rounds, and its domains."""

    id: str
    criteria: tuple[CriterionSpec, ...]
    total: str | None = None
    index: str | None = None
    title_vi: str | None = None
    title_en: str | None = None
    level: str | None = None
    year: int | None = None
    basis: str | None = None
    decimals: int = 4
    display_decimals: int = 2
    not_applicable: NotApplicable = NotApplicable.EXCLUDE
    aggregate: Aggregate = Aggregate.SUM
    note: str | None = None
    total_line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion met on a walk, with what it has from above."""

    node: CriterionSpec
    depth: int
    owner: str | None
    aggregate: Aggregate
    above: Aggregate | None
    """How the parent aggregates; None for a domain."""


def walk(spec: FrameworkSpec) -> Iterator[Step]:
    """Every criterion of ``spec``, parents before children, in the order of the file."""
    yield from _walk(spec.criteria, default=spec.aggregate, depth=0, owner=None, above=None)


def _walk(
    nodes: tuple[CriterionSpec, ...],
    *,
    default: Aggregate,
    depth: int,
    owner: str | None,
    above: Aggregate | None,
) -> Iterator[Step]:
    for node in nodes:
        own = node.owner or owner
        kind = node.aggregate or default
        yield Step(node=node, depth=depth, owner=own, aggregate=kind, above=above)
        yield from _walk(node.children, default=default, depth=depth + 1, owner=own, above=kind)


def join(above: str, code: str, *, position: int) -> str:
    """The path of ``code`` under ``above``: a bullet counts by its 1-based ``position`` among siblings."""
    own = str(position) if code in BULLETS else code
    return f"{above}/{own}" if above else own


def maximum(node: CriterionSpec, *, default: Aggregate) -> Fraction | None:
    """The maximum of ``node`` in points: its own, or the exact sum of its children's.

    ``default`` is the framework's aggregate. None when a maximum is missing below. Source: the
    framework contract, Parents.
    """
    if node.is_leaf or (node.aggregate or default) is not Aggregate.SUM:
        return None if node.max is None else Fraction(points.figure(node.max))
    return total_of(node.children, default=default)


def total_of(nodes: tuple[CriterionSpec, ...], *, default: Aggregate) -> Fraction | None:
    """The exact sum in points of the maxima of ``nodes``; None when one is missing."""
    total = Fraction(0)
    for node in nodes:
        own = maximum(node, default=default)
        if own is None:
            return None
        total += own
    return total
