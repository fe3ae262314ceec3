"""Measures: kept once, readings superseded and never overwritten, one figure for every index that asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.measures import actions, figures, queries, specs
from parindex.cycle.measures.actions import Read, WrongValue
from parindex.cycle.measures.models import Measure, Reading
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds

SINCE, UNTIL, AS_OF = date(2026, 1, 1), date(2027, 1, 1), date(2026, 5, 1)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """Satisfaction of citizens, one share a unit."""
    return keep(cast, "hai-long", "single")


def keep(cast: Cast, code: str, shape: str, *, who: str = "reform") -> Measure:
    by = cast.actor(who)
    return actions.keep(owner=cast.city, code=code, name=f"Số liệu {code}", shape=shape, by=by, at=AT)


def read(cast: Cast, measure: Measure, *reads: Read, who: str = "reform", **rest: Any) -> int:
    period = {"since": SINCE, "until": UNTIL, "as_of": AS_OF, "source": "Báo cáo 12/BC-SNV"} | rest
    return actions.record(measure, reads, by=cast.actor(who), at=AT, **period)


def leaf(version: Version, path: str) -> Criterion:
    return version.criteria.select_related("version__framework__owner").get(path=path)


def test_a_measure_is_kept_once(cast: Cast, measure: Measure) -> None:
    assert keep(cast, "hai-long", "single") == measure
    assert [row.event for row in HistoryRow.objects.filter(event__startswith="measure")] == ["measure.kept"]


@pytest.mark.parametrize(("code", "shape", "field"), [("", "single", "code"), ("a", "triple", "shape")])
def test_what_cannot_be_kept_is_refused(cast: Cast, code: str, shape: str, field: str) -> None:
    with pytest.raises(WrongValue, match=field):
        keep(cast, code, shape)


def test_a_later_reading_supersedes_and_an_equal_one_is_none(cast: Cast, measure: Measure) -> None:
    first = Read(cast.ward, figures.single("0.90"))
    assert read(cast, measure, first) == 1
    assert read(cast, measure, Read(cast.ward, figures.single("0.9"))) == 0
    assert read(cast, measure, Read(cast.ward, figures.single("0.95")), source="Bản đính chính") == 1
    kept = [(row.number, row.value_text, row.source) for row in Reading.objects.order_by("number")]
    assert kept == [(1, "0.9", "Báo cáo 12/BC-SNV"), (2, "0.95", "Bản đính chính")]
    seen = queries.readings(measure, by=cast.actor("reform"))
    assert [row.value_text for row in seen] == ["0.95"]


@pytest.mark.parametrize(("change", "field"), [({"source": " "}, "source"), ({"until": SINCE}, "until")])
def test_a_reading_says_where_from_and_for_when(
    cast: Cast, measure: Measure, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(WrongValue, match=field):
        read(cast, measure, Read(cast.ward, figures.single("1")), **change)


def test_a_pair_does_not_go_into_a_single(cast: Cast, measure: Measure) -> None:
    with pytest.raises(WrongValue, match="shape"):
        read(cast, measure, Read(cast.ward, figures.pair("1", "2")))


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor", "stranger", "administrator"])
def test_only_the_office_records(cast: Cast, measure: Measure, who: str) -> None:
    with pytest.raises(Refused):
        read(cast, measure, Read(cast.ward, figures.single("1")), who=who)
    with pytest.raises(Refused):
        keep(cast, "khac", "single", who=who)
    assert not Reading.objects.exists()


def test_a_unit_reads_its_own_figures_only(cast: Cast, measure: Measure) -> None:
    read(cast, measure, Read(cast.ward, figures.single("0.7")), Read(cast.other_ward, figures.single("0.6")))
    seen = {
        who: [row.value_text for row in queries.readings(measure, by=cast.actor(who))]
        for who in ("clerk", "neighbour", "reform", "stranger")
    }
    assert seen == {"clerk": ["0.7"], "neighbour": ["0.6"], "reform": ["0.7", "0.6"], "stranger": []}
    assert not queries.visible(cast.actor("stranger")).exists()


def test_one_figure_answers_every_leaf_that_asks_for_it(cast: Cast, measure: Measure) -> None:
    version = rounds.published(cast)
    by = cast.actor("reform")
    survey, leader = leaf(version, "I/3"), leaf(version, "II/2")
    actions.feed(measure, survey, by=by, at=AT)
    actions.feed(measure, leader, by=by, at=AT)
    read(cast, measure, Read(cast.ward, figures.single("0.9")))
    keys = (cast.ward.pk, cast.other_ward.pk)
    found = specs.answers(version.pk, keys, since=SINCE, until=UNTIL)
    assert found == {survey.pk: {cast.ward.pk: {"share": "0.9"}}, leader.pk: {cast.ward.pk: {"value": "0.9"}}}
    assert specs.answers(version.pk, keys, since=date(2025, 1, 1), until=SINCE) == {}


def test_a_leaf_whose_rule_cannot_use_the_figure_is_refused(cast: Cast, measure: Measure) -> None:
    version = rounds.published(cast)
    with pytest.raises(WrongValue, match="slot"):
        actions.feed(measure, leaf(version, "I/2"), by=cast.actor("reform"), at=AT)
    with pytest.raises(Refused):
        actions.feed(measure, leaf(version, "I/3"), by=cast.actor("clerk"), at=AT)


def test_a_leaf_goes_back_to_the_form(cast: Cast, measure: Measure) -> None:
    version = rounds.published(cast)
    by = cast.actor("reform")
    fed = actions.feed(measure, leaf(version, "I/3"), by=by, at=AT)
    actions.unfeed(fed, by=by, at=AT)
    assert not queries.feeds(measure).exists()
    events = HistoryRow.objects.filter(event__in=("measure.fed", "measure.unfed")).order_by("pk")
    assert [(row.event, row.facts["path"]) for row in events] == [
        ("measure.fed", "I/3"),
        ("measure.unfed", "I/3"),
    ]


def test_readings_of_one_unit_are_listed_newest_first(cast: Cast, measure: Measure) -> None:
    for value in ("0.1", "0.2"):
        read(cast, measure, Read(cast.ward, figures.single(value)))
    by = cast.actor("clerk")
    rows = queries.history_of(measure, cast.ward.pk, since=SINCE, until=UNTIL, by=by)
    assert [row.value_text for row in rows] == ["0.2", "0.1"]
