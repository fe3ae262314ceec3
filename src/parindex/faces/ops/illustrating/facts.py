"""Facts: what the illustrative city takes from publications, kept as data and not as code."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib import resources
from types import MappingProxyType
from typing import Any, cast

from parindex.cycle.frameworks import answers, yaml_core

FILE = "illustration-2025.yaml"

Range = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """One notice that several units show as theirs."""

    domain: str
    issuer: str
    symbol: str
    number: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Published scores, the ranges of the drawn ones, all in points of a hundred, and papers."""

    decision: str
    published: MappingProxyType[str, Fraction]
    leaders: Range
    wards: Range
    others: Range
    leaders_percent: int
    shared_paper: SharedPaper


@functools.cache
def facts() -> Facts:
    """The facts that come with the product."""
    data = resources.files("parindex.faces.ops").joinpath("samples", FILE).read_bytes()
    told = cast(dict[str, Any], answers.plain(yaml_core.compose(data)))
    paper = told["shared_paper"]
    return Facts(
        decision=told["decision"],
        published=MappingProxyType({unit: Fraction(score) for unit, score in told["published"].items()}),
        leaders=_range(told, "leaders"),
        wards=_range(told, "wards"),
        others=_range(told, "others"),
        leaders_percent=int(told["leaders_percent"]),
        shared_paper=SharedPaper(**{**paper, "day": date.fromisoformat(paper["day"])}),
    )


def _range(told: dict[str, Any], name: str) -> Range:
    low, high = told["ranges"][name]
    return Fraction(low), Fraction(high)
