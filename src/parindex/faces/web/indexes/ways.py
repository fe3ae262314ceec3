"""The addresses of one index of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


def slug(index: str) -> str:
    """An index in an address: PAR INDEX is par-index."""
    return "-".join(index.lower().split())


@dataclass(frozen=True, slots=True)
class Index:
    """One index of one unit; ``level`` tells apart frameworks for provinces, departments, communes."""

    unit: int
    index: str
    level: str

    def page(self, **query: str) -> str:
        """The page of the index."""
        return reverse("index", args=[self.unit, slug(self.index), self.level]) + _query(query)

    def criterion(self, path: str, **query: str) -> str:
        """The page of one criterion."""
        return reverse("criterion", args=[self.unit, slug(self.index), self.level, path]) + _query(query)

    def export(self, kind: str, **query: str) -> str:
        """The list shown as a file."""
        return reverse("index-export", args=[self.unit, slug(self.index), self.level, kind]) + _query(query)


def _query(query: dict[str, str]) -> str:
    filled = {name: value for name, value in query.items() if value}
    return "?" + urlencode(filled) if filled else ""
