"""The figures of measures that a sheet is offered: asked once, served to every leaf that needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.cycle.assessments.models import Assessment
from parindex.cycle.measures import queries as measures
from parindex.cycle.measures.pages import OfferedFigure


@dataclass(frozen=True, slots=True)
class Offer:
    """The raw answer that measures give to one leaf, and the figures it is made of."""

    answer: Mapping[str, object]
    figures: tuple[OfferedFigure, ...]


def of(assessment: Assessment) -> Mapping[int, Offer]:
    """What the measures of the cycle's period offer the unit, by criterion; four queries for any sheet."""
    cycle = assessment.cycle
    found = measures.offered(cycle.version_id, assessment.unit_id, since=cycle.since, until=cycle.until)
    return {key: Offer(answer, used) for key, (answer, used) in found.items()}
