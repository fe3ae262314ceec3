"""The addresses of one document, and the anchors of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of one document."""

    key: int

    def desk(self, **query: str) -> str:
        """The desk at a table and a row."""
        return _with(reverse("document", args=[self.key]), query)

    def source(self, **query: str) -> str:
        """The source pane alone."""
        return _with(reverse("document-source", args=[self.key]), query)

    def table(self, table: str) -> str:
        """The form of what a table says of itself."""
        return reverse("document-table", args=[self.key, table])

    def row(self, table: str, position: int | None) -> str:
        """The form of a row, or of the total."""
        if position is None:
            return reverse("document-total", args=[self.key, table])
        return reverse("document-row", args=[self.key, table, position])


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def row_id(table: str, position: str) -> str:
    """The anchor of a row in the page."""
    return f"row-{table}-{position}"
