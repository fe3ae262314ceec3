"""Laying out: from a framework as a value to the rows of a version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.documents import leads
from parindex.cycle.documents.blocks import Cell, Line
from parindex.cycle.documents.outline import Lead
from parindex.cycle.frameworks import findings
from parindex.cycle.frameworks.drafting import LONGEST_INDEX, LONGEST_LEVEL, Draft, Row, micro
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Words
from parindex.engine.values.vietnamese import squeeze


@dataclass(frozen=True, slots=True)
class Namer:
    """Whoever knows which units a printed owner names on a day."""

    directory: leads.Directory
    on: date

    def leads(self, owner: str) -> tuple[Lead, ...]:
        """The units that ``owner`` names, parted by ";" as in a document."""
        return leads.read(Cell((Line(squeeze(owner)),)), directory=self.directory, on=self.on)


def missing(spec: FrameworkSpec) -> tuple[Finding, ...]:
    """What a framework must say, and how large it may be, before a version can be kept of it."""
    return tuple(_missing(spec))


def draft(spec: FrameworkSpec, *, namer: Namer) -> Draft:
    """The version that holds all of ``spec``; ``missing`` has found nothing in it."""
    return Draft(
        index=spec.index or "",
        level=spec.level or "",
        year=spec.year or 0,
        title=spec.title_vi or "",
        aggregate=spec.aggregate,
        decimals=spec.decimals,
        total_text=spec.total or "",
        rows=tuple(_rows(spec, namer)),
        identifier=spec.id,
        title_en=spec.title_en or "",
        basis=spec.basis or "",
        note=spec.note or "",
        display_decimals=spec.display_decimals,
        not_applicable=spec.not_applicable,
    )


def micro_of(maximum: Fraction | None) -> int | None:
    """An exact maximum in micro-points; None for none, and for one too fine or too large to store."""
    if maximum is None:
        return None
    try:
        return points.to_micro(Decimal(maximum.numerator) / Decimal(maximum.denominator))
    except points.NotAFigure:
        return None


def _missing(spec: FrameworkSpec) -> Iterator[Finding]:
    for key, value in (("index", spec.index), ("level", spec.level), ("year", spec.year)):
        if value is None:
            yield findings.not_storable(
                key,
                Words(f"Tệp chưa ghi “{key}”", f"The file has no “{key}”"),
                Words(f"Thêm dòng “{key}: …” vào đầu tệp.", f"Add the line “{key}: …” at its head."),
            )
    for key, text, most in (("index", spec.index, LONGEST_INDEX), ("level", spec.level, LONGEST_LEVEL)):
        if len(text or "") > most:
            yield findings.not_storable(
                key,
                Words(f"“{key}” dài hơn {most} ký tự", f"“{key}” is longer than {most} characters"),
                Words("Rút ngắn lại.", "Shorten it."),
            )
    for step in specs.walk(spec):
        if step.node.max is not None and micro(step.node.max) is None:
            yield findings.not_storable(
                step.node.path,
                Words(
                    f"Điểm tối đa {step.node.max} quá lớn hoặc quá nhỏ",
                    f"The maximum {step.node.max} is too large or too fine",
                ),
                Words("Ghi tối đa sáu chữ số thập phân.", "Give at most six decimals."),
            )


def _rows(spec: FrameworkSpec, namer: Namer) -> Iterator[Row]:
    """Every criterion, parents first; each owner is read once, however many criteria state it."""
    known: dict[str, tuple[Lead, ...]] = {}
    above: list[tuple[int, tuple[Lead, ...]]] = []
    for position, step in enumerate(specs.walk(spec), start=1):
        node = step.node
        del above[step.depth :]
        parent, inherited = above[-1] if above else (None, ())
        own = inherited
        if node.owner:
            own = known.setdefault(node.owner, namer.leads(node.owner))
        above.append((position, own))
        yield _row(
            node, position=position, parent=parent, depth=step.depth, leads=own, aggregate=spec.aggregate
        )


def _row(
    node: CriterionSpec,
    *,
    position: int,
    parent: int | None,
    depth: int,
    leads: tuple[Lead, ...],
    aggregate: Aggregate,
) -> Row:
    return Row(
        position=position,
        parent=parent,
        depth=depth,
        path=node.path,
        code=node.code,
        name=node.name,
        is_leaf=node.is_leaf,
        max_text=node.max or "",
        max_micro=micro_of(specs.maximum(node, default=aggregate)) if node.max is None else micro(node.max),
        leads=leads,
        leads_inherited=not node.owner,
        owner_text=node.owner or "",
        weight_text=node.weight or "",
        aggregate=node.aggregate.value if node.aggregate else "",
        source=node.source.value if node.source else "",
        evidence=node.evidence,
        note=node.note or "",
        rule=node.rule,
    )
