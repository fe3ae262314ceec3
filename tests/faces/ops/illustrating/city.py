"""The 126 communes and wards of the demonstration, with their illustrative sheets drawn once."""

from __future__ import annotations

import functools
from datetime import date
from types import MappingProxyType

from parindex.cycle.frameworks import packs
from parindex.cycle.units.directory import Directory, Kind
from parindex.engine.scoring import evaluate, specs
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from parindex.faces.ops.illustrating import drawing
from parindex.faces.ops.illustrating.answering import Leaf, Raw
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure

DAY = date(2025, 12, 31)
FIRST, RECORDED = "Phường Ô Chợ Dừa", "Phường Yên Hòa"


def framework() -> FrameworkSpec:
    """The framework of the demonstration."""
    return packs.spec("hanoi-commune-2025")


@functools.cache
def units() -> tuple[str, ...]:
    """The names of all communes and wards."""
    return tuple(unit.name for unit in Directory.packaged().at(DAY) if unit.kind is Kind.COMMUNE)


@functools.cache
def sheets() -> MappingProxyType[str, tuple[Figure, ...]]:
    """The sheet of every unit."""
    return MappingProxyType({unit: drawing.sheet_for(framework(), unit) for unit in units()})


@functools.cache
def trees() -> MappingProxyType[str, ScoreTree]:
    """What every unit earns."""
    given = {unit: answered(sheet) for unit, sheet in sheets().items()}
    return MappingProxyType(evaluate.score_units(framework(), given))


def answered(sheet: tuple[Figure, ...]) -> dict[str, Raw]:
    """The answers of a sheet by path."""
    return {figure.path: figure.answer for figure in sheet if figure.answer is not None}


def leaves(spec: FrameworkSpec) -> tuple[CriterionSpec, ...]:
    """The leaves of a framework."""
    return tuple(step.node for step in specs.walk(spec) if step.node.is_leaf)


def leaf(node: CriterionSpec, spec: FrameworkSpec, *, seed: str = "thử") -> Leaf:
    """``node`` as a leaf to answer, drawn from ``seed``."""
    return Leaf(node=node, framework=spec, chance=Chance(seed).of(node.path), unit=Chance(seed))
