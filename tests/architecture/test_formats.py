"""The published schemas hold: against the examples beside them and against what the program prints."""

from __future__ import annotations

import copy
import json
import re
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from parindex.faces.ops.main import main
from tests.architecture.sweeps import house

FORMATS = house.ROOT / "docs" / "formats"
SCHEMAS = sorted(path.name.removesuffix(".schema.json") for path in FORMATS.glob("*.schema.json"))
SAMPLES = house.ROOT / "samples"


def schema(name: str) -> dict[str, Any]:
    """A published schema."""
    loaded: dict[str, Any] = json.loads((FORMATS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def faults(name: str, data: Any) -> list[str]:
    """What the schema says against ``data``."""
    validator = jsonschema.Draft202012Validator(schema(name))
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(data)]


class Core(yaml.SafeLoader):
    """YAML 1.2 core as far as the examples need it: yes, no, on and off are text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def example(name: str) -> Any:
    """An example beside the schemas."""
    return yaml.load((FORMATS / "examples" / name).read_text(encoding="utf-8"), Core)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What ``parindex … --json`` prints."""
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("name", "file"),
    [("framework", "framework.yaml"), ("answers", "answers.yaml"), ("scores", "scores.json")],
)
def test_every_example_holds(name: str, file: str) -> None:
    assert faults(name, example(file)) == []


def test_the_example_framework_names_every_kind_of_rule() -> None:
    kinds = {kind.removeprefix("rule_") for kind in schema("framework")["$defs"] if kind.startswith("rule_")}
    text = (FORMATS / "examples" / "framework.yaml").read_text(encoding="utf-8")

    assert {kind for kind in kinds if f"kind: {kind}" not in text} == set()


def test_the_program_finds_nothing_against_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    answer = printed(capsys, "check", str(FORMATS / "examples" / "framework.yaml"))

    assert answer == {"findings": []}


def test_ranks_hold(capsys: pytest.CaptureFixture[str]) -> None:
    scores, classes = (str(FORMATS / "examples" / name) for name in ("scores.csv", "classes.yaml"))
    answer = printed(capsys, "rank", scores, "--classes", classes)

    assert [[each["class"] for each in group] for group in answer["groups"].values()] == [
        ["A", "A", "B"],
        ["B"],
    ]
    assert faults("ranks", answer) == []
    answer["groups"]["sở"][0]["score"] = 88.4
    assert faults("ranks", answer) != []


def test_findings_hold(capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    broken = example("framework.yaml")
    del broken["criteria"][0]["children"][0]["rule"]["citation"]
    broken["total"] = "21"
    file = tmp_path / "broken.yaml"
    file.write_text(yaml.safe_dump(broken, allow_unicode=True), encoding="utf-8")

    assert main(["check", str(file), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)

    assert {finding["code"] for finding in answer["findings"]} >= {"TOTAL_MISMATCH", "CITATION_MISSING"}
    assert faults("findings", answer) == []


@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLES.glob("*-*.*")))
def test_what_is_read_in_a_sample_holds(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = printed(capsys, "read", str(SAMPLES / file))

    assert answer["source"]["name"] == file
    assert faults("read", answer) == []


@pytest.mark.parametrize(
    ("name", "file", "path", "value"),
    [
        ("framework", "framework.yaml", ("schema",), "parindex/framework/2"),
        ("framework", "framework.yaml", ("total",), "1,5"),
        ("framework", "framework.yaml", ("criteria", 0, "children", 0, "rule", "kind"), "guess"),
        ("framework", "framework.yaml", ("criteria", 0, "children", 0, "weigth"), "1"),
        ("answers", "answers.yaml", ("units", "Xã Sóc Sơn", "II/5"), {"not_applicable": True, "reason": " "}),
        ("answers", "answers.yaml", ("units", "Xã Sóc Sơn", "II/5"), {"count": -1}),
        ("scores", "scores.json", ("units", "Xã Sóc Sơn", "score"), 1.7684),
        ("scores", "scores.json", ("units", "Xã Sóc Sơn", "nodes", "I/1", "state"), "absent"),
    ],
)
def test_a_wrong_file_does_not_hold(name: str, file: str, path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(example(file))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value

    assert faults(name, data) != []
