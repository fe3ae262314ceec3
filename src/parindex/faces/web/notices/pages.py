"""What the page of notices shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from parindex.engine.access.actors import Actor
from parindex.faces.web import addresses, asking, showing
from parindex.faces.web.showing import Chip, Choice, Sheet
from parindex.foundation.notices import queries, sentences
from parindex.foundation.notices.levels import Level

UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Line:
    """One notice."""

    text: str
    at: datetime
    url: str
    chip: Chip
    is_new: bool


@dataclass(frozen=True, slots=True)
class Notices:
    """The page."""

    lines: tuple[Line, ...]
    sheet: Sheet
    unseen: int
    choices: tuple[Choice, ...]
    is_filtered: bool


def notices(asked: QueryDict, *, by: Actor, language: str) -> Notices:
    """The page as the address asks for it."""
    chosen = UNSEEN if asked.get("show", "") == UNSEEN else ""
    rows = queries.visible(by)
    if chosen:
        rows = rows.filter(seen_at=None)
    sheet = showing.sheet(
        rows.order_by().count(), number=asking.number(asked, "sheet") or 1, query={"show": chosen}
    )
    shown = rows[max(sheet.first - 1, 0) : sheet.last]
    return Notices(
        lines=tuple(_line(each, language=language) for each in shown),
        sheet=sheet,
        unseen=queries.unseen(by),
        choices=showing.choices((("", _("Tất cả")), (UNSEEN, _("Chưa xem"))), chosen=chosen),
        is_filtered=bool(chosen),
    )


def way(url: str) -> str:
    """Where a notice leads: ``task:17`` is the address named task with that number."""
    name, _colon, key = url.partition(":")
    if name in addresses.RULES and key.isdigit():
        try:
            return reverse(name, args=[int(key)])
        except NoReverseMatch:
            return reverse("notices")
    return reverse("notices")


def _line(each: Any, *, language: str) -> Line:
    return Line(
        text=sentences.sentence(each.event, each.facts, language=language),
        at=each.made_at,
        url=reverse("notice", args=[each.pk]),
        chip=_chip(Level(each.level)),
        is_new=each.seen_at is None,
    )


def _chip(level: Level) -> Chip:
    return {
        Level.INFO: Chip(_("thông báo"), "info"),
        Level.SOON: Chip(_("sắp đến hạn"), "warn"),
        Level.LATE: Chip(_("quá hạn"), "bad"),
        Level.ESCALATED: Chip(_("báo cáo lãnh đạo"), "bad"),
    }[level]
