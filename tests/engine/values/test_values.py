"""Periods, digests, findings."""

from __future__ import annotations

from datetime import date

from parindex.engine.values import digests
from parindex.engine.values.findings import Finding, Severity, Words, has_errors
from parindex.engine.values.periods import Period


def test_a_period_ends_before_its_end() -> None:
    period = Period(date(2025, 3, 1), date(2025, 7, 1))

    days = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1))
    assert [day in period for day in days] == [False, True, True, False]
    assert date(1, 1, 1) in Period()


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digests.canonical({"b": 1, "a": "ạ"}) == '{"a":"ạ","b":1}'.encode()
    assert digests.of_value({"b": 1, "a": 2}) == digests.of_value({"a": 2, "b": 1})
    assert digests.of_bytes(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_finding_prints_in_the_form_of_the_contract() -> None:
    finding = Finding(
        code="SUM_MISMATCH",
        severity=Severity.WARNING,
        message=Words("Tổng không khớp", "The sum differs"),
        remedy=Words("Sửa", "Correct it"),
        table="t2",
        path="5/5.5",
        column="target",
        stated="1.85",
        computed="1.83",
        page=21,
        row=17,
    )

    assert finding.as_json("en") == {
        "code": "SUM_MISMATCH", "severity": "warning", "table": "t2", "path": "5/5.5", "column": "target",
        "stated": "1.85", "computed": "1.83", "message": "The sum differs", "remedy": "Correct it",
        "at": {"page": 21, "row": 17},
    }  # fmt: skip
    assert finding.as_json()["message"] == "Tổng không khớp"
    assert has_errors([finding]) is False
    error = Finding("X", Severity.ERROR, Words("a", "b"), Words("a", "b"))
    assert has_errors([finding, error]) is True
    assert has_errors([]) is False
