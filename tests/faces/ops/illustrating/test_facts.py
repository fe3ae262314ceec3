"""Facts: what is published stands in a data file, and the file is whole."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from parindex.faces.ops.illustrating import facts
from tests.faces.ops.illustrating import city


def test_the_published_scores() -> None:
    assert dict(facts.facts().published) == {city.FIRST: Fraction("94.73"), city.RECORDED: Fraction("93.17")}


def test_the_decision_that_published_them() -> None:
    assert facts.facts().decision == "Quyết định số 1435/QĐ-UBND ngày 30/3/2026"


def test_the_leaders_lie_between_the_two() -> None:
    low, high = facts.facts().leaders
    scores = facts.facts().published
    assert scores[city.RECORDED] < low < high < scores[city.FIRST]
    assert facts.facts().wards[1] < scores[city.RECORDED]
    assert facts.facts().others[1] < scores[city.RECORDED]


def test_the_shared_paper() -> None:
    assert facts.facts().shared_paper == facts.SharedPaper(
        domain="III",
        issuer="Trung tâm Phục vụ hành chính công Thành phố",
        symbol="TTPVHCC-KSTTHC",
        number="1289",
        day=date(2025, 12, 5),
        text="Thông báo kết quả giải quyết thủ tục hành chính của các xã, phường đến hết tháng 11 năm 2025.",
    )
