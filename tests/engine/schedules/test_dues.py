"""Due dates in officials' words: the text is read as a document's is, the day was found by hand."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import deadlines as reading
from parindex.engine.schedules import dues, turns, workdays
from parindex.engine.schedules.deadlines import DeadlineKind, DeadlineSpec, Frequency
from parindex.engine.schedules.turns import Turn

DAYS = workdays.official()
HAPPENED = date(2026, 2, 12)


def spec(text: str) -> DeadlineSpec:
    read = reading.read(text, year=2026)
    return DeadlineSpec(
        kind=read.kind,
        text=read.text,
        due=read.due,
        days=read.days,
        event=read.event or "",
        frequency=read.frequency or "",
    )


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("31/3/2026", "date", date(2026, 3, 31)),
        ("Trước ngày 15/11/2026", "date", date(2026, 11, 15)),
        ("Trước tháng 6/2026", "date", date(2026, 5, 31)),
        ("Tháng 2/2026", "month", date(2026, 2, 28)),
        ("Quý III/2026", "quarter", date(2026, 9, 30)),
        ("Năm 2026", "year", date(2026, 12, 31)),
        ("Thường xuyên", "continuous", None),
        ("", "unstated", None),
        ("Theo chỉ đạo của Trung ương", "other", None),
        ("Hằng quý", "recurring", None),
    ],
)
def test_what_the_calendar_says_waits_for_nothing(text: str, kind: str, due: date | None) -> None:
    found = spec(text)

    assert found.kind is DeadlineKind(kind)
    assert dues.due(found, workdays=DAYS) == dues.due(found, happened_on=HAPPENED, workdays=DAYS) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sau 20 ngày kể từ ngày ban hành Kế hoạch này", date(2026, 3, 4)),
        ("Sau 2 ngày kể từ ngày có kết quả", date(2026, 2, 23)),
        ("Trong 5 ngày làm việc kể từ ngày nhận được văn bản", date(2026, 2, 26)),
        ("Sau 1 tuần kể từ khi có kết quả", date(2026, 2, 23)),
        ("01 tháng sau khi kế hoạch được ban hành", date(2026, 3, 12)),
        ("Trước bầu cử", date(2026, 2, 11)),
        ("Khi có văn bản của Trung ương", HAPPENED),
        ("Sau khi Trung ương ban hành", None),
    ],
)
def test_what_waits_is_due_once_it_happened(text: str, due: date | None) -> None:
    assert dues.due(spec(text), workdays=DAYS) is None
    assert dues.due(spec(text), happened_on=HAPPENED, workdays=DAYS) == due


@pytest.mark.parametrize(
    ("event", "text", "due"),
    [
        ("", "Trước khi bầu cử", date(2026, 2, 11)),
        ("trước khi bầu cử", "Sau khi có kết quả", date(2026, 2, 11)),
        ("sau khi có kết quả", "Trước khi bầu cử", None),
        ("trước khi họp, sau khi có văn bản", "", date(2026, 2, 11)),
        ("sau khi có văn bản, trước khi họp", "", None),
    ],
)
def test_of_before_and_after_the_first_word_decides(event: str, text: str, due: date | None) -> None:
    found = DeadlineSpec(DeadlineKind.EVENT, text=text, event=event)

    assert dues.due(found, happened_on=HAPPENED, workdays=DAYS) == due


def test_a_term_from_the_end_of_a_month_ends_with_the_shorter_one() -> None:
    found = DeadlineSpec(DeadlineKind.RELATIVE, text="1 tháng sau khi công bố", event="sau khi công bố")

    assert dues.due(found, happened_on=date(2026, 1, 31), workdays=DAYS) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("event", "own"),
    [
        ("kể từ ngày ban hành Kế hoạch này", True),
        ("kể từ ngày ký ban hành Kế hoạch", True),
        ("kể từ ngày Kế hoạch được ban hành", True),
        ("sau khi kế hoạch ban hành", True),
        ("kể từ ngày ban hành", True),
        ("kể từ ngày Kế hoạch này có hiệu lực.", True),
        ("kể từ ngày Kế hoạch của Thành phố được ban hành", False),
        ("sau khi Trung ương ban hành", False),
        ("kể từ ngày nhận được văn bản", False),
        ("kể từ ngày ban hành danh mục thủ tục", False),
        ("", False),
    ],
)
def test_only_the_issue_of_the_very_document_is_its_own(event: str, own: bool) -> None:
    assert dues.is_own_issue(event) is own


def days_of(text: str, *, since: date | None = date(2026, 3, 1)) -> list[date]:
    found = spec(text)
    rows = turns.turns(
        Frequency(found.frequency), text=found.text, first_year=2026, since=since, until=date(2027, 1, 1)
    )
    return [turn.due_on for turn in rows]


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("Hằng quý", [(3, 31), (6, 30), (9, 30), (12, 31)]),
        ("Định kỳ hằng quý, trước ngày 20 tháng cuối quý", [(3, 20), (6, 20), (9, 20), (12, 20)]),
        ("Hằng năm", [(12, 31)]),
        ("Hằng năm, trước 15/12", [(12, 15)]),
        ("Hằng năm, trước ngày 31 tháng 10", [(10, 31)]),
    ],
)
def test_a_recurring_deadline_falls_on_its_days(text: str, dues: list[tuple[int, int]]) -> None:
    assert days_of(text) == [date(2026, month, day) for month, day in dues]


def test_monthly_turns_from_the_month_of_issue_on() -> None:
    assert days_of("Trước ngày 15 hằng tháng", since=date(2026, 9, 16)) == [
        date(2026, 10, 15),
        date(2026, 11, 15),
        date(2026, 12, 15),
    ]
    assert days_of("Hằng tháng", since=date(2026, 11, 30)) == [date(2026, 11, 30), date(2026, 12, 31)]
    assert days_of("Ngày 05 của tháng sau, hằng tháng", since=date(2026, 11, 30)) == [
        date(2026, 12, 5),
        date(2027, 1, 5),
    ]


def test_a_turn_keeps_its_number_whenever_the_plan_was_issued() -> None:
    early = list(turns.turns(Frequency.QUARTERLY, first_year=2026, since=None, until=date(2027, 1, 1)))
    late = list(
        turns.turns(Frequency.QUARTERLY, first_year=2026, since=date(2026, 7, 1), until=date(2027, 1, 1))
    )

    assert late == early[2:]
    assert late[0] == Turn(3, date(2026, 7, 1), date(2026, 10, 1), date(2026, 9, 30))


def test_a_day_no_month_has_is_its_last() -> None:
    found = turns.turns(
        Frequency.MONTHLY, text="ngày 31 hằng tháng", first_year=2026, since=None, until=date(2026, 3, 1)
    )
    assert [turn.due_on for turn in found] == [date(2026, 1, 31), date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("frequency", "text", "due"),
    [
        ("monthly", "ngày 01 hằng tháng", date(2026, 1, 1)),
        ("monthly", "ngày 31 hằng tháng", date(2026, 1, 31)),
        ("monthly", "ngày 31 của tháng sau", date(2026, 2, 28)),
        ("monthly", "ngày 00 hằng tháng", date(2026, 1, 31)),
        ("monthly", "ngày 32 hằng tháng", date(2026, 1, 31)),
        ("monthly", "ngày 32 của tháng sau", date(2026, 1, 31)),
        ("quarterly", "ngày 05 của quý sau", date(2026, 4, 5)),
        ("quarterly", "quý sau", date(2026, 3, 31)),
        ("yearly", "trước ngày 31/01 năm sau", date(2027, 1, 31)),
        ("yearly", "tháng 1 năm sau", date(2027, 1, 31)),
        ("yearly", "năm sau", date(2027, 12, 31)),
        ("yearly", "trước ngày 01/01", date(2026, 1, 1)),
        ("yearly", "trước ngày 31/12", date(2026, 12, 31)),
        ("yearly", "trước ngày 10/00", date(2026, 12, 31)),
        ("yearly", "trước ngày 10/13", date(2026, 12, 31)),
        ("yearly", "trước ngày 00/10", date(2026, 12, 31)),
        ("yearly", "trước ngày 32/10", date(2026, 12, 31)),
        ("yearly", "trong tháng 1", date(2026, 1, 31)),
        ("yearly", "trong tháng 12", date(2026, 12, 31)),
        ("yearly", "trong tháng 00", date(2026, 12, 31)),
        ("yearly", "trong tháng 13", date(2026, 12, 31)),
    ],
)
def test_the_day_that_is_named_counts_where_the_calendar_has_it(frequency: str, text: str, due: date) -> None:
    found = turns.turns(Frequency(frequency), text=text, first_year=2026, since=None, until=date(2026, 1, 2))

    assert [turn.due_on for turn in found] == [due]


def test_turns_run_through_several_years() -> None:
    found = list(turns.turns(Frequency.YEARLY, first_year=2026, since=None, until=date(2029, 1, 1)))

    assert found == [
        Turn(number, date(year, 1, 1), date(year + 1, 1, 1), date(year, 12, 31))
        for number, year in ((1, 2026), (2, 2027), (3, 2028))
    ]
