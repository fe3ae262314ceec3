"""Pictures of the desk as numbers: a bar of counts, and the curve of what is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parindex.cycle.monitoring.pages import Counts, Moment
from parindex.faces.web.templatetags.words import day

WIDTH = 150
LEFT, RIGHT, TOP, BASE = 40, 600, 30, 150


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: what it is, from where on and how wide."""

    tone: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar of counts, ``WIDTH`` wide: verified, waiting, the rest, late."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Knot:
    """One point of the curve."""

    x: str
    y: str
    label: str
    value: int
    is_said: bool
    """Whether day and figure are printed beside it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """How many were late, week by week."""

    knots: tuple[Knot, ...]
    line: str
    base: int


def stack(counts: Counts) -> Stack:
    """The bar of ``counts``; empty where nothing is owed."""
    parts, x = [], 0
    shares = (
        ("sure", counts.verified),
        ("done", counts.waiting),
        ("rest", counts.rest),
        ("late", counts.late),
    )
    for tone, count in shares:
        if count > 0:
            parts.append(Part(tone, _along(x, counts.owed), _along(count, counts.owed)))
            x += count
    return Stack(tuple(parts))


def curve(trend: Sequence[Moment]) -> Curve | None:
    """The curve through the late of each day; none for fewer than two days."""
    if len(trend) < 2:
        return None
    most = max(max(each.late for each in trend), 1)
    last = len(trend) - 1
    knots = tuple(
        Knot(
            x=f"{LEFT + (RIGHT - LEFT) * number / last:.1f}",
            y=f"{BASE - (BASE - TOP) * each.late / most:.1f}",
            label=day(each.day),
            value=each.late,
            is_said=number % max(1, len(trend) // 6) == 0 or number == last,
        )
        for number, each in enumerate(trend)
    )
    return Curve(knots, " ".join(f"{each.x},{each.y}" for each in knots), BASE)


def _along(count: int, most: int) -> str:
    return f"{WIDTH * count / most:.2f}"
