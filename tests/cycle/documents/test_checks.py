"""What the figures and codes of tables say of themselves."""

from __future__ import annotations

import pytest

from parindex.cycle.documents import checks
from parindex.cycle.documents.findings import SENTENCES, Code
from parindex.cycle.documents.outline import CriteriaTable, CriterionRow, TaskRow, TaskTable, TotalRow
from parindex.engine.values.findings import Severity
from tests.cycle.documents.texts import CRITERIA_HEAD, told


def row(
    path: str, max: str | None = None, result: str | None = None, target: str | None = None
) -> CriterionRow:
    """One criterion of a table."""
    return CriterionRow(path, path.rpartition("/")[2], "Tên", max, result, target)


def found(
    *rows: CriterionRow, total: TotalRow | None = None
) -> list[tuple[str, str | None, str | None, str | None]]:
    """Code, path, column and computed figure of each finding."""
    table = CriteriaTable("t1", rows, total)
    return [(one.code, one.path, one.column, one.computed) for one in checks.of_table(table)]


def test_a_sum_that_differs_is_a_mismatch() -> None:
    assert found(row("1", result="1.85"), row("1/1.1", result="1"), row("1/1.2", result="0.83")) == [
        ("SUM_MISMATCH", "1", "result", "1.83")
    ]


def test_rounding_explains_up_to_half_a_unit_of_each_figure() -> None:
    children = (row("1/1.1", result="1.11"), row("1/1.2", result="1.11"))

    assert found(row("1", result="2.22"), *children) == []
    assert found(row("1", result="2.235"), *children) == [("SUM_MISMATCH", "1", "result", "2.22")]
    assert found(row("1", result="2.23"), *children) == [("SUM_ROUNDING", "1", "result", "2.22")]
    assert found(row("1", result="2.24"), *children) == [("SUM_MISMATCH", "1", "result", "2.22")]


def test_decimals_count_over_the_whole_depth() -> None:
    others = (row("2", result="0.5"), row("2/2.1", result="0.5"))
    parent = (row("1", result="3"), row("1/1.1", result="1.2"), row("1/1.2", result="1.7"))
    finer = (row("2", result="0.25"), row("2/2.1", result="0.25"))

    # 0.1 <= 0.05 + 2 * 0.05 at one decimal, but not 0.005 + 2 * 0.005 at two
    assert found(*parent, *others) == [("SUM_ROUNDING", "1", "result", "2.9")]
    assert found(*parent, *finer) == [("SUM_MISMATCH", "1", "result", "2.9")]


def test_maxima_are_read_with_two_decimals_at_least() -> None:
    assert found(
        row("1", max="10"), row("1/1", max="3.33"), row("1/2", max="3.33"), row("1/3", max="3.33")
    ) == [("SUM_ROUNDING", "1", "max", "9.99")]
    assert found(row("1", max="10"), row("1/1", max="5"), row("1/2", max="4")) == [
        ("SUM_MISMATCH", "1", "max", "9")
    ]


def test_blank_children_are_no_zero() -> None:
    assert found(row("1", result="2"), row("1/1", result="1"), row("1/2")) == []


def test_the_total_against_the_domains() -> None:
    domains = (row("1", "60", "50.111", "55"), row("2", "40", "30.111", "35"))

    assert found(*domains, total=TotalRow("Tổng", "100", "80.22", "90")) == [
        ("SUM_ROUNDING", "total", "result", "80.222")
    ]
    assert found(*domains, total=TotalRow("Tổng", "101", "80.222", "92")) == [
        ("TOTAL_MISMATCH", "total", "max", "100"),
        ("TOTAL_MISMATCH", "total", "target", "90"),
    ]


@pytest.mark.parametrize(
    ("comparator", "target", "breaks"),
    [(">", "89", False), (">", "90", True), (">=", "90", False), ("<", "90", True), ("<=", "90", False)],
)
def test_a_comparator_of_the_total_must_be_broken(comparator: str, target: str, breaks: bool) -> None:
    total = TotalRow("Tổng", None, None, target, comparator)

    expected = [("TOTAL_MISMATCH", "total", "target", "90")] if breaks else []
    assert found(row("1", target="55"), row("2", target="35"), total=total) == expected


def test_bounds_add_up_to_a_bound() -> None:
    domain = CriterionRow("1", "1", "Tên", None, None, "90", ">")

    assert found(domain, total=TotalRow("Tổng", None, None, "90", ">")) == []
    assert found(domain, total=TotalRow("Tổng", None, None, "95", "=")) == []
    assert found(domain, total=TotalRow("Tổng", None, None, "85", "=")) == [
        ("TOTAL_MISMATCH", "total", "target", "90")
    ]


