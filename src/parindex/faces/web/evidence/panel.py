"""The evidence of one leaf beside its inspector: what is shown, and the ways to add to it.

Both desks put ``web/evidence/panel.html`` into their page with ``panel`` from ``build``; it must not stand
inside another form. Who may change nothing gets the same panel to read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.assessments.pieces import Offer, Piece, Shown
from parindex.cycle.assessments.queries import attachments
from parindex.cycle.evidence import checks
from parindex.engine.access.actors import Actor
from parindex.faces.web.evidence import forms, saying
from parindex.faces.web.showing import Chip
from parindex.faces.web.templatetags.words import day, moment, words
from parindex.foundation.files import kinds


@dataclass(frozen=True, slots=True)
class Line:
    """One piece as the panel shows it."""

    key: int
    badge: str
    tone: str
    title: str
    about: str
    place: str
    """Pages or section, and for how many criteria it is shown."""
    chips: tuple[Chip, ...]
    alarms: tuple[tuple[str, str, str], ...]
    page: str
    preview: str
    edit: str
    detach: str
    is_open: bool
    form: Any = None
    """The form in which the piece is being corrected; None where it is not."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece of the year before."""

    key: int
    badge: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the forms of the panel go."""

    here: str
    file: str
    link: str
    reference: str
    choose: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the last deed has to tell: what was done, or what kept it from being done; forms with errors."""

    done: str = ""
    wrong: str = ""
    editing: int = 0
    piece: Any = None
    link: Any = None
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole panel."""

    title: str
    unit: str
    is_required: bool
    note: str
    lines: tuple[Line, ...]
    offers: tuple[Offered, ...]
    may_change: bool
    lock: tuple[str, ...]
    """Why nothing may be changed, until when or since when, and who can open it."""
    ways: Ways
    limit: int
    limit_said: str
    kinds: str
    said: Said = field(default_factory=Said)
    link: Any = None
    reference: Any = None


def build(
    assessment: int,
    criterion: int,
    *,
    by: Actor,
    at: datetime,
    said: Said | None = None,
    past: datetime | None = None,
) -> Panel:
    """The panel of one leaf as it stands, or as it stood at ``past``.

    Raises ObjectDoesNotExist for a leaf that is not there or not the reader's to see.
    """
    shown = attachments.shown(assessment, criterion, by=by, at=at, moment=past)
    told = said or Said()
    may_change = shown.adds_at is not None
    offers = attachments.offered(assessment, criterion, by=by) if may_change else ()
    return Panel(
        title=f"{shown.path} {shown.name}",
        unit=shown.unit,
        is_required=shown.asks,
        note=shown.note,
        lines=tuple(_line(each, shown, told) for each in shown.pieces),
        offers=tuple(_offer(each) for each in offers),
        may_change=may_change,
        lock=_lock(shown),
        ways=_ways(assessment, criterion),
        limit=settings.UPLOAD_LIMIT,
        limit_said=f"{settings.UPLOAD_LIMIT // 1_000_000} MB",
        kinds=",".join(kinds.SUFFIXES),
        said=told,
        link=told.link or forms.LinkForm(),
        reference=told.reference or forms.ReferenceForm(),
    )


def address(assessment: int, criterion: int) -> str:
    """Where the panel of a leaf stands alone."""
    return reverse("evidence-panel", args=[assessment, criterion])


def _ways(assessment: int, criterion: int) -> Ways:
    here, file, link, reference, choose = (
        reverse(f"evidence-{name}", args=[assessment, criterion])
        for name in ("panel", "file", "link", "reference", "choose")
    )
    return Ways(here, file, link, reference, choose)


def _lock(shown: Shown) -> tuple[str, ...]:
    if shown.lock is None:
        return ()
    when = (moment(shown.lock.moment),) if shown.lock.moment else ()
    return (words(shown.lock.why), *when, words(shown.lock.remedy))


def _line(piece: Piece, shown: Shown, told: Said) -> Line:
    args = [shown.assessment, shown.criterion, piece.attachment]
    is_editing = piece.is_open and told.editing == piece.attachment
    return Line(
        key=piece.attachment,
        badge=saying.badge(piece.form, piece.kind),
        tone=_tone(piece),
        title=saying.title(number=piece.number, name=piece.name, said=piece.title, link=piece.link),
        about=saying.about(
            issuer=piece.issuer,
            said=piece.title,
            issued_on=piece.issued_on,
            has_number=bool(piece.number),
        ),
        place=_place(piece),
        chips=_chips(piece),
        alarms=saying.alarms(piece.alarms),
        page=reverse("evidence-item", args=[piece.item]),
        preview=reverse("evidence-preview", args=[piece.item]),
        edit=reverse("evidence-piece", args=args),
        detach=reverse("evidence-detach", args=args),
        is_open=piece.is_open,
        form=(told.piece or forms.of_piece(piece)) if is_editing else None,
    )


def _tone(piece: Piece) -> str:
    if piece.form == checks.FILE:
        return piece.kind
    return piece.form


def _place(piece: Piece) -> str:
    said = piece.pages or saying.pages(piece.page_count)
    return " · ".join(part for part in (said, saying.uses(piece.uses)) if part)


def _chips(piece: Piece) -> tuple[Chip, ...]:
    found = [saying.scan(piece.form, piece.scan, is_waiting=piece.is_waiting)]
    if piece.stage == "explanation":
        found.append(Chip(_("bổ sung khi giải trình"), "info"))
    if piece.is_illustrative:
        found.append(Chip(_("minh họa")))
    return tuple(each for each in found if each is not None)


def _offer(offer: Offer) -> Offered:
    parts = [day(offer.issued_on) if offer.issued_on else "", offer.issuer, offer.pages, offer.cycle]
    return Offered(
        key=offer.item,
        badge=saying.badge(offer.form, offer.kind),
        title=offer.label,
        about=" · ".join(part for part in parts if part),
    )
