"""The small parts: bars, lines, figures in words, sheets of a list, exports, the catalogue of messages."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.http import Http404
from django.utils import translation

from parindex.engine.values.findings import Words
from parindex.faces.web import drawing, exporting, showing
from parindex.faces.web.drawing import Bar, Mark
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Sheet
from parindex.faces.web.templatetags import words

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("most", "result", "goal", "bar"),
    [
        ("9.5", "9", "9.5", Bar(gain="142.11", goal="148.00")),
        ("0.5", "0", "0.5", Bar(gain="0.00", goal="148.00")),
        ("2", "3", "-1", Bar(gain="150.00", goal="0.00")),
        ("2", None, "1", Bar(gain=None, goal="74.00")),
        ("0", "0", "0", None),
        (None, "1", None, None),
    ],
)
def test_a_bar_never_leaves_its_frame(
    most: str | None, result: str | None, goal: str | None, bar: Bar | None
) -> None:
    values = [None if text is None else Decimal(text) for text in (most, result, goal)]
    assert drawing.bar(most=values[0], result=values[1], goal=values[2]) == bar


def test_a_line_runs_through_results_and_on_to_the_goals() -> None:
    marks = [
        Mark(2023, Decimal("91.43"), is_goal=False),
        Mark(2026, Decimal("96.47"), is_goal=True),
        Mark(2025, Decimal("92.90"), is_goal=False),
    ]
    line = drawing.trend(marks, most=Decimal(100))
    assert line is not None
    assert [(dot.label, dot.is_goal) for dot in line.dots] == [
        ("2023", False),
        ("2025", False),
        ("2026", True),
    ]
    results, goals = line.line.split(), line.goal_line.split()
    assert (len(results), goals[0], len(goals)) == (2, results[-1], 2)
    heights = [float(dot.y) for dot in line.dots]
    assert heights == sorted(heights, reverse=True)
    assert drawing.trend(marks[:1], most=None) is None


@pytest.mark.parametrize(
    ("language", "figure", "day", "size"),
    [
        ("vi", ["92,90", "\u22121,5", "–", "–"], "30/3/2026", "1,5 MB"),
        ("en", ["92.90", "\u22121.5", "–", "–"], "30 Mar 2026", "1.5 MB"),
    ],
)
def test_figures_and_days_are_said_in_the_language_of_the_reader(
    language: str, figure: list[str], day: str, size: str
) -> None:
    with translation.override(language):
        assert [words.figure(each) for each in ("92.90", Decimal("-1.5"), None, "")] == figure
        assert words.day(date(2026, 3, 30)) == day
        assert words.moment(datetime(2026, 3, 29, 18, 5, tzinfo=UTC)) == f"{day} 01:05"
        assert (words.day(None), words.moment(None)) == ("–", "–")
        assert [words.size(count) for count in (12, 2000, 1_572_864)] == ["12 B", "2 KB", size]
        assert words.words(Words("một", "one")) == {"vi": "một", "en": "one"}[language]
        assert (words.words(None), words.words("như in")) == ("", "như in")


def test_comparators_are_written_as_by_hand() -> None:
    assert [words.sign(each) for each in (">=", "<=", ">", "=", None)] == ["≥", "≤", ">", "", ""]


def test_a_sheet_keeps_the_filters_in_its_links() -> None:
    query = {"q": "a b", "state": ""}
    assert showing.sheet(120, number=2, query=query) == Sheet(
        51, 100, 120, "?q=a+b&sheet=1", "?q=a+b&sheet=3"
    )
    assert showing.sheet(0, number=5, query={}) == Sheet(0, 0, 0)


EXPORT = Export(
    name="danh-sach",
    title="Danh sách",
    columns=(Column("Mã", 8), Column("Tối đa")),
    rows=[("=1+1", Decimal("2.50")), ("1.10", None), ("-2", 3)],
)


def test_text_that_looks_like_a_formula_is_saved_as_text() -> None:
    table = exporting.answer(EXPORT, kind="csv")
    assert table.content.decode("utf-8-sig") == "Mã;Tối đa\r\n'=1+1;2,50\r\n1.10;\r\n'-2;3\r\n"
    with translation.override("en"):
        english = exporting.answer(EXPORT, kind="csv").content.decode("utf-8-sig")
    assert english == "Mã,Tối đa\r\n'=1+1,2.50\r\n1.10,\r\n'-2,3\r\n"
    assert table.headers["Content-Disposition"] == 'attachment; filename="danh-sach.csv"'
    sheet = openpyxl.load_workbook(io.BytesIO(exporting.answer(EXPORT, kind="xlsx").content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows == [["Mã", "Tối đa"], ["=1+1", 2.5], ["1.10", ""], ["-2", 3]]
    assert sheet["A4"].data_type == "s"


def test_a_kind_of_file_that_is_not_written_is_not_found() -> None:
    with pytest.raises(Http404):
        exporting.answer(EXPORT, kind="pdf")


def test_every_message_has_its_english() -> None:
    command = [sys.executable, "tools/messages.py", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_styles_keep_to_the_content_policy() -> None:
    """No style or script inside a page: the policy would refuse it."""
    templates = (ROOT / "src/parindex/faces/web/templates").rglob("*.html")
    forbidden = (" style=", "<style", "onclick=", "hx-on", "javascript:")
    assert [(page.name, each) for page in templates for each in forbidden if each in page.read_text()] == []
