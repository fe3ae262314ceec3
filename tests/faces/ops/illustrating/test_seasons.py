"""Seasons: figures and papers of other periods are others, and only those of 2025 are published ones."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from parindex.engine.scoring import evaluate
from parindex.faces.ops.illustrating import papers, seasons
from parindex.faces.ops.illustrating.seasons import HALF_2026, YEAR_2025, YEAR_2026, Season
from tests.faces.ops.illustrating import city

OTHERS = (HALF_2026, YEAR_2026)


def test_the_year_2025_is_the_published_one() -> None:
    found = seasons.sheet(city.framework(), city.RECORDED, YEAR_2025)

    assert found == city.sheets()[city.RECORDED]
    trees = evaluate.score_units(city.framework(), {"": city.answered(found)})
    assert Fraction(trees[""].points) == Fraction("93.17")


@pytest.mark.parametrize("season", OTHERS)
@pytest.mark.parametrize("unit", [city.RECORDED, city.FIRST])
def test_other_seasons_are_drawn_anew(season: Season, unit: str) -> None:
    found = seasons.sheet(city.framework(), unit, season)

    assert [each.path for each in found] == [each.path for each in city.sheets()[unit]]
    assert found != city.sheets()[unit]
    assert found == seasons.sheet(city.framework(), unit, season)


@pytest.mark.parametrize("season", [YEAR_2025, *OTHERS])
def test_papers_are_written_in_their_season_and_say_so(season: Season) -> None:
    unit = city.units()[5]
    made = papers.papers(city.framework(), seasons.sheet(city.framework(), unit, season), unit, season=season)

    assert made
    for paper in made:
        assert season.words in paper.title
        assert season.holds(paper.issued_on) or paper.issued_on.year == season.first_day.year - 1


def test_a_season_holds_its_days() -> None:
    assert YEAR_2025.holds(date(2025, 11, 3))
    assert YEAR_2025.holds(date(2025, 12, 19))
    assert not YEAR_2025.holds(date(2025, 12, 20))
    assert not YEAR_2025.holds(date(2025, 11, 2))
