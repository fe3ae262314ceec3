"""Long tables of results are shown sheet by sheet: 3,321 units never come as one page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import QueryDict

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.results import leaguesheet
from parindex.cycle.results.pages import HeatPage, LeagueGroup, LeaguePage
from parindex.cycle.results.queries import criteria, differences, leagues
from parindex.faces.web.results import compare, ways
from parindex.faces.web.results import league as tables
from tests.cast import Cast
from tests.cycle.results import played
from tests.faces.web.test_cycles import enter
from tests.faces.web.test_results import frozen

COMMUNES = 3321
FIRST = 100
"""How many units the first group has; the rest are the second."""


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Both wards, frozen."""
    played_cycle = played.to_the_freeze(cast)
    frozen(played_cycle, cast)
    return played_cycle


@pytest.fixture
def country(cycle: Cycle, cast: Cast) -> LeaguePage:
    """The league table as if every commune of the country took part, in two groups."""
    page = leagues.league(cycle.pk, by=cast.actor("reform"))
    rows = [
        replace(page.rows[0], unit=number, unit_name=f"Xã số {number}", rank=number, position=number)
        for number in range(1, COMMUNES + 1)
    ]
    groups = (
        LeagueGroup("Miền núi", tuple(replace(row, group="Miền núi") for row in rows[:FIRST])),
        LeagueGroup("Đồng bằng", tuple(replace(row, group="Đồng bằng") for row in rows[FIRST:])),
    )
    return replace(page, groups=groups)


def drawn(table: LeaguePage, asked: str, *, number: int | None = None) -> tables.Page:
    """The sheet of a whole table as an address asks for it."""
    fields = QueryDict(asked)
    return tables.page(leaguesheet.cut(table, tables.asked_of(fields)), fields, number=number)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", [("Miền núi", 100, "1", "100"), ("Đồng bằng", 3221, "101", "150")]),
        ("sheet=2", [("Đồng bằng", 3221, "151", "300")]),
        ("sheet=23", [("Đồng bằng", 3221, "3301", "3321")]),
        ("sheet=999", [("Đồng bằng", 3221, "3301", "3321")]),
        ("q=so+3321", [("Đồng bằng", 1, "3321", "3321")]),
        ("group=Miền núi", [("Miền núi", 100, "1", "100")]),
        ("q=khong+co", []),
    ],
)
def test_a_sheet_of_the_league_table_keeps_groups_and_ranks(
    country: LeaguePage, asked: str, shown: list[tuple[str, int, str, str]]
) -> None:
    page = drawn(country, asked)
    assert [
        (group.name, group.count, group.rows[0].rank, group.rows[-1].rank) for group in page.groups
    ] == shown
    assert sum(len(group.rows) for group in page.groups) <= ways.SHEET


def test_the_links_between_sheets_keep_what_was_asked(country: LeaguePage) -> None:
    sheet = drawn(country, "q=xa&issue=1&sheet=2", number=1).sheet
    assert (sheet.first, sheet.last, sheet.count) == (151, 300, COMMUNES)
    assert (sheet.before, sheet.after) == ("?issue=1&q=xa&sheet=1", "?issue=1&q=xa&sheet=3")


def test_the_heat_map_is_cut_and_its_means_are_not(country: LeaguePage) -> None:
    heat = compare.heat(HeatPage(country, (None,)), QueryDict("sheet=2"), number=None)
    assert [row.rank for row in heat.rows] == [str(number) for number in range(151, 301)]
    assert (len(heat.means), heat.sheet.count) == (1, COMMUNES)


@pytest.mark.parametrize("path", ["I/1", "II"])
def test_a_criterion_is_read_part_by_part(cycle: Cycle, cast: Cast, path: str) -> None:
    by = cast.actor("reform")
    whole = criteria.criterion(cycle.pk, path, by=by)
    parts = [criteria.criterion(cycle.pk, path, by=by, start=start, most=1) for start in range(3)]
    assert [part.rows for part in parts] == [whole.rows[:1], whole.rows[1:], ()]
    assert {replace(part, rows=()) for part in parts} == {replace(whole, rows=())}
    assert (whole.count, len(whole.rows)) == (2, 2)


def test_without_a_criterion_the_first_domain_is_compared(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    assert criteria.criterion(cycle.pk, "", by=by) == criteria.criterion(cycle.pk, "I", by=by)
    assert enter(cast, "reform").get(f"/results/{cycle.pk}/criterion/").status_code == 200


def test_changed_cells_are_read_part_by_part(cast: Cast) -> None:
    cycle = played.to_the_freeze(cast)
    for path, answer in (("I/1", {"done": "10", "total": "20"}), ("I/2", {"yes": False})):
        line = played.valued(cycle, cast.ward, path, answer, decision="changed", note="Đếm lại")
        played.put(cycle, cast.ward, path, line, by=cast.actor("reform"), key="appraisal-1")
    by = cast.actor("reform")
    whole = differences.stage_differences(cycle.pk, by=by)
    assert ([each.path for each in whole.changed], whole.count) == (["I/1", "I/2"], 2)
    second = differences.stage_differences(cycle.pk, by=by, start=1, most=1)
    assert second == replace(whole, changed=whole.changed[1:])


def test_a_sheet_after_the_last_is_not_found(cycle: Cycle, cast: Cast) -> None:
    client, at = enter(cast, "reform"), f"/results/{cycle.pk}/"
    asked = {f"{at}criterion/?path=I/1&sheet=2", f"{at}stages/?changes=2"}
    assert {url: client.get(url).status_code for url in asked} == dict.fromkeys(asked, 404)


def test_after_the_freeze_every_page_leads_back_to_the_table(cycle: Cycle, cast: Cast) -> None:
    client, at = enter(cast, "reform"), f"/results/{cycle.pk}/"
    for page in ("stages/", "standings/", "freeze/"):
        text = client.get(at + page).content.decode()
        assert f'href="{at}"' in text
        assert "đã chốt, chưa công bố" in text
