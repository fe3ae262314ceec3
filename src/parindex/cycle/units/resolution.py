"""Resolution: what one printed item of a lead or partner cell names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an item names; ``candidates`` are names a person may have meant, ``unknown`` what was not read."""

    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
