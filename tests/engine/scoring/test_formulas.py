"""The formula language: what it accepts, how it binds, and what it refuses."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.engine.scoring import formulas
from parindex.engine.scoring.formulas import FormulaInvalid, FormulaUndefined
from parindex.engine.values.findings import Words

X = {"x": Fraction(3), "y": Fraction(1, 2)}


def number(text: str) -> Fraction:
    return formulas.number(formulas.parse_number(text, variables=("x", "y")), X)


def holds(text: str) -> bool:
    return formulas.holds(formulas.parse_condition(text, variables=("x", "y")), X)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", Fraction(1)),
        ("0.10", Fraction(1, 10)),
        ("x + y * 2", Fraction(4)),
        ("(x + y) * 2", Fraction(7)),
        ("x - 1 - 1", Fraction(1)),
        ("12 / 3 / 2", Fraction(2)),
        ("1 / 3 * 3", Fraction(1)),
        ("-x + 5", Fraction(2)),
        ("2 * -x", Fraction(-6)),
        ("--x", Fraction(3)),
        ("min(x, y, 1)", Fraction(1, 2)),
        ("max(x, y)", Fraction(3)),
        ("max(min(x, 2), 1) * 0.5", Fraction(1)),
        (" x*y ", Fraction(3, 2)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("x >= 3", True),
        ("x > 3", False),
        ("x <= 3", True),
        ("x <= 2", False),
        ("x >= 4", False),
        ("x < 3", False),
        ("x == 3.0", True),
        ("x != 3", False),
        ("x != 5", True),
        ("x > 1 and y > 1", False),
        ("x > 1 or y > 1", True),
        ("not x > 5", True),
        ("not x > 1 or y < 1", True),
        ("not (x > 1 or y < 1)", False),
        ("x > 5 or x > 1 and y < 1", True),
        ("(x > 5 or x > 1) and y > 1", False),
        ("x + 1 > y * 2", True),
        ("not not x > 1", True),
    ],
)
def test_conditions_bind_as_the_contract_says(text: str, truth: bool) -> None:
    assert holds(text) is truth


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "1e3",
        "1.",
        ".5",
        "1,5",
        "1_000",
        "+1",
        "x ** 2",
        "x // 2",
        "x % 2",
        "z",
        "x y",
        "2x",
        "(x",
        "x)",
        "min()",
        "min(x",
        "min",
        "abs(x)",
        "x.real",
        "x[0]",
        "'x'",
        "__import__('os')",
        "x = 3",
        "x if y else 1",
        "lambda: 1",
        "x ≥ 2",
        "١",
        "x > 1",
        "min(x > 1, 2)",
        "-(x > 1)",
        "1 + (x > 1)",
        "(x > 1) * 2",
        "x / 0",
        "x / (1 - 1)",
        "x -",
        "and",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(FormulaInvalid) as refusal:
        formulas.parse_number(text, variables=("x", "y"))
    assert refusal.value.words.vi
    assert refusal.value.words.en


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1",
        "1 < x < 5",
        "x > 1 > 0",
        "x and y",
        "x > 1 and y",
        "x or y > 1",
        "not x",
        "(x > 1) == (y > 1)",
        "(x > 1) == 1",
        "1 == (x > 1)",
        "x + (y > 1)",
        "x * (y > 1)",
        "x = 3",
        "x > 1 &&  y > 1",
        "!x",
        "x > 1 and",
        "True",
        "x > 1 AND y > 1",
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(FormulaInvalid):
        formulas.parse_condition(text, variables=("x", "y"))


def test_and_and_or_stop_early() -> None:
    assert holds("x == 3 or 1 / (x - 3) > 0") is True
    assert holds("x != 3 and 1 / (x - 3) > 0") is False


def test_a_division_by_zero_has_no_value() -> None:
    with pytest.raises(FormulaUndefined) as undefined:
        number("1 / (x - 3)")
    assert undefined.value.words == Words("công thức chia cho 0", "the formula divides by zero")
    assert str(undefined.value) == "công thức chia cho 0"


@pytest.mark.parametrize("text", ["(" * 200 + "x" + ")" * 200, "-" * 200 + "x", "x" + " + x" * 500])
def test_no_formula_exhausts_the_stack(text: str) -> None:
    with pytest.raises(FormulaInvalid):
        formulas.parse_number(text, variables=("x",))


NESTED = {
    "brackets": lambda depth: "(" * depth + "x" + ")" * depth,
    "signs": lambda depth: "-" * depth + "x",
    "calls": lambda depth: "min(" * depth + "x" + ")" * depth,
    "brackets behind brackets": lambda depth: "((x) + " * (depth - 1) + "x" + ")" * (depth - 1),
}


@pytest.mark.parametrize("nest", NESTED.values(), ids=NESTED)
def test_forty_levels_are_read_and_one_more_is_not(nest: Callable[[int], str]) -> None:
    assert formulas.parse_number(nest(40), variables=("x",))
    with pytest.raises(FormulaInvalid, match="lồng quá sâu"):
        formulas.parse_number(nest(41), variables=("x",))


def test_forty_denials_are_read_and_one_more_is_not() -> None:
    assert holds("not " * 40 + "x > 1") is True
    with pytest.raises(FormulaInvalid, match="lồng quá sâu"):
        holds("not " * 41 + "x > 1")


@pytest.mark.parametrize("piece", ["(x)", "-x", "min(x)"])
def test_what_stands_side_by_side_is_not_deep(piece: str) -> None:
    assert abs(number(" + ".join([piece] * 60))) == 180
    assert holds(" and ".join(["not x > 5"] * 60)) is True


def test_four_hundred_words_are_read_and_one_more_is_not() -> None:
    assert number("-x" + " + x" * 199) == 3 * 198
    with pytest.raises(FormulaInvalid, match="quá dài"):
        number("x" + " + x" * 200)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("x > 1", "cần một số nhưng gặp một điều kiện", "a number is needed, a condition stands here"),
        ("x ≥ 2 và y lớn hơn", "không hiểu “≥ 2 và y lớn”", "“≥ 2 và y lớn” is not understood"),
        ("x + and", "“and” đứng sai chỗ", "“and” stands in the wrong place"),
        ("x + )", "“)” đứng sai chỗ", "“)” stands in the wrong place"),
        ("x + z", "biến “z” chưa được khai báo", "the variable “z” is not declared"),
        ("x y", "thừa “y”", "“y” is one too many"),
        ("min x", "sau “min” phải có dấu “(”", "“(” must follow “min”"),
        ("(x", "thiếu dấu “)”", "“)” is missing"),
        ("x -", "công thức chưa viết hết", "the formula ends too early"),
        ("x / 0", "công thức chia cho 0", "the formula divides by zero"),
        ("x" + " + x" * 200, "công thức quá dài", "the formula is too long"),
        ("-" * 41 + "x", "công thức lồng quá sâu", "the formula is nested too deeply"),
        (
            "x < y < 1",
            "không được nối nhiều phép so sánh; hãy dùng “and”",
            "comparisons cannot be chained; use “and”",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, vi: str, en: str) -> None:
    with pytest.raises(FormulaInvalid) as refusal:
        formulas.parse_number(text, variables=("x", "y"))
    assert refusal.value.words == Words(vi, en)
    assert str(refusal.value) == vi


def test_a_number_where_a_condition_is_needed_is_named() -> None:
    with pytest.raises(FormulaInvalid) as refusal:
        formulas.parse_condition("x + 1", variables=("x",))
    assert refusal.value.words == Words(
        "cần một điều kiện nhưng gặp một số", "a condition is needed, a number stands here"
    )


def test_constants_are_known_before_scoring() -> None:
    tree = formulas.parse_number("max(1, 2) / 4", variables=())
    assert formulas.constant(tree) == Fraction(1, 2)
    assert formulas.constant(formulas.parse_number("x + 1", variables=("x",))) is None


@pytest.mark.parametrize("name", ["x", "tỷ_lệ", "_a", "x1"])
def test_names_of_variables(name: str) -> None:
    assert formulas.is_name(name) is True


@pytest.mark.parametrize("name", ["1x", "a b", "", "and", "or", "not", "min", "max"])
def test_what_names_no_variable(name: str) -> None:
    assert formulas.is_name(name) is False


@given(st.text(alphabet="xy01.+-*/()<>=! andortmi,", max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    for parse in (formulas.parse_number, formulas.parse_condition):
        with contextlib.suppress(FormulaInvalid):
            assert parse(text, variables=("x", "y"))
