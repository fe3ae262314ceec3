"""The two lists of the appraisal desk: one criterion across all units, and all criteria of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.assessments.queries import worklists
from parindex.cycle.assessments.queries.worklists import SHARED, SHOWN
from parindex.cycle.assessments.turns import IN_TALK, OPEN, Turn
from parindex.cycle.assessments.worklist import CriterionList, CycleHead, FullRow, LeafHead, Tally, UnitList
from parindex.engine.access.actors import Actor
from parindex.engine.values import points
from parindex.faces.web import drawing, showing
from parindex.faces.web.appraisal import inspector as inspectors
from parindex.faces.web.appraisal import words
from parindex.faces.web.appraisal.inspector import NO_ATTEMPT, Attempt, Inspector
from parindex.faces.web.appraisal.ways import CRITERION, SHEET, Way
from parindex.faces.web.drawing import Bar
from parindex.faces.web.showing import Chip, Choice, Figure, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import words as spoken


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    key: int
    id: str
    title: str
    sub: str
    inputs: str
    own: str
    bar: Bar | None
    said: str
    office: str
    difference: str
    tone: str
    evidence: int
    alarms: tuple[Chip, ...]
    chip: Chip
    until: str
    url: str
    fragment: str
    picked: str
    """What the box of the row sends; blank where it may not be accepted with others."""
    is_here: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole page."""

    desk: str
    title: str
    steps: tuple[Step, ...]
    about: str
    cycle: str
    is_illustrative: bool
    before: Step | None
    after: Step | None
    figures: tuple[Figure, ...]
    segments: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    sought: str
    kept: tuple[tuple[str, str], ...]
    first_column: str
    rows: tuple[Row, ...]
    sheet: Sheet
    saved: Saved
    accept_url: str
    """Where selected rows are accepted; blank where nothing may be."""
    accept_all: str
    """Where the rest of a unit's sheet is accepted; blank likewise."""
    waiting: int
    inspector: Inspector | None
    result: str


def of_criterion(
    way: Way, *, attempt: Attempt = NO_ATTEMPT, selected: int | None = None, by: Actor, at: datetime
) -> Desk:
    """One criterion across all units."""
    data = worklists.criterion(way.cycle, way.key, chosen=way.chosen, by=by, at=at)
    rows = _rows(data.rows, way, data.cycle, {way.key: data.leaf}, selected=selected)
    return Desk(
        desk=way.desk,
        title=words.leaf_named(data.leaf),
        steps=_steps(data.cycle, f"{data.leaf.domain} {data.leaf.domain_name}"),
        about=" · ".join((words.span(data.cycle), words.units(data.tally.all))),
        cycle=data.cycle.name,
        is_illustrative=data.cycle.is_illustrative,
        before=_neighbour(data.cycle, data.before, way),
        after=_neighbour(data.cycle, data.after, way),
        figures=_criterion_figures(data, way),
        segments=_segments(data.tally, way),
        orders=_orders(way, pgettext("một", "Đơn vị")),
        sought=way.chosen.words,
        kept=_kept(way),
        first_column=pgettext("một", "Đơn vị"),
        rows=rows,
        sheet=_sheet(data.found, way),
        saved=showing.saved("appraisal-criterion-export", way.query, way.cycle, way.key),
        accept_url=_here("appraisal-accept", way, [way.cycle, way.key]) if data.may_decide else "",
        accept_all="",
        waiting=data.tally.open,
        inspector=_inspector(rows, data.rows, way, attempt, selected=selected, by=by, at=at),
        result="",
    )


