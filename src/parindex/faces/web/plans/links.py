"""The criteria of a task as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from parindex.cycle.plans.queries import linking
from parindex.cycle.plans.queries.linking import LinkItem


@dataclass(frozen=True, slots=True)
class Link:
    """One criterion of a task."""

    index: str
    path: str
    name: str
    max: Decimal | None
    gain: Decimal | None
    note: str
    end_url: str


def of(task: Any, *, may_correct: bool) -> tuple[Link, ...]:
    """Every criterion of a task; the way to take one off, for whoever may."""
    return tuple(_link(task, each, may_correct=may_correct) for each in linking.of(task))


def _link(task: Any, each: LinkItem, *, may_correct: bool) -> Link:
    return Link(
        index=f"{each.index} {each.year}",
        path=each.path,
        name=each.name,
        max=each.max,
        gain=each.gain,
        note=each.note,
        end_url=reverse("task-criterion-end", args=[task.pk, each.key]) if may_correct else "",
    )
