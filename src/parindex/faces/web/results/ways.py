"""The addresses of one cycle's results, of the issue that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.results.pages import CycleItem
from parindex.faces.web import asking, showing
from parindex.faces.web.showing import Choice, Sheet, Step

SHEET = 150
"""How many units one sheet of a table of results shows: all communes of one city."""


@dataclass(frozen=True, slots=True)
class Way:
    """The cycle and, where an earlier issue is looked at, its number."""

    key: int
    number: int | None = None

    def to(self, name: str, *args: object, **query: str) -> str:
        """The address ``name`` of this cycle and issue."""
        filled = {key: value for key, value in query.items() if value}
        if self.number is not None:
            filled["issue"] = str(self.number)
        bare = reverse(name, args=[self.key, *args])
        return f"{bare}?{urlencode(filled)}" if filled else bare

    def sheet(self, count: int, asked: QueryDict, *kept: str, name: str = "sheet") -> Sheet:
        """The sheet asked for as ``name`` of ``count`` rows; its links keep the fields ``kept``."""
        query = {key: asked.get(key, "")[:200] for key in ("issue", *kept)}
        return showing.sheet(
            count, number=asking.number(asked, name) or 1, query=query, size=SHEET, name=name
        )


def start(asked: QueryDict, name: str = "sheet") -> int:
    """How many rows come before the sheet asked for as ``name``."""
    return max((asking.number(asked, name, most=10**6) or 1) - 1, 0) * SHEET


def steps(cycle: CycleItem, way: Way, *, is_below: bool = True) -> tuple[Step, ...]:
    """The way to a page of one cycle's results."""
    first = Step(_("Kết quả, xếp hạng"), reverse("results"))
    return (
        (first, Step(cycle.name, way.to("result" if cycle.number is not None else "result-standings")))
        if is_below
        else (first,)
    )


def tabs(cycle: CycleItem, way: Way, *, here: str) -> tuple[Choice, ...]:
    """The pages of one cycle's results."""
    has_issue = cycle.number is not None
    drawn = (
        ("result", _("Bảng xếp hạng"), has_issue),
        ("result-heat", _("Đơn vị × lĩnh vực"), has_issue),
        ("result-criterion", _("Theo tiêu chí"), has_issue),
        ("result-stages", _("Qua các bước"), "standings" in cycle.deeds),
        ("result-standings", _("Điểm hiện có"), "standings" in cycle.deeds),
        ("result-freeze", _("Chốt kết quả"), bool({"freeze", "reissue"} & cycle.deeds)),
    )
    return tuple(
        Choice(name, title, is_here=name == here, url=way.to(name))
        for name, title, is_open in drawn
        if is_open
    )