def of_unit(
    way: Way, *, attempt: Attempt = NO_ATTEMPT, selected: int | None = None, by: Actor, at: datetime
) -> Desk:
    """All criteria of one unit that the person may see."""
    data = worklists.unit(way.key, chosen=way.chosen, by=by, at=at)
    rows = _rows(data.rows, way, data.cycle, dict(data.leaves), selected=selected)
    return Desk(
        desk=way.desk,
        title=data.sheet.unit_name,
        steps=_steps(data.cycle, data.sheet.group_name),
        about=" · ".join((words.span(data.cycle), words.criteria(data.tally.all))),
        cycle=data.cycle.name,
        is_illustrative=data.cycle.is_illustrative,
        before=None,
        after=None,
        figures=_unit_figures(data, way),
        segments=_segments(data.tally, way),
        orders=_orders(way, pgettext("một", "Tiêu chí")),
        sought=way.chosen.words,
        kept=_kept(way),
        first_column=pgettext("một", "Tiêu chí"),
        rows=rows,
        sheet=_sheet(data.found, way),
        saved=showing.saved("appraisal-unit-export", way.query, way.key),
        accept_url="",
        accept_all=_here("appraisal-accept-all", way, [way.key]) if data.to_decide else "",
        waiting=data.to_decide,
        inspector=_inspector(rows, data.rows, way, attempt, selected=selected, by=by, at=at),
        result="",
    )


def _rows(
    found: Sequence[FullRow],
    way: Way,
    head: CycleHead,
    leaves: dict[int, LeafHead],
    *,
    selected: int | None,
) -> tuple[Row, ...]:
    here, later = _selected(found, way, selected), _followings(found, way)
    return tuple(
        _row(each, way, head, leaves[each.row.leaf], here=here, following=later[_key(each, way)])
        for each in found
    )


def _selected(found: Sequence[FullRow], way: Way, selected: int | None) -> int | None:
    """The row asked for, else the first to decide, else the first."""
    if selected is not None:
        return selected
    waiting = [each for each in found if each.row.turn in OPEN and each.row.may_decide]
    return next((_key(each, way) for each in (*waiting, *found)), None)


def _key(each: FullRow, way: Way) -> int:
    return each.row.sheet.key if way.desk == CRITERION else each.row.leaf


def _row(
    each: FullRow, way: Way, head: CycleHead, leaf: LeafHead, *, here: int | None, following: str
) -> Row:
    row, key = each.row, _key(each, way)
    is_criterion = way.desk == CRITERION
    own, most = row.own_micro, points.from_micro(leaf.max_micro)
    less = row.difference or 0
    may_pick = is_criterion and row.may_decide and row.turn in OPEN
    return Row(
        key=key,
        id=f"row-{key}",
        title=row.sheet.unit_name if is_criterion else words.leaf_named(leaf),
        sub=row.sheet.group_name if is_criterion else "",
        inputs=spoken(each.inputs) if each.claim else "–",
        own=words.micro(own, head),
        bar=drawing.bar(most=most, result=None if own is None else points.from_micro(own), goal=None),
        said=_("%(points)s trên %(most)s")
        % {"points": words.micro(own, head), "most": words.micro(leaf.max_micro, head)},
        office=words.micro(row.office_micro, head),
        difference=words.difference(row.difference, head),
        tone="down" if less < 0 else "up" if less > 0 else "",
        evidence=each.evidence,
        alarms=words.alarms(each.alarm),
        chip=words.turn(row.turn, is_overdue=each.is_overdue),
        until=words.until(each.until) if each.until else "",
        url=way.selected(key),
        fragment=way.cell("appraisal-cell", key, next=following),
        picked=f"{row.sheet.key}:{row.number}:{each.claim}" if may_pick else "",
        is_here=key == here,
    )


def _inspector(
    rows: Sequence[Row],
    found: Sequence[FullRow],
    way: Way,
    attempt: Attempt,
    *,
    selected: int | None,
    by: Actor,
    at: datetime,
) -> Inspector | None:
    here = _selected(found, way, selected)
    if here is None:
        return None
    later = _followings(found, way).get(here, "")
    return inspectors.inspector(way, here, following=later, attempt=attempt, by=by, at=at)


def _followings(found: Sequence[FullRow], way: Way) -> dict[int, str]:
    """After each row the next one to decide, from the beginning again at the end; blank for none."""
    waiting = [str(_key(each, way)) for each in found if each.row.turn in OPEN and each.row.may_decide]
    later: dict[int, str] = {}
    following = waiting[0] if waiting else ""
    for each in reversed(found):
        own = str(_key(each, way))
        later[_key(each, way)] = following if following != own else ""
        if own in waiting:
            following = own
    return later


