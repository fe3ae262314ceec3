"""A leaf that is measured against the best of all, before the results are published."""

from __future__ import annotations

from django.test import Client

from parindex.cycle.assessments.actions import scoring
from parindex.cycle.assessments.models import Cycle
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast
from tests.cycle import rounds


def test_a_leader_leaf_does_not_tell_the_figure_of_another_unit(cast: Cast) -> None:
    """What the best of all reads is the other unit's own until the results are published."""
    cycle: Cycle = rounds.opened(cast)
    leaf = rounds.leaf(cycle, "II/2").pk
    other = rounds.sheet(cycle, cast.other_ward)
    scoring.save(other, leaf, answer={"value": "81.5162"}, note="", seen=0, by=SYSTEM, at=AT)
    own = rounds.sheet(cycle, cast.ward).pk
    client = Client()
    client.force_login(cast.people["clerk"], backend="django.contrib.auth.backends.ModelBackend")
    typed = {"a.value": "4", "seen": "0"}
    answers = [client.post(f"/scoring/{own}/{leaf}/{deed}/", typed) for deed in ("preview", "save")]
    answers += [
        client.get(f"/scoring/{own}/{page}") for page in ("", f"{leaf}/", "print/", f"{leaf}/ledger/")
    ]
    assert [each.status_code for each in answers] == [200] * 6
    assert [b"5162" in each.content for each in answers] == [False] * 6
