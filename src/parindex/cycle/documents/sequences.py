"""Numbering: gaps among printed siblings, and codes that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parindex.cycle.documents import codes, findings, titles
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import CriteriaTable, TaskTable
from parindex.engine.values.findings import Finding

_LAST = re.compile(r"(?P<head>.*?)(?P<number>\d+)$", re.DOTALL)
_LETTERED = re.compile(r"(?P<head>.*\d\.)(?P<letter>[a-zđ])$", re.DOTALL)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def of_criteria(table: CriteriaTable) -> tuple[Finding, ...]:
    """Gaps and duplicates of paths."""
    found: list[Finding] = []
    seen: set[str] = set()
    last: dict[str, int] = {}
    for row in table.rows:
        if row.path in seen:
            found.append(_duplicate(table.id, row.path, row.code, row.at))
            continue
        seen.add(row.path)
        code = codes.read(row.code).bare
        order = _order(code)
        if order is None:
            continue
        family = f"{row.parent}|{_family(code)}"
        before = last.get(family)
        if before is not None and order > before + 1:
            found.append(_gap(table.id, row.path, row.code, _next(code, before + 1), row.at))
        last[family] = max(order, before or 0)
    return tuple(found)


def of_tasks(table: TaskTable) -> tuple[Finding, ...]:
    """Gaps and duplicates of numbers, over the whole table: a number names one task, whatever its section."""
    found: list[Finding] = []
    seen: set[str] = set()
    last: dict[str, int] = {}
    for row in table.rows:
        if not row.number or row.number == "-":
            continue
        if row.number in seen:
            found.append(_duplicate(table.id, row.number, row.number, row.at))
            continue
        seen.add(row.number)
        code = codes.read(row.number).bare
        order = _order(code)
        if order is None:
            continue
        family = _family(code)
        before = last.get(family)
        if before is not None and order > before + 1:
            found.append(_gap(table.id, row.number, row.number, _next(code, before + 1), row.at))
        last[family] = max(order, before or 0)
    return tuple(found)


def _order(code: str) -> int | None:
    """The place of a code among its siblings; None for bullets and words."""
    if re.fullmatch(r"[IVX]+", code):
        return titles.roman(code)
    if re.fullmatch(r"[a-zđ]", code):
        return _LETTERS.find(code) + 1 or None
    if re.fullmatch(r"[A-ZĐ]", code):
        return _LETTERS.find(code.lower()) + 1 or None
    if lettered := _LETTERED.fullmatch(code):
        return _order(lettered["letter"])
    match = _LAST.fullmatch(code)
    return int(match["number"]) if match else None


def _family(code: str) -> str:
    """What siblings share: the part before their own number."""
    if code.isdigit():
        return ""
    match = _LAST.fullmatch(code) or _LETTERED.fullmatch(code)
    if match:
        return match["head"]
    return "roman" if re.fullmatch(r"[IVX]+", code) else "letter"


def _next(code: str, order: int) -> str:
    """The code that was expected."""
    if re.fullmatch(r"[IVX]+", code):
        return _roman(order)
    if code.isalpha() and len(code) == 1:
        letter = _LETTERS[order - 1]
        return letter.upper() if code.isupper() else letter
    if lettered := _LETTERED.fullmatch(code):
        return f"{lettered['head']}{_LETTERS[order - 1]}"
    match = _LAST.fullmatch(code)
    return f"{match['head'] if match else ''}{order}"


def _roman(order: int) -> str:
    return next(numeral for numeral in _numerals() if titles.roman(numeral) == order)


def _numerals() -> Iterable[str]:
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for tens in range(4):
        for one in ones:
            if tens or one:
                yield "X" * tens + one


def _gap(table: str, path: str, stated: str, computed: str, at: At) -> Finding:
    return findings.make(
        Code.CODE_GAP, table=table, path=path, column="code", stated=stated, computed=computed, at=at
    )


def _duplicate(table: str, path: str, code: str, at: At) -> Finding:
    return findings.make(Code.CODE_DUPLICATE, table=table, path=path, column="code", stated=code, at=at)
