"""What is ranked: the score of one unit, and what else its class or its place may depend on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parindex.engine.values.findings import Words

Points = Fraction | Decimal


class Unrankable(Exception):
    """Scores or settings that give no ranking; ``at`` is the index of the one at fault.

    ``first`` is the index of the earlier one it contradicts, where there is one.
    """

    def __init__(self, message: Words, remedy: Words, *, at: int, first: int | None = None) -> None:
        super().__init__(f"{message.en} {remedy.en}")
        self.message = message
        self.remedy = remedy
        self.at = at
        self.first = first


@dataclass(frozen=True, slots=True)
class Part:
    """The points of a unit on the criterion ``path``; None where it does not apply to the unit."""

    path: str
    points: Points | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A named fact about one unit, with the reason it was stated: a criticism, a discipline case."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """One unit's points in its peer group; ``penalty`` is what penalties took, zero or less.

    ``points`` is None where the unit has none: that is refused, never ranked as zero.
    ``parts`` serve tie-breaks and blocking conditions, ``flags`` blocking conditions.
    """

    unit: str
    group: str
    points: Points | None
    penalty: Points = Decimal(0)
    parts: tuple[Part, ...] = ()
    flags: tuple[Flag, ...] = ()

    def part(self, path: str) -> Part | None:
        """The points on ``path``; None where they were not given."""
        return next((part for part in self.parts if part.path == path), None)
