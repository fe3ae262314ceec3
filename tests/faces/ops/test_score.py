"""The command ``parindex score``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from parindex.faces.ops.main import main
from tests.architecture.sweeps import house

FORMATS = house.ROOT / "docs" / "formats"
EXAMPLES = FORMATS / "examples"
UNIT = "Phường Mẫu"

FRAMEWORK = """schema: parindex/framework/1
id: bo-2025
total: "8"
criteria:
  - code: "I"
    name: Điều hành
    owner: Sở Nội vụ
    children:
      - code: "1"
        name: Kế hoạch
        max: "2"
        rule: {kind: ratio, floor: "0.8", citation: Điều 1, status: assumed}
      - {code: "1.10", name: Báo cáo, max: "1", rule: {kind: yes_no, citation: Điều 2, status: assumed}}
      - code: "2"
        name: Vi phạm
        max: "0"
        rule: {kind: penalty, each: "0.5", least: "-1", citation: Điều 3, status: assumed}
  - code: "II"
    name: Kết quả
    owner: Sở Tư pháp
    children:
      - {code: "1", name: Hội đồng, max: "1", rule: {kind: council, citation: Điều 4, status: assumed}}
      - code: "2"
        name: Dẫn đầu
        max: "2"
        rule: {kind: leader, better: higher, citation: Điều 5, status: assumed}
      - code: "3"
        name: Hai phần
        max: "2"
        rule:
          kind: parts
          citation: Điều 6
          status: assumed
          parts:
            - {key: a, max: "1", rule: {kind: count, each: "0.25"}}
            - {key: b, max: "1", rule: {kind: best_case, cases: [{kind: yes_no}, {kind: ratio}]}}
"""
HEAD = "schema: parindex/answers/1\nframework: bo-2025\n"


@dataclass(frozen=True, slots=True)
class Said:
    """What a run of the command left: status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def units(self) -> dict[str, Any]:
        units: dict[str, Any] = json.loads(self.out)["units"]
        return units


Score = Callable[..., Said]


@pytest.fixture
def score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Score:
    """Run the command on two texts."""

    def run(answers: str, *options: str, framework: str = FRAMEWORK) -> Said:
        (tmp_path / "bo.yaml").write_text(framework, encoding="utf-8")
        (tmp_path / "tra-loi.yaml").write_text(answers, encoding="utf-8")
        status = main(["score", str(tmp_path / "bo.yaml"), str(tmp_path / "tra-loi.yaml"), *options])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run


def answered(*lines: str) -> str:
    """An answers file of one unit."""
    return HEAD + f'units:\n  "{UNIT}":\n' + "".join(f"    {line}\n" for line in lines)


GOOD = answered(
    '"I/1": {done: 19, total: 20}',
    "I/1.10: {yes: true}",
    "I/2: {count: 1}",
    'II/1: {points: "0.75", reason: "Biên bản số 12"}',
    "II/2: {value: 7.5}",
    "II/3: {parts: {a: {count: 3}, b: {cases: [null, {ratio: 0.5}]}}}",
)


def test_the_form_of_the_contract(score: Score) -> None:
    said = score(GOOD, "--json", "--lang", "en")

    assert (said.status, said.err) == (0, "")
    result = json.loads(said.out)
    assert list(result) == ["framework", "digest", "units"]
    assert result["framework"] == "bo-2025"
    assert len(result["digest"]) == 64
    unit = result["units"][UNIT]
    assert (unit["points"], unit["max"], unit["score"]) == ("6.4000", "8", "6.4000")
    assert {path: (node["points"], node["max"], node["state"]) for path, node in unit["nodes"].items()} == {
        "I": ("2.4000", "3", "scored"),
        "I/1": ("1.9000", "2", "scored"),
        "I/1.10": ("1.0000", "1", "scored"),
        "I/2": ("-0.5000", "0", "scored"),
        "II": ("4.0000", "5", "scored"),
        "II/1": ("0.7500", "1", "scored"),
        "II/2": ("2.0000", "2", "scored"),
        "II/3": ("1.2500", "2", "scored"),
    }
    assert unit["nodes"]["I"]["trace"] == ["The sum of its 3 children: 2.4 of 3 points."]
    assert all(node["trace"] and all(node["trace"]) for node in unit["nodes"].values())
    assert all(set(node) == {"points", "max", "state", "trace"} for node in unit["nodes"].values())


