"""Targets made of gaps, and what is doubtful of targets."""

from __future__ import annotations

import pytest

from parindex.cycle.frameworks.models import Version
from parindex.cycle.targets import actions, checks, queries
from parindex.cycle.targets.actions import Aim, Stated, WrongValue
from parindex.cycle.targets.models import Target
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as audit
from tests.cast import AT, Cast
from tests.cycle.targets.test_targets import live

PATHS = ("1/1.1", "1/2", "2")


def aimed(cast: Cast, wanted: Aim, *paths: str) -> dict[str, str]:
    version = Version.objects.get()
    actions.aim(cast.city, version, paths, wanted, reason="Kế hoạch", by=cast.actor("reform"), at=AT)
    rows = Target.objects.filter(year=wanted.year).select_related("criterion")
    return {row.criterion.path: f"{row.comparator}{row.text}" for row in rows if row.criterion}


def test_targets_are_made_of_what_was_lost(cast: Cast) -> None:
    live(cast.city)
    law = cast.units["Sở Tư pháp"]
    assert aimed(cast, Aim(2025, 2027, 50, law), *PATHS) == {
        "1/1.1": ">=3.75",
        "1/2": ">=1.63",
        "2": ">=3.75",
    }
    assert aimed(cast, Aim(2025, 2028, 100), "2") == {"2": ">=4"}
    assert {row.owner for row in Target.objects.filter(year=2027)} == {law}
    told = audit.visible(SYSTEM).filter(event="target.aimed").order_by("pk")[0].facts
    assert told == {"targets": 3, "year": 2027, "share": 50, "reason": "Kế hoạch"}


def test_a_target_that_stands_is_kept(cast: Cast) -> None:
    live(cast.city)
    with pytest.raises(WrongValue, match="paths"):
        aimed(cast, Aim(2025, 2026, 100), *PATHS)
    assert Target.objects.get(criterion__path="2", year=2026).text == "3.5"


@pytest.mark.parametrize(
    ("share", "reason", "wrong"), [(0, "x", "share"), (101, "x", "share"), (5, " ", "reason")]
)
def test_what_cannot_be_aimed_at_is_refused(cast: Cast, share: int, reason: str, wrong: str) -> None:
    live(cast.city)
    version, wanted = Version.objects.get(), Aim(2025, 2027, share)
    with pytest.raises(WrongValue, match=wrong):
        actions.aim(cast.city, version, PATHS, wanted, reason=reason, by=cast.actor("reform"), at=AT)
    with pytest.raises(Refused):
        actions.aim(cast.city, version, PATHS, wanted, reason=reason, by=cast.actor("leader"), at=AT)


def test_the_owner_of_a_target_is_shown(cast: Cast) -> None:
    live(cast.city)
    stated = Stated(2026, "3.9", path="2", owner=cast.units["Sở Nội vụ"])
    version = Version.objects.get()
    actions.set_target(cast.city, version, stated, reason="Giao", by=cast.actor("reform"), at=AT)
    page = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("reform"))
    assert [row.target.owner for row in page.rows if row.target] == ["", "", "", "Sở Nội vụ"]


def test_doubtful_targets_are_found(cast: Cast) -> None:
    live(cast.city)
    version, by = Version.objects.get(), cast.actor("reform")
    for path, text in (("1/1.1", "4.5"), ("1/2", "1")):
        actions.set_target(cast.city, version, Stated(2026, text, path=path), reason="x", by=by, at=AT)
    found = checks.of_targets(queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=by))
    assert {(each.code, each.path, each.stated, each.computed) for each in found} == {
        ("TARGET_ABOVE_MAX", "1/1.1", "4.5", "4"),
        ("TARGET_BELOW_RESULT", "1/2", "1", "1.25"),
        ("TOTAL_MISMATCH", "total", "9", "9"),
    }
