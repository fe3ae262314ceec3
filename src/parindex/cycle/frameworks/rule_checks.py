"""Checks of rules: points inside 0 … max, thresholds in order, bands met, formulas valid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.frameworks import findings
from parindex.engine.scoring import coverage, formulas
from parindex.engine.scoring.formulas import Expression, FormulaInvalid
from parindex.engine.scoring.specs import Branch, CriterionSpec, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Finding


@dataclass(frozen=True, slots=True)
class Scored:
    """Where a rule stands: the leaf, the maximum it scores against, and the framework's decimals."""

    node: CriterionSpec
    max: Fraction | None
    places: int


def check(node: CriterionSpec, rule: RuleSpec, *, places: int) -> Iterator[Finding]:
    """What is wrong in ``rule`` of the leaf ``node``, inner rules included."""
    yield from _check(rule, Scored(node, _exact(node.max), places))


def out_of_range(node: CriterionSpec, vi: str, en: str, *, stated: str | None = None) -> Finding:
    """A figure of ``node`` outside its range."""
    return findings.rule_range(node.path, line=node.line, vi=vi, en=en, stated=stated)


def too_many_decimals(node: CriterionSpec, stated: str, *, places: int) -> Finding:
    """A maximum finer than the framework rounds to."""
    return out_of_range(
        node,
        f"điểm tối đa {stated} có nhiều hơn {places} chữ số thập phân (decimals)",
        f"the maximum {stated} has more than {places} decimals",
        stated=stated,
    )


