"""Sizes: alarms for a reader, with two hard limits."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sweeps import house
from tests.architecture.sweeps.house import Module

FILE_LINES = 500
FUNCTION_LINES = 80
NESTING = 4

DEEPENS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def long_files(found: Iterable[Module]) -> Iterator[str]:
    """Every file over 500 lines."""
    for each in found:
        lines = each.text.count("\n")
        if lines > FILE_LINES:
            yield f"{each.path}: {lines} lines"


def long_functions(found: Iterable[Module]) -> Iterator[str]:
    """Every function over 80 lines."""
    for each in found:
        for node in house.functions(each.tree):
            if house.length(node) > FUNCTION_LINES:
                yield f"{each.path}:{node.lineno} {node.name}: {house.length(node)} lines"


def deep_functions(found: Iterable[Module], *, most: int = NESTING) -> Iterator[str]:
    """Every function whose blocks stand deeper than ``most``."""
    for each in found:
        for node in house.functions(each.tree):
            depth = max((_depth(statement) for statement in node.body), default=0)
            if depth > most:
                yield f"{each.path}:{node.lineno} {node.name}: {depth} deep"


def _depth(node: ast.AST) -> int:
    """How many blocks stand inside one another; ``elif`` is no new block."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return 0
    own = int(isinstance(node, DEEPENS))
    inner = 0
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and node.orelse == [child] and isinstance(child, ast.If)
        inner = max(inner, _depth(child) - int(chained))
    return own + inner


def undescribed(found: Iterable[Module]) -> Iterator[str]:
    """Every module whose docstring does not begin with one sentence."""
    for each in found:
        sentence = (ast.get_docstring(each.tree) or "").split("\n\n")[0].strip()
        if not sentence.endswith((".", ":")) and each.text.strip():
            yield f"{each.path}: {sentence or 'no docstring'}"


def percentile(numbers: Iterable[int], share: float) -> int:
    """The number that ``share`` of all do not exceed; 0 when there are none."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0
