"""Chances: draws that depend on their seed and their key alone, never on what was drawn before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Drawn = TypeVar("Drawn")

_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Chance:
    """One place to draw from: a seed and the names below it. The same place always draws the same."""

    key: str

    def of(self, *names: str) -> Chance:
        """The place below this one that ``names`` name."""
        return Chance("\x1f".join((self.key, *names)))

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included; ``low`` where ``high`` lies below it."""
        return low + self._drawn() % (max(high, low) - low + 1)

    def share(self) -> Fraction:
        """A number from 0 up to 1, in millionths."""
        return Fraction(self._drawn() % _STEPS, _STEPS)

    def between(self, low: Fraction, high: Fraction) -> Fraction:
        """A number from ``low`` up to ``high``."""
        return low + self.share() * (high - low)

    def pick(self, among: Sequence[Drawn]) -> Drawn:
        """One of ``among``."""
        return among[self._drawn() % len(among)]

    def happens(self, *, percent: int) -> bool:
        """Whether something that befalls ``percent`` of a hundred befalls here."""
        return self._drawn() % 100 < percent

    def _drawn(self) -> int:
        return int.from_bytes(hashlib.sha256(self.key.encode()).digest()[:8], "big")
