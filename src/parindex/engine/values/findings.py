"""A finding: a code, a severity, a place, a sentence and its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning asks, an info tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in ``vi`` or ``en``; every other language reads Vietnamese."""
        return self.en if language.startswith("en") else self.vi


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where it stands, and what to do about it.

    ``table`` is a table id or None for the whole document; ``path`` a criterion path, a task
    number or ``total``; ``stated`` and ``computed`` are figures as text, exactly as printed.
    """

    code: str
    severity: Severity
    message: Words
    remedy: Words
    table: str | None = None
    path: str | None = None
    column: str | None = None
    stated: str | None = None
    computed: str | None = None
    page: int | None = None
    row: int | None = None

    def as_json(self, language: str = "vi") -> dict[str, Any]:
        """The form of the contract: strings and None only, besides page and row."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "table": self.table,
            "path": self.path,
            "column": self.column,
            "stated": self.stated,
            "computed": self.computed,
            "message": self.message.in_language(language),
            "remedy": self.remedy.in_language(language),
            "at": {"page": self.page, "row": self.row},
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
