"""The request as our views see it: with the actor, the day and the moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from parindex.engine.access.actors import Actor


class Request(HttpRequest):
    """A request that has passed our middleware. The clock is read once, there."""

    user: Any
    actor: Actor
    at: datetime
    today: date
    htmx: HtmxDetails
    language: str


def number(fields: QueryDict, name: str, *, most: int = 10**9) -> int | None:
    """The number from 0 to ``most`` in field ``name``; None when there is none such."""
    text = fields.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if is_number and int(text) <= most else None
