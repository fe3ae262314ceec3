"""What each reader sees of results: tables, cards, maps and differences; nothing before publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue
from parindex.cycle.results.pages import Amount, LeaguePage
from parindex.cycle.results.queries import cards, criteria, differences, issues, leagues
from parindex.cycle.results.queries.issues import NoSuchResult
from parindex.cycle.results.terms import Terms
from parindex.engine.ranking.settings import Class, Settings, Ties
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.results import played

TERMS = Terms(Settings(classes=(Class("A", Decimal(7)), Class("B", Decimal(5)))))
SEE_ALL = ("reform", "city_leader", "auditor")
MEMBERS = ("clerk", "leader", "neighbour", "lawyer", "administrator")


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Both wards, ready to be frozen."""
    return played.to_the_freeze(cast)


@pytest.fixture
def issue(cycle: Cycle, cast: Cast) -> Issue:
    """The first issue, not published."""
    return freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())


def publish(issue: Issue, cast: Cast) -> None:
    """Publish as the reform office does."""
    releasing.release(issue, decision="QĐ 1435", by=cast.actor("reform"), at=moments.database_now())


def amounts(*pairs: tuple[str, str]) -> tuple[Amount, ...]:
    """Points and maxima as they are read."""
    return tuple(Amount(Decimal(earned), Decimal(top)) for earned, top in pairs)


def rows(page: LeaguePage) -> list[tuple[Any, ...]]:
    """A league table in short."""
    return [
        (row.unit_name, row.position, row.rank, row.is_tied, str(row.score), row.class_name, row.domains)
        for row in page.rows
    ]


def test_the_league_table(issue: Issue, cast: Cast) -> None:
    page = leagues.league(issue.cycle_id, by=cast.actor("reform"))
    assert rows(page) == [
        ("Phường Yên Hòa", 1, 1, False, "7.90", "A", amounts(("5.4", "6"), ("2.5", "4"))),
        ("Phường Cầu Giấy", 2, 2, False, "6.81", "B", amounts(("4.45", "6"), ("1", "2"))),
    ]
    assert [row.amount for row in page.rows] == [*amounts(("7.9", "10"), ("5.45", "8"))]
    assert [row.amount.share for row in page.rows] == [Decimal("79.00"), Decimal("68.13")]
    assert [(each.path, each.code, each.name, each.max) for each in page.domains] == [
        ("I", "I", "Chỉ đạo điều hành", Decimal(6)),
        ("II", "II", "Thể chế", Decimal(4)),
    ]
    assert [group.name for group in page.groups] == ["Phường"]
    assert (page.terms, page.total, page.decimals) == (TERMS, Decimal(10), 4)
    assert page.issue is not None
    assert (page.issue.number, page.issue.input_digest) == (1, issue.input_digest)
    assert page.issues == (page.issue,)


def test_the_own_unit_is_marked(issue: Issue, cast: Cast) -> None:
    publish(issue, cast)
    page = leagues.league(issue.cycle_id, by=cast.actor("neighbour"))
    assert [(row.unit_name, row.is_own) for row in page.rows] == [
        ("Phường Yên Hòa", False),
        ("Phường Cầu Giấy", True),
    ]


def test_the_scorecard_says_why_each_point_is_missing(issue: Issue, cast: Cast) -> None:
    page = cards.scorecard(issue.cycle_id, cast.ward.pk, by=cast.actor("reform"))
    assert (page.row.unit_name, page.row.rank, page.units) == ("Phường Yên Hòa", 1, 2)
    assert page.row.domains == amounts(("5.4", "6"), ("2.5", "4"))
    assert [stage.key for stage in page.stages] == ["self", "appraisal-1", "appraisal-2"]
    assert [(row.path, row.depth, row.is_leaf, row.state, row.amount) for row in page.rows] == [
        ("I", 0, False, "scored", Amount(Decimal("5.4"), Decimal(6))),
        ("I/1", 1, True, "scored", Amount(Decimal("1.7"), Decimal(2))),
        ("I/2", 1, True, "scored", Amount(Decimal(1), Decimal(1))),
        ("I/3", 1, True, "scored", Amount(Decimal("2.7"), Decimal(3))),
        ("II", 0, False, "scored", Amount(Decimal("2.5"), Decimal(4))),
        ("II/1", 1, True, "scored", Amount(Decimal("1.5"), Decimal(2))),
        ("II/2", 1, True, "scored", Amount(Decimal("0.5"), Decimal(1))),
        ("II/3", 1, True, "scored", Amount(Decimal("0.5"), Decimal(1))),
    ]
    assert [(row.path, row.lost) for row in page.missing] == [
        ("II/1", Decimal("0.5")),
        ("II/2", Decimal("0.5")),
        ("II/3", Decimal("0.5")),
        ("I/1", Decimal("0.3")),
        ("I/3", Decimal("0.3")),
    ]
    by_path = {row.path: row for row in page.rows}
    assert by_path["I/1"].stages == (Decimal("1.7"), Decimal("1.7"), None)
    assert by_path["I/3"].stages == (Decimal("2.7"), None, None)
    assert by_path["I"].stages == (None, None, None)
    assert (by_path["I/1"].owner, by_path["I/3"].source) == ("Sở Nội vụ", "survey")


