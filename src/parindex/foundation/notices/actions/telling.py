"""Telling people something, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from parindex.foundation.notices.levels import Level
from parindex.foundation.notices.models import Notice

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is told; ``url`` is the name of an address with the number of its record: task:17."""

    person: int
    key: str
    event: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    level: Level = Level.INFO


def tell(
    people: Iterable[int],
    *,
    key: str,
    event: str,
    facts: Mapping[str, Any],
    url: str,
    level: Level = Level.INFO,
    at: datetime,
) -> None:
    """Tell each of ``people`` what ``key`` stands for; whoever was told before is not told again."""
    tell_all((Told(each, key, event, facts, url, level) for each in dict.fromkeys(people)), at=at)


def tell_all(all_told: Iterable[Told], *, at: datetime) -> int:
    """Tell many people many things, a thousand rows at a time; returns how many were handed in.

    Each thousand stands on its own: what a killed worker left out is told when its job runs again, and
    what it told already is not told twice.
    """
    rows, count = iter(all_told), 0
    while batch := list(islice(rows, BATCH)):
        Notice.objects.bulk_create(
            [
                Notice(
                    person_id=each.person,
                    key=each.key,
                    event=each.event,
                    facts=dict(each.facts),
                    url=each.url,
                    level=each.level,
                    made_at=at,
                )
                for each in batch
            ],
            ignore_conflicts=True,
        )
        count += len(batch)
    return count
