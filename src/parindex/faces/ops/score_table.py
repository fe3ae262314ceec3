"""Scores as a page of text for a person at the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal

from parindex.engine.scoring import specs
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.engine.values import vietnamese
from parindex.engine.values.findings import Words

_STATES = {
    State.SCORED: Words("", ""),
    State.UNANSWERED: Words("chưa có số liệu", "unanswered"),
    State.NOT_APPLICABLE: Words("không áp dụng", "not applicable"),
}
_NONE = "–"

Row = tuple[str, str, str, str]


def page(framework: FrameworkSpec, units: dict[str, ScoreTree], *, language: str) -> Iterator[str]:
    """Every unit with its totals, each followed by its criteria."""
    for number, (unit, tree) in enumerate(units.items()):
        if number:
            yield ""
        yield from _unit(framework, unit, tree, language=language)


def _unit(framework: FrameworkSpec, unit: str, tree: ScoreTree, *, language: str) -> Iterator[str]:
    score = _NONE if tree.score is None else f"{tree.score:f}"
    yield Words(
        f"{_line(unit)}: {score} điểm (được {tree.points:f} trên {tree.max:f})",
        f"{_line(unit)}: {score} points (earned {tree.points:f} of {tree.max:f})",
    ).in_language(language)
    rows = []
    for step in specs.walk(framework):
        node = tree.nodes[step.node.path]
        name = "  " * step.depth + _line(step.node.name)
        rows.append(
            (step.node.path, name, _of(node.points, node.max), _STATES[node.state].in_language(language))
        )
    yield from _columns(rows)


def _of(earned: Decimal, top: Decimal) -> str:
    return f"{earned:f} / {top:f}"


def _columns(rows: list[Row]) -> Iterator[str]:
    """Rows in columns as wide as the terminal allows; long names are cut."""
    codes, names, figures, states = (max(len(row[place]) for row in rows) for place in range(4))
    room = max(60, shutil.get_terminal_size((110, 24)).columns)
    names = min(names, max(20, room - codes - figures - states - 8))
    for path, name, figure, state in rows:
        cut = name if len(name) <= names else f"{name[: names - 1].rstrip()}…"
        yield f"  {path:<{codes}}  {cut:<{names}}  {figure:>{figures}}  {state}".rstrip()


def _line(text: str) -> str:
    return vietnamese.squeeze(text)
