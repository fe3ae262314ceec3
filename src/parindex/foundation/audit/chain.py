"""The hash chain: digest of a row given the digest before it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parindex.engine.values import digests

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A history row as the chain sees it: every stored field as text or JSON."""

    row: int
    at: str
    event: str
    subject_kind: str
    subject_id: str
    subject_label: str
    person: int | None
    person_name: str
    lineage: str
    facts: Mapping[str, Any]


def link(before: str, entry: Entry) -> str:
    """SHA-256 over the digest before and the canonical JSON of the row."""
    return digests.of_value(
        [
            before,
            entry.row,
            entry.at,
            entry.event,
            entry.subject_kind,
            entry.subject_id,
            entry.subject_label,
            entry.person,
            entry.person_name,
            entry.lineage,
            dict(entry.facts),
        ]
    )
