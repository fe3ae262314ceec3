"""What the pages of case files show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.cases import states
from parindex.cycle.measures.pages import MeasureItem
from parindex.engine.values.findings import Finding, Severity
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet, Step, choices, saved
from parindex.faces.web.templatetags.words import day, moment, words

KINDS = (".csv", ".txt", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the list."""

    title: str
    url: str
    period: str
    state: Chip
    cases: int
    open: int
    owner: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Cases:
    """The list."""

    rows: tuple[Line, ...]
    sheet: Sheet
    states: tuple[Choice, ...]
    is_filtered: bool
    saved: Saved


@dataclass(frozen=True, slots=True)
class Send:
    """The page to send a file on."""

    steps: tuple[Step, ...]
    limit: int
    limit_said: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it is shown."""

    tone: str
    sign: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Month:
    """What the province did in a month: whole numbers, shares as part and whole."""

    title: str
    received: int
    online: str
    paid: str
    finished: int
    on_time: str
    overdue: int


@dataclass(frozen=True, slots=True)
class Link:
    """A measure that the file made."""

    title: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One file."""

    line: Line
    steps: tuple[Step, ...]
    is_reading: bool
    is_failed: bool
    percent: int
    said: str
    progress_url: str
    original: str
    readings: str
    found: tuple[Told, ...]
    months: tuple[Month, ...]
    measures: tuple[Link, ...]
    saved: Saved
    again_url: str
    aside_url: str


def steps() -> tuple[Step, ...]:
    """The way to any page of case files."""
    return (Step(_("Tệp hồ sơ"), reverse("cases")),)


def send() -> Send:
    """The page to send a file on."""
    limit = settings.UPLOAD_LIMIT
    return Send(steps(), limit, f"{limit // 1_000_000} MB", ",".join(KINDS))


def state_words() -> dict[str, Chip]:
    """Each state as a chip."""
    return {
        states.READING: Chip(_("Đang đọc"), "info"),
        states.LOADED: Chip(_("Đã nạp"), "good"),
        states.FAILED: Chip(_("Không nạp được"), "bad"),
        states.SET_ASIDE: Chip(_("Đã gác lại"), ""),
    }


def line(batch: Any) -> Line:
    """One file of the list."""
    chip = state_words()[batch.state]
    if batch.is_superseded:
        chip = Chip(_("Đã có tệp thay"), "")
    return Line(
        title=batch.name,
        url=reverse("case-file", args=[batch.pk]),
        period=f"{day(batch.since)} – {day(batch.until - timedelta(days=1))}",
        state=chip,
        cases=batch.cases,
        open=batch.open_findings,
        owner=batch.owner.name,
        at=batch.uploaded_at,
        by=batch.uploaded_by_name,
    )


def cases(rows: Sequence[Any], asked: QueryDict, *, sheet: Sheet) -> Cases:
    """The list as the address asks for it."""
    state = asked.get("state", "")
    offered = (("", _("Mọi trạng thái")), *((key, chip.text) for key, chip in state_words().items()))
    return Cases(
        rows=tuple(line(each) for each in rows),
        sheet=sheet,
        states=choices(offered, chosen=state),
        is_filtered=bool(state),
        saved=saved("cases-export", {"state": state}),
    )


def batch(each: Any, found: Sequence[Finding], measures: Sequence[MeasureItem], progress: Any) -> Batch:
    """One file with what was found in it and what it made."""
    key = [each.pk]
    return Batch(
        line=line(each),
        steps=steps(),
        is_reading=each.state == states.READING,
        is_failed=each.state == states.FAILED,
        percent=progress.percent if progress else 0,
        said=_said(progress),
        progress_url=reverse("case-progress", args=key),
        original=reverse("case-original", args=key),
        readings=ngettext("%(n)s số liệu mới", "%(n)s số liệu mới", each.readings) % {"n": each.readings},
        found=tuple(_told(one) for one in found),
        months=tuple(_month(row) for row in each.months),
        measures=tuple(Link(one.name, reverse("measure", args=[one.key]), one.code) for one in measures),
        saved=saved("case-export", {}, each.pk),
        again_url=reverse("case-read-again", args=key) if states.READING in states.STEPS[each.state] else "",
        aside_url=reverse("case-set-aside", args=key) if states.SET_ASIDE in states.STEPS[each.state] else "",
    )


def _said(progress: Any) -> str:
    if progress is None or progress.state == "queued":
        return _("Đang chờ đến lượt.")
    return _("Đang kiểm tra từng hồ sơ.") if not progress.done else _("Đang đếm và ghi số liệu.")


def _told(finding: Finding) -> Told:
    tone, sign = {Severity.ERROR: ("error", "×"), Severity.WARNING: ("warning", "!")}.get(
        finding.severity, ("info", "i")
    )
    return Told(tone, sign, words(finding.message), words(finding.remedy))


def _month(row: dict[str, Any]) -> Month:
    month = date.fromisoformat(row["month"])
    return Month(
        title=f"{month.month}/{month.year}",
        received=row["received"],
        online=f"{row['online']}/{row['received']}",
        paid=f"{row['paid']}/{row['received']}",
        finished=row["finished"],
        on_time=f"{row['on_time']}/{row['timed']}",
        overdue=row["overdue"],
    )


def cases_export(rows: Sequence[Any]) -> Export:
    """The whole list as it is limited."""
    return Export(
        name="tep-ho-so",
        title=_("Tệp hồ sơ"),
        columns=(
            Column(_("Tệp"), 40),
            Column(_("Kỳ"), 26),
            Column(_("Trạng thái"), 18),
            Column(_("Số hồ sơ"), 12),
            Column(_("Cần xem"), 10),
            Column(_("Gửi lúc"), 18),
            Column(_("Người gửi"), 24),
        ),
        rows=[
            (each.title, each.period, each.state.text, each.cases, each.open, moment(each.at), each.by)
            for each in map(line, rows)
        ],
    )


def found_export(each: Any, found: Sequence[Finding]) -> Export:
    """What was found in a file, row by row: to be handed to whoever corrects it."""
    return Export(
        name=f"ket-qua-doc-tep-{each.pk}",
        title=_("Kết quả đọc tệp %(name)s") % {"name": each.name},
        columns=(
            Column(_("Dòng"), 8),
            Column(_("Cột"), 20),
            Column(_("Vấn đề"), 70),
            Column(_("Cách sửa"), 70),
        ),
        rows=[(one.row, one.column or "", words(one.message), words(one.remedy)) for one in found],
    )
