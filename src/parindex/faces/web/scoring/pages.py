"""What the desk shows: head, stages, progress, rows, the inspector."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.gates import Lock
from parindex.cycle.assessments.sheetpages import Row, SheetPage, StageItem
from parindex.engine.access.actors import Actor, Place
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Severity
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.scoring import chips, figures
from parindex.faces.web.showing import Chip, Choice, Step
from parindex.faces.web.templatetags.words import moment, words

TODO, MINE = "todo", "mine"


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the strip."""

    title: str
    about: str
    turn: str


@dataclass(frozen=True, slots=True)
class LockLine:
    """Why something is closed, since when, and who can open it."""

    why: str
    since: str
    remedy: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the tree."""

    key: int
    path: str
    code: str
    name: str
    depth: int
    is_leaf: bool
    is_own: bool
    url: str
    max: str
    own: str
    max_micro: int
    own_micro: int | None
    out_micro: int
    bar: str
    said: str
    chip: Chip | None
    duty: str
    is_mine: bool
    is_open: bool
    is_hidden: bool
    is_here: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The whole desk but for the inspector."""

    key: int
    title: str
    unit: str
    steps: tuple[Step, ...]
    state: Chip
    stages: tuple[StageLine, ...]
    rows: tuple[RowLine, ...]
    progress: str
    own: str
    own_max: str
    answered: int
    leaves: int
    open: int
    stopping: int
    shows: tuple[Choice, ...]
    sought: str
    show: str
    lock: LockLine | None
    places: int
    url: str
    urls: DeskUrls
    may_score: bool
    may_lay: bool
    may_approve: bool
    is_illustrative: bool
    submitted: str


@dataclass(frozen=True, slots=True)
class DeskUrls:
    """Where the deeds of a sheet are."""

    submit: str
    lay: str
    hand_back: str
    print: str
    workbook: str
    load: str
    past: str


def sheet_url(key: int, **query: str) -> str:
    """The desk of a sheet."""
    address = reverse("sheet", args=[key])
    kept = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(kept)}" if kept else address


def leaf_url(key: int, criterion: int) -> str:
    """One leaf of a sheet on the desk."""
    return reverse("sheet-leaf", args=[key, criterion])


def desk(
    sheet: SheetPage, place: Place, *, here: int | None, show: str, sought: str, by: Actor, part: bool
) -> DeskPage:
    """The desk of ``sheet`` at the leaf ``here``; ``part`` is whether the reader sees a part of it only."""
    own = sheet.own
    stopping = sum(1 for row in own for each in row.findings if each.severity is Severity.ERROR)
    lines = tuple(_row(sheet, row, here=here) for row in sheet.rows)
    kept = _kept(sheet, show=show, sought=sought)
    is_open = sheet.lock is None
    return DeskPage(
        key=sheet.key,
        title=sheet.cycle_name,
        unit=sheet.unit_name,
        steps=(Step(_("Tự chấm điểm"), reverse("scoring")),),
        state=chips.sheet(sheet.state, sheet.cycle_state),
        stages=tuple(_stage(each, sheet.now) for each in sheet.stages),
        rows=tuple(_hidden(line, kept) for line in lines),
        progress=_("%(answered)s/%(leaves)s tiêu chí đã chấm")
        % {"answered": sheet.answered, "leaves": len(own)},
        own=figures.rounded(sheet.own_micro, sheet.display_decimals),
        own_max=figures.rounded(sheet.own_max_micro, 0)
        if sheet.own_max_micro % 1_000_000 == 0
        else figures.rounded(sheet.own_max_micro, sheet.display_decimals),
        answered=sheet.answered,
        leaves=len(own),
        open=sum(1 for row in own if row.is_open),
        stopping=stopping,
        shows=_shows(sheet, show=show),
        sought=sought,
        show=show,
        lock=lock_line(sheet.lock),
        places=sheet.display_decimals,
        url=sheet_url(sheet.key),
        urls=urls(sheet.key),
        may_score=is_open and not part and by.can(Permission.ASSESSMENT_SCORE, at=place),
        may_lay=is_open and not part and by.can(Permission.ASSESSMENT_SCORE, at=place),
        may_approve=sheet.state != states.SUBMITTED
        and sheet.cycle_state == states.OPEN
        and by.can(Permission.ASSESSMENT_APPROVE, at=place),
        is_illustrative=sheet.is_illustrative,
        submitted=submitted_words(sheet),
    )


def urls(key: int) -> DeskUrls:
    """Where the deeds of the sheet are."""
    return DeskUrls(
        submit=reverse("sheet-submit", args=[key]),
        lay=reverse("sheet-lay", args=[key]),
        hand_back=reverse("sheet-hand-back", args=[key]),
        print=reverse("sheet-print", args=[key]),
        workbook=reverse("sheet-workbook", args=[key]),
        load=reverse("sheet-load", args=[key]),
        past=reverse("sheet-past", args=[key]),
    )


