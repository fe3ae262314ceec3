"""Filters that say figures, days and sentences in the reader's language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from parindex.engine.values import points
from parindex.engine.values.findings import Words

register = template.Library()

MINUS = "\N{MINUS SIGN}"


def spoken(text: str) -> str:
    """A printed figure with the reader's decimal sign and a true minus."""
    shown = text.replace("-", MINUS, 1) if text.startswith("-") else text
    return shown if is_english() else shown.replace(".", ",")


def is_english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "vi").startswith("en")


@register.filter
def figure(text: str | Decimal | None) -> str:
    """A figure as printed: "9.50" reads 9,50; nothing reads as a dash."""
    return "–" if text is None or text == "" else spoken(str(text))


@register.filter
def sign(comparator: str | None) -> str:
    """A comparator as it is written by hand: >= is ≥; "equal" is not said."""
    return {">=": "≥", "<=": "≤", "=": ""}.get(comparator or "", comparator or "")


@register.filter
def day(when: date | datetime | None) -> str:
    """A day: 30/3/2026, in English 30 Mar 2026."""
    if when is None:
        return "–"
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    if is_english():
        return f"{local.day} {local:%b} {local.year}"
    return f"{local.day}/{local.month}/{local.year}"


@register.filter
def moment(when: datetime | None) -> str:
    """A day and the time: 30/3/2026 14:05."""
    return "–" if when is None else f"{day(when)} {timezone.localtime(when):%H:%M}"


@register.filter
def words(sentence: Words | str | None) -> str:
    """A sentence kept in both languages, in the reader's."""
    if sentence is None:
        return ""
    return sentence if isinstance(sentence, str) else sentence.in_language(get_language() or "vi")


@register.filter
def size(count: int) -> str:
    """A number of bytes for people: 1,4 MB."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{-(-count // 1024)} KB"
    return spoken(points.fixed(Decimal(count) / (1024 * 1024), 1)) + " MB"
