"""Reading history: limited to what the actor may see; the chain and its verification."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.access.roles import ROLES
from parindex.engine.values import days
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold
from parindex.foundation.audit import chain
from parindex.foundation.audit.event import declared
from parindex.foundation.audit.models import HistoryRow, Link

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NEAR = 5_000
"""How far below the highest sealed row most looks go: a row that appears later than that is rare."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many rows are sealed, and the digest over all of them."""

    position: int
    digest: str
    sealed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One history row as a person reads it."""

    row: int
    at: datetime
    event: str
    text: str
    by: str
    subject_kind: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: sealed rows, rows still to seal, the head, and the first fault."""

    sealed: int
    unsealed: int
    head: str
    fault: Words | None


def head() -> Head:
    """The last link, or the beginning of the chain."""
    last = Link.objects.order_by("-position").first()
    return Head(last.position, last.digest, last.sealed_at) if last else Head(0, chain.GENESIS)


def unsealed(*, after: int = 0) -> QuerySet[HistoryRow]:
    """Rows without a link whose id is greater than ``after``."""
    return HistoryRow.objects.filter(~Exists(Link.objects.filter(row=OuterRef("pk"))), pk__gt=after)


def waiting() -> int:
    """How many rows wait for their link, but for those that appeared very late; `verify` counts all."""
    return unsealed(after=newest_sealed() - NEAR).count()


def newest_sealed() -> int:
    """The highest id among the sealed rows; 0 before the first is sealed."""
    found: int = Link.objects.aggregate(newest=Max("row"))["newest"] or 0
    return found


def entry(row: HistoryRow) -> chain.Entry:
    """A stored row as the chain sees it; the moment in UTC, to the microsecond."""
    return chain.Entry(
        row=row.pk,
        at=row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event=row.event,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        subject_label=row.subject_label,
        person=row.person,
        person_name=row.person_name,
        lineage=row.lineage,
        facts=row.facts,
    )


def visible(by: Actor) -> QuerySet[HistoryRow]:
    """The rows at places where ``by`` may read history."""
    if by.is_system:
        return HistoryRow.objects.order_by("-pk")
    scope = by.scope(Permission.HISTORY_READ)
    reach = [Q(lineage__startswith=f"/{province}/") for province in scope.provinces]
    reach += [Q(lineage__contains=f"/{unit}/") for unit in scope.units]
    if not reach:
        return HistoryRow.objects.none()
    return HistoryRow.objects.filter(reduce(or_, reach)).order_by("-pk")


def of_subject(kind: str, key: str, *, by: Actor) -> QuerySet[HistoryRow]:
    """The visible history of one subject, newest first."""
    return visible(by).filter(subject_kind=kind, subject_id=key)


def matching(rows: QuerySet[HistoryRow], text: str) -> QuerySet[HistoryRow]:
    """The rows whose subject and person hold every word of ``text``, diacritics or not."""
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows


def told(rows: QuerySet[HistoryRow] | list[HistoryRow], *, language: str) -> tuple[Sentence, ...]:
    """Rows as sentences in ``language``."""
    return tuple(_sentence(row, language=language) for row in rows)


def event_names(*, language: str) -> tuple[tuple[str, str], ...]:
    """Every declared event and its bare sentence, for the filter of the history page."""
    blank = _Facts({"by": "", "subject": ""})
    pairs = (
        (name, e.sentence.in_language(language).format_map(blank).strip()) for name, e in declared.items()
    )
    return tuple(sorted(pairs, key=lambda pair: fold(pair[1])))


class _Facts(dict[str, Any]):
    """Facts of a row; a fact that an older row does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return "…"


def _role(title: str, *, language: str) -> str:
    """A role, recorded by its Vietnamese title, in ``language``."""
    return next((each.title.in_language(language) for each in ROLES if each.title.vi == title), title)


def _fact(value: Any, *, language: str) -> Any:
    """A fact as it is said; a day is kept as YYYY-MM-DD and said as the reader writes days."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return days.said(date.fromisoformat(value), language=language)
    except ValueError:
        return value


def _sentence(row: HistoryRow, *, language: str) -> Sentence:
    event = declared.get(row.event)
    told = {name: _fact(value, language=language) for name, value in row.facts.items()}
    facts = _Facts({**told, "by": row.person_name, "subject": row.subject_label})
    if "role" in facts:
        facts["role"] = _role(facts["role"], language=language)
    text = (
        event.sentence.in_language(language).format_map(facts) if event else f"{row.person_name}: {row.event}"
    )
    return Sentence(row.pk, row.at, row.event, text, row.person_name, row.subject_kind, row.subject_id)


def verify(*, anchor: str | None = None) -> Verdict:
    """Walk the whole chain again from the first row.

    The fault is the first row changed, deleted or reordered since it was sealed; or that
    ``anchor``, a head digest printed earlier, is nowhere in the chain: then history was rewritten.
    """
    digest, position, met = chain.GENESIS, 0, anchor in {None, chain.GENESIS}
    for stored, row in _linked():
        position += 1
        if stored.position != position:
            return _verdict(
                position - 1,
                digest,
                Words(f"thiếu mắt xích {position} của chuỗi", f"link {position} is missing"),
            )
        if row is None:
            return _verdict(
                position - 1,
                digest,
                Words(f"dòng nhật ký {stored.row} đã bị xóa", f"history row {stored.row} was deleted"),
            )
        digest = chain.link(digest, entry(row))
        if digest != stored.digest:
            return _verdict(position - 1, digest, _changed(stored.row))
        met = met or digest == anchor
    return _verdict(position, digest, None if met else _NOT_MET)


_NOT_MET = Words(
    "mã neo không có trong chuỗi: nhật ký trước đó đã bị viết lại hoặc bị cắt bỏ",
    "the anchor is not in the chain: history before it was rewritten or cut off",
)


def _changed(row: int) -> Words:
    return Words(
        f"dòng nhật ký {row} đã bị sửa sau khi niêm phong",
        f"history row {row} was changed after it was sealed",
    )


def _verdict(sealed: int, digest: str, fault: Words | None) -> Verdict:
    return Verdict(sealed=sealed, unsealed=unsealed().count(), head=digest, fault=fault)


def _linked(size: int = 2000) -> Iterator[tuple[Link, HistoryRow | None]]:
    last = 0
    while links := list(Link.objects.filter(position__gt=last).order_by("position")[:size]):
        rows: Mapping[int, HistoryRow] = HistoryRow.objects.in_bulk([link.row for link in links])
        for link in links:
            yield link, rows.get(link.row)
        last = links[-1].position
