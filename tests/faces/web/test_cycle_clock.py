"""Moments as officials write them, and the period a new cycle is likely to be about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from parindex.faces.web.cycles import clock, seasons
from parindex.faces.web.cycles.clock import MomentField
from parindex.faces.web.cycles.seasons import Suggestion

FIVE = datetime(2026, 12, 25, 10, 0, tzinfo=UTC)
"""17:00 of Christmas Day in Hà Nội."""
MIDNIGHT = datetime(2026, 12, 25, 17, 0, tzinfo=UTC)
"""The end of that day."""


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("25/12/2026 17:00", FIVE),
        ("25/12/2026 17h00", FIVE),
        ("25-12-2026 17h", FIVE),
        ("25.12.2026, 17 giờ 00 phút", FIVE),
        ("17:00 25/12/2026", FIVE),
        ("17 giờ 00, ngày 25/12/2026", FIVE),
        ("2026-12-25T17:00", FIVE),
        ("25/12/2026 24:00", MIDNIGHT),
        ("25/12/2026", MIDNIGHT),
        ("26/12/2026 0:00", MIDNIGHT),
    ],
)
def test_a_deadline_is_read_as_officials_write_it(text: str, moment: datetime) -> None:
    assert clock.read_moment(text, alone=None) == moment


def test_a_day_alone_begins_in_its_morning() -> None:
    assert clock.read_moment("26/12/2026", alone=time()) == MIDNIGHT


@pytest.mark.parametrize(
    "text",
    ["mai", "31/2/2026", "25/12/26", "25/12/2026 25:00", "25/12/2026 17:61", "25/12/2026 17:00 hoặc sau"],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Hãy ghi ngày và giờ, ví dụ 25/12/2026 17:00"):
        MomentField(is_end=True).clean(text)


@pytest.mark.parametrize("moment", [FIVE, MIDNIGHT])
def test_what_a_form_shows_reads_the_same(moment: datetime) -> None:
    assert clock.read_moment(clock.written(moment, is_end=True), alone=None) == moment
    assert clock.read_moment(clock.written(moment, is_end=False), alone=time()) == moment


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 10, 1), Suggestion(2026, "year", date(2026, 12, 1))),
        (date(2026, 12, 20), Suggestion(2026, "year", date(2026, 12, 21))),
        (date(2027, 1, 5), Suggestion(2026, "year", date(2027, 1, 6))),
        (date(2027, 4, 1), Suggestion(2027, "first", date(2027, 7, 1))),
        (date(2027, 8, 1), Suggestion(2027, "first", date(2027, 8, 2))),
    ],
)
def test_the_season_says_what_a_new_cycle_is_about(today: date, due: Suggestion) -> None:
    assert seasons.suggested(today) == due


@pytest.mark.parametrize("part", [seasons.YEAR, seasons.FIRST_HALF, seasons.SECOND_HALF])
def test_a_period_is_the_part_of_the_year_it_was_made_from(part: str) -> None:
    assert seasons.part_of(*seasons.span(2026, part)) == part
