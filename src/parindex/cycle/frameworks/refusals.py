"""Refusals: why a deed on a framework is not done."""

from __future__ import annotations

from parindex.engine.values.findings import Finding


class NotReady(Exception):
    """The framework has errors; ``findings`` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what was found."""
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class Overtaken(Exception):
    """Somebody else changed the field since it was shown; the text names the field."""


class WrongValue(ValueError):
    """The value cannot stand in the field; the text names the field."""


class InUse(Exception):
    """Figures or criteria of other years refer to what was to be taken out."""
