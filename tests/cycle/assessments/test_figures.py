"""Figures as people type them: what is read, what is refused, and where a word of doubt is due."""

from __future__ import annotations

import pytest

from parindex.cycle.assessments import figures
from parindex.engine.values.findings import Words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17", "17"),
        ("1.425", "1.425"),
        ("1,425", "1.425"),
        (" 0,85 ", "0.85"),
        ("\u00a00.85\u202f", "0.85"),
        ("-2,5", "-2.5"),
        ("−2.5", "-2.5"),
        ("+3", "3"),
        ("010", "010"),
        ("0,9500", "0.9500"),
    ],
)
def test_a_decimal_comma_and_a_decimal_point_are_the_same(typed: str, read: str) -> None:
    assert figures.exact(typed) == read


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("1.425.000", "1425000"),
        ("1,425,000", "1425000"),
        ("1 425", "1425"),
        ("1\u00a0425", "1425"),
        ("1'425", "1425"),
        ("1.234,5", "1234,5"),
        ("1,234.5", "1234,5"),
        ("12 345,67", "12345,67"),
    ],
)
def test_what_parts_thousands_is_refused_with_the_figure_to_type(typed: str, joined: str) -> None:
    with pytest.raises(figures.Unreadable) as refused:
        figures.exact(typed)

    assert "hàng nghìn" in refused.value.words.vi
    assert refused.value.remedy == Words(
        f"Ghi liền các chữ số: {joined}.", f"Write the digits in one go: {joined.replace(',', '.')}."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mười",
        "1e3",
        "1/2",
        ",5",
        "5,",
        "1..5",
        "1,5,",
        "nan",
        "٣",
        "1_000",
        "95 %",
        "--1",
        "1" * 25,
        "0x1f",
    ],
)
def test_what_is_no_figure_is_refused_with_a_remedy(typed: str) -> None:
    with pytest.raises(figures.Unreadable) as refused:
        figures.exact(typed)

    assert refused.value.words.vi
    assert refused.value.words.en
    assert refused.value.remedy.vi
    assert refused.value.remedy.en


def test_a_long_text_is_cut_where_it_is_told() -> None:
    with pytest.raises(figures.Unreadable) as refused:
        figures.exact("x" * 500)

    assert len(refused.value.words.vi) < 60


@pytest.mark.parametrize(
    ("typed", "read"),
    [("95 %", "0.95"), ("95%", "0.95"), ("86,5 %", "0.865"), ("0,95", "0.95"), ("100 %", "1"), ("0%", "0")],
)
def test_a_rate_may_be_per_cent(typed: str, read: str) -> None:
    assert figures.rate(typed) == read


@pytest.mark.parametrize("typed", ["%", "95 %%", "a %"])
def test_a_sign_alone_is_no_rate(typed: str) -> None:
    with pytest.raises(figures.Unreadable):
        figures.rate(typed)


@pytest.mark.parametrize(
    ("typed", "whole", "read"),
    [("1.425", "1425", "1,425"), ("12,500", "12500", "12,500"), ("-3.000", "-3000", "-3,000")],
)
def test_a_figure_that_may_mean_thousands_is_read_out(typed: str, whole: str, read: str) -> None:
    said = figures.doubt(typed)

    assert said is not None
    assert said.vi == f"Đang đọc là {read} (số thập phân). Nếu ý bạn là {whole}, hãy bỏ dấu."
    assert whole in said.en


@pytest.mark.parametrize("typed", ["0,425", "1425", "1,42", "1.4250", "0.001", "1234.567", "", "1.425.000"])
def test_there_is_no_doubt_about_the_rest(typed: str) -> None:
    assert figures.doubt(typed) is None
