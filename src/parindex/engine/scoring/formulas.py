"""The formula language: parsed into a tree, evaluated exactly, never run as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.values.findings import Words

KEYWORDS = frozenset({"and", "or", "not", "min", "max"})
MOST_TOKENS = 400
DEEPEST = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?![\w.])|(?P<name>[^\W\d]\w*)|(?P<sign><=|>=|==|!=|[-+*/()<>,]))"
)
_COMPARISONS = ("<=", ">=", "==", "!=", "<", ">")


class FormulaInvalid(ValueError):
    """The text is no formula; ``words`` says why."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep the reason in both languages."""
        super().__init__(vi)
        self.words = Words(vi, en)


class FormulaUndefined(ArithmeticError):
    """The formula has no value for these inputs (a division by zero); ``words`` says why."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep the reason in both languages."""
        super().__init__(vi)
        self.words = Words(vi, en)


class Sort(StrEnum):
    """What an expression gives."""

    NUMBER = "number"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Variable:
    """A declared variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function with its operands: + - * / neg min max, comparisons, and or not."""

    operator: str
    operands: tuple[Expression, ...]


Expression = Number | Variable | Operation


def parse_number(text: str, *, variables: tuple[str, ...]) -> Expression:
    """The number expression ``text`` over ``variables``. Raises FormulaInvalid.

    Source: the framework contract, Formula language.
    """
    return _parse(text, variables=variables, wanted=Sort.NUMBER)


def parse_condition(text: str, *, variables: tuple[str, ...]) -> Expression:
    """The condition ``text`` over ``variables``. Raises FormulaInvalid.

    Source: the framework contract, Formula language.
    """
    return _parse(text, variables=variables, wanted=Sort.CONDITION)


def is_name(text: str) -> bool:
    """Whether ``text`` can name a variable: a letter or underscore first, no word of the language."""
    return re.fullmatch(r"[^\W\d]\w*", text) is not None and text not in KEYWORDS


def number(tree: Expression, values: Mapping[str, Fraction]) -> Fraction:
    """The exact value of a number expression (no unit of its own). Raises FormulaUndefined.

    ``values`` holds every variable of the tree.
    """
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Variable):
        return values[tree.name]
    operands = [number(each, values) for each in tree.operands]
    if tree.operator in {"min", "max"}:
        return min(operands) if tree.operator == "min" else max(operands)
    if tree.operator == "neg":
        return -operands[0]
    return _arithmetic(tree.operator, operands[0], operands[1])


def holds(tree: Expression, values: Mapping[str, Fraction]) -> bool:
    """Whether a condition holds; ``and`` and ``or`` stop early. Raises FormulaUndefined."""
    assert isinstance(tree, Operation), "a condition is always an operation"
    if tree.operator == "not":
        return not holds(tree.operands[0], values)
    if tree.operator == "and":
        return all(holds(each, values) for each in tree.operands)
    if tree.operator == "or":
        return any(holds(each, values) for each in tree.operands)
    return _compare(tree.operator, number(tree.operands[0], values), number(tree.operands[1], values))


def constant(tree: Expression) -> Fraction | None:
    """The value of a number expression without variables, else None. Raises FormulaUndefined."""
    return number(tree, {}) if not _uses_variables(tree) else None


def _uses_variables(tree: Expression) -> bool:
    if isinstance(tree, Operation):
        return any(_uses_variables(each) for each in tree.operands)
    return isinstance(tree, Variable)


def _arithmetic(operator: str, left: Fraction, right: Fraction) -> Fraction:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if right == 0:
        raise FormulaUndefined("công thức chia cho 0", "the formula divides by zero")
    return left / right


def _compare(operator: str, left: Fraction, right: Fraction) -> bool:
    if operator in {"==", "!="}:
        return (left == right) is (operator == "==")
    if operator in {"<", "<="}:
        return left < right or (operator == "<=" and left == right)
    return left > right or (operator == ">=" and left == right)


