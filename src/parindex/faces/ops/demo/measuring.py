"""The measures behind surveyed and imported leaves, and what the units read on them in a season."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.cycle.measures.actions import Read
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, Source
from parindex.faces.ops.demo import city
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.telling import now

MEASURED = frozenset({Source.SURVEY, Source.IMPORTED})
_SOURCES = {
    Source.SURVEY: "Điều tra xã hội học năm 2025 (số liệu minh họa)",
    Source.IMPORTED: "Chỉ số thành phần đã công bố năm 2025 (số liệu minh họa)",
}


def leaves(spec: FrameworkSpec) -> Iterator[CriterionSpec]:
    """The leaves that take their input from measures."""
    return (step.node for step in specs.walk(spec) if step.node.is_leaf and step.node.source in MEASURED)


def read(
    version: Any,
    spec: FrameworkSpec,
    sheets: Mapping[Any, tuple[Figure, ...]],
    *,
    since: date,
    until: date,
    as_of: date,
) -> None:
    """Keep one measure for each such leaf, record what every unit reads, and feed the leaf from it."""
    by, owner = city.office(), version.framework.owner
    answers = {
        unit: {figure.path: figure.answer for figure in sheet if figure.answer is not None}
        for unit, sheet in sheets.items()
    }
    for leaf in leaves(spec):
        measure = measures.keep(
            owner=owner,
            code=f"{spec.level}/{leaf.path}",
            name=leaf.name,
            shape="single",
            counted_in="tỷ lệ" if leaf.source is Source.SURVEY else "điểm",
            by=by,
            at=now(),
        )
        reads = [
            Read(unit, _figure(given[leaf.path])) for unit, given in answers.items() if leaf.path in given
        ]
        measures.record(
            measure,
            reads,
            since=since,
            until=until,
            as_of=as_of,
            source=_SOURCES[cast(Source, leaf.source)],
            is_illustrative=True,
            by=by,
            at=now(),
        )
        measures.feed(measure, version.criteria.get(path=leaf.path), by=by, at=now())


def _figure(answer: Mapping[str, object]) -> figures.Figure:
    return figures.single(str(answer["share"] if "share" in answer else answer["value"]))
