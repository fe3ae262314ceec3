"""What must hold of what people write on an assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parindex.engine.values.vietnamese import nfc, squeeze

LONGEST = 10_000


class Overtaken(Exception):
    """Somebody else did something with the assignment since it was shown; the text is its version now."""


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


class NothingMissed(Exception):
    """No date was missed, so there is nothing to account for."""


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """What a unit reports: figures, words, pieces of its library; with ``done_on`` it says it is done."""

    text: str = ""
    done: int | None = None
    total: int | None = None
    counted_in: str = ""
    done_on: date | None = None
    obstacle: str = ""
    proposal: str = ""
    evidence: tuple[int, ...] = ()
    """Ids of pieces in the library of the unit."""
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """Why a date was missed and what is done about it."""

    text: str
    cause: str
    remedy: str
    is_illustrative: bool = False


def said(text: str, *, field: str) -> str:
    """Words that must be there, on one line. Raises WrongValue."""
    found = squeeze(text.replace("\x00", " "))
    if not 0 < len(found) <= LONGEST:
        raise WrongValue(field)
    return found


def written(text: str, *, field: str) -> str:
    """Words that may be blank and may take several lines. Raises WrongValue for far too many."""
    found = nfc(text.replace("\x00", " ").replace("\r\n", "\n")).strip()
    if len(found) > LONGEST:
        raise WrongValue(field)
    return found


def progress(entry: ProgressEntry, *, today: date) -> None:
    """Raise WrongValue for figures, a day or an emptiness that cannot be."""
    for field, figure in (("done", entry.done), ("total", entry.total)):
        if figure is not None and not 0 <= figure < 2**63:
            raise WrongValue(field)
    if entry.total is None and entry.done is not None:
        raise WrongValue("total")
    if entry.done is None and entry.total is not None:
        raise WrongValue("done")
    if entry.done is not None and entry.total is not None and entry.done > entry.total:
        raise WrongValue("done")
    if entry.done_on is not None:
        if entry.done_on > today:
            raise WrongValue("done_on")
        if entry.done != entry.total:
            raise WrongValue("done")
    words = (entry.text, entry.obstacle, entry.proposal)
    if not any(squeeze(each) for each in words) and entry.done is None and not entry.evidence:
        raise WrongValue("text")


def missed(due_on: date | None, *, done_on: date | None, today: date) -> None:
    """Raise NothingMissed unless the due date passed before it was done."""
    if due_on is None or (done_on or today) <= due_on:
        raise NothingMissed
