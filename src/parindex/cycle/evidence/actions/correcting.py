"""Correcting what is said of a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from parindex.cycle.evidence import checks, events, wording
from parindex.cycle.evidence.models import Item
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit import actions as history


class Overtaken(Exception):
    """Somebody else corrected the piece since it was shown; ``item`` says what stands there now."""

    def __init__(self, item: Item) -> None:
        """Keep the piece as it stands."""
        super().__init__(str(item))
        self.item = item


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a piece: number, day, issuer and title as printed; blank where there is none."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""

    def plain(self) -> Description:
        """The same in one line each."""
        number, issuer, title = (wording.plain(each) for each in (self.number, self.issuer, self.title))
        return Description(number, self.issued_on, issuer, title)

    def __str__(self) -> str:
        """In one line."""
        day = self.issued_on.isoformat() if self.issued_on else "–"
        return " · ".join((self.number or "–", day, self.issuer or "–", self.title or "–"))


@transaction.atomic
def correct(item: Item, said: Description, *, seen: int, by: Actor, at: datetime) -> Item:
    """Say what the document really is; ``seen`` is the version the writer saw.

    Returns the piece as it stands after it. Raises Overtaken, WrongValue.
    """
    require(by, Permission.EVIDENCE_ADD, at=item.unit.place)
    held = Item.objects.select_for_update(of=("self",)).select_related("unit", "file").get(pk=item.pk)
    wanted, before = said.plain(), _said(held)
    _must_fit(held, wanted)
    if wanted == before:
        return held
    if held.version != seen:
        raise Overtaken(held)
    held.number, held.issued_on, held.issuer, held.title = (
        wanted.number,
        wanted.issued_on,
        wanted.issuer,
        wanted.title,
    )
    held.search = wording.search(held.name, held.link, held.number, held.issuer, held.title)
    held.version += 1
    _save(held)
    history.record(
        events.CORRECTED, held, by=by, at=at, place=held.unit.place, before=str(before), value=str(wanted)
    )
    return held


def _said(item: Item) -> Description:
    return Description(item.number, item.issued_on, item.issuer, item.title)


def _must_fit(item: Item, said: Description) -> None:
    """Nothing overlong; of a classified document number, day and issuer, and never its title."""
    for field, longest in wording.LONGEST.items():
        if len(getattr(said, field)) > longest:
            raise WrongValue(field)
    if item.form == checks.LINK and not said.title:
        raise WrongValue("title")
    if item.form == checks.REFERENCE:
        for field in ("number", "issued_on", "issuer"):
            if not getattr(said, field):
                raise WrongValue(field)
        if said.title:
            raise WrongValue("title")


def _save(item: Item) -> None:
    try:
        with transaction.atomic():
            item.save(update_fields=["number", "issued_on", "issuer", "title", "search", "version"])
    except IntegrityError as twice:
        raise WrongValue("number") from twice
