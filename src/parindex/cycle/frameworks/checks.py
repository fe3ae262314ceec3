"""Checks of a framework: codes, sums, maxima, owners and citations; its rules in rule_checks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.frameworks import findings, rule_checks
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, Step
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Severity, Words


def check(spec: FrameworkSpec) -> tuple[Finding, ...]:
    """Everything a framework's own figures, rules and texts say against it."""
    found = [*_codes(spec), *_total(spec)]
    for step in specs.walk(spec):
        found.extend(_criterion(step, spec))
    return tuple(found)


def _codes(spec: FrameworkSpec) -> Iterator[Finding]:
    seen: dict[str, int | None] = {}
    for step in specs.walk(spec):
        path = step.node.path
        if path in seen:
            yield findings.code_duplicate(path, line=step.node.line, first_line=seen[path])
        seen.setdefault(path, step.node.line)


def _total(spec: FrameworkSpec) -> Iterator[Finding]:
    if spec.total is None:
        what = Words("Bộ tiêu chí (total)", "The framework (total)")
        yield findings.max_missing("total", line=spec.total_line, what=what)
        return
    stated = Fraction(points.figure(spec.total))
    computed = specs.total_of(spec.criteria, default=spec.aggregate)
    if computed is None or computed == stated or _are_means(spec.criteria, stated, spec):
        return
    yield findings.total_mismatch(
        "total",
        line=spec.total_line,
        stated=spec.total,
        computed=_shown(computed),
        severity=Severity.ERROR,
    )


def _are_means(children: tuple[CriterionSpec, ...], whole: Fraction, spec: FrameworkSpec) -> bool:
    """Whether every child of a published index has the whole's maximum: means, which never add up."""
    return spec.aggregate is Aggregate.GIVEN and all(
        child.max is not None and Fraction(points.figure(child.max)) == whole for child in children
    )


def _criterion(step: Step, spec: FrameworkSpec) -> Iterator[Finding]:
    yield from _names(step)
    yield from _maximum(step, spec)
    yield from _weight(step)
    yield from _rule(step, spec)


def _names(step: Step) -> Iterator[Finding]:
    node = step.node
    if not node.name:
        yield findings.name_missing(node.path, line=node.line)
    if node.is_leaf and step.owner is None:
        yield findings.owner_missing(node.path, line=node.line)


def _maximum(step: Step, spec: FrameworkSpec) -> Iterator[Finding]:
    node = step.node
    needs_own = node.is_leaf or step.aggregate is not Aggregate.SUM
    if node.max is None:
        if needs_own:
            what = Words(f"Tiêu chí {node.path}", f"The criterion {node.path}")
            yield findings.max_missing(node.path, line=node.line, what=what)
        return
    own = Fraction(points.figure(node.max))
    if own < 0:
        yield rule_checks.out_of_range(
            node, "điểm tối đa nhỏ hơn 0", "its maximum is below 0", stated=node.max
        )
    if points.decimals(points.shortest(points.figure(node.max))) > spec.decimals:
        yield rule_checks.too_many_decimals(node, node.max, places=spec.decimals)
    if node.children:
        yield from _against_children(node, own, step.aggregate, spec)


def _against_children(
    node: CriterionSpec, own: Fraction, aggregate: Aggregate, spec: FrameworkSpec
) -> Iterator[Finding]:
    computed = specs.total_of(node.children, default=spec.aggregate)
    if aggregate is Aggregate.WEIGHTED or computed is None or computed == own:
        return
    severity = Severity.ERROR
    if aggregate is Aggregate.GIVEN:
        severity = Severity.WARNING
        if abs(own - computed) <= _rounding(node) or _same_maximum(node, own):
            return
    yield findings.total_mismatch(
        node.path,
        line=node.line,
        stated=node.max or "",
        computed=_shown(computed),
        severity=severity,
    )


def _same_maximum(node: CriterionSpec, own: Fraction) -> bool:
    return all(child.max is not None and Fraction(points.figure(child.max)) == own for child in node.children)


def _rounding(node: CriterionSpec) -> Fraction:
    """What rounding of the printed maxima explains: half a unit of each last printed decimal."""
    printed = [points.decimals(child.max) for child in node.children if child.max is not None]
    finest = max(printed, default=0)
    own = max(points.decimals(node.max or ""), 2)
    return Fraction(1, 2 * 10**own) + len(node.children) * Fraction(1, 2 * 10**finest) * (finest > 0)


def _weight(step: Step) -> Iterator[Finding]:
    node = step.node
    if step.above is not Aggregate.WEIGHTED:
        return
    if node.weight is None:
        yield findings.rule_incomplete(
            node.path,
            line=node.line,
            vi="mục cấp trên tính bình quân gia quyền nên cần trọng số (weight)",
            en="its parent is a weighted mean, so it needs a weight",
        )
    elif points.figure(node.weight) <= 0:
        yield rule_checks.out_of_range(
            node, "trọng số phải lớn hơn 0", "its weight must be above 0", stated=node.weight
        )


def _rule(step: Step, spec: FrameworkSpec) -> Iterator[Finding]:
    node, rule = step.node, step.node.rule
    if rule is None:
        # A published index may be known only by its domains: a node then needs no answer of its own.
        if node.is_leaf and step.aggregate is not Aggregate.GIVEN:
            yield findings.rule_incomplete(
                node.path, line=node.line, vi="chưa có quy tắc chấm điểm", en="there is no rule"
            )
        return
    if node.children and (step.aggregate is not Aggregate.GIVEN or rule.kind not in {"", "index"}):
        yield findings.rule_incomplete(
            node.path,
            line=node.line,
            vi="tiêu chí có mục con thì không chấm bằng quy tắc (trừ loại index khi aggregate: given)",
            en="a criterion with children takes no rule (only index under aggregate: given)",
        )
        return
    if rule.is_empty:
        yield findings.rule_unwritten(node.path, line=node.line)
        return
    yield from _citation(node)
    if rule.is_readable:
        yield from rule_checks.check(node, rule, places=spec.decimals)


def _citation(node: CriterionSpec) -> Iterator[Finding]:
    rule = node.rule
    if rule is None or not rule.is_readable:
        return
    if rule.citation is None:
        what = Words("căn cứ (citation)", "its citation")
        yield findings.citation_missing(node.path, line=node.line, what=what)
    elif rule.status is None:
        what = Words("mức độ chắc chắn (status)", "its status")
        yield findings.citation_missing(node.path, line=node.line, what=what)


def _shown(number: Fraction) -> str:
    return points.shortest(Decimal(number.numerator) / Decimal(number.denominator))