def test_the_sentences_of_a_scorecard_are_those_of_the_engine(issue: Issue, cast: Cast) -> None:
    page = cards.scorecard(issue.cycle_id, cast.ward.pk, by=cast.actor("reform"))
    said = {row.path: " ".join(words.vi for words in row.why) for row in page.rows}
    assert "17/20" in said["I/1"]
    assert "Mục I.1" in said["I/1"]
    assert "18/20" in said["I/1"]
    # Measured against the best of the group, which is the other ward's 8.
    assert "8" in said["II/2"]
    assert all(row.why for row in page.rows)


def test_a_scorecard_of_a_unit_that_is_not_there(issue: Issue, cast: Cast) -> None:
    with pytest.raises(NoSuchResult):
        cards.scorecard(issue.cycle_id, cast.city.pk, by=cast.actor("reform"))


def test_the_heat_map_has_means(issue: Issue, cast: Cast) -> None:
    page = criteria.heat(issue.cycle_id, by=cast.actor("reform"))
    assert [[each.share for each in row.domains] for row in page.league.rows] == [
        [Decimal("90.00"), Decimal("62.50")],
        [Decimal("74.17"), Decimal("50.00")],
    ]
    assert page.means == (Decimal("82.08"), Decimal("56.25"))


def test_one_leaf_across_all_units(issue: Issue, cast: Cast) -> None:
    page = criteria.criterion(issue.cycle_id, "I/1", by=cast.actor("reform"))
    assert [(row.unit_name, row.place, row.rank, row.amount.points, row.state) for row in page.rows] == [
        ("Phường Cầu Giấy", 1, 2, Decimal("1.9"), "scored"),
        ("Phường Yên Hòa", 2, 1, Decimal("1.7"), "scored"),
    ]
    assert (page.mean, page.full) == (Decimal("90.00"), 0)
    assert "19/20" in " ".join(words.vi for words in page.rows[0].why)
    assert [each.path for each in page.criteria] == [
        "I", "I/1", "I/2", "I/3", "II", "II/1", "II/2", "II/3",
    ]  # fmt: skip


def test_one_leaf_that_does_not_apply_to_all(issue: Issue, cast: Cast) -> None:
    page = criteria.criterion(issue.cycle_id, "II/1", by=cast.actor("reform"))
    assert [(row.unit_name, row.place, row.amount) for row in page.rows] == [
        ("Phường Yên Hòa", 1, Amount(Decimal("1.5"), Decimal(2))),
        ("Phường Cầu Giấy", None, Amount(Decimal(0), Decimal(0))),
    ]
    assert (page.mean, page.full) == (Decimal("75.00"), 0)


def test_a_leaf_that_applies_to_nobody_has_no_mean(cast: Cast) -> None:
    cycle = rounds.opened(cast, version=rounds.published(cast, without_leader()))
    away = {"not_applicable": True, "reason": "Không được giao"}
    for unit in (cast.ward, cast.other_ward):
        answers = {"I/1": played.WARD["I/1"], "I/2": away}
        played.score(cycle, unit, answers, cast=cast)
        played.accept(cycle, unit, answers, cast=cast)
    played.submitted(cycle, cast.ward, cast.other_ward)
    rounds.move_to(cycle, "freeze")
    issue = freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())
    page = criteria.criterion(issue.cycle_id, "I/2", by=cast.actor("reform"))
    assert (page.mean, page.full, [row.place for row in page.rows]) == (None, 0, [None, None])
    card = cards.scorecard(issue.cycle_id, cast.ward.pk, by=cast.actor("reform"))
    assert {row.path: row.state for row in card.rows}["I/2"] == "not_applicable"