def test_traces_are_vietnamese_unless_asked(score: Score) -> None:
    vietnamese = score(GOOD, "--json").units[UNIT]["nodes"]
    english = score(GOOD, "--json", "--lang", "en").units[UNIT]["nodes"]

    assert vietnamese["I"]["trace"] == ["Cộng điểm của 3 mục con: 2,4 trên 3 điểm."]
    assert all(vietnamese[path]["trace"] != english[path]["trace"] for path in english)


def test_an_unanswered_leader_is_told_what_its_group_reached(score: Score) -> None:
    units = "units: {A: {II/2: {value: 12.5}}, B: {}, C: {II/2: {value: 99}}}\n"

    said = score(HEAD + "groups: {A: x, B: x, C: y}\n" + units, "--json", "--lang", "en")

    told = " ".join(said.units["B"]["nodes"]["II/2"]["trace"])
    assert "12.5" in told
    assert "99" not in told


def test_the_same_files_give_the_same_bytes(score: Score) -> None:
    assert score(GOOD, "--json") == score(GOOD, "--json")


def test_units_may_be_many_few_or_none(score: Score) -> None:
    said = score(HEAD + "units: {B: {II/2: {value: 3}}, A: {II/2: {value: 4}}, C: }", "--json")

    assert [(unit, tree["points"]) for unit, tree in said.units.items()] == [
        ("B", "1.5000"),
        ("A", "2.0000"),
        ("C", "0.0000"),
    ]
    assert score(HEAD + "units: {}", "--json").units == {}
    assert score(HEAD + "units: {}") == Said(0, "\n", "")


def test_nothing_applicable_has_no_score(score: Score) -> None:
    paths = ("I/1", "I/1.10", "I/2", "II/1", "II/2", "II/3")
    none = answered(*(f"{path}: {{not_applicable: true, reason: Không được giao}}" for path in paths))

    unit = score(none, "--json").units[UNIT]

    assert (unit["points"], unit["max"], unit["score"]) == ("0.0000", "0", None)
    assert score(none).out.startswith(f"{UNIT}: – điểm (được 0.0000 trên 0)\n")


def test_what_does_not_apply_is_taken_out_of_the_total(score: Score) -> None:
    given = answered("I/1.10: {yes: true}", "II/3: {not_applicable: true, reason: Không có việc}")

    unit = score(given, "--json").units[UNIT]

    assert (unit["points"], unit["max"], unit["score"]) == ("1.0000", "6", "1.3333")
    assert (unit["nodes"]["II"]["max"], unit["nodes"]["II/3"]["max"]) == ("3", "2")