def test_means_are_no_sums() -> None:
    rows = (
        row("I", "100", "83", "84"),
        row("I/1", "100", "82", "83"),
        row("I/2", "100", "85", "85"),
        row("II", "100", "86", "90"),
        row("II/3", "100", "84", "86"),
        row("II/4", "100", "85", "89"),
    )

    assert found(*rows, total=TotalRow("Chung", "100", "84", "91")) == [
        ("MEAN_OUT_OF_RANGE", "total", "target", "84–90"),
        ("MEAN_OUT_OF_RANGE", "II", "result", "84–85"),
        ("MEAN_OUT_OF_RANGE", "II", "target", "86–89"),
    ]


def test_a_single_child_is_a_sum_of_one() -> None:
    assert found(row("1", "3", "2.00"), row("1/1.1", "3", "1.00")) == [("SUM_MISMATCH", "1", "result", "1")]


def test_bounds_of_a_row() -> None:
    assert found(row("1", "1", "1.2", "1.1")) == [
        ("RESULT_ABOVE_MAX", "1", "result", "1"),
        ("TARGET_ABOVE_MAX", "1", "target", "1"),
        ("TARGET_BELOW_RESULT", "1", "target", "1.2"),
    ]
    assert found(row("1", "1", "1", "1")) == []


def test_gaps_among_printed_siblings() -> None:
    rows = (row("1"), row("1/1.2"), row("1/1.3"), row("1/1.6"), row("3"), row("3/3.4"))

    assert found(*rows) == [("CODE_GAP", "1/1.6", "code", "1.4"), ("CODE_GAP", "3", "code", "2")]
    assert found(row("I"), row("I/1"), row("I/2"), row("III"), row("III/7")) == [
        ("CODE_GAP", "III", "code", "II")
    ]


def test_the_later_of_two_equal_paths() -> None:
    assert found(row("1"), row("1/1.1", "1"), row("1/1.1", "2")) == [
        ("CODE_DUPLICATE", "1/1.1", "code", None)
    ]


def satisfaction(imported: str, overall: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """The conflicts between the reform index and the satisfaction index."""
    text = (
        f"PAR INDEX\n\n{CRITERIA_HEAD}8\tTác động\t10\t{imported}\tSở Y tế\n"
        f"8.1\tChỉ số hài lòng (SIPAS)\t10\t{imported}\tSở Y tế\n"
        f"\nPhụ lục 3\nSIPAS\n\n{CRITERIA_HEAD}\tCHUNG\t100\t{overall}\t\n"
        f"I\tMột\t100\t{overall.replace('>', '')}\tSở Y tế\n"
    )
    return [(one[0], one[2], one[3], one[5]) for one in told(text) if one[0] == "INDEX_CONFLICT"]


def test_two_tables_that_disagree() -> None:
    assert satisfaction("8.37\t8.50", "83.57\t85") == [("INDEX_CONFLICT", "8/8.1", "result", "8.357")]
    assert satisfaction("8.36\t8.50", "83.57\t85") == []
    assert satisfaction("8.357\t8.5", "83.57\t>85") == []
    assert satisfaction("8.357\t8.4", "83.57\t>85") == [("INDEX_CONFLICT", "8/8.1", "target", "8.5")]


def test_the_weightiest_criterion_imports_the_index() -> None:
    text = (
        f"PAR INDEX\n\n{CRITERIA_HEAD}1\tBáo cáo SIPAS\t1\t1\t1\tSở Y tế\n"
        f"2\tChỉ số hài lòng\t10\t8.1\t9\tSở Y tế\n"
        f"\nPhụ lục 3\nSIPAS\n\n{CRITERIA_HEAD}\tCHUNG\t100\t80\t90\t\nI\tMột\t100\t80\t90\tSở Y tế\n"
    )

    assert told(text) == [("INDEX_CONFLICT", "t1", "2", "result", "8.1", "8")]


def test_every_code_has_its_sentences_and_weight() -> None:
    infos = {Code.SUM_ROUNDING, Code.DECIMAL_COMMA, Code.ROW_JOINED, Code.TEXT_REPAIRED, Code.UNIT_UNKNOWN}

    assert set(SENTENCES) == set(Code)
    for code, sentence in SENTENCES.items():
        expected = (
            Severity.INFO
            if code in infos
            else Severity.ERROR
            if code is Code.UNREADABLE
            else Severity.WARNING
        )
        assert sentence.severity is expected
        assert all((sentence.message.vi, sentence.message.en, sentence.remedy.vi, sentence.remedy.en))


def test_a_number_names_one_task_whatever_its_section() -> None:
    rows = tuple(
        TaskRow(number, "Việc", section=section) for number, section in (("1", "I"), ("2", "I"), ("1", "II"))
    )

    found = checks.of_tasks(TaskTable("t1", rows))

    assert [(each.code, each.path) for each in found] == [("CODE_DUPLICATE", "1")]


@pytest.mark.parametrize("sign", [">", "<", "≥", ""])
def test_children_that_meet_what_their_parent_states_are_no_difference(sign: str) -> None:
    rows = f"1\tMột\t9.5\t9\t{sign}9.5\tSở Y tế\n1.1\tA\t9.5\t9\t9.5\t\n"

    assert told(f"PAPI\n\n{CRITERIA_HEAD}{rows}") == []
