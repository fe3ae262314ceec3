"""The list of sheets as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from parindex.cycle.assessments import states
from parindex.cycle.assessments.queries import sheetlists
from parindex.cycle.assessments.sheetpages import SheetItem
from parindex.engine.access.actors import Actor
from parindex.faces.web import asking, showing
from parindex.faces.web.cycles import clock
from parindex.faces.web.scoring import chips, figures, pages
from parindex.faces.web.showing import Chip, Sheet


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet of the list."""

    cycle: str
    unit: str
    about: str
    url: str
    is_illustrative: bool
    state: Chip
    stage: str
    left: str
    progress: str
    bar: str
    said: str
    points: str


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The list."""

    rows: tuple[SheetLine, ...]
    sheet: Sheet
    sought: str
    is_single_unit: bool


def sheets(asked: QueryDict, *, by: Actor) -> SheetsPage:
    """The sheets that ``by`` may read and that hold every word sought."""
    sought = asked.get("q", "")[:200]
    number = asking.number(asked, "sheet", most=10**6) or 1
    first = (number - 1) * showing.SHEET
    found = sheetlists.listed(by=by, words=sought, first=first, most=showing.SHEET)
    return SheetsPage(
        rows=tuple(_line(each) for each in found.rows),
        sheet=showing.sheet(found.count, number=number, query={"q": sought}),
        sought=sought,
        is_single_unit=len({each.unit for each in found.rows}) <= 1,
    )


def _line(item: SheetItem) -> SheetLine:
    stage = item.stage
    waits = stage is not None and item.cycle_state == states.OPEN
    return SheetLine(
        cycle=item.cycle_name,
        unit=item.unit_name,
        about=f"{item.group} · {item.framework}",
        url=pages.sheet_url(item.key),
        is_illustrative=item.is_illustrative,
        state=chips.sheet(item.state, item.cycle_state),
        stage=pages.stage_title(stage) if stage and waits else "",
        left=clock.until(stage.closes_at) if stage and waits else "",
        progress=f"{item.answered}/{item.leaves}",
        bar=figures.bar(item.answered, item.leaves),
        said=_("%(answered)s trên %(leaves)s tiêu chí đã chấm")
        % {"answered": item.answered, "leaves": item.leaves},
        points=figures.rounded(item.own_micro, item.display_decimals)
        + " / "
        + figures.points_of(item.own_max_micro, 0),
    )