def without_leader() -> str:
    """The same framework without the leaf that is measured against the best of the group."""
    text = rounds.FRAMEWORK.replace("xa-phuong-thu", "xa-phuong-khong-so")
    return text.replace("rule: {kind: leader, better: higher, ", "rule: {kind: yes_no, ")


def test_one_parent_across_all_units(issue: Issue, cast: Cast) -> None:
    page = criteria.criterion(issue.cycle_id, "II", by=cast.actor("reform"))
    assert [(row.unit_name, row.place, row.amount, row.why) for row in page.rows] == [
        ("Phường Yên Hòa", 1, Amount(Decimal("2.5"), Decimal(4)), ()),
        ("Phường Cầu Giấy", 2, Amount(Decimal(1), Decimal(2)), ()),
    ]
    assert page.criterion.name == "Thể chế"
    with pytest.raises(NoSuchResult):
        criteria.criterion(issue.cycle_id, "III", by=cast.actor("reform"))


def test_what_the_stages_changed(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    lower = played.valued(
        cycle, cast.ward, "I/1", {"done": "16", "total": "20"}, decision=states.CHANGED, note="Thiếu 1 việc"
    )
    played.put(cycle, cast.ward, "I/1", lower, by=by, key="appraisal-2")
    page = differences.stage_differences(cycle.pk, by=by)
    assert [(row.unit_name, row.totals, row.difference, row.besides) for row in page.rows] == [
        ("Phường Yên Hòa", (Decimal("7.9"), Decimal("7.9"), Decimal("7.8")), Decimal("-0.1"), Decimal("3.2")),
        ("Phường Cầu Giấy", (Decimal("5.45"),) * 3, Decimal(0), Decimal("2.55")),
    ]
    assert [each.difference for each in page.changed] == [Decimal("-0.1")]
    assert [
        (each.unit_name, each.path, each.before, each.after, each.stage.vi, each.note, each.by)
        for each in page.changed
    ] == [
        (
            "Phường Yên Hòa", "I/1", Decimal("1.7"), Decimal("1.6"), "Thẩm định lần 2",
            "Thiếu 1 việc", "Nguyễn Thị Cải Cách",
        )
    ]  # fmt: skip


def test_what_the_council_gives_later_is_no_difference_of_appraisal(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    before = differences.stage_differences(cycle.pk, by=by).rows[0]
    for path, answer in (("II/3", {"points": "1", "reason": "Hội đồng"}), ("I/3", {"share": "0.5"})):
        line = played.valued(cycle, cast.ward, path, answer)
        played.put(cycle, cast.ward, path, line, by=by, key="appraisal-2")

    after = differences.stage_differences(cycle.pk, by=by).rows[0]

    assert (before.difference, after.difference) == (Decimal(0), Decimal(0))
    assert after.besides - before.besides == after.totals[-1] - after.totals[0] != 0


def test_standings_before_the_freeze_are_what_the_freeze_gives(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    live = leagues.standings(cycle.pk, by=by, settings=TERMS.ranking)
    issue = freezing.freeze(cycle, TERMS, by=by, at=moments.database_now())
    frozen = leagues.league(issue.cycle_id, by=by)
    assert live.groups == frozen.groups
    assert (live.issue, live.cycle.state) == (None, states.OPEN)


def test_totals_and_ranks_alone_are_those_of_the_standings(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("auditor")
    opening.enrol(cycle, [cast.units["Xã Thanh Trì"]], group="Xã", by=cast.actor("reform"), at=AT)
    away = {"not_applicable": True, "reason": "Không được giao"}
    played.score(cycle, cast.units["Xã Thanh Trì"], dict.fromkeys(played.WARD, away), cast=cast)
    page = leagues.standings(cycle.pk, by=by)
    assert {(row.unit, row.group, row.amount, row.score, row.rank, row.is_tied) for row in page.rows} == {
        (row.unit, row.group, row.amount, row.score, row.rank, row.is_tied)
        for row in leagues.ranks(cycle.pk, by=by)
    }
    assert [row.score for row in leagues.ranks(cycle.pk, by=by)] == [Decimal("7.90"), Decimal("6.81"), None]


def test_standings_of_an_untouched_cycle(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    page = leagues.standings(cycle.pk, by=cast.actor("auditor"))
    assert rows(page) == [
        ("Phường Yên Hòa", 1, 1, True, "0.00", "", amounts(("0", "6"), ("0", "4"))),
        ("Phường Cầu Giấy", 2, 1, True, "0.00", "", amounts(("0", "6"), ("0", "4"))),
    ]
    assert [row.has_missed for row in page.rows] == [True, True]


def weighted() -> str:
    """The same framework with a weighted domain: its points are no plain sum of leaves."""
    head, tail = rounds.FRAMEWORK.replace("xa-phuong-thu", "xa-phuong-trong-so").split(
        '    owner: "Sở Tư pháp"'
    )
    for code, weight in (("1", "2"), ("2", "1"), ("3", "1")):
        tail = tail.replace(
            f'      - code: "{code}"\n', f'      - code: "{code}"\n        weight: "{weight}"\n'
        )
    return f'{head}    aggregate: weighted\n    max: "4"\n    owner: "Sở Tư pháp"{tail}'


def test_a_weighted_domain_is_folded_not_summed(cast: Cast) -> None:
    cycle = rounds.opened(cast, version=rounds.published(cast, weighted()))
    for unit, answers in ((cast.ward, played.WARD), (cast.other_ward, played.OTHER)):
        played.score(cycle, unit, answers, cast=cast)
        played.accept(cycle, unit, answers, cast=cast)
    played.submitted(cycle, cast.ward)
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.SUBMITTED)
    rounds.move_to(cycle, "freeze")
    by = cast.actor("reform")
    live = leagues.standings(cycle.pk, by=by, settings=TERMS.ranking)
    issue = freezing.freeze(cycle, TERMS, by=by, at=moments.database_now())
    frozen = leagues.league(issue.cycle_id, by=by)
    # 4 × (2·0.75 + 0.5 + 0.5) ÷ 4 = 2.5; without II/1: 4 × (1 + 0) ÷ 2 = 2 of 4
    assert [row.domains[1] for row in frozen.rows] == [*amounts(("2.5", "4"), ("2", "4"))]
    assert live.groups == frozen.groups
    card = cards.scorecard(issue.cycle_id, cast.ward.pk, by=by)
    assert card.row == frozen.rows[0]
    across = criteria.criterion(issue.cycle_id, "II", by=by)
    assert [row.amount.points for row in across.rows] == [Decimal("2.5"), Decimal(2)]


READS: dict[str, Callable[[int, Cast, Any], Any]] = {
    "league": lambda key, cast, by: leagues.league(key, by=by),
    "scorecard": lambda key, cast, by: cards.scorecard(key, cast.ward.pk, by=by),
    "heat": lambda key, cast, by: criteria.heat(key, by=by),
    "criterion": lambda key, cast, by: criteria.criterion(key, "I/1", by=by),
}
UNPUBLISHED: dict[str, Callable[[int, Cast, Any], Any]] = {
    "standings": lambda key, cast, by: leagues.standings(key, by=by),
    "ranks": lambda key, cast, by: (leagues.ranks(key, by=by), "Phường Yên Hòa"),
    "differences": lambda key, cast, by: differences.stage_differences(key, by=by),
}


@pytest.mark.parametrize("read", [*READS.values(), *UNPUBLISHED.values()], ids=[*READS, *UNPUBLISHED])
def test_nobody_else_sees_results_before_publication(
    issue: Issue, cast: Cast, read: Callable[[int, Cast, Any], Any]
) -> None:
    for who in SEE_ALL:
        assert "Phường Yên Hòa" in repr(read(issue.cycle_id, cast, cast.actor(who)))
    for who in (*MEMBERS, "stranger"):
        with pytest.raises(NoSuchResult):
            read(issue.cycle_id, cast, cast.actor(who))


@pytest.mark.parametrize("read", READS.values(), ids=[*READS])
def test_every_member_sees_what_is_published(
    issue: Issue, cast: Cast, read: Callable[[int, Cast, Any], Any]
) -> None:
    publish(issue, cast)
    for who in (*SEE_ALL, *MEMBERS):
        assert "Phường Yên Hòa" in repr(read(issue.cycle_id, cast, cast.actor(who)))
    with pytest.raises(NoSuchResult):
        read(issue.cycle_id, cast, cast.actor("stranger"))


@pytest.mark.parametrize("read", UNPUBLISHED.values(), ids=[*UNPUBLISHED])
def test_what_led_to_the_results_is_not_published(
    issue: Issue, cast: Cast, read: Callable[[int, Cast, Any], Any]
) -> None:
    publish(issue, cast)
    for who in MEMBERS:
        with pytest.raises(NoSuchResult):
            read(issue.cycle_id, cast, cast.actor(who))


def test_members_see_the_published_issue_although_a_later_one_is_ready(issue: Issue, cast: Cast) -> None:
    publish(issue, cast)
    by, at = cast.actor("reform"), moments.database_now()
    other = Terms(replace(TERMS.ranking, ties=Ties.DENSE, classes=()))
    freezing.reissue(issue.cycle, other, reason="Đính chính", by=by, at=at)
    seen = {who: leagues.league(issue.cycle_id, by=cast.actor(who)).issue for who in ("reform", "clerk")}
    assert {who: each.number if each else 0 for who, each in seen.items()} == {"reform": 2, "clerk": 1}
    assert [each.number for each in leagues.league(issue.cycle_id, by=cast.actor("clerk")).issues] == [1]
    assert leagues.league(issue.cycle_id, by=by, number=1).terms == TERMS
    with pytest.raises(NoSuchResult):
        leagues.league(issue.cycle_id, by=cast.actor("clerk"), number=2)


def test_the_list_of_cycles_and_what_may_be_done(cycle: Cycle, cast: Cast) -> None:
    def listed(who: str) -> list[tuple[str, int | None, list[str]]]:
        return [(each.name, each.number, sorted(each.deeds)) for each in issues.cycles(by=cast.actor(who))]

    name = "Chỉ số CCHC thử"
    assert listed("reform") == [(name, None, ["freeze", "standings"])]
    assert (listed("auditor"), listed("clerk")) == ([(name, None, ["standings"])], [])
    issue = freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())
    assert listed("reform") == [(name, 1, ["reissue", "release", "resume", "standings"])]
    assert listed("clerk") == []
    publish(issue, cast)
    assert listed("reform") == [(name, 1, ["reissue", "standings"])]
    assert listed("clerk") == [(name, 1, [])]
    assert listed("stranger") == []
    (item,) = issues.cycles(by=cast.actor("clerk"))
    assert (item.decision, item.index, item.level, item.owner_name) == (
        "QĐ 1435",
        "PAR INDEX",
        "commune",
        "Thành phố Hà Nội",
    )


def test_a_cycle_in_preparation_has_no_standings(cycle: Cycle, cast: Cast) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(state=states.PREPARING)
    (item,) = issues.cycles(by=cast.actor("reform"))
    assert item.deeds == {"freeze"}


def test_no_such_cycle(cast: Cast) -> None:
    for read in (*READS.values(), *UNPUBLISHED.values()):
        with pytest.raises(NoSuchResult):
            read(0, cast, cast.actor("reform"))


def queries_of(read: Callable[[], Any]) -> int:
    """How many queries a page takes, once what is kept in the process is there."""
    read()
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


@pytest.mark.parametrize("read", [*READS.values(), *UNPUBLISHED.values()], ids=[*READS, *UNPUBLISHED])
def test_pages_take_as_many_queries_for_more_units(
    cycle: Cycle, cast: Cast, read: Callable[[int, Cast, Any], Any]
) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    freezing.freeze(cycle, TERMS, by=by, at=at)
    two = queries_of(lambda: read(cycle.pk, cast, by))
    freezing.resume(cycle, reason="Thêm một xã", by=by, at=at)
    commune = cast.units["Xã Thanh Trì"]
    opening.enrol(cycle, [commune], group="Phường", by=by, at=at)
    played.score(cycle, commune, played.WARD, cast=cast)
    played.accept(cycle, commune, played.WARD, cast=cast)
    played.submitted(cycle, commune)
    freezing.reissue(cycle, TERMS, reason="Thêm một xã", by=by, at=at)
    assert queries_of(lambda: read(cycle.pk, cast, by)) == two
