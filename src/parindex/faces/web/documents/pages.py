"""What the list of documents and the pages around a document show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web import showing
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import day, size

KINDS = (".docx", ".xlsx", ".pdf", ".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the list."""

    title: str
    about: str
    state: Chip
    open: int
    owner: str
    by: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The list."""

    rows: tuple[Line, ...]
    sheet: Sheet
    sought: str
    states: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    is_filtered: bool
    may_upload: bool
    saved: Saved


@dataclass(frozen=True, slots=True)
class Upload:
    """The page to upload on."""

    steps: tuple[Step, ...]
    limit: int
    limit_said: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the reading."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is being read, or could not be."""

    title: str
    steps: tuple[Step, ...]
    url: str
    original: str
    progress_url: str
    stages: tuple[Stage, ...]
    percent: int
    said: str
    failure: str
    may_upload: bool
    may_accept: bool
    again_url: str
    aside_url: str


@dataclass(frozen=True, slots=True)
class Takeable:
    """A table that may be accepted, with what follows from it."""

    key: str
    title: str
    count: str
    follows: str
    warnings: int


@dataclass(frozen=True, slots=True)
class Accept:
    """The page that names the consequences of accepting."""

    title: str
    steps: tuple[Step, ...]
    tables: tuple[Takeable, ...]
    open: int
    version: int
    back: str


def state_chip(state: str) -> Chip:
    """The state of a document in words and colour."""
    return {
        "reading": Chip(_("đang đọc"), "info"),
        "read": Chip(_("chờ rà soát"), "warn"),
        "failed": Chip(_("chưa đọc được"), "bad"),
        "accepted": Chip(_("đã tiếp nhận"), "ok"),
        "set_aside": Chip(_("gác lại"), ""),
    }[state]


def kind_words(kind: str) -> str:
    """The kind of a document as officials call it."""
    return {
        "plan": pgettext("một", "Kế hoạch"),
        "annex": _("Phụ lục"),
        "report": _("Báo cáo"),
        "decision": _("Quyết định"),
    }.get(kind, pgettext("một", "Văn bản"))


def named(document: Any) -> str:
    """Kind, number and day: Kế hoạch 164/KH-UBND, 30/5/2024; the name of the file when unknown."""
    if not document.number and not document.issued_on:
        return str(document.name)
    head = " ".join(part for part in (kind_words(document.kind), document.number) if part)
    return f"{head}, {day(document.issued_on)}" if document.issued_on else head


def title_of(document: Any) -> str:
    """The title, the name of the file before it is known."""
    return str(document.title or document.name)


def steps() -> tuple[Step, ...]:
    """The way to any page about documents."""
    return (Step(_("Văn bản"), reverse("documents")),)


def states(chosen: str) -> tuple[Choice, ...]:
    """The states to choose from."""
    keys = ("reading", "read", "failed", "accepted", "set_aside")
    return tuple(Choice(key, state_chip(key).text, is_here=key == chosen) for key in keys)


def orders(chosen: str) -> tuple[Choice, ...]:
    """The orders to choose from."""
    return showing.choices(
        (
            ("", _("Mới tải lên trước")),
            ("issued", _("Ngày văn bản")),
            ("open", _("Nhiều điểm cần xem trước")),
            ("title", _("Tiêu đề A–Z")),
        ),
        chosen=chosen,
    )


def line(document: Any) -> Line:
    """One document of the list."""
    about = " · ".join(part for part in (named(document), document.name) if part)
    return Line(
        title=title_of(document),
        about=about if document.number else f"{document.name} · {size(document.file.size)}",
        state=state_chip(document.state),
        open=document.open_findings if document.state == "read" else 0,
        owner=str(document.owner),
        by=document.uploaded_by_name,
        at=document.uploaded_at,
        url=reverse("document", args=[document.pk]),
    )


def upload() -> Upload:
    """The page to upload on."""
    limit = settings.UPLOAD_LIMIT
    return Upload(steps(), limit, f"{limit // 1_000_000} MB", ",".join(KINDS))


