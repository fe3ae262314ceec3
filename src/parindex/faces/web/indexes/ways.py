"""The addresses of one index of one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from django.urls import reverse

from parindex.engine.values.vietnamese import fold


def slug(index: str) -> str:
    """An index in an address: PAR INDEX is par-index.

    A name that is no plain abbreviation is marked with a digest: two names never share an address.
    """
    words = re.findall(r"[a-z0-9]+", fold(index))
    if " ".join(words).upper() == index:
        return "-".join(words)
    return "-".join([*words, sha256(index.encode()).hexdigest()[:8]])


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

    def coverage(self, **query: str) -> str:
        """The page of lost points, tasks and forecasts."""
        return reverse("index-coverage", args=[self.unit, slug(self.index), self.level]) + _query(query)

    def figure(self, place: str, **query: str) -> str:
        """The form of figures set by hand: place is total, rank, group or criteria/PATH."""
        return reverse("index-figure", args=[self.unit, slug(self.index), self.level, place]) + _query(query)

    def export(self, kind: str, **query: str) -> str:
        """The list shown as a file."""
        return reverse("index-export", args=[self.unit, slug(self.index), self.level, kind]) + _query(query)


def _query(query: dict[str, str]) -> str:
    filled = {name: value for name, value in query.items() if value}
    return "?" + urlencode(filled) if filled else ""
