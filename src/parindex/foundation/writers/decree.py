"""The layout of official documents: Decree 30/2020/NĐ-CP, Annex I, part I, in millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parindex.foundation.writers.content import Paper

FONT: Final = "Times New Roman"
STAND_IN: Final = "Liberation Serif"

BODY_SIZE: Final = 14
TABLE_SIZE: Final = 12
HEADING_SIZE: Final = 13
NATION_SIZE: Final = 12
RECIPIENTS_SIZE: Final = 11
PAGE_NUMBER_SIZE: Final = 13

FIRST_LINE_MM: Final = 12.7
PARAGRAPH_GAP_PT: Final = 6

# The registry writes the number and the day by hand into this space.
PEN_GAP: Final = "\u00a0" * 8
PEN_DAY_GAP: Final = "\u00a0" * 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One A4 sheet: its sides and margins in millimetres."""

    width: int
    height: int
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 20

    @property
    def measure(self) -> int:
        """The width of the text."""
        return self.width - self.left - self.right


SHEETS: Final = {
    Paper.PORTRAIT: Sheet(210, 297),
    Paper.LANDSCAPE: Sheet(297, 210, left=20, right=20),
}
