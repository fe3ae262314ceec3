"""A sheet of the league table says of its units what the whole table says, and no more is read for it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results import leaguesheet
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.leaguesheet import Asked
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.queries import leagues, leaguesheets
from parindex.cycle.results.queries.issues import NoSuchResult
from tests.cast import Cast
from tests.cycle.results import played
from tests.cycle.results.test_queries import TERMS, publish

ASKED = (
    Asked(),
    Asked(words="cau giay"),
    Asked(words="khong co"),
    Asked(words="  "),
    Asked(group="Phường", klass="A"),
    Asked(group="Xã"),
    Asked(size=1),
    Asked(size=1, number=2),
    Asked(size=1, number=99),
)


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Both wards, ready to be frozen."""
    return played.to_the_freeze(cast)


@pytest.fixture
def issue(cycle: Cycle, cast: Cast) -> Issue:
    """The first issue, not published."""
    return freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())


@pytest.mark.parametrize("asked", ASKED)
def test_a_sheet_of_an_issue_is_cut_from_its_table(issue: Issue, cast: Cast, asked: Asked) -> None:
    publish(issue, cast)
    for who in ("reform", "neighbour"):
        by = cast.actor(who)
        whole = leaguesheet.cut(leagues.league(issue.cycle_id, by=by), asked)
        assert leaguesheets.frozen(issue.cycle_id, asked, by=by) == whole
        assert (whole.own is not None) is (who == "neighbour")


@pytest.mark.parametrize("asked", ASKED)
def test_a_sheet_of_what_stands_is_cut_from_the_standings(cycle: Cycle, cast: Cast, asked: Asked) -> None:
    by = cast.actor("reform")
    whole = leaguesheet.cut(leagues.standings(cycle.pk, by=by), asked)
    assert leaguesheets.standing(cycle.pk, asked, by=by) == whole


def test_a_sheet_shows_its_part_and_counts_all(issue: Issue, cast: Cast) -> None:
    by = cast.actor("reform")
    second = leaguesheets.frozen(issue.cycle_id, Asked(size=1, number=2), by=by)
    (group,) = second.groups
    assert ([row.unit_name for row in group.rows], group.count, second.count) == (["Phường Cầu Giấy"], 2, 2)
    told = second.overview
    assert (told.ranked, str(told.mean), str(told.best), told.best_name) == (
        2,
        "7.36",
        "7.90",
        "Phường Yên Hòa",
    )


def test_where_nobody_has_a_score_nothing_is_told_of_the_best() -> None:
    assert leaguesheet.overview((), decimals=2) == leaguesheet.Overview(0, None, None, "")


def test_a_sheet_is_seen_by_those_who_see_the_table(issue: Issue, cast: Cast) -> None:
    for who in ("clerk", "stranger"):
        with pytest.raises(NoSuchResult):
            leaguesheets.frozen(issue.cycle_id, Asked(), by=cast.actor(who))
    publish(issue, cast)
    assert leaguesheets.frozen(issue.cycle_id, Asked(), by=cast.actor("clerk")).count == 2
    for who in ("clerk", "stranger"):
        with pytest.raises(NoSuchResult):
            leaguesheets.standing(issue.cycle_id, Asked(), by=cast.actor(who))
    with pytest.raises(NoSuchResult):
        leaguesheets.frozen(issue.cycle_id, Asked(), by=cast.actor("stranger"))


def test_the_points_of_leaves_are_not_read_for_a_sheet(issue: Issue, cast: Cast) -> None:
    by = cast.actor("reform")
    leaguesheets.frozen(issue.cycle_id, Asked(), by=by)
    with CaptureQueriesContext(connection) as captured:
        leaguesheets.frozen(issue.cycle_id, Asked(), by=by)
    tables = "\n".join(each["sql"] for each in captured)
    assert (LeafScore._meta.db_table in tables, UnitScore._meta.db_table in tables) == (False, True)
