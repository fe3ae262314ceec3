"""The committed samples are what the script makes of their data."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from parindex.cycle.documents.outline import DeadlineKind
from tests.flows import test_round_trip as trips

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "tools" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sample_is_committed_byte_for_byte(maker: ModuleType) -> None:
    made = dict(maker.documents())
    assert len(made) == 20
    assert [path.name for path, data in made.items() if path.read_bytes() != data] == []


def test_samples_shows_every_document_in_every_format(maker: ModuleType) -> None:
    made = {path.name for path in dict(maker.documents())}
    shown = {path.name for path in (ROOT / "samples").iterdir() if path.is_file()} - {"README.md"}
    assert shown == made


def test_samples_stay_small(maker: ModuleType) -> None:
    assert sum(len(data) for _, data in maker.documents()) < 3_000_000


CITY, WARD, OLD, REPORT = (
    "ke-hoach-thanh-pho-2026",
    "ke-hoach-phuong-yen-hoa-2026",
    "ke-hoach-thanh-pho-2024",
    "bao-cao-hdnd-2025",
)


def answer(name: str, *, ending: str) -> dict[str, Any]:
    return trips.read((ROOT / "samples" / f"{name}.{ending}").read_bytes(), ending=ending)


def shape(name: str) -> list[tuple[object, ...]]:
    """Kind, index, rows and printed total of every table."""
    tables = answer(name, ending="docx")["tables"]
    totals = [table.get("total") or {} for table in tables]
    return [
        (table["kind"], table.get("index"), len(table["rows"]), *map(total.get, ("max", "result", "target")))
        for table, total in zip(tables, totals, strict=True)
    ]


def test_the_city_plan_holds_the_index_of_the_demonstration() -> None:
    assert shape(CITY) == [
        ("tasks", None, 41, None, None, None),
        ("criteria", "PAR INDEX", 112, "100", "92.90", "96.47"),
        ("criteria", "SIPAS", 11, "100", "82.09", "87"),
        ("criteria", "PAPI", 16, "80", "44.85", "47.20"),
    ]


def test_the_city_plan_has_every_kind_of_deadline() -> None:
    tasks = answer(CITY, ending="docx")["tables"][0]["rows"]
    assert {row["deadline"]["kind"] for row in tasks} == {kind.value for kind in DeadlineKind}


def test_the_ward_plan_restarts_its_numbers_in_each_roman_domain() -> None:
    assert shape(WARD) == [("criteria", "PAR INDEX", 130, "100", "93.17", "100")]
    rows = answer(WARD, ending="docx")["tables"][0]["rows"]
    assert [row["code"] for row in rows if row["path"].endswith("/9/9.4")] == ["9.4", "9.4"]


def test_the_plan_of_2024_contradicts_itself_as_the_readme_says() -> None:
    found = answer(OLD, ending="docx")["findings"]
    assert sorted((one["code"], one["table"], one["path"], one["column"]) for one in found) == [
        ("CODE_DUPLICATE", "t1", "4", "code"),
        ("CODE_GAP", "t1", "6", "code"),
        ("CODE_GAP", "t2", "6/6.4", "code"),
        ("DEADLINE_MISSING", "t1", "4", "deadline"),
        ("DECIMAL_COMMA", "t2", "4", "result"),
        ("INDEX_CONFLICT", "t2", "8/8.1", "result"),
        ("LEAD_MISSING", "t1", "6", "lead"),
        ("SUM_MISMATCH", "t2", "6", "result"),
        ("SUM_MISMATCH", "t2", "6", "target"),
        ("TARGET_ABOVE_MAX", "t2", "6/6.4", "target"),
        ("TARGET_BELOW_RESULT", "t2", "5", "target"),
        ("TARGET_BELOW_RESULT", "t2", "6/6.1", "target"),
        ("TOTAL_MISMATCH", "t2", "total", "target"),
        ("UNIT_UNKNOWN", "t1", "4", None),
    ]


def test_the_report_cites_one_decision_with_two_dates() -> None:
    read = answer(REPORT, ending="docx")
    conflicts = [one["stated"] for one in read["findings"] if one["code"] == "CITATION_CONFLICT"]
    assert len(conflicts) == 1
    assert len(read["citations"]) == 10


@pytest.mark.parametrize("name", [CITY, WARD, OLD, REPORT])
def test_the_files_of_one_sample_read_alike(name: str) -> None:
    # A sheet has no footnotes: the report's stand in brackets where they are called.
    endings = ("pdf", "md", "txt") if name == REPORT else ("xlsx", "pdf", "md", "txt")
    word = trips.joined_aside(answer(name, ending="docx"))
    for ending in endings:
        assert trips.joined_aside(answer(name, ending=ending)) == word, ending