def test_a_table_for_a_person(score: Score, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    long = FRAMEWORK.replace("name: Kế hoạch", "name: " + "Kế hoạch cải cách hành chính " * 4)
    given = answered("I/1: {ratio: 0.9}", "II/1: {not_applicable: true, reason: Không xét}") + "  Xã B: {}\n"

    said = score(given, framework=long)

    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Phường Mẫu: 2.0571 điểm (được 1.8000 trên 7)"
    assert lines[2] == "  I/1       Kế hoạch cải cách…   1.8000 / 2"
    assert lines[3] == "  I/1.10    Báo cáo              0.0000 / 1  chưa có số liệu"
    assert lines[6] == "  II/1      Hội đồng             0.0000 / 1  không áp dụng"
    assert lines[10] == "Xã B: 0.0000 điểm (được 0.0000 trên 8)"
    assert max(map(len, lines)) <= 60
    english = score(given, "--lang", "en", framework=long).out
    assert english.startswith("Phường Mẫu: 2.0571 points (earned 1.8000 of 7)\n")
    assert "unanswered" in english


REFUSED = [
    ("I/1: {done: 21, total: 20}", "I/1", "Correct them, so that done is not above total."),
    ("I/1: {ratio: 95}", "I/1", 'Write “ratio” from 0 to 1; 95 % is written "0.95".'),
    ("I/1: {ratio: 0,95}", "I/1", "this rule has no use for “95”"),
    ('I/1: {ratio: "0,95"}', "I/1", "digits with a decimal point"),
    ("I/1: {}", "I/1", 'the answer is empty. Write {done: 19, total: 20} or {ratio: "0.95"}.'),
    ("I/1: 19", "I/1", "the answer “19” has the wrong form."),
    ("I/1: [19, 20]", "I/1", "the answer “…” has the wrong form."),
    ("I/1: {not_applicable: true}", "I/1", "Write the reason as text in “reason”"),
    ("I/1: {not_applicable: true, reason: ''}", "I/1", "Write the reason as text in “reason”"),
    ("I/1: {not_applicable: true, reason: x, done: 1}", "I/1", "Write {not_applicable: true, reason: …}"),
    ("I/1.10: {yes: yes}", "I/1.10", "Write “yes: true” or “yes: false”, without quotes."),
    ("I/1.10: {yes: 'true'}", "I/1.10", "Write “yes: true” or “yes: false”, without quotes."),
    ("I/1.1: {yes: true}", "I/1.1", "Check the codes, joined by “/” from the domain down"),
    ("I/2: {count: -1}", "I/2", "Write “count” as a whole number: 0, 1, 2 or more."),
    ("I/2: {count: 1.5}", "I/2", "Write “count” as a whole number: 0, 1, 2 or more."),
    ("I: {yes: true}", "I", "Answer each of its children and remove this line."),
    ("I: null", "I", "Answer each of its children and remove this line."),
    ("III: null", "III", "Check the codes, joined by “/” from the domain down"),
    ("II/1: {points: 1.01, reason: x}", "II/1", "Write points from 0 to 1."),
    ("II/1: {points: -0.01, reason: x}", "II/1", "Write points from 0 to 1."),
    ("II/1: {points: 1}", "II/1", "Write the reason as text in “reason”"),
    ("II/1: {points: 1, reason: ~}", "II/1", "Write the reason as text in “reason”"),
    ("II/2: {value: -1}", "II/2", "Write “value” as 0 or above."),
    ("II/2: {value: 1e3}", "II/2", "digits with a decimal point"),
    ("II/3: {parts: {c: {count: 1}}}", "II/3", "Write only the parts: “a”, “b”."),
    ("II/3: {parts: {a: {count: x}}}", "II/3 › a", "digits with a decimal point"),
    ("II/3: {parts: {b: {cases: [null]}}}", "II/3 › b", "Write one answer a case in their order"),
    ("II/3: {parts: {b: {cases: [null, {ratio: 2}]}}}", "II/3 › b › 2", "Write “ratio” from 0 to 1"),
]


@pytest.mark.parametrize(("line", "path", "remedy"), REFUSED)
@pytest.mark.parametrize("options", [("--json",), ()])
def test_a_refused_answer_is_one_line_and_nothing_is_scored(
    line: str, path: str, remedy: str, options: tuple[str, ...], score: Score
) -> None:
    said = score(
        answered("II/2: {value: 1}" if "II/2" not in line else "I/2: {count: 0}", line),
        *options,
        "--lang",
        "en",
    )

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"parindex: tra-loi.yaml: {UNIT} › {path}: ")
    assert remedy in said.err
    assert said.err.count("\n") == 1


def test_every_refused_answer_has_its_line(score: Score) -> None:
    units = "".join(f"  Xã {n}: {{I/2: {{count: -1}}}}\n" for n in range(53))

    said = score(HEAD + "units:\n  Xã tốt: {I/2: {count: 0}}\n" + units, "--json")

    lines = said.err.splitlines()
    assert (said.status, said.out, len(lines)) == (1, "", 51)
    assert lines[0] == (
        "parindex: tra-loi.yaml: Xã 0 › I/2: “count” là -1, không phải số nguyên từ 0 trở lên. "
        "Ghi “count” bằng số nguyên 0, 1, 2 hoặc hơn."
    )
    assert lines[50] == "parindex: tra-loi.yaml: còn 3 câu trả lời khác bị từ chối"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("", "The file is empty."),
        ("a: [", "is not valid YAML"),
        ("a: 1\na: 2\n", "the key “a” stands twice"),
        (HEAD.replace("bo-2025", "bo-2024") + "units: {}\n", "Line 2: the framework is “bo-2024”"),
        (HEAD, "the answers file has no “units”"),
        (answered('"I/2": {count: 1}', "I/2: {count: 2}"), "the key “I/2” stands twice"),
        (HEAD + 'units: {A: {}, "A": {}}\n', "the key “A” stands twice"),
        (HEAD + "units: {A: {}}\ngroup: {A: b}\n", "there is no key “group”"),
        (HEAD + "units: {A: {I/2: {count: 1, count: 2}}}\n", "the key “count” stands twice"),
    ],
)
def test_an_unusable_answers_file_is_one_line(answers: str, words: str, score: Score) -> None:
    said = score(answers, "--json", "--lang", "en")

    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("parindex: tra-loi.yaml: ")
    assert words in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("framework", "words"),
    [
        ("schema: x\n", "parindex: bo.yaml: Line 1: the schema is “x”"),
        (
            FRAMEWORK.replace('total: "8"', 'total: "9"'),
            "parindex: bo.yaml: TOTAL_MISMATCH total: The total says 9",
        ),
        (FRAMEWORK.replace('floor: "0.8"', 'floor: "1.8"'), "parindex: bo.yaml: RULE_RANGE I/1: "),
        (
            FRAMEWORK.replace("{kind: yes_no, citation: Điều 2, status: assumed}", "{}"),
            "RULE_INCOMPLETE I/1.10: ",
        ),
        (FRAMEWORK.replace('code: "1.10"', 'code: "1"'), "parindex: bo.yaml: CODE_DUPLICATE I/1: "),
        (
            FRAMEWORK.replace('each: "0.25"', 'each: "0.25", cap: "1.5"'),
            "parindex: bo.yaml: RULE_RANGE II/3: ",
        ),
    ],
)
def test_errors_of_the_framework_stop_scoring(framework: str, words: str, score: Score) -> None:
    said = score(GOOD, "--json", "--lang", "en", framework=framework)

    assert (said.status, said.out) == (1, "")
    assert words in said.err
    assert all(line.startswith("parindex: bo.yaml: ") for line in said.err.splitlines())


