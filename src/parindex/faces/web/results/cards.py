"""What the scorecard of a unit shows: where points are missing, why, and what regains them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parindex.cycle.results.pages import CardRow, ScorecardPage
from parindex.engine.scoring.specs import Source
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.results import ways
from parindex.faces.web.results import words as said
from parindex.faces.web.results.ways import Way
from parindex.faces.web.showing import Chip, Choice, Figure, Step
from parindex.faces.web.templatetags.words import words

FILES = ("docx", "pdf", "xlsx")
MOST_MISSING = 15
MOST_OPEN = 5


@dataclass(frozen=True, slots=True)
class Missing:
    """One leaf that lost points."""

    path: str
    anchor: str
    name: str
    lost: str
    earned: str
    why: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the tree."""

    path: str
    anchor: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    has_children: bool
    earned: str
    most: str
    lost: str
    bar: Bar | None
    said: str
    note: str
    why: tuple[str, ...]
    stages: tuple[tuple[str, str], ...]
    """The name of each stage and its points."""
    is_changed: bool
    """Whether the stages gave different points."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    cycle: str
    steps: tuple[Step, ...]
    tabs: tuple[Choice, ...]
    state: Chip
    is_illustrative: bool
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    missing: tuple[Missing, ...]
    folded: tuple[Missing, ...]
    """What was lost after the first few, shown when asked for."""
    more: int
    stages: tuple[str, ...]
    rows: tuple[Row, ...]
    files: tuple[tuple[str, str], ...]


def page(data: ScorecardPage, *, number: int | None) -> Page:
    """The scorecard of one unit."""
    way = Way(data.cycle.key, number)
    missing = tuple(_missing(each, way) for each in data.missing[:MOST_MISSING])
    stages = tuple(words(each.title) for each in data.stages)
    parents = {each.path.rpartition("/")[0] for each in data.rows}
    return Page(
        title=data.row.unit_name,
        cycle=data.cycle.name,
        steps=ways.steps(data.cycle, way),
        tabs=ways.tabs(data.cycle, way, here="result-card"),
        state=said.state(data.cycle),
        is_illustrative=data.cycle.is_illustrative,
        figures=_figures(data),
        notes=said.notes(data.row),
        missing=missing[:MOST_OPEN],
        folded=missing[MOST_OPEN:],
        more=max(len(data.missing) - MOST_MISSING, 0),
        stages=stages,
        rows=tuple(_row(each, stages, has_children=each.path in parents) for each in data.rows),
        files=tuple((kind, way.to("result-card-export", data.row.unit, kind)) for kind in FILES),
    )


def _figures(data: ScorecardPage) -> tuple[Figure, ...]:
    row = data.row
    lost = row.amount.max - row.amount.points
    found = [
        Figure(_("Điểm"), said.shown(row.score), unit=f"/ {said.exact(row.amount.max)}"),
        Figure(
            _("Xếp hạng"),
            said.rank(row),
            note=_("trong %(count)s đơn vị nhóm %(group)s") % {"count": data.units, "group": row.group},
        ),
        Figure(_("Điểm mất"), said.exact(lost), tone="warn" if lost else ""),
    ]
    if row.class_name:
        found.append(Figure(_("Xếp loại"), row.class_name))
    return tuple(found)


def _missing(row: CardRow, way: Way) -> Missing:
    return Missing(
        path=row.path,
        anchor=_anchor(row.path),
        name=row.name,
        lost=said.exact(row.lost),
        earned=f"{said.exact(row.amount.points)} / {said.exact(row.amount.max)}",
        why=tuple(words(each) for each in row.why),
        url=way.to("result-criterion", path=row.path),
    )


def _row(row: CardRow, stages: tuple[str, ...], *, has_children: bool) -> Row:
    earned, most = said.exact(row.amount.points), said.exact(row.amount.max)
    return Row(
        path=row.path,
        anchor=_anchor(row.path),
        code=row.code,
        name=row.name,
        depth=row.depth + 1,
        is_leaf=row.is_leaf,
        has_children=has_children,
        earned="–" if row.state == "not_applicable" else earned,
        most=most,
        lost=said.exact(row.lost) if row.lost else "",
        bar=drawing.bar(most=row.amount.max, result=row.amount.points, goal=None),
        said=_("đạt %(earned)s trên %(most)s") % {"earned": earned, "most": most},
        note=_note(row),
        why=tuple(words(each) for each in row.why),
        stages=tuple(zip(stages, (said.exact(each) for each in row.stages), strict=True)),
        is_changed=len({each for each in row.stages if each is not None}) > 1,
    )


def _note(row: CardRow) -> str:
    if row.state == "not_applicable":
        return _("không áp dụng")
    if row.state == "unanswered":
        return _("không có số liệu")
    sources = {
        Source.SURVEY.value: _("khảo sát"),
        Source.IMPORTED.value: _("số liệu lấy về"),
        Source.COUNCIL.value: _("hội đồng"),
        Source.BONUS.value: _("điểm thưởng"),
        Source.PENALTY.value: _("điểm trừ"),
    }
    return sources.get(row.source, "")


def _anchor(path: str) -> str:
    return "c-" + path.replace("/", "-").replace(".", "_")
