"""Case files become measures by unit and month, whole or not at all; a later file counts anew."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings

from parindex.cycle.cases import queries, states
from parindex.cycle.cases.actions import sending
from parindex.cycle.measures.models import Reading
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.foundation.files.refusals import Unacceptable
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast
from tests.foundation.cases.tables import HEADS, csv_of

WARD, OTHER = "Phường Yên Hòa", "Phường Cầu Giấy"
NAMED = ("Đơn vị", *HEADS[1:])
APRIL = (
    (WARD, "1", "02/04/2026", "10/04/2026", "09/04/2026", "Có", "Có"),
    (WARD, "2", "03/04/2026", "10/04/2026", "", "Có", "Không"),
    ("phuong cau giay", "3", "20/04/2026", "29/04/2026", "30/04/2026", "Không", "Không"),
)
MAY = ((WARD, "2", "03/04/2026", "10/04/2026", "05/05/2026", "Có", "Có"),)
FIRST, SECOND, THIRD = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


def send(
    cast: Cast, data: bytes, *, since: date = FIRST, until: date = SECOND, name: str = "hồ sơ.csv"
) -> Any:
    """A file of the office, sent in and worked off."""
    sent = sending.send(data, name=name, since=since, until=until, owner=cast.city, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)
    return queries.get(sent.batch.pk, by=SYSTEM)


def april(cast: Cast) -> Any:
    return send(cast, csv_of(*APRIL, heads=NAMED))


def may(cast: Cast) -> Any:
    return send(cast, csv_of(*MAY, heads=NAMED), since=SECOND, until=THIRD, name="thang 5.csv")


def read(cast: Cast, unit: str, *, since: date = FIRST, until: date = SECOND) -> dict[str, str]:
    """The figures in force of a unit in a period."""
    rows = Reading.objects.filter(unit=cast.units[unit], since=since, until=until).order_by("number")
    return {each.measure.code.removeprefix("ho-so-"): str(each) for each in rows.select_related("measure")}


def codes(batch: Any) -> list[str]:
    return [each.code for each in queries.findings_of(batch)]


def test_figures_by_unit_and_month_are_recorded_with_their_source(cast: Cast) -> None:
    batch = april(cast)

    assert (batch.state, batch.cases, codes(batch), batch.readings) == (states.LOADED, 3, [], 12)
    assert read(cast, WARD) == {
        "tiep-nhan": "2",
        "da-giai-quyet": "1",
        "dung-han": "1/1",
        "truc-tuyen": "2/2",
        "thanh-toan-truc-tuyen": "1/2",
        "qua-han-chua-tra": "1",
    }
    assert read(cast, OTHER)["dung-han"] == "0/1"
    reading = Reading.objects.filter(unit=cast.units[WARD]).first()
    assert reading is not None
    assert (reading.source, reading.as_of, reading.file) == (
        "Tệp hồ sơ “hồ sơ.csv”, 3 hồ sơ, đến ngày 30/04/2026",
        date(2026, 4, 30),
        None,
    )


def test_a_later_file_says_what_became_of_cases_and_only_changes_are_recorded(cast: Cast) -> None:
    april(cast)
    batch = may(cast)

    assert read(cast, WARD)["thanh-toan-truc-tuyen"] == "2/2"
    assert read(cast, WARD)["qua-han-chua-tra"] == "1"
    assert read(cast, WARD, since=SECOND, until=THIRD) == {
        "tiep-nhan": "0",
        "da-giai-quyet": "1",
        "dung-han": "0/1",
        "truc-tuyen": "0/0",
        "thanh-toan-truc-tuyen": "0/0",
        "qua-han-chua-tra": "0",
    }
    assert batch.readings == 7
    assert Reading.objects.filter(unit=cast.units[OTHER]).count() == 6


def test_a_year_is_recorded_when_files_cover_it_from_its_first_day(cast: Cast) -> None:
    year = (date(2026, 1, 1), date(2027, 1, 1))
    april(cast)
    assert read(cast, WARD, since=year[0], until=year[1]) == {}

    row = (WARD, "9", "05/01/2026", "10/01/2026", "09/01/2026", "Có", "Có")
    send(cast, csv_of(row, heads=NAMED), since=year[0], until=FIRST, name="quy 1.csv")

    assert read(cast, WARD, since=year[0], until=year[1])["tiep-nhan"] == "3"
    assert read(cast, WARD, since=year[0], until=date(2026, 7, 1))["qua-han-chua-tra"] == "1"


def test_a_month_that_is_covered_in_part_waits_for_the_rest(cast: Cast) -> None:
    data = csv_of((WARD, "1", "20/04/2026", "29/04/2026", "", "1", "1"), heads=NAMED)
    batch = send(cast, data, since=date(2026, 4, 16))

    assert codes(batch) == ["CASES_MONTH_OPEN"]
    assert not Reading.objects.exists()


def test_setting_a_file_aside_takes_its_figures_back(cast: Cast) -> None:
    april(cast)
    batch = may(cast)
    sending.set_aside(batch, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)

    assert read(cast, WARD)["thanh-toan-truc-tuyen"] == "1/2"
    reading = Reading.objects.filter(source__startswith="Đếm lại sau khi gác tệp").first()
    assert reading is not None


def test_a_file_of_the_same_period_supersedes_and_comes_back(cast: Cast) -> None:
    first = april(cast)
    second = send(cast, csv_of(APRIL[0], heads=NAMED), name="sửa.csv")
    first.refresh_from_db()
    assert (first.is_superseded, second.is_superseded) == (True, False)
    assert (read(cast, WARD)["tiep-nhan"], read(cast, OTHER)["tiep-nhan"]) == ("1", "0")

    sending.set_aside(second, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)
    first.refresh_from_db()
    assert first.is_superseded is False
    assert (read(cast, WARD)["tiep-nhan"], read(cast, OTHER)["tiep-nhan"]) == ("2", "1")


def test_the_same_file_again_is_recognised(cast: Cast) -> None:
    april(cast)
    sent = sending.send(
        csv_of(*APRIL, heads=NAMED),
        name="b.csv",
        since=FIRST,
        until=SECOND,
        owner=cast.city,
        by=SYSTEM,
        at=AT,
    )

    assert sent.is_new is False


def test_units_out_of_the_directory_are_told_and_the_others_counted(cast: Cast) -> None:
    rows = (*APRIL, ("Phường Không Có", "7", "02/04/2026", "10/04/2026", "", "1", "1"))
    batch = send(cast, csv_of(*rows, heads=NAMED))

    assert (batch.state, codes(batch), batch.open_findings) == (states.LOADED, ["CASES_UNIT_UNKNOWN"], 1)
    assert "“Phường Không Có” (1)" in queries.findings_of(batch)[0].message.vi
    assert read(cast, WARD)["tiep-nhan"] == "2"


def test_nothing_is_recorded_of_a_file_with_one_wrong_row(cast: Cast) -> None:
    batch = send(cast, csv_of(*APRIL, ("X", "8", "hôm nay", "", "", "", ""), heads=NAMED))

    assert (batch.state, batch.part, codes(batch)) == (states.FAILED, "", ["CASES_WRONG_VALUE"])
    assert queries.findings_of(batch)[0].row == 5
    assert not Reading.objects.exists()


def test_overlapping_periods_without_ids_are_refused(cast: Cast) -> None:
    heads = (NAMED[0], *NAMED[2:])
    rows = tuple((row[0], *row[2:]) for row in APRIL)
    assert codes(send(cast, csv_of(*rows, heads=heads))) == ["CASES_WITHOUT_ID"]
    batch = send(cast, csv_of(rows[0], heads=heads), since=date(2026, 4, 15), until=THIRD)

    assert (batch.state, codes(batch)) == (states.FAILED, ["CASES_PERIOD_TAKEN"])


def test_a_store_that_was_lost_is_made_again_from_the_originals(cast: Cast) -> None:
    april(cast)
    shutil.rmtree(settings.CASES_FOLDER)
    may(cast)

    assert read(cast, WARD)["thanh-toan-truc-tuyen"] == "2/2"


def workbook(rows: Any) -> bytes:
    """A title, a blank row, headings, and rows with real days."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        day, sheet = book.add_format({"num_format": 14}), book.add_worksheet()
        sheet.write(0, 0, "DANH SÁCH HỒ SƠ THÁNG 4")
        for at, row in enumerate((NAMED, *rows), start=2):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, cell, day)
                else:
                    sheet.write(at, place, cell)
    return made.getvalue()


