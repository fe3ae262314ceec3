"""Days as they are written in each language."""

from __future__ import annotations

from datetime import date


def said(when: date, *, language: str) -> str:
    """A day as it is written: 30/3/2026, in English 30 Mar 2026."""
    if language.startswith("en"):
        return f"{when.day} {when:%b} {when.year}"
    return f"{when.day}/{when.month}/{when.year}"