def test_warnings_of_the_framework_do_not_stop_scoring(score: Score) -> None:
    said = score(GOOD, "--json", framework=FRAMEWORK.replace("citation: Điều 4, ", ""))

    assert (said.status, said.err) == (0, "")


def test_a_group_of_nobody_is_told(score: Score) -> None:
    said = score(HEAD + "groups: {Xa A: xã}\nunits: {Xã A: {}}\n", "--json", "--lang", "en")

    assert said.status == 0
    assert said.err == (
        "parindex: “Xa A” has a group and no answers. Check the unit's name in “groups” and “units”.\n"
    )


PUBLISHED = """schema: parindex/framework/1
id: papi
aggregate: given
total: "10"
criteria:
  - code: "P"
    name: PAPI
    max: "10"
    owner: Sở Nội vụ
    rule: {kind: index, of: "10", citation: Báo cáo PAPI, status: confirmed}
    children:
      - code: "1"
        name: Tham gia
        max: "4"
        rule: {kind: index, of: "4", citation: Báo cáo PAPI, status: confirmed}
      - code: "2"
        name: Công khai
        max: "6"
        rule: {kind: index, of: "6", citation: Báo cáo PAPI, status: confirmed}
"""


def test_a_published_figure_that_differs_is_a_finding(score: Score) -> None:
    given = HEAD.replace("bo-2025", "papi") + (
        "units: {Tỉnh A: {P: {value: 7.5}, P/1: {value: 3}, P/2: {value: 4}}}\n"
    )

    said = score(given, "--json", "--lang", "en", framework=PUBLISHED)

    words = "The published 7.5 differs from the 7 its children make; compare the publication."
    assert (said.status, said.err) == (0, f"parindex: Tỉnh A › P: {words}\n")
    unit = said.units["Tỉnh A"]
    assert (unit["points"], unit["nodes"]["P"]["points"], unit["nodes"]["P/1"]["max"]) == (
        "7.5000",
        "7.5000",
        "4",
    )
    assert unit["nodes"]["P"]["trace"][-1] == words


def test_a_file_that_is_not_there(score: Score, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    score(GOOD)
    good, missing = str(tmp_path / "bo.yaml"), str(tmp_path / "none.yaml")
    for files in ((missing, good), (good, missing), (good, str(tmp_path)), (good, "a\0b")):
        assert main(["score", *files, "--json", "--lang", "en"]) == 1
        output = capsys.readouterr()
        assert output.out == ""
        assert "the file cannot be opened" in output.err
        assert output.err.count("\n") == 1


@pytest.mark.parametrize("words", [["score"], ["score", "a.yaml"], ["score", "a", "b", "--lang", "fr"]])
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_published_example_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(EXAMPLES / "framework.yaml"), str(EXAMPLES / "answers.yaml"), "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)

    jsonschema.validate(printed, json.loads((FORMATS / "scores.schema.json").read_text(encoding="utf-8")))
    assert figures(printed) == figures(json.loads((EXAMPLES / "scores.json").read_text(encoding="utf-8")))


def figures(result: dict[str, Any]) -> dict[str, Any]:
    """A result without its sentences."""
    for unit in result["units"].values():
        for node in unit["nodes"].values():
            del node["trace"]
    return result