def waiting(document: Any, progress: Any, *, actor: Actor, language: str) -> Waiting:
    """The page of a document that is not read."""
    place, key = document.owner.place, [document.pk]
    state = progress.state if progress else "queued"
    return Waiting(
        title=title_of(document),
        steps=steps(),
        url=reverse("document", args=key),
        original=reverse("document-original", args=key),
        progress_url=reverse("document-progress", args=key),
        stages=_stages(state, done=progress.done if progress else 0),
        percent=progress.percent if progress else 0,
        said=_said(state, done=progress.done if progress else 0),
        failure=document.failure_en if language == "en" else document.failure_vi,
        may_upload=actor.can(Permission.DOCUMENT_UPLOAD, at=place),
        may_accept=actor.can(Permission.DOCUMENT_ACCEPT, at=place) and document.state != "set_aside",
        again_url=reverse("document-read-again", args=key),
        aside_url=reverse("document-set-aside", args=key),
    )


def _stages(state: str, *, done: int) -> tuple[Stage, ...]:
    """The steps of the reading: the one under way marked."""
    texts = (_("Nhận tệp"), _("Mở tệp"), _("Đọc bảng"), _("Kiểm tra số liệu"), _("Xong"))
    here = 0 if state == "queued" else min(done, 4)
    if state == "failed":
        return tuple(
            Stage(text, "done" if at < here else "failed" if at == here else "")
            for at, text in enumerate(texts)
        )
    return tuple(
        Stage(text, "done" if at < here else "now" if at == here else "") for at, text in enumerate(texts)
    )


def _said(state: str, *, done: int) -> str:
    if state == "failed":
        return _("Máy đọc gặp lỗi ngoài dự kiến. Hãy báo quản trị hệ thống; tệp gốc vẫn được giữ.")
    if state == "queued":
        return _("Văn bản đang chờ đến lượt đọc.")
    return _("Đang đọc văn bản, bước %(done)s trên 4.") % {"done": min(max(done, 1), 4)}


def accept(document: Any, desk: Any) -> Accept:
    """The tables that may still be accepted, each with what follows."""
    tables = [table for table in desk.reading.tables if table.id not in desk.accepted]
    return Accept(
        title=title_of(document),
        steps=(*steps(), Step(named(document), reverse("document", args=[document.pk]))),
        tables=tuple(_takeable(table, desk) for table in tables),
        open=document.open_findings,
        version=document.version,
        back=reverse("document", args=[document.pk]),
    )


def _takeable(table: Any, desk: Any) -> Takeable:
    is_criteria = hasattr(table, "total")
    waiting = [f for f in desk.reading.findings if f.table == table.id and f.severity.value != "info"]
    follows = (
        _("Thành dự thảo bộ tiêu chí; kết quả và mục tiêu được ghi theo từng tiêu chí, từng năm.")
        if is_criteria
        else _("Thành kế hoạch: mỗi dòng là một nhiệm vụ với thời hạn, đơn vị chủ trì và phối hợp.")
    )
    return Takeable(table.id, table_title(table), count(table), follows, len(waiting))


def table_title(table: Any) -> str:
    """Phụ lục 2 · PAR INDEX; the title when there is no annex number."""
    annex = _("Phụ lục %(number)s") % {"number": table.annex} if table.annex else ""
    what = getattr(table, "index", None) or ("" if hasattr(table, "total") else _("Nhiệm vụ"))
    short = " · ".join(part for part in (annex, what) if part)
    return short or table.title or _("Bảng tiêu chí")


def count(table: Any) -> str:
    """How many rows a table has, in words."""
    rows = len(table.rows)
    if hasattr(table, "total"):
        return ngettext("%(rows)s tiêu chí", "%(rows)s tiêu chí", rows) % {"rows": rows}
    return ngettext("%(rows)s nhiệm vụ", "%(rows)s nhiệm vụ", rows) % {"rows": rows}


def owners(units: Iterable[Any], *, chosen: str) -> tuple[Choice, ...]:
    """The units to choose from."""
    return tuple(Choice(str(unit.pk), str(unit), is_here=str(unit.pk) == chosen) for unit in units)
