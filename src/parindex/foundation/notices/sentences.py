"""Notices as sentences: what was declared, filled with the facts, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from parindex.engine.values import days
from parindex.engine.values.findings import Words
from parindex.foundation.audit import event as history

declared: dict[str, Words] = {}


class TwiceDeclared(ValueError):
    """Two kinds of notices bear one name."""


def declare(name: str, *, vi: str, en: str) -> str:
    """Make a kind of notice known; its sentence may hold the name of every fact. Returns the name.

    A fact whose name ends in ``_on`` is a day as YYYY-MM-DD, and is said as the reader writes days.
    """
    sentence = Words(vi=vi, en=en)
    if declared.setdefault(name, sentence) != sentence:
        raise TwiceDeclared(name)
    return name


class _Facts(dict[str, str]):
    """Facts of a notice; one that an older notice does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(name: str, facts: Mapping[str, Any], *, language: str) -> str:
    """What a notice says; a kind that is a deed of history is told as history tells it."""
    words = declared.get(name)
    if words is None:
        event = history.declared.get(name)
        words = event.sentence if event else Words(vi=name, en=name)
    said = _Facts({key: _said(key, value, language=language) for key, value in facts.items()})
    return words.in_language(language).format_map(said)


def _said(key: str, value: Any, *, language: str) -> str:
    if key.endswith("_on") and value:
        return days.said(date.fromisoformat(str(value)), language=language)
    return "" if value is None else str(value)
