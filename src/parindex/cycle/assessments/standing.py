"""Which stage of a leaf stands, and what the appraisers last said of it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.gates import Window


class Standing(Protocol):
    """What a cell shows of itself here."""

    @property
    def points_micro(self) -> int | None:
        """Its points; None where the stage gave none."""

    @property
    def decision(self) -> str:
        """What the appraisers said."""


def stage(windows: tuple[Window, ...], cells: Mapping[int, Standing]) -> int | None:
    """The latest stage that counts and has points; None while no stage has."""
    for window in reversed(windows):
        cell = cells.get(window.stage)
        if window.act in kinds.COUNTING and cell is not None and cell.points_micro is not None:
            return window.stage
    return None


def decision(windows: tuple[Window, ...], cells: Mapping[int, Standing]) -> str:
    """The last word of the appraisers on the leaf; blank while there is none."""
    for window in reversed(windows):
        cell = cells.get(window.stage)
        if window.act == kinds.APPRAISE and cell is not None and cell.decision:
            return cell.decision
    return ""
