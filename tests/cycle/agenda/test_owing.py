"""What assigned tasks ask of a person on the first page."""

from __future__ import annotations

import pytest

from parindex.cycle.agenda.queries.owing import Owing, owing
from parindex.cycle.monitoring.models import DueRequest
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, TODAY, Cast
from tests.cycle.monitoring.owed import DAY, Owed, owed


@pytest.fixture
def story(cast: Cast) -> Owed:
    found = owed(cast)
    DueRequest.objects.create(
        assignment=found.rows["late"],
        wanted=TODAY + DAY,
        reason="Chậm số liệu",
        asked_at=AT,
        asked_by=1,
        asked_by_name="Trần Văn Cán Bộ",
    )
    return found


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("clerk", Owing(late=1, since=TODAY - 3 * DAY, soon=1, nearest=TODAY + 5 * DAY)),
        ("neighbour", Owing(soon=1, nearest=TODAY + 5 * DAY)),
        ("lawyer", Owing()),
        ("reform", Owing(waiting=2, asked=1, behind=1)),
        ("city_leader", Owing()),
        ("stranger", Owing()),
    ],
)
def test_each_is_asked_for_what_is_theirs(cast: Cast, story: Owed, who: str, asked: Owing) -> None:
    assert owing(by=cast.actor(who), on=TODAY) == asked
    assert owing(by=SYSTEM, on=TODAY) == Owing()
