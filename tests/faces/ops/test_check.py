"""The command ``parindex check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parindex.faces.ops.main import main

GOOD = """schema: parindex/framework/1
id: thu
total: "10"
criteria:
  - {code: "1", name: a, owner: b, max: "10", rule: {kind: yes_no, citation: Điều 1, status: assumed}}
"""


def file(folder: Path, text: str) -> str:
    path = folder / "bo.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_good_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", file(tmp_path, GOOD), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    assert main(["check", file(tmp_path, GOOD)]) == 0
    assert capsys.readouterr() == ("Không có lỗi; 0 cảnh báo.\n", "")


def test_a_warning_is_told_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", file(tmp_path, GOOD.replace("owner: b, ", "")), "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "findings": [
            {
                "code": "OWNER_MISSING",
                "severity": "warning",
                "table": None,
                "path": "1",
                "column": "lead",
                "stated": None,
                "computed": None,
                "message": "The criterion 1 has no owner, neither its own nor from above.",
                "remedy": "Name the unit that appraises it (owner), here or at a level above.",
                "at": {"page": None, "row": 5},
            }
        ]
    }


def test_an_error_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = file(tmp_path, GOOD.replace('total: "10"', 'total: "11"'))
    assert main(["check", bad, "--json"]) == 1
    output = capsys.readouterr()
    assert [each["code"] for each in json.loads(output.out)["findings"]] == ["TOTAL_MISMATCH"]
    assert output.err == "parindex: 1 lỗi, 0 cảnh báo; hãy sửa các lỗi rồi kiểm tra lại\n"
    assert main(["check", bad]) == 1
    assert "Lỗi       TOTAL_MISMATCH" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "a: [", "schema: x\n", GOOD.replace('max: "10"', 'max: "9,5"')])
def test_an_unusable_file_is_one_line_and_no_json(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", file(tmp_path, text), "--json"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("parindex: bo.yaml: ")
    assert output.err.count("\n") == 1


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.yaml"), "--lang", "en"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "cannot be opened" in output.err
    assert main(["check", str(tmp_path)]) == 1


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check"])
    assert stop.value.code == 2
    assert capsys.readouterr().out == ""
