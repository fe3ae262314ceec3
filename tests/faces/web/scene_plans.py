"""What each unit has of plans beside that of its document: a draft, a cancelled task, a linked one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parindex.cycle.plans import queries
from parindex.cycle.plans.actions import amending, deriving, linking
from parindex.cycle.plans.actions.amending import Stated
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, TODAY


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that is drawn up, a task that was cancelled, a task with a criterion and the link of it."""

    draft: int
    cancelled: int
    linked: int
    link: int
    free: int
    """A criterion that the task is not linked to."""


def plan(unit: Any, mark: str, *, document: int, leaf: Any, free: Any) -> Planned:
    """Draw up a plan of ``unit`` full of its marker; cancel a task of its other plan, link another."""
    draft = deriving.draw_up(unit, None, title=f"Dự thảo {mark}draft", by=SYSTEM, at=AT)
    amending.add(draft, Stated(f"Việc riêng {mark}draft"), reason="thử", by=SYSTEM, at=AT)
    linked, cancelled = queries.visible(SYSTEM).get(document=document).tasks.order_by("pk")
    amending.cancel(cancelled, decision=f"{mark}/QĐ", on=TODAY, reason=mark, by=SYSTEM, at=AT)
    link = linking.link(linked, leaf, gain="0,1", note=mark, by=SYSTEM, at=AT)
    return Planned(draft.pk, cancelled.pk, linked.pk, link.pk, free.pk)
