"""No file over 500 lines, no function over 80, no block deeper than four, a sentence on every module."""

from __future__ import annotations

from tests.architecture.sweeps import house, sizes


def test_no_file_is_over_500_lines() -> None:
    assert list(sizes.long_files(house.everything())) == []


def test_no_function_is_over_80_lines() -> None:
    assert list(sizes.long_functions(house.everything())) == []


def test_no_function_nests_deeper_than_four() -> None:
    assert list(sizes.deep_functions(house.everything())) == []


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    assert list(sizes.undescribed(house.modules())) == []


def test_a_long_file_and_a_long_function_are_found() -> None:
    long = house.module("def grow():\n" + "    pass\n" * 500)

    assert len(list(sizes.long_files([long]))) == 1
    assert list(sizes.long_functions([long])) == ["parindex/cycle/units/queries.py:1 grow: 501 lines"]


def test_nesting_counts_blocks_and_not_elif() -> None:
    flat = "def f(a):\n    if a:\n        pass\n" + "    elif a:\n        pass\n" * 6
    deep = "def f(a):\n" + "".join("    " * (n + 1) + "if a:\n" for n in range(5)) + "    " * 6 + "pass\n"

    assert list(sizes.deep_functions([house.module(flat)])) == []
    assert len(list(sizes.deep_functions([house.module(deep)]))) == 1


def test_a_module_without_a_sentence_is_found() -> None:
    assert len(list(sizes.undescribed([house.module("x = 1\n"), house.module('"""Units."""\n')]))) == 1


def test_the_percentile_is_the_number_most_do_not_exceed() -> None:
    assert sizes.percentile(range(1, 101), 0.95) == 96
    assert sizes.percentile([], 0.95) == 0
