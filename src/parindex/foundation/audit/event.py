"""Events: the names of what may happen, each with its sentence for the history page."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: subject.past-participle, and how to say it."""

    name: str
    sentence: Words


class TwiceDeclared(ValueError):
    """Two events bear one name."""


declared: dict[str, Event] = {}


def declare(name: str, *, vi: str, en: str) -> Event:
    """Make an event known. Sentences may hold {by}, {subject} and the name of every fact."""
    event = Event(name=name, sentence=Words(vi=vi, en=en))
    if declared.setdefault(name, event) != event:
        raise TwiceDeclared(name)
    return event
