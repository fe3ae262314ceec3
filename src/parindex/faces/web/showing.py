"""Small parts that many pages are made of: figures, chips, choices, steps, sheets of a long list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Chip:
    """A word in colour; the word says what the colour says."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip at the head of a page."""

    title: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""
    chips: tuple[Chip, ...] = ()
    url: str = ""
    is_here: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: the value sent, the words shown."""

    value: str
    title: str
    is_here: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which part of a long list is shown, and where the parts before and after it are."""

    first: int
    last: int
    count: int
    before: str = ""
    after: str = ""
    is_least: bool = False
    """Whether there are more than ``count``: a very long list is not counted to its end."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the list as it is shown is saved as a file."""

    xlsx: str
    csv: str


def saved(name: str, query: Mapping[str, str], *args: object) -> Saved:
    """The addresses ``name`` (of the record ``args``) of a list limited by ``query``."""
    filled = urlencode({key: value for key, value in query.items() if value})
    xlsx, table = (f"{reverse(name, args=[*args, kind])}?{filled}" for kind in ("xlsx", "csv"))
    return Saved(xlsx, table)


SHEET = 50


def sheet(
    count: int, *, number: int, query: Mapping[str, str], size: int = SHEET, name: str = "sheet"
) -> Sheet:
    """Sheet ``number`` (from 1) of a list of ``count``, asked for as ``name``; the links keep ``query``."""
    last_number = max(1, -(-count // size))
    number = min(max(number, 1), last_number)

    def link(other: int) -> str:
        return "?" + urlencode({**{key: value for key, value in query.items() if value}, name: str(other)})

    return Sheet(
        first=min((number - 1) * size + 1, count),
        last=min(number * size, count),
        count=count,
        before=link(number - 1) if number > 1 else "",
        after=link(number + 1) if number < last_number else "",
    )


def choices(pairs: tuple[tuple[str, str], ...], *, chosen: str) -> tuple[Choice, ...]:
    """The options of a selection, the chosen one marked."""
    return tuple(Choice(value, title, is_here=value == chosen) for value, title in pairs)
