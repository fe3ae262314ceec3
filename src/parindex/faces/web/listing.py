"""A list as its address asks for it: searched without diacritics, put in order, sheet by sheet, saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import QueryDict

from parindex.engine.values.vietnamese import fold
from parindex.faces.web import asking, showing
from parindex.faces.web.showing import Choice, Saved, Sheet

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order:
    """One way to put a list in order; ``by`` gives what rows are compared by (None: as they come)."""

    key: str
    title: str
    by: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The rows of one sheet, and what stands above and below them."""

    rows: tuple[T, ...]
    sheet: Sheet
    sought: str
    orders: tuple[Choice, ...]
    saved: Saved
    kept: tuple[tuple[str, str], ...]

    @property
    def is_filtered(self) -> bool:
        """Whether words limit the list."""
        return bool(self.sought)


def narrowed(
    rows: Iterable[T], asked: QueryDict, *, words: Callable[[T], str], orders: Sequence[Order]
) -> list[T]:
    """All rows that hold every word sought, in the order asked for; the first order when it is none."""
    sought = fold(asked.get("q", "")[:200]).split()
    found = [row for row in rows if all(word in fold(words(row)) for word in sought)]
    order = next((each for each in orders if each.key == asked.get("sort", "")), orders[0])
    return sorted(found, key=order.by) if order.by else found


def cut(
    rows: Sequence[T], asked: QueryDict, *, orders: Sequence[Order], saved: Saved, kept: Sequence[str] = ()
) -> Listing[T]:
    """The sheet asked for of ``rows``; fields of the address named in ``kept`` stay in its links."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "sort", *kept)}
    sheet = showing.sheet(len(rows), number=asking.number(asked, "sheet") or 1, query=query)
    return Listing(
        rows=tuple(rows[max(sheet.first - 1, 0) : sheet.last]),
        sheet=sheet,
        sought=query["q"],
        orders=showing.choices(tuple((each.key, each.title) for each in orders), chosen=query["sort"]),
        saved=saved,
        kept=tuple((name, query[name]) for name in kept if query[name]),
    )


def query_of(asked: QueryDict, *names: str) -> dict[str, str]:
    """Fields of the address that an export must keep."""
    return {name: asked.get(name, "")[:200] for name in ("q", "sort", *names)}
