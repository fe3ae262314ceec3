"""What is to be looked at in a piece of evidence; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.cycle.evidence import findings
from parindex.engine.values.findings import Finding, Words

FILE, LINK, REFERENCE = "file", "link", "reference"
UNSCANNED, CLEAN, INFECTED = "unscanned", "clean", "infected"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides about the alarms of one piece of evidence."""

    form: str
    number: str = ""
    issued_on: date | None = None
    scan: str = CLEAN
    is_waiting: bool = False
    """Whether the file is still to be read or scanned."""
    unofficial_host: str = ""
    """The host of a link that is of no state body."""
    units: int = 1
    """How many units, as far as the reader may see them, use this very file."""


def alarms(facts: Facts, *, since: date | None = None, until: date | None = None) -> tuple[Finding, ...]:
    """The alarms of one piece, the gravest first; the period is half-open, None leaves it unchecked."""
    found = []
    if facts.scan == INFECTED:
        found.append(findings.infected())
    if facts.units > 1:
        found.append(findings.shared(facts.units))
    if facts.issued_on is not None and not _holds(facts.issued_on, since, until):
        found.append(_outside(facts.issued_on, since, until))
    if facts.unofficial_host:
        found.append(findings.unofficial(facts.unofficial_host))
    if facts.form == FILE and not facts.is_waiting:
        found += _unread(facts)
        found += [findings.unscanned()] if facts.scan == UNSCANNED else []
    return tuple(found)


def unrelated(lineages: Iterable[str]) -> int:
    """How many of these units stand above none and below none of the others: a division is its office's."""
    known = sorted(set(lineages))
    return sum(not any(each != other and each.startswith(other) for other in known) for each in known)


def _holds(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _outside(day: date, since: date | None, until: date | None) -> Finding:
    last = None if until is None else until - timedelta(days=1)
    return findings.outside_year(_said(day), first=_said(since), last=_said(last))


def _said(day: date | None) -> str:
    return "…" if day is None else f"{day.day:02}/{day.month:02}/{day.year}"


def _unread(facts: Facts) -> list[Finding]:
    if facts.number and facts.issued_on:
        return []
    if not facts.number and not facts.issued_on:
        return [findings.unread(Words("số và ngày ban hành", "its number and its date"))]
    if not facts.number:
        return [findings.unread(Words("số, ký hiệu", "its number"))]
    return [findings.unread(Words("ngày ban hành", "its date"))]
