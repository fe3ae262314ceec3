"""No form of any page writes into a cycle that is frozen, published, or past its last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Assessment, Attachment, Cell, Cycle, Entry, Stage
from parindex.cycle.results.models import Issue, LeafScore, Release, UnitScore
from tests.faces.web.scene import Scene
from tests.faces.web.test_hostile import forms, who

Enter = Callable[[str], Client]
KEPT = (Assessment, Cell, Entry, Attachment, Issue, UnitScore, LeafScore, Release)


def _frozen() -> None:
    Cycle.objects.update(state=states.FROZEN)


def _published() -> None:
    Cycle.objects.update(state=states.PUBLISHED)


def _over() -> None:
    ago = timedelta(days=3650)
    Stage.objects.update(opens_at=F("opens_at") - ago, closes_at=F("closes_at") - ago)
    Cycle.objects.exclude(issues__isnull=False).update(state=states.OPEN)


def _rows() -> list[list[tuple[Any, ...]]]:
    return [list(each.objects.order_by("pk").values_list()) for each in KEPT]


WRITES = {
    _frozen: {"result-freeze", "result-release"},
    _published: {"result-freeze", "result-release"},
    _over: {"result-freeze", "result-release", "cycle-enrol", "cycle-admit"},
}
"""Another issue of the results, for a reason, and its publication; late units, by decision of the office."""


@pytest.mark.parametrize("close", WRITES)
def test_no_form_writes_into_what_is_closed(scene: Scene, enter: Enter, close: Callable[[], None]) -> None:
    with transaction.atomic():
        close()
        before, written = _rows(), set()
        for knock in forms(scene.works["ward"]):
            with transaction.atomic():
                enter(who(knock)).post(knock.url, knock.data)
                if _rows() != before:
                    written.add(knock.name)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert written == WRITES[close]
