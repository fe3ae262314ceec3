"""Addresses of the appraisal desk, with what a person narrowed the list to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from parindex.cycle.assessments.queries.worklists import SHARED, SHOWN, Chosen
from parindex.faces.web import asking

SHEET = 150
CRITERION, UNIT = "criterion", "unit"
_KEPT = ("show", "q", "sort", "sheet")


@dataclass(frozen=True, slots=True)
class Way:
    """One list: a criterion of a cycle across units, or the leaves of one unit."""

    desk: str
    cycle: int
    key: int
    """The id of the criterion, or of the assessment."""
    asked: QueryDict

    @property
    def chosen(self) -> Chosen:
        """What the list is narrowed to."""
        return Chosen(
            shown=self.shown,
            words=self.asked.get("q", "")[:200],
            order=self.asked.get("sort", "")[:20],
            first=(self.number - 1) * SHEET,
            most=SHEET,
        )

    @property
    def whole(self) -> Chosen:
        """The same without being cut into sheets: what is saved as a file."""
        return replace(self.chosen, first=0, most=None)

    @property
    def shown(self) -> str:
        """Which segment is shown."""
        wanted = self.asked.get("show", "")
        return wanted if wanted in (*SHOWN, SHARED) else "all"

    @property
    def number(self) -> int:
        """Which sheet of a long list."""
        return max(asking.number(self.asked, "sheet", most=10**6) or 1, 1)

    @property
    def query(self) -> dict[str, str]:
        """The fields of the address that stay."""
        return {name: self.asked.get(name, "")[:200] for name in _KEPT if self.asked.get(name)}

    def page(self, **changed: str) -> str:
        """The list itself, with some fields changed; blank ones are left out."""
        if self.desk == CRITERION:
            return _with(reverse("appraisal-criterion", args=[self.cycle, self.key]), self.query | changed)
        return _with(reverse("appraisal-unit", args=[self.key]), self.query | changed)

    def selected(self, other: int) -> str:
        """The list with one row selected: a unit, or a leaf."""
        return self.page(**{"unit" if self.desk == CRITERION else "leaf": str(other)})

    def cell(self, name: str, other: int, **more: str) -> str:
        """An address of the cell where this list and row ``other`` meet, which comes back to this list."""
        pair = (other, self.key) if self.desk == CRITERION else (self.key, other)
        return _with(reverse(name, args=pair), self.query | {"desk": self.desk} | more)


def of_cell(assessment: int, leaf: int, *, cycle: int, asked: QueryDict) -> Way:
    """The list that a deed on a cell came from."""
    if asked.get("desk") == UNIT:
        return Way(UNIT, cycle, assessment, asked)
    return Way(CRITERION, cycle, leaf, asked)


def _with(url: str, query: dict[str, str]) -> str:
    filled = {name: value for name, value in query.items() if value}
    return f"{url}?{urlencode(filled)}" if filled else url
