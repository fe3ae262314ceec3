"""Totals of criteria tables: which unnumbered row speaks for the whole table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.cycle.documents import codes
from parindex.engine.values.vietnamese import fold

_NAMED = re.compile(
    r"(?:tong(?:\s+(?:cong|diem|so|so diem|hop))?|cong|chi so (?:hai long )?chung|diem tong)\b.*"
)
_OF_A_PART = re.compile(r"\b(?:linh vuc|nhom|phan|muc|tieu chi)\s+(?:[ivx]+|\d[\d.]*|[a-d])\b")
_EXTRA = re.compile(r"(?:tong\s+)?(?:so\s+)?(?:diem\s+)?(?:thuong|cong them|tru|phat)\b|diem cong\b(?!:)")
_WHOLE = re.compile(r"\b(?:chi so|par ?-?index|sipas|papi|diem tong hop|diem chung)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row states: its code, its name, and the numbers of maximum, result and target."""

    code: str
    name: str
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None]

    @property
    def has_number(self) -> bool:
        """Whether any of the three is printed."""
        return any(number is not None for number in self.numbers)


def place_of(rows: Sequence[Stated]) -> int | None:
    """The place of the total: unnumbered, named or first or last; the largest where several claim it."""
    domains = _domains(rows)
    claims = [
        place
        for place, row in enumerate(rows)
        if _may_be(row, domains)
        and row.has_number
        and not _EXTRA.match(fold(row.name))
        and (is_named(row.name) or (place in (0, len(rows) - 1) and _is_whole(row, domains)))
    ]
    return max(
        claims,
        key=lambda place: (rows[place].numbers[0] or Decimal(0), is_named(rows[place].name)),
        default=None,
    )


def _may_be(row: Stated, domains: Sequence[Stated]) -> bool:
    """Whether a row has no number; a dash is none where name and maximum both say a total."""
    if codes.read(row.code).kind is not codes.Kind.BULLET:
        return not row.code
    own, parts = row.numbers[0], [domain.numbers[0] for domain in domains]
    return is_named(row.name) and own is not None and own >= sum(filter(None, parts)) > 0


def is_named(name: str) -> bool:
    """Whether a name says that its row is the total of the table, and not of one part of it."""
    folded = fold(name)
    return bool(_NAMED.fullmatch(folded)) and not _OF_A_PART.search(folded)


def _domains(rows: Sequence[Stated]) -> list[Stated]:
    """The rows of the highest level that state numbers."""
    paths = codes.Paths()
    levels: dict[int, list[Stated]] = {}
    for row in rows:
        if row.code:
            depth = paths.enter(codes.read(row.code)).count("/")
            if row.has_number:
                levels.setdefault(depth, []).append(row)
    return levels[min(levels)] if levels else []


def _is_whole(row: Stated, domains: Sequence[Stated]) -> bool:
    """Whether a first or last row without code and without a telling name is the total.

    Its maximum is the sum of the domains' maxima, or (where values are means) what each domain
    can reach as well; without maxima a total is no less than the least domain.
    """
    folded = fold(row.name)
    if not folded or (domains and _WHOLE.search(folded) and not _OF_A_PART.search(folded)):
        return True
    for column, own in enumerate(row.numbers):
        parts = [part for part in (domain.numbers[column] for domain in domains) if part is not None]
        if own is not None and parts:
            is_mean = len(parts) > 1 and all(part == own for part in parts)
            return is_mean or own >= (min(parts) if column else sum(parts))
    return False
