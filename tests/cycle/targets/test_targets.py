"""Results, targets and the index page on the database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parindex.cycle.documents.models import Document
from parindex.cycle.documents.outline import CriteriaTable
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks.models import Version
from parindex.cycle.targets import actions, jobs, queries, sheets
from parindex.cycle.targets.actions import Stated
from parindex.cycle.targets.models import Result, Target
from parindex.cycle.targets.pages import FigureItem, IndexRow, OwnerChoice
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.engine.values.points import half_up
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.cycle import accepted


def taken(document: Document) -> None:
    jobs.take(Task(args={"subject_id": str(document.pk)}, at=AT, progress=lambda done, total: None))


def live(owner: Unit, table: CriteriaTable = accepted.INDEX, number: str = "01/KH-UBND") -> Document:
    document = accepted.document(owner, table, number=number)
    taken(document)
    return document


def shown(row: IndexRow) -> tuple[Any, ...]:
    """A row as a reader sees it."""
    result = row.result and row.result.text
    target = row.target and (row.target.comparator + row.target.text)
    return (
        row.path,
        str(row.max),
        result,
        target,
        str(row.share and half_up(row.share, 4)),
        str(row.shortfall),
    )


def test_the_index_shows_what_was_printed(cast: Cast) -> None:
    document = live(cast.city)
    page = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("clerk"))
    assert (page.result_year, page.target_year, page.years, page.source) == (2025, 2026, (2025,), document.pk)
    assert shown(page.total) == ("total", "10", "8.25", ">9", "82.5000", "1.75")
    assert [shown(row) for row in page.rows] == [
        ("1", "6", "4.75", "=5.5", "79.1667", "1.25"),
        ("1/1.1", "4", "3.5", ">=4", "87.5000", "0.5"),
        ("1/2", "2", "1.25", "=1.5", "62.5000", "0.75"),
        ("2", "4", "3.5", "=3.5", "87.5000", "0.5"),
    ]
    assert page.owners == (
        OwnerChoice(cast.units["Sở Nội vụ"].pk, "Sở Nội vụ", 2),
        OwnerChoice(cast.units["Sở Tư pháp"].pk, "Sở Tư pháp", 1),
        OwnerChoice(None, "UBND các phường, xã", 1),
    )
    assert all(row.is_below_max for row in page.rows)
    assert page.may_correct is False
    assert queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("reform")).may_correct


def test_figures_keep_their_source(cast: Cast) -> None:
    document = live(cast.city)
    result = Result.objects.get(criterion__path="1/2")
    target = Target.objects.get(kind="total")
    assert (result.source, result.source_table, result.source_page, result.source_row) == (
        document,
        "t1",
        2,
        3,
    )
    assert (target.text, target.value_micro, target.comparator, target.year) == ("9", 9_000_000, ">", 2026)
    assert result.comparator == "="


def test_the_same_table_is_taken_once(cast: Cast) -> None:
    document = live(cast.city)
    taken(document)
    assert (Result.objects.count(), Target.objects.count(), Version.objects.count()) == (5, 5, 1)
    rows = audit.visible(SYSTEM).filter(event="target.taken")
    assert [row.facts for row in rows] == [{"results": 5, "targets": 5}]


def test_what_is_no_figure_is_not_taken(cast: Cast) -> None:
    rows = (replace(accepted.INDEX.rows[3], result=None, target="chưa có"),)
    live(cast.city, replace(accepted.INDEX, rows=rows, total=None))
    assert (Result.objects.count(), Target.objects.count()) == (0, 0)


def test_a_table_of_targets_alone_has_an_index(cast: Cast) -> None:
    rows = tuple(replace(row, result=None) for row in accepted.INDEX.rows)
    table = replace(accepted.INDEX, rows=rows, total=None, result_year=None)
    live(cast.city, table)
    page = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("reform"), year=2025)
    assert (page.result_year, page.target_year) == (None, 2026)
    assert {row.result for row in page.rows} == {None}
    assert {row.share for row in page.rows} == {None}
    assert page.total.target is None


def test_years_side_by_side(cast: Cast) -> None:
    live(cast.city, replace(accepted.INDEX, result_year=2024, target_year=2025), "01/KH-UBND")
    live(cast.city, accepted.INDEX, "02/KH-UBND")
    by = cast.actor("clerk")
    newest = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=by)
    older = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=by, year=2024)
    assert (newest.result_year, newest.years) == (2025, (2025, 2024))
    assert (older.result_year, older.target_year) == (2024, 2025)
    with pytest.raises(queries.NoSuchIndex):
        queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=by, year=2020)


def test_the_later_document_of_a_year_is_shown(cast: Cast) -> None:
    live(cast.city)
    rows = (replace(accepted.INDEX.rows[3], result="4"),)
    later = live(cast.city, replace(accepted.INDEX, rows=rows, total=None), "02/KH-UBND")
    page = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("clerk"))
    assert (page.source, [shown(row)[2] for row in page.rows]) == (later.pk, ["4"])


def test_one_criterion_with_its_surroundings(cast: Cast) -> None:
    document = live(cast.city)
    by = cast.actor("clerk")
    page = queries.criterion_page(unit=cast.city.pk, index="PAR INDEX", path="1/2", by=by)
    assert shown(page.row)[:3] == ("1/2", "2", "1.25")
    assert [row.path for row in page.ancestors] == ["1"]
    assert (page.before and page.before.path, page.after and page.after.path) == ("1/1.1", "2")
    assert page.source is not None
    assert (page.source.document, page.source.page, page.source.row) == (document.pk, 2, 3)
    assert [(each.year, each.result and each.result.text) for each in page.years] == [
        (2026, None),
        (2025, "1.25"),
    ]
    parent = queries.criterion_page(unit=cast.city.pk, index="PAR INDEX", path="1", by=by)
    assert [row.path for row in parent.children] == ["1/1.1", "1/2"]
    with pytest.raises(queries.NoSuchIndex):
        queries.criterion_page(unit=cast.city.pk, index="PAR INDEX", path="9", by=by)


def test_years_are_compared_only_through_a_confirmed_link(cast: Cast) -> None:
    live(cast.city, replace(accepted.INDEX, result_year=2024, target_year=2025), "01/KH-UBND")
    live(cast.city, accepted.INDEX, "02/KH-UBND")
    by = cast.actor("reform")

    def years() -> list[tuple[int, str]]:
        page = queries.criterion_page(unit=cast.city.pk, index="PAR INDEX", path="2", by=by)
        return [(each.year, each.path) for each in page.years]

    assert years() == [(2026, "2"), (2025, "2")]
    earlier, later = (
        Version.objects.get(year=year).criteria.get(path=path) for year, path in ((2024, "1/2"), (2025, "2"))
    )
    frameworks.link(later, previous=earlier, by=by, at=AT)
    assert years() == [(2026, "2"), (2025, "2"), (2025, "1/2"), (2024, "1/2")]


def test_a_figure_is_set_by_hand_with_a_reason(cast: Cast) -> None:
    live(cast.city)
    by, version = cast.actor("reform"), Version.objects.get()
    stated = Stated(year=2026, text="3.75", path="2", comparator=">=")
    actions.set_target(cast.city, version, stated, reason="Văn bản điều chỉnh", by=by, at=AT)
    actions.set_result(cast.city, version, Stated(2025, "3", kind="rank"), reason="Công bố", by=by, at=AT)
    actions.set_target(
        cast.city, version, Stated(2026, "Nhóm A", kind="group"), reason="Kế hoạch", by=by, at=AT
    )
    page = queries.index_page(unit=cast.city.pk, index="PAR INDEX", by=cast.actor("clerk"))
    assert shown(page.rows[3])[3] == ">=3.75"
    assert page.rank is not None
    assert page.rank.value == Decimal(3)
    assert page.group_target is not None
    assert (page.group_target.text, page.group_target.value) == ("Nhóm A", None)
    told = audit.visible(SYSTEM).filter(event="target.set").last()
    assert told is not None
    assert told.facts == {
        "year": 2026,
        "what": "2",
        "before": "3.5 (2026)",
        "value": "3.75",
        "reason": "Văn bản điều chỉnh",
    }
    assert Target.objects.get(criterion__path="2").source is not None


@pytest.mark.parametrize(
    ("stated", "reason", "field"),
    [
        (Stated(2026, "3", path="2"), " ", "reason"),
        (Stated(2026, "3,5", path="2"), "x", "text"),
        (Stated(2026, "", path="2"), "x", "text"),
        (Stated(2026, "3.1234567", path="2"), "x", "text"),
        (Stated(2026, "3", path="9"), "x", "path"),
        (Stated(2026, "3", path="2", comparator="~"), "x", "comparator"),
        (Stated(2026, "3", kind="class"), "x", "kind"),
        (Stated(2026, "0", kind="rank"), "x", "text"),
        (Stated(2026, "2.5", kind="rank"), "x", "text"),
        (Stated(26, "2.5", kind="total"), "x", "year"),
    ],
)
def test_what_cannot_stand_is_refused(cast: Cast, stated: Stated, reason: str, field: str) -> None:
    live(cast.city)
    for deed in (actions.set_result, actions.set_target):
        with pytest.raises(actions.WrongValue, match=field):
            deed(cast.city, Version.objects.get(), stated, reason=reason, by=cast.actor("reform"), at=AT)


@pytest.mark.parametrize(
    "who", ["clerk", "leader", "neighbour", "city_leader", "auditor", "administrator", "stranger"]
)
def test_only_the_reform_office_sets_figures_of_the_city(cast: Cast, who: str) -> None:
    document = live(cast.city)
    version, actor = Version.objects.get(), cast.actor(who)
    stated = Stated(2026, "3", path="2")
    with pytest.raises(Refused):
        actions.set_result(cast.city, version, stated, reason="x", by=actor, at=AT)
    with pytest.raises(Refused):
        actions.set_target(cast.city, version, stated, reason="x", by=actor, at=AT)
    with pytest.raises(Refused):
        actions.take(document, accepted.INDEX, version=version, by=actor, at=AT)


def test_who_reads_the_index_of_a_ward(cast: Cast) -> None:
    live(cast.ward)
    seen = set()
    for who in cast.people:
        if queries.newest(by=cast.actor(who)):
            seen.add(who)
            queries.index_page(unit=cast.ward.pk, index="PAR INDEX", by=cast.actor(who))
        else:
            with pytest.raises(queries.NoSuchIndex):
                queries.index_page(unit=cast.ward.pk, index="PAR INDEX", by=cast.actor(who))
            with pytest.raises(queries.NoSuchIndex):
                queries.criterion_page(unit=cast.ward.pk, index="PAR INDEX", path="2", by=cast.actor(who))
    assert seen == {"reform", "clerk", "leader", "city_leader", "auditor"}


def test_who_reads_the_index_of_the_city(cast: Cast) -> None:
    live(cast.city)
    assert {who for who in cast.people if queries.newest(by=cast.actor(who))} == set(cast.people) - {
        "stranger"
    }


def test_the_indexes_of_a_unit(cast: Cast) -> None:
    live(cast.city)
    live(cast.city, replace(accepted.INDEX, index="PAPI"), "02/KH-UBND")
    live(cast.ward, accepted.INDEX, "03/KH-UBND")
    page = queries.indexes_of(cast.city.pk, by=cast.actor("clerk"))
    assert [(row.index, row.level, row.result_year, str(row.max), row.share) for row in page.rows] == [
        ("PAPI", "province", 2025, "10", Fraction(165, 2)),
        ("PAR INDEX", "province", 2025, "10", Fraction(165, 2)),
    ]
    assert page.rows[1].result == FigureItem(page.rows[1].result.key, Decimal("8.25"), "8.25", "=")
    with pytest.raises(Unit.DoesNotExist):
        queries.indexes_of(cast.city.pk, by=cast.actor("stranger"))
    assert queries.indexes_of(cast.ward.pk, by=cast.actor("neighbour")).rows == ()


def test_an_index_page_costs_the_same_for_one_row_and_for_three(cast: Cast) -> None:
    live(cast.city, replace(accepted.INDEX, rows=accepted.INDEX.rows[2:3], total=None))
    live(cast.ward, replace(accepted.INDEX, rows=accepted.INDEX.rows[:3], total=None), "02/KH-UBND")
    by = cast.actor("reform")
    costs = []
    for unit, rows in ((cast.city, 1), (cast.ward, 3)):
        with CaptureQueriesContext(
            connection,
        ) as spent:
            assert len(queries.index_page(unit=unit.pk, index="PAR INDEX", by=by).rows) == rows
        costs.append(len(spent))
    assert costs == [9, 9]


def test_a_list_of_indexes_costs_the_same_for_one_and_for_three(cast: Cast) -> None:
    by = cast.actor("reform")
    costs = []
    for count, unit in enumerate((cast.city, cast.ward, cast.other_ward), start=1):
        live(unit, accepted.INDEX, f"0{count}/KH-UBND")
        with CaptureQueriesContext(connection) as spent:
            assert len(queries.newest(by=by)) == count
        costs.append(len(spent))
    assert costs == [6, 6, 6]


def test_the_nearest_indexes_are_those_of_own_units_and_the_province(cast: Cast) -> None:
    live(cast.other_ward)
    live(cast.ward, number="02/KH-UBND")

    def near(who: str) -> list[int]:
        return [row.unit for row in queries.nearest(by=cast.actor(who))]

    assert (near("clerk"), near("neighbour")) == ([cast.ward.pk], [cast.other_ward.pk])
    assert sorted(near("reform")) == sorted([cast.ward.pk, cast.other_ward.pk])
    assert (near("lawyer"), near("stranger")) == ([], [])
    live(cast.city, number="03/KH-UBND")
    assert (near("clerk"), near("reform")) == ([cast.city.pk, cast.ward.pk], [cast.city.pk])


def test_no_more_units_are_looked_at_than_there_is_room_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(cast.other_ward)
    live(cast.ward, number="02/KH-UBND")
    monkeypatch.setattr(sheets, "FEW", 1)
    assert [row.unit for row in queries.nearest(by=cast.actor("reform"))] == [cast.ward.pk]


def test_criteria_are_found_by_their_words_with_their_figures(cast: Cast) -> None:
    live(cast.ward)
    live(cast.city, number="02/KH-UBND")
    by = cast.actor("clerk")
    found = queries.matching("ke hoach", by=by, most=9)
    assert [(each.unit_name, each.index, each.year, each.row.path) for each in found] == [
        ("Thành phố Hà Nội", "PAR INDEX", 2025, "1/1.1"),
        ("Phường Yên Hòa", "PAR INDEX", 2025, "1/1.1"),
    ]
    for each in found:
        page = queries.index_page(unit=each.unit, index=each.index, level=each.level, by=by)
        whole = next(row for row in page.rows if row.path == each.row.path)
        assert each.row == replace(whole, owners=())
    assert len(queries.matching("", by=by, most=3)) == 3
    assert queries.matching("ke hoach", by=cast.actor("stranger"), most=9) == ()
    assert [each.unit for each in queries.matching("ke hoach", by=cast.actor("lawyer"), most=9)] == [
        cast.city.pk
    ]


def test_a_search_costs_the_same_for_one_index_and_for_three(cast: Cast) -> None:
    by, costs = cast.actor("clerk"), []
    for count, name in enumerate(("PAR INDEX", "PAPI", "SIPAS"), start=1):
        live(cast.ward, replace(accepted.INDEX, index=name), f"0{count}/KH-UBND")
        with CaptureQueriesContext(connection) as spent:
            assert len(queries.matching("ke hoach", by=by, most=9)) == count
        costs.append(len(spent))
    assert costs == [7, 7, 7]


def test_the_database_holds_one_figure_a_criterion_and_year(cast: Cast) -> None:
    live(cast.city)
    known = Result.objects.get(criterion__path="2")
    known.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        known.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(criterion__path="2").update(comparator="~")
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(criterion__path="2").update(source=None)
