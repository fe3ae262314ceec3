"""The command ``parindex read``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from parindex.faces.ops.main import main

PLAN = (
    "KẾ HOẠCH\nCải thiện năm 2026\n\nPhụ lục 1\nViệc\n\n"
    "TT\tNhiệm vụ\tThời hạn\tChủ trì\n1\tMột\tQuý I/2026\tSở Y tế\n2\tHai\t\tĐội 5\n"
    "\nPhụ lục 2\nPAPI\n\nSTT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu\n"
    "1\tMột\t3\t2\t>2\n\tTổng\t3\t2\t>2\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with one task table and one criteria table."""
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_one_json_document(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(plan), "--json", "--lang", "en"]) == 0
    told = capsys.readouterr()
    form = json.loads(told.out)

    assert told.err == ""
    assert form["source"]["name"] == "ke-hoach.txt"
    assert (len(form["source"]["sha256"]), form["source"]["media_type"]) == (64, "text/plain")
    assert [(one["kind"], len(one["rows"])) for one in form["tables"]] == [("tasks", 2), ("criteria", 1)]
    assert [(one["code"], one["message"]) for one in form["findings"]] == [
        ("DEADLINE_MISSING", "Task 2 has no deadline."),
        ("UNIT_UNKNOWN", "The unit “Đội 5” is not known."),
    ]


def test_a_page_for_a_person(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(plan)]) == 0
    page = capsys.readouterr().out

    assert page.startswith("Cải thiện năm 2026\n")
    assert "t1  Phụ lục 1. Việc (2 dòng)" in page
    assert "Quý I/2026" in page
    assert ">2" in page
    assert "Nhiệm vụ 2 không có thời hạn." in page
    assert "→ Ghi thời hạn hoàn thành cho nhiệm vụ này." in page


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a refused file gives."""
    assert main(["read", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "không mở được tệp" in refused(capsys, str(tmp_path / "khong-co.txt"))
    assert "the file cannot be opened" in refused(capsys, str(tmp_path), "--lang", "en")


def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"Ke hoach")

    assert refused(capsys, str(path), "--json").startswith("parindex: a.pdf: ")


def test_a_very_large_file_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 200_000_001)

    assert "tệp lớn hơn 200 MB" in refused(capsys, str(path))


def test_a_directory_at_fault(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = tmp_path / "units.yaml"
    units.write_text("units: 5\n", encoding="utf-8")
    assert refused(capsys, str(plan), "--units", str(units)).startswith("parindex: units.yaml: ")

    units.write_bytes(b"\xff\xfe\x00units")
    assert "UTF-8" in refused(capsys, str(plan), "--units", str(units))


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read"])

    assert left.value.code == 2
    assert "FILE" in capsys.readouterr().err
