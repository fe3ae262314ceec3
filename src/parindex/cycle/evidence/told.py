"""What a file tells of itself: the head of the document, its pages, and its beginning as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a table as rows of cells."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """The beginning of a document as text; ``is_cut`` where more follows."""

    parts: tuple[Part, ...] = ()
    is_cut: bool = False

    def as_json(self) -> list[dict[str, Any]]:
        """The parts as they are stored."""
        return [{"text": part.text, "rows": [list(row) for row in part.rows]} for part in self.parts]


@dataclass(frozen=True, slots=True)
class Told:
    """Number, day, issuer and title as far as they were found; blank is not found."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    pages: int | None = None
    extract: Extract | None = None
    is_whole: bool = True
    """Whether nothing more could be found with more time."""