def _tokens(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    end = len(text.rstrip())
    at = 0
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            rest = text[at:].strip()[:12]
            raise FormulaInvalid(f"không hiểu “{rest}”", f"“{rest}” is not understood")
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    if len(found) > MOST_TOKENS:
        raise FormulaInvalid("công thức quá dài", "the formula is too long")
    return tuple(found)


def _parse(text: str, *, variables: tuple[str, ...], wanted: Sort) -> Expression:
    parser = _Parser(_tokens(text), variables)
    tree, sort = parser.disjunction()
    parser.finish()
    _expect(sort, wanted)
    return tree


def _expect(sort: Sort, wanted: Sort) -> None:
    if sort is wanted:
        return
    if wanted is Sort.NUMBER:
        raise FormulaInvalid(
            "cần một số nhưng gặp một điều kiện", "a number is needed, a condition stands here"
        )
    raise FormulaInvalid("cần một điều kiện nhưng gặp một số", "a condition is needed, a number stands here")


_Typed = tuple[Expression, Sort]
_Rule = Callable[[], _Typed]


class _Parser:
    """Recursive descent, loosest first: or, and, not, comparison, + -, * /, unary minus."""

    def __init__(self, tokens: tuple[tuple[str, str], ...], variables: tuple[str, ...]) -> None:
        self._tokens = tokens
        self._variables = frozenset(variables)
        self._at = 0
        self._depth = 0

    def finish(self) -> None:
        if self._at < len(self._tokens):
            left = self._tokens[self._at][1]
            raise FormulaInvalid(f"thừa “{left}”", f"“{left}” is one too many")

    def disjunction(self) -> _Typed:
        return self._joined("or", self._conjunction)

    def _conjunction(self) -> _Typed:
        return self._joined("and", self._negation)

    def _joined(self, word: str, inner: _Rule) -> _Typed:
        tree, sort = inner()
        operands = [tree]
        while self._take(word):
            _expect(sort, Sort.CONDITION)
            tree, sort = inner()
            _expect(sort, Sort.CONDITION)
            operands.append(tree)
        return (tree, sort) if len(operands) == 1 else (Operation(word, tuple(operands)), Sort.CONDITION)

    def _negation(self) -> _Typed:
        if not self._take("not"):
            return self._comparison()
        self._enter()
        tree, sort = self._negation()
        self._leave()
        _expect(sort, Sort.CONDITION)
        return Operation("not", (tree,)), Sort.CONDITION

    def _comparison(self) -> _Typed:
        tree, sort = self._sum()
        sign = self._take(*_COMPARISONS)
        if sign is None:
            return tree, sort
        right, right_sort = self._sum()
        _expect(sort, Sort.NUMBER)
        _expect(right_sort, Sort.NUMBER)
        if self._take(*_COMPARISONS):
            raise FormulaInvalid(
                "không được nối nhiều phép so sánh; hãy dùng “and”",
                "comparisons cannot be chained; use “and”",
            )
        return Operation(sign, (tree, right)), Sort.CONDITION

    def _sum(self) -> _Typed:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> _Typed:
        return self._chain(("*", "/"), self._signed)

    def _chain(self, signs: tuple[str, ...], inner: _Rule) -> _Typed:
        tree, sort = inner()
        while sign := self._take(*signs):
            _expect(sort, Sort.NUMBER)
            right, sort = inner()
            _expect(sort, Sort.NUMBER)
            if sign == "/" and _is_zero(right):
                raise FormulaInvalid("công thức chia cho 0", "the formula divides by zero")
            tree = Operation(sign, (tree, right))
        return tree, sort

    def _signed(self) -> _Typed:
        if not self._take("-"):
            return self._atom()
        self._enter()
        tree, sort = self._signed()
        self._leave()
        _expect(sort, Sort.NUMBER)
        return Operation("neg", (tree,)), Sort.NUMBER

    def _atom(self) -> _Typed:
        if self._take("("):
            self._enter()
            inner = self.disjunction()
            self._leave()
            self._close()
            return inner
        if self._at >= len(self._tokens):
            raise FormulaInvalid("công thức chưa viết hết", "the formula ends too early")
        group, text = self._tokens[self._at]
        self._at += 1
        if group == "number":
            return Number(Fraction(text)), Sort.NUMBER
        if text in {"min", "max"}:
            return self._call(text), Sort.NUMBER
        if group != "name" or text in KEYWORDS:
            raise FormulaInvalid(f"“{text}” đứng sai chỗ", f"“{text}” stands in the wrong place")
        if text not in self._variables:
            raise FormulaInvalid(
                f"biến “{text}” chưa được khai báo", f"the variable “{text}” is not declared"
            )
        return Variable(text), Sort.NUMBER

    def _call(self, name: str) -> Expression:
        if not self._take("("):
            raise FormulaInvalid(f"sau “{name}” phải có dấu “(”", f"“(” must follow “{name}”")
        self._enter()
        operands = [self._argument()]
        while self._take(","):
            operands.append(self._argument())
        self._leave()
        self._close()
        return Operation(name, tuple(operands))

    def _argument(self) -> Expression:
        tree, sort = self.disjunction()
        _expect(sort, Sort.NUMBER)
        return tree

    def _take(self, *texts: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at][1] in texts:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _close(self) -> None:
        if not self._take(")"):
            raise FormulaInvalid("thiếu dấu “)”", "“)” is missing")

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaInvalid("công thức lồng quá sâu", "the formula is nested too deeply")

    def _leave(self) -> None:
        self._depth -= 1


def _is_zero(tree: Expression) -> bool:
    # It always has a value: a constant divisor of 0 inside it was refused before.
    return constant(tree) == 0
