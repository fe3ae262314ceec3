"""Pictures as numbers: the coordinates of bars and lines, ready for an SVG template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

BAR_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """Reached, lost and goal of one criterion, in units of a bar 150 wide."""

    gain: str | None
    goal: str | None


def bar(*, most: Decimal | None, result: Decimal | None, goal: Decimal | None) -> Bar | None:
    """The bar of a criterion worth ``most``; None when there is nothing to measure against."""
    if not most or most < 0:
        return None
    return Bar(
        gain=None if result is None else _along(result, most),
        goal=None if goal is None else _along(goal, most, less=Decimal(2)),
    )


def _along(value: Decimal, most: Decimal, *, less: Decimal = Decimal(0)) -> str:
    """Where ``value`` falls on the bar, never outside it."""
    share = min(max(value / most, Decimal(0)), Decimal(1))
    return f"{share * (BAR_WIDTH - less):.2f}"


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a line, with what to print beside it."""

    x: str
    y: str
    label: str
    value: Decimal
    is_goal: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through the years: results joined, goals joined apart."""

    width: int
    height: int
    base: int
    dots: tuple[Dot, ...]
    line: str
    goal_line: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of one year, a result or a goal."""

    year: int
    value: Decimal
    is_goal: bool


def trend(marks: Sequence[Mark], *, most: Decimal | None) -> Trend | None:
    """The line through ``marks``; None when there are fewer than two."""
    if len(marks) < 2:
        return None
    width, height, left, top, base = 640, 200, 48, 34, 166
    years = sorted({mark.year for mark in marks})
    low = min(mark.value for mark in marks)
    high = max([mark.value for mark in marks] + ([most] if most else []))
    room = (high - low) or Decimal(1)
    step = Decimal(width - 2 * left) / max(len(years) - 1, 1)

    def placed(mark: Mark) -> Dot:
        x = left + step * years.index(mark.year)
        y = base - (mark.value - low) / room * Decimal("0.85") * (base - top) - 8
        return Dot(f"{x:.1f}", f"{y:.1f}", str(mark.year), mark.value, mark.is_goal)

    dots = tuple(placed(mark) for mark in sorted(marks, key=lambda mark: (mark.year, mark.is_goal)))
    return Trend(
        width=width,
        height=height,
        base=base,
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots if not dot.is_goal),
        goal_line=_to_goals(dots),
    )


def _to_goals(dots: Sequence[Dot]) -> str:
    """From the last result before the first goal on through the goals."""
    goals = [dot for dot in dots if dot.is_goal]
    before = [dot for dot in dots if not dot.is_goal]
    joined = [*before[-1:], *goals] if goals else []
    return " ".join(f"{dot.x},{dot.y}" for dot in joined)
