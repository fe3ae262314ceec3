"""Working days of Vietnam: the announced arrangements, counting on, and the operator's list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parindex.engine.schedules import holidays, workdays
from parindex.engine.schedules.workdays import Change, Workdays, WrongLine
from parindex.engine.values.findings import Words
from tests.engine.schedules import moon

OFFICIAL = workdays.official()

ANNOUNCED = (
    ("Tết Dương lịch 2023, nghỉ bù", date(2022, 12, 31), date(2023, 1, 2)),
    ("Tết Quý Mão", date(2023, 1, 20), date(2023, 1, 26)),
    ("Giỗ Tổ, 30/4, 1/5 năm 2023", date(2023, 4, 29), date(2023, 5, 3)),
    ("Quốc khánh 2023", date(2023, 9, 1), date(2023, 9, 4)),
    ("Tết Giáp Thìn", date(2024, 2, 8), date(2024, 2, 14)),
    ("Giỗ Tổ 2024", date(2024, 4, 18), date(2024, 4, 18)),
    ("30/4, 1/5 năm 2024, hoán đổi", date(2024, 4, 27), date(2024, 5, 1)),
    ("Quốc khánh 2024", date(2024, 8, 31), date(2024, 9, 3)),
    ("Tết Ất Tỵ", date(2025, 1, 25), date(2025, 2, 2)),
    ("30/4, 1/5 năm 2025, hoán đổi", date(2025, 4, 30), date(2025, 5, 4)),
    ("Quốc khánh 2025", date(2025, 8, 30), date(2025, 9, 2)),
    ("Tết Dương lịch 2026, hoán đổi", date(2026, 1, 1), date(2026, 1, 4)),
    ("Tết Bính Ngọ", date(2026, 2, 14), date(2026, 2, 22)),
    ("Giỗ Tổ 2026, nghỉ bù", date(2026, 4, 25), date(2026, 4, 27)),
    ("Quốc khánh 2026, hoán đổi", date(2026, 8, 29), date(2026, 9, 2)),
)

FORESEEN = (
    ("Giỗ Tổ 2025", date(2025, 4, 5), date(2025, 4, 7)),
    ("Ngày Văn hóa Việt Nam 2026", date(2026, 11, 24), date(2026, 11, 24)),
    ("Tết Đinh Mùi, nghỉ bù hai ngày", date(2027, 2, 4), date(2027, 2, 10)),
    ("Quốc khánh 2027", date(2027, 9, 2), date(2027, 9, 5)),
    ("Tết Mậu Thân", date(2028, 1, 22), date(2028, 1, 30)),
    ("Quốc khánh 2028, nghỉ bù", date(2028, 9, 1), date(2028, 9, 4)),
    ("Tết Kỷ Dậu", date(2029, 2, 10), date(2029, 2, 18)),
    ("Quốc khánh 2029, nghỉ bù", date(2029, 9, 1), date(2029, 9, 4)),
    ("Tết Canh Tuất, nghỉ bù hai ngày", date(2030, 1, 31), date(2030, 2, 6)),
    ("Quốc khánh 2030", date(2030, 8, 31), date(2030, 9, 3)),
)
"""What the law and the usual choice give where no arrangement is known, found with a calendar."""


@pytest.mark.parametrize(("name", "first", "last"), [*ANNOUNCED, *FORESEEN])
def test_the_announced_days_off_are_off_and_those_beside_them_are_not(
    name: str, first: date, last: date
) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    before, after = first - timedelta(days=1), last + timedelta(days=1)

    assert [OFFICIAL.is_working(day) for day in days] == [False] * len(days)
    assert (OFFICIAL.is_working(before), OFFICIAL.is_working(after)) == (True, True)


@pytest.mark.parametrize("day", [instead for _, instead in holidays.SWAPS])
def test_the_saturday_worked_instead_is_a_working_day(day: date) -> None:
    assert (day.isoweekday(), OFFICIAL.is_working(day)) == (6, True)


def test_every_year_has_its_eleven_holidays_and_the_day_of_culture_from_2026_on() -> None:
    counts = {year: len(holidays.of_year(year)) for year in holidays.YEARS}

    assert counts == {2023: 11, 2024: 11, 2025: 11} | dict.fromkeys(range(2026, 2031), 12)


@pytest.mark.parametrize("year", holidays.YEARS)
def test_days_of_the_moon_are_those_the_moon_gives(year: int) -> None:
    # The first month holds Vũ thủy (19 or 18 February), the third Cốc vũ (20 or 19 April).
    tet, third = moon.month_that_holds(date(year, 2, 19)), moon.month_that_holds(date(year, 4, 20))

    assert (holidays.YEARS[year].tet, holidays.YEARS[year].founders) == (tet, third + timedelta(days=9))


def test_the_table_has_every_year_between_its_first_and_its_last() -> None:
    assert sorted(holidays.YEARS) == list(range(holidays.FIRST_YEAR, holidays.LAST_YEAR + 1))
    assert OFFICIAL.is_working(date(holidays.LAST_YEAR + 1, 1, 1)), "beyond it only weekends are known"


@pytest.mark.parametrize(
    ("tet", "autumn"),
    [
        (date(2023, 1, 20), date(2023, 9, 1)),
        (date(2024, 2, 8), date(2024, 9, 2)),
        (date(2025, 1, 27), date(2025, 9, 1)),
        (date(2026, 2, 16), date(2026, 9, 1)),
        (date(2027, 2, 4), date(2027, 9, 2)),
        (date(2028, 1, 24), date(2028, 9, 1)),
        (date(2029, 2, 12), date(2029, 9, 2)),
        (date(2030, 1, 31), date(2030, 9, 2)),
    ],
)
def test_the_five_days_of_tet_and_the_two_of_september_begin_on(tet: date, autumn: date) -> None:
    found = holidays.of_year(tet.year)
    five = {tet + timedelta(days=n) for n in range(5)}
    two = {autumn, autumn + timedelta(days=1)}

    assert {day for day in found if day.month in {1, 2} and day != date(tet.year, 1, 1)} == five
    assert {day for day in found if day.month in {8, 9}} == two


def test_a_year_outside_the_table_has_its_solar_holidays() -> None:
    assert len(holidays.of_year(2040)) == 5


def test_a_term_of_working_days_steps_over_tet() -> None:
    assert OFFICIAL.after(date(2026, 2, 12), 5) == date(2026, 2, 26)
    assert OFFICIAL.between(date(2026, 2, 12), date(2026, 2, 26)) == 5
    assert OFFICIAL.between(date(2026, 2, 26), date(2026, 2, 12)) == -5
    assert OFFICIAL.between(date(2026, 2, 12), date(2026, 2, 12)) == 0
    assert OFFICIAL.after(date(2026, 2, 12), 0) == date(2026, 2, 12)


def test_the_nearest_working_day_before_and_after() -> None:
    assert OFFICIAL.on_or_after(date(2026, 2, 14)) == date(2026, 2, 23)
    assert OFFICIAL.on_or_before(date(2026, 2, 22)) == date(2026, 2, 13)
    assert (
        OFFICIAL.on_or_after(date(2026, 3, 4)) == OFFICIAL.on_or_before(date(2026, 3, 4)) == date(2026, 3, 4)
    )


def test_the_operator_adds_an_exchange_of_days() -> None:
    noted = workdays.changes(
        "\ufeff# công bố 12/2026\n\n2027-05-07; nghỉ; hoán đổi\n08/05/2027;Làm việc;làm bù\n"
    )
    own = workdays.official(noted)

    assert noted == (
        Change(date(2027, 5, 7), True, "hoán đổi"),
        Change(date(2027, 5, 8), False, "làm bù"),
    )
    assert (own.is_working(date(2027, 5, 7)), own.is_working(date(2027, 5, 8))) == (False, True)
    assert (OFFICIAL.is_working(date(2027, 5, 7)), OFFICIAL.is_working(date(2027, 5, 8))) == (True, False)


def test_the_last_line_about_a_day_holds() -> None:
    own = workdays.official(workdays.changes("2026-11-24;làm việc\n2026-11-25;nghỉ\n2026-11-25;làm việc"))
    back = workdays.official(workdays.changes("2026-11-24;làm việc\n2026-11-24;nghỉ"))

    assert (own.is_working(date(2026, 11, 24)), own.is_working(date(2026, 11, 25))) == (True, True)
    assert back.is_working(date(2026, 11, 24)) is False


@pytest.mark.parametrize(
    ("said", "off"),
    [("nghỉ", True), ("NGHỈ", True), ("làm việc", False), ("làm", False), ("Làm bù", False)],
)
def test_a_day_is_off_or_worked_in_the_words_people_use(said: str, off: bool) -> None:
    assert workdays.changes(f"2027-05-07; {said}") == (Change(date(2027, 5, 7), off),)


def test_a_wrong_line_says_what_to_write() -> None:
    with pytest.raises(WrongLine) as no_day:
        workdays.changes("3.2.2027; nghỉ")
    with pytest.raises(WrongLine) as unclear:
        workdays.changes("2027-02-03; lễ")

    assert no_day.value.problem == Words(
        "Dòng 1: “3.2.2027” không phải là ngày. Ghi ngày dạng 2027-02-03 hoặc 03/02/2027.",
        "Row 1: “3.2.2027” is no day. Write it as 2027-02-03 or 03/02/2027.",
    )
    assert unclear.value.problem == Words(
        "Dòng 1: “lễ” không rõ là ngày gì. Ghi “nghỉ” hoặc “làm việc” sau dấu chấm phẩy.",
        "Row 1: “lễ” says neither off nor worked. Write “nghỉ” or “làm việc” behind the semicolon.",
    )


def test_a_note_may_hold_semicolons_and_may_be_left_out() -> None:
    found = workdays.changes("2027-05-07; nghỉ; hoán đổi; công bố 12/2026\n2027-05-08; làm việc")

    assert [each.note for each in found] == ["hoán đổi; công bố 12/2026", ""]


@pytest.mark.parametrize(
    ("text", "row"),
    [("2027-02-30;nghỉ", 1), ("# đầu\n3.2.2027;nghỉ", 2), ("2027-02-03", 1), ("2027-02-03; lễ", 1)],
)
def test_a_line_that_cannot_be_used_is_named(text: str, row: int) -> None:
    with pytest.raises(WrongLine) as wrong:
        workdays.changes(text)

    assert wrong.value.row == row
    assert str(wrong.value).startswith(f"Dòng {row}: ")


def test_without_any_data_only_weekends_are_off() -> None:
    assert Workdays().is_working(date(2026, 2, 17))
    assert not Workdays().is_working(date(2026, 2, 21))
