"""The evidence of the demonstration city: the papers of every unit, kept as its own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.actions.adding import Given
from parindex.engine.access.actors import SYSTEM
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.faces.ops.illustrating import papers
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.illustrating.seasons import Season
from parindex.faces.ops.telling import now


def keep(unit: Any, spec: FrameworkSpec, sheet: tuple[Figure, ...], season: Season) -> Mapping[str, Any]:
    """The pieces of ``unit`` by domain; the same files again are the pieces that are there."""
    made = papers.papers(spec, sheet, unit.name, season=season)
    given = [Given(paper.data(), paper.filename) for paper in made]
    items = adding.add_many(given, unit=unit, is_illustrative=True, by=SYSTEM, at=now())
    return {paper.domain: item for paper, item in zip(made, items, strict=True)}