def test_a_workbook_is_read_with_its_days(cast: Cast) -> None:
    day = date(2026, 4, 2)
    data = workbook([(WARD, "1", day, day + timedelta(days=8), day, "Có", 1)])
    batch = send(cast, data, name="hồ sơ.xlsx")

    assert (batch.state, batch.cases, read(cast, WARD)["dung-han"]) == (states.LOADED, 1, "1/1")


def test_a_wrong_cell_of_a_workbook_is_told_by_its_row(cast: Cast) -> None:
    data = workbook([(WARD, "1", "không rõ", "", "", "Có", 1)])

    found = queries.findings_of(send(cast, data, name="hồ sơ.xlsx"))
    assert [(each.code, each.row, each.column) for each in found] == [
        ("CASES_WRONG_VALUE", 4, "Ngày tiếp nhận")
    ]


def test_a_broken_workbook_is_told(cast: Cast) -> None:
    batch = send(cast, b"PK\x03\x04 no workbook", name="hồ sơ.xlsx")

    assert (batch.state, codes(batch)) == (states.FAILED, ["CASES_WORKBOOK"])


def test_a_file_no_try_can_read_is_told(cast: Cast) -> None:
    from parindex.cycle.cases import jobs as entry
    from parindex.foundation.jobs.task import Task

    sent = sending.send(
        csv_of(*APRIL), name="a.csv", since=FIRST, until=SECOND, owner=cast.city, by=SYSTEM, at=AT
    )
    entry.give_up(Task({"subject_id": sent.batch.pk}, AT, lambda done, whole: None))

    assert codes(queries.get(sent.batch.pk, by=SYSTEM)) == ["CASES_GIVEN_UP"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "EMPTY"),
        ("a.csv", b"PAR1....", "OTHER_CONTENT"),
        ("a.parquet", b"a;b", "OTHER_CONTENT"),
        ("a.exe", b"MZ", "KIND_NOT_TAKEN"),
        ("../../etc/passwd", b"x", "KIND_NOT_TAKEN"),
    ],
)
def test_what_is_no_case_file_is_refused_at_the_door(cast: Cast, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        sending.send(data, name=name, since=FIRST, until=SECOND, owner=cast.city, by=SYSTEM, at=AT)

    assert refused.value.code == code


def test_a_name_like_a_path_is_only_a_name(cast: Cast) -> None:
    batch = send(cast, csv_of(*APRIL, heads=NAMED), name="../../../'; DROP TABLE x; --.csv")

    assert (batch.state, batch.name) == (states.LOADED, "'; DROP TABLE x; --.csv")


@pytest.mark.parametrize("span", [(SECOND, FIRST), (FIRST, FIRST), (FIRST, date(2027, 5, 1))])
def test_a_wrong_period_is_refused(cast: Cast, span: tuple[date, date]) -> None:
    with pytest.raises(sending.WrongPeriod):
        sending.send(csv_of(), name="a.csv", since=span[0], until=span[1], owner=cast.city, by=SYSTEM, at=AT)


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor", "city_leader", "lawyer", "stranger"])
def test_only_the_office_loads_and_sees_case_files(cast: Cast, who: str) -> None:
    batch, actor = april(cast), cast.actor(who)

    assert list(queries.visible(actor)) == []
    for deed in (sending.read_again, sending.set_aside):
        with pytest.raises(Refused):
            deed(batch, by=actor, at=AT)
    with pytest.raises(Refused):
        sending.send(b"x", name="a.csv", since=FIRST, until=SECOND, owner=cast.city, by=actor, at=AT)


def test_the_office_sees_them(cast: Cast) -> None:
    batch = april(cast)

    assert [each.pk for each in queries.listed(by=cast.actor("reform"))] == [batch.pk]
    assert len(queries.measures_of(batch, by=cast.actor("reform"))) == 6


def test_a_file_is_read_again_only_from_where_it_may(cast: Cast) -> None:
    batch = april(cast)
    sending.read_again(batch, by=SYSTEM, at=AT)
    with pytest.raises(states.NotPossible):
        sending.set_aside(batch, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)

    assert queries.get(batch.pk, by=SYSTEM).state == states.LOADED
