"""Printed codes: their kinds, the paths they make, codes that begin names."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import codes
from parindex.cycle.documents.codes import Code, Kind
from tests.cycle.documents.texts import CRITERIA_HEAD, told


def paths(*printed: str) -> list[tuple[str, str]]:
    """Path and code of rows with these codes, from the top down."""
    walk = codes.Paths()
    found = [codes.read(code) for code in printed]
    return [(walk.enter(code), code.text) for code in found]


def test_hyphens_between_the_steps_of_a_code() -> None:
    assert paths("I", "I-1", "I-2", "II", "II-1") == [
        ("I", "I"),
        ("I/I-1", "I-1"),
        ("I/I-2", "I-2"),
        ("II", "II"),
        ("II/II-1", "II-1"),
    ]


def test_letters_as_the_last_step_of_a_code() -> None:
    assert paths("1", "1.1", "1.1.a", "1.1.b", "1.2") == [
        ("1", "1"),
        ("1/1.1", "1.1"),
        ("1/1.1/1.1.a", "1.1.a"),
        ("1/1.1/1.1.b", "1.1.b"),
        ("1/1.2", "1.2"),
    ]


def test_codes_that_begin_with_letters() -> None:
    assert paths("TC1", "TC1.1", "TC2", "TC 2.1") == [
        ("TC1", "TC1"),
        ("TC1/TC1.1", "TC1.1"),
        ("TC2", "TC2"),
        ("TC 2/TC 2.1", "TC 2.1"),
    ]


def test_blanks_commas_and_brackets_within_codes() -> None:
    assert paths("1", "1 .1", "1,2", "1.3)", "1.3 .1") == [
        ("1", "1"),
        ("1/1.1", "1 .1"),
        ("1/1.2", "1,2"),
        ("1/1.3", "1.3)"),
        ("1/1.3/1.3.1", "1.3 .1"),
    ]


def test_bracketed_numbers_and_bullets_below_letters() -> None:
    assert paths("I", "1", "a)", "(1)", "(2)", "b)", "-", "-", "2", "(1)", "a)") == [
        ("I", "I"),
        ("I/1", "1"),
        ("I/1/a)", "a)"),
        ("I/1/a)/(1)", "(1)"),
        ("I/1/a)/(2)", "(2)"),
        ("I/1/b)", "b)"),
        ("I/1/b)/1", "-"),
        ("I/1/b)/2", "-"),
        ("I/2", "2"),
        ("I/2/(1)", "(1)"),
        ("I/2/(1)/a)", "a)"),
    ]


def test_words_before_a_code_make_no_path() -> None:
    assert paths("LĨNH VỰC I:", "1", "Tiêu chí 1.1", "Lĩnh vực II.", "Tiêu chí thành phần 1.1.1") == [
        ("I", "LĨNH VỰC I"),
        ("I/1", "1"),
        ("I/1/1.1", "Tiêu chí 1.1"),
        ("II", "Lĩnh vực II"),
        ("II/1/1.1/1.1.1", "Tiêu chí thành phần 1.1.1"),
    ]


@pytest.mark.parametrize("printed", ["Tổng", "Lĩnh vực", "1.1.2026 và", "A1B", "Tiêu chí chung", "1." * 40])
def test_words_are_no_codes(printed: str) -> None:
    assert codes.read(printed) == Code(printed, Kind.WORDS, printed)


@pytest.mark.parametrize(
    ("name", "code", "rest"),
    [
        ("1.1 Lập kế hoạch", "1.1", "Lập kế hoạch"),
        ("1. Chỉ đạo", "1.", "Chỉ đạo"),
        ("1.1) Lập kế hoạch", "1.1)", "Lập kế hoạch"),
        ("1.1.a Lập kế hoạch", "1.1.a", "Lập kế hoạch"),
        ("1.2 .1 Kiểm tra", "1.2 .1", "Kiểm tra"),
        ("LĨNH VỰC I: CHỈ ĐẠO", "LĨNH VỰC I:", "CHỈ ĐẠO"),
        ("Tiêu chí 1.1 Lập kế hoạch", "Tiêu chí 1.1", "Lập kế hoạch"),
        ("Tiêu chí 2 – Lập kế hoạch", "Tiêu chí 2", "Lập kế hoạch"),
        ("2 dịch vụ công", "", "2 dịch vụ công"),
        ("Chỉ số 5 năm liền", "", "Chỉ số 5 năm liền"),
        ("1.500 hồ sơ", "", "1.500 hồ sơ"),
    ],
)
def test_codes_that_begin_names(name: str, code: str, rest: str) -> None:
    assert codes.leading(name) == (code, rest)


def test_a_gap_among_codes_with_words_letters_or_hyphens() -> None:
    rows = (
        "Lĩnh vực 1\tMột\t2\t2\t2\tSở Y tế\n1.1\tA\t1\t1\t1\t\n1.1.a\tB\t1\t1\t1\t\n1.1.c\tC\t1\t1\t1\t\n"
        "Lĩnh vực 3\tBa\t1\t1\t1\tSở Y tế\nI\tBốn\t1\t1\t1\tSở Y tế\nI-1\tD\t1\t1\t1\t\nI-3\tE\t1\t1\t1\t\n"
    )
    gaps = [one for one in told(f"PAPI\n\n{CRITERIA_HEAD}{rows}") if one[0] == "CODE_GAP"]

    assert gaps == [
        ("CODE_GAP", "t1", "1/1.1/1.1.c", "code", "1.1.c", "1.1.b"),
        ("CODE_GAP", "t1", "3", "code", "Lĩnh vực 3", "2"),
        ("CODE_GAP", "t1", "I/I-3", "code", "I-3", "I-2"),
    ]


def test_a_code_has_no_more_than_six_levels() -> None:
    endless = "1" + ".1" * 6

    assert codes.leading(f"{endless} Kế hoạch") == ("", f"{endless} Kế hoạch")
    assert codes.leading(f"{endless[2:]} Kế hoạch") == (endless[2:], "Kế hoạch")