def lock_line(lock: Lock | None) -> LockLine | None:
    """A lock in the reader's words."""
    if lock is None:
        return None
    from_when = lock.moment
    return LockLine(
        why=words(lock.why),
        since=_("Mốc thời gian: %(at)s.") % {"at": moment(from_when)} if from_when else "",
        remedy=words(lock.remedy),
    )


def stage_title(stage: StageItem) -> str:
    """The title of a stage in the reader's language."""
    return words(stage.title)


def _stage(stage: StageItem, now: datetime) -> StageLine:
    last = figures.near_day(figures.last_day(stage.closes_at), now)
    if stage.turn == "now":
        extended = " · " + _("được gia hạn") if stage.is_extended else ""
        about = f"{figures.left(stage, now)} · {_('đến %(day)s') % {'day': _until(stage, now)}}{extended}"
    else:
        about = f"{figures.near_day(stage.opens_at, now)} – {last}"
    return StageLine(stage_title(stage), about, {"now": "now", "past": "done", "coming": ""}[stage.turn])


def _until(stage: StageItem, now: datetime) -> str:
    """The deadline: the day, and the hour when it is near."""
    near = (stage.closes_at - now).days < 1
    return moment(stage.closes_at) if near else figures.near_day(figures.last_day(stage.closes_at), now)


def _row(sheet: SheetPage, row: Row, *, here: int | None) -> RowLine:
    counted = row.own_micro if row.own_micro is not None or row.is_own else row.standing_micro
    most = row.max_micro - row.out_micro
    places = sheet.display_decimals
    return RowLine(
        key=row.criterion,
        path=row.path,
        code=row.code,
        name=row.name,
        depth=min(row.depth, 5),
        is_leaf=row.is_leaf,
        is_own=row.is_own,
        url=leaf_url(sheet.key, row.criterion) if row.is_leaf else "",
        max=figures.rounded(row.max_micro, places),
        own=figures.rounded(counted, places),
        max_micro=row.max_micro,
        own_micro=counted,
        out_micro=row.out_micro,
        bar=figures.bar(counted, most),
        said=_("%(points)s trên %(max)s điểm")
        % {"points": figures.points_of(counted, places), "max": figures.points_of(most, places)},
        chip=chips.of(row),
        duty=row.duty,
        is_mine=row.is_mine,
        is_open=row.is_open,
        is_hidden=False,
        is_here=row.criterion == here,
        is_answered=row.is_own and row.state not in ("", states.UNANSWERED),
    )


def _hidden(line: RowLine, kept: frozenset[str] | None) -> RowLine:
    if kept is None or line.path in kept:
        return line
    return replace(line, is_hidden=True)


def _kept(sheet: SheetPage, *, show: str, sought: str) -> frozenset[str] | None:
    """The paths that the filter leaves, with the way to each; None for all."""
    wanted = fold(sought).split()
    if show not in (TODO, MINE) and not wanted:
        return None
    kept: set[str] = set()
    for row in sheet.rows:
        is_wanted = row.is_leaf and {TODO: row.is_open, MINE: row.is_mine}.get(show, True)
        if is_wanted and all(word in fold(f"{row.path} {row.name}") for word in wanted):
            parts = row.path.split("/")
            kept.update("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return frozenset(kept)


def _shows(sheet: SheetPage, *, show: str) -> tuple[Choice, ...]:
    open_rows = sum(1 for row in sheet.own if row.is_open)
    mine = sum(1 for row in sheet.rows if row.is_mine and row.is_leaf)
    given = any(row.duty for row in sheet.rows)
    found = [
        Choice("", _("Tất cả"), is_here=show not in (TODO, MINE), url=sheet_url(sheet.key)),
        Choice(
            TODO, f"{_('Cần làm')} ({open_rows})", is_here=show == TODO, url=sheet_url(sheet.key, show=TODO)
        ),
    ]
    if given:
        # words within an f-string are not collected for translation
        own = _("Của tôi (%(n)s)") % {"n": mine}
        found.append(Choice(MINE, own, is_here=show == MINE, url=sheet_url(sheet.key, show=MINE)))
    return tuple(found)


def submitted_words(sheet: SheetPage) -> str:
    """Who submitted and when; blank before."""
    if sheet.submitted_at is None or sheet.state != states.SUBMITTED:
        return ""
    return _("%(by)s duyệt và nộp lúc %(at)s.") % {"by": sheet.approved_by, "at": moment(sheet.submitted_at)}


def unanswered_words(count: int) -> str:
    """How many leaves are unanswered."""
    return ngettext("%(n)s tiêu chí chưa nhập", "%(n)s tiêu chí chưa nhập", count) % {"n": count}