def _check(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _CHECKS.get(rule.kind, _nothing)(rule, scored)


def _nothing(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    return iter(())


def _exact(text: str | None, default: str | None = None) -> Fraction | None:
    chosen = default if text is None else text
    return None if chosen is None else Fraction(points.figure(chosen))


def _inside(text: str | None, scored: Scored, *, name: str) -> Iterator[Finding]:
    """``text`` as points inside 0 … max."""
    value = _exact(text)
    if value is None or scored.max is None or 0 <= value <= scored.max:
        return
    top = points.shortest(Decimal(scored.max.numerator) / Decimal(scored.max.denominator))
    yield out_of_range(
        scored.node,
        f"{name} {text} nằm ngoài khoảng 0 … {top}",
        f"{name} {text} lies outside 0 … {top}",
        stated=text,
    )


def _fraction(text: str | None, scored: Scored, *, name: str) -> Iterator[Finding]:
    """``text`` as a share from 0 to 1."""
    value = _exact(text)
    if value is None or 0 <= value <= 1:
        return
    yield out_of_range(
        scored.node,
        f"{name} {text} nằm ngoài khoảng 0 … 1 (80 % viết là 0.8)",
        f"{name} {text} lies outside 0 … 1 (80 % is written 0.8)",
        stated=text,
    )


def _above_zero(text: str | None, scored: Scored, *, name: str) -> Iterator[Finding]:
    value = _exact(text)
    if value is None or value > 0:
        return
    yield out_of_range(
        scored.node, f"{name} {text} phải lớn hơn 0", f"{name} {text} must be above 0", stated=text
    )


def _choice(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    for option in rule.options:
        yield from _inside(option.points, scored, name=f"points ({option.key})")
        yield from _fraction(option.share, scored, name=f"share ({option.key})")


def _ratio(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _fraction(rule.floor, scored, name="floor")
    yield from _fraction(rule.full_at, scored, name="full_at")
    floor, full_at = _exact(rule.floor, "0"), _exact(rule.full_at, "1")
    if floor is not None and full_at is not None and floor > full_at:
        yield out_of_range(
            scored.node,
            f"ngưỡng floor {rule.floor or '0'} cao hơn full_at {rule.full_at or '1'}",
            f"floor {rule.floor or '0'} is above full_at {rule.full_at or '1'}",
            stated=rule.floor,
        )


def _bands(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    is_ratio = rule.kind == "bands" and rule.on != "value"
    for band in rule.bands:
        yield from _inside(band.points, scored, name="points")
        yield from _fraction(band.share, scored, name="share")
    for position in coverage.unreachable(rule.bands, least=Fraction(0) if is_ratio else None):
        yield out_of_range(
            scored.node,
            f"bậc thứ {position + 1} không bao giờ đạt tới (khoảng rỗng hoặc đã nằm trong các bậc trước)",
            f"band {position + 1} can never be reached (empty, or inside the bands before it)",
        )


def _count(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _above_zero(rule.each, scored, name="each")
    yield from _inside(rule.cap, scored, name="cap")


def _deduct(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _above_zero(rule.each, scored, name="each")
    yield from _inside(rule.least, scored, name="least")


def _penalty(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _above_zero(rule.each, scored, name="each")
    least = _exact(rule.least)
    if least is not None and least > 0:
        yield out_of_range(
            scored.node,
            f"least {rule.least} của điểm trừ phải bằng 0 hoặc âm",
            f"a penalty's least {rule.least} must be 0 or below",
            stated=rule.least,
        )
    if scored.max not in {None, Fraction(0)}:
        yield out_of_range(
            scored.node,
            'tiêu chí điểm trừ phải có điểm tối đa "0"',
            'the maximum of a penalty must be "0"',
            stated=scored.node.max,
        )


def _parts(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    whole = Fraction(0)
    for part in rule.parts:
        own = _exact(part.max) or Fraction(0)
        whole += own
        if part.max is not None and own < 0:
            yield out_of_range(
                scored.node,
                f"phần “{part.key}” nhỏ hơn 0",
                f"the part “{part.key}” is below 0",
                stated=part.max,
            )
        if part.max is not None and points.decimals(points.shortest(points.figure(part.max))) > scored.places:
            yield too_many_decimals(scored.node, part.max, places=scored.places)
        if part.rule is not None:
            yield from _check(part.rule, Scored(scored.node, own, scored.places))
    if scored.max is not None and whole != scored.max:
        stated, computed = (
            points.shortest(Decimal(each.numerator) / Decimal(each.denominator))
            for each in (scored.max, whole)
        )
        yield findings.parts_mismatch(
            scored.node.path, line=scored.node.line, stated=stated, computed=computed
        )


def _cases(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    for case in rule.cases:
        yield from _check(case, scored)


def _gate(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    if rule.then is not None:
        yield from _check(rule.then, scored)


def _survey(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    for key, weight in rule.weights:
        yield from _fraction(weight, scored, name=f"weights ({key})")


def _index(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _above_zero(rule.of, scored, name="of")


def _formula(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    yield from _variables(rule, scored)
    always = [position for position, branch in enumerate(rule.branches) if branch.when is None]
    if always and always[0] < len(rule.branches) - 1:
        yield out_of_range(
            scored.node,
            f"các nhánh sau nhánh thứ {always[0] + 1} không bao giờ đạt tới vì nhánh này luôn đúng",
            f"the branches after branch {always[0] + 1} can never be reached: it always holds",
        )
    for branch in rule.branches:
        yield from _branch(branch, rule, scored)


def _variables(rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    for position, name in enumerate(rule.variables):
        if not formulas.is_name(name):
            why = FormulaInvalid("tên biến không hợp lệ", "this cannot name a variable")
        elif name in rule.variables[:position]:
            why = FormulaInvalid("biến khai báo hai lần", "the variable is declared twice")
        else:
            continue
        yield _invalid(name, why, scored)


def _branch(branch: Branch, rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    if branch.when is not None:
        yield from _parsed(branch.when, formulas.parse_condition, rule, scored)
    yield from _parsed(branch.points, formulas.parse_number, rule, scored)


def _parsed(text: str, parse: Callable[..., Expression], rule: RuleSpec, scored: Scored) -> Iterator[Finding]:
    try:
        tree = parse(text, variables=rule.variables)
        value = formulas.constant(tree) if parse is formulas.parse_number else None
    except FormulaInvalid as why:
        yield _invalid(text, why, scored)
        return
    if value is not None and scored.max is not None and not 0 <= value <= scored.max:
        top = points.shortest(Decimal(scored.max.numerator) / Decimal(scored.max.denominator))
        yield out_of_range(
            scored.node,
            f"công thức “{text}” cho điểm nằm ngoài khoảng 0 … {top}",
            f"the formula “{text}” gives points outside 0 … {top}",
            stated=text,
        )


def _invalid(text: str, why: FormulaInvalid, scored: Scored) -> Finding:
    return findings.formula_invalid(scored.node.path, line=scored.node.line, formula=text, why=why.words)


_CHECKS: dict[str, Callable[[RuleSpec, Scored], Iterator[Finding]]] = {
    "choice": _choice,
    "ratio": _ratio,
    "bands": _bands,
    "count": _count,
    "deduct": _deduct,
    "parts": _parts,
    "best_case": _cases,
    "growth": _bands,
    "survey": _survey,
    "index": _index,
    "gate": _gate,
    "formula": _formula,
    "penalty": _penalty,
}
