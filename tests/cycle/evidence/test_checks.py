"""Which alarms a piece of evidence raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parindex.cycle.evidence import checks, findings
from parindex.cycle.evidence.checks import Facts
from parindex.engine.values.findings import Words

SINCE, UNTIL = date(2025, 1, 1), date(2026, 1, 1)
GOOD = Facts(form=checks.FILE, number="12/KH-UBND", issued_on=date(2025, 6, 1))
OUTSIDE = {"first": "01/01/2025", "last": "31/12/2025"}


def alarms(**changes: object) -> tuple[object, ...]:
    return checks.alarms(replace(GOOD, **changes), since=SINCE, until=UNTIL)  # type: ignore[arg-type]


def test_a_scanned_document_of_the_year_raises_none() -> None:
    assert alarms() == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 12, 31), "31/12/2024"),
        (date(2025, 1, 1), None),
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "01/01/2026"),
    ],
)
def test_a_document_of_another_year_is_told_to_the_day(day: date, said: str | None) -> None:
    assert alarms(issued_on=day) == ((findings.outside_year(said, **OUTSIDE),) if said else ())


def test_without_a_period_no_day_is_outside() -> None:
    assert checks.alarms(replace(GOOD, issued_on=date(1999, 1, 1))) == ()


@pytest.mark.parametrize(
    ("number", "day", "missing"),
    [
        ("", None, Words("số và ngày ban hành", "its number and its date")),
        ("", date(2025, 6, 1), Words("số, ký hiệu", "its number")),
        ("12/KH", None, Words("ngày ban hành", "its date")),
    ],
)
def test_what_is_not_known_of_a_file_is_told(number: str, day: date | None, missing: Words) -> None:
    assert alarms(number=number, issued_on=day) == (findings.unread(missing),)
    assert alarms(number=number, issued_on=day, is_waiting=True) == ()


@pytest.mark.parametrize("form", [checks.LINK, checks.REFERENCE])
def test_only_files_are_read_and_scanned(form: str) -> None:
    assert alarms(form=form, number="", issued_on=None, scan=checks.UNSCANNED) == ()


def test_all_alarms_stand_with_the_gravest_first() -> None:
    found = alarms(units=3, issued_on=date(2024, 5, 1), number="", scan=checks.INFECTED)

    assert [each.code for each in found] == [
        "EVIDENCE_INFECTED",
        "EVIDENCE_SHARED",
        "EVIDENCE_OUTSIDE_YEAR",
        "EVIDENCE_UNREAD",
    ]
    assert alarms(scan=checks.UNSCANNED) == (findings.unscanned(),)
    outside = alarms(form=checks.LINK, unofficial_host="bao.vn")
    assert outside == (findings.unofficial("bao.vn"),)
    assert findings.unofficial("bao.vn").code == "EVIDENCE_UNOFFICIAL"


@pytest.mark.parametrize(
    ("lineages", "units"),
    [
        ((), 0),
        (("/1/5/",), 1),
        (("/1/5/", "/1/5/9/"), 1),
        (("/1/5/9/", "/1/5/8/"), 2),
        (("/1/5/", "/1/51/"), 2),
        (("/1/5/", "/1/6/", "/1/6/", "/1/7/2/"), 3),
    ],
)
def test_divisions_of_one_unit_are_not_many_units(lineages: tuple[str, ...], units: int) -> None:
    assert checks.unrelated(lineages) == units