def _criterion_figures(data: CriterionList, way: Way) -> tuple[Figure, ...]:
    mean = words.mean(data.difference_micro, data.compared, data.cycle)
    shared = (
        Figure(
            _("Dùng chung một tệp"),
            str(data.shared_files),
            note=_("tệp do nhiều đơn vị cùng nộp; xem các đơn vị này"),
            tone="down",
            url=way.page(show="" if way.shown == SHARED else SHARED, sheet=""),
            is_here=way.shown == SHARED,
        )
        if data.shared_files
        else Figure(_("Dùng chung một tệp"), "0", note=_("không có tệp nào của nhiều đơn vị"))
    )
    return (
        *_tally_figures(data.tally, way),
        Figure(_("Chênh lệch bình quân"), mean, note=_("thẩm định so với tự chấm")),
        shared,
    )


def _unit_figures(data: UnitList, way: Way) -> tuple[Figure, ...]:
    own = sum(each.row.own_micro or 0 for each in data.rows)
    given = sum(
        (each.row.office_micro if each.row.office_micro is not None else each.row.own_micro) or 0
        for each in data.rows
    )
    return (
        *_tally_figures(data.tally, way),
        Figure(_("Tự chấm"), words.micro(own, data.cycle), note=_("các tiêu chí đang xem")),
        Figure(
            _("Sau thẩm định"),
            words.micro(given, data.cycle),
            note=words.difference(given - own, data.cycle) or _("bằng tự chấm"),
            tone="down" if given < own else "",
        ),
    )


def _tally_figures(tally: Tally, way: Way) -> tuple[Figure, ...]:
    answered = tally.of(Turn.ANSWERED)
    note = _("%(n)s đã trả lời, chờ bạn xem") % {"n": answered} if answered else ""
    absent = tally.of(Turn.ABSENT)
    return (
        Figure(
            _("Đã thẩm định"),
            str(tally.decided),
            unit=f"/ {tally.all}",
            note=words.absent(absent) if absent and way.desk == CRITERION else "",
        ),
        Figure(_("Giải trình, trả lại"), str(tally.of(*IN_TALK)), note=note),
    )


def _segments(tally: Tally, way: Way) -> tuple[Choice, ...]:
    titles = {
        "open": _("Chờ"),
        "talk": _("Giải trình"),
        "done": _("Đã xong"),
        "all": _("Tất cả"),
    }
    counts = {key: tally.of(*SHOWN[key]) for key in titles}
    return tuple(
        Choice(
            key,
            f"{title} ({counts[key]})",
            is_here=key == way.shown,
            url=way.page(show="" if key == "all" else key, sheet=""),
        )
        for key, title in titles.items()
    )


def _orders(way: Way, first: str) -> tuple[Choice, ...]:
    pairs = (
        ("", _("Theo thứ tự danh mục")),
        ("turn", _("Việc phải làm trước")),
        ("less", _("Giảm điểm nhiều trước")),
        ("points", _("Tự chấm thấp trước")),
        ("changed", _("Vừa thẩm định trước")),
    )
    return showing.choices(pairs, chosen=way.chosen.order) if first else ()


def _kept(way: Way) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in way.query.items() if name == "show")


def _sheet(found: int, way: Way) -> Sheet:
    if found and way.chosen.first >= found:
        raise Http404
    query = {name: value for name, value in way.query.items() if name != "sheet"}
    return showing.sheet(found, number=way.number, query=query, size=SHEET)


def _steps(head: CycleHead, last: str) -> tuple[Step, ...]:
    home = reverse("appraisal")
    return (
        Step(_("Thẩm định"), home),
        Step(head.name, f"{home}?cycle={head.key}"),
        Step(last, f"{home}?cycle={head.key}"),
    )


def _neighbour(head: CycleHead, leaf: LeafHead | None, way: Way) -> Step | None:
    if leaf is None:
        return None
    other = Way(CRITERION, head.key, leaf.key, way.asked)
    return Step(words.leaf_code(leaf), other.page(sheet="", q=""))


def _here(name: str, way: Way, args: list[int]) -> str:
    url = reverse(name, args=args)
    return f"{url}?{page.partition('?')[2]}" if (page := way.page()) and "?" in page else url
