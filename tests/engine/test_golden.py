"""Golden cases: officials' words and figures computed by hand, run through ``parindex score``.

A file of ``golden/`` holds groups. A group states one rule (a framework of one leaf, I/1, is made of it) or a
whole framework; its cases state an answer (of one unit) or the answers of units, and what must come out.
Nothing here knows how the engine works: files go in, JSON comes out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from parindex.faces.ops.main import main

GOLDEN = Path(__file__).with_name("golden")
FEWEST = 5
UNIT = "Phường Mẫu"
LEAF = "I/1"
ALONE = "vi-du"
"""The id of the framework that is made of one rule."""
KINDS = (
    *("yes_no", "choice", "ratio", "bands", "count", "deduct", "veto", "parts", "best_case"),
    *("growth", "leader", "survey", "index", "council", "gate", "formula", "penalty"),
)
TOPICS = ("not_applicable", "totals", "arithmetic", "refused")


class TooFew(ValueError):
    """A golden file holds fewer cases than a rule needs to be believed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: two files as text, and what is expected of them."""

    name: str
    framework: str
    answers: str
    expected: dict[str, Any]
    refused: str | None
    says: tuple[str, ...]
    warned: str


def load(path: Path) -> tuple[Case, ...]:
    """The cases of one golden file. Raises TooFew."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    cases = tuple(_cases(root))
    if len(cases) < FEWEST:
        raise TooFew(f"{path.name}: {len(cases)} cases, at least {FEWEST} are needed")
    return cases


def _cases(root: yaml.Node) -> Iterator[Case]:
    for group in items(child(root, "groups")):
        framework = _framework(group)
        known = child(group, "framework")
        name = text(child(known, "id")) if known is not None else ALONE
        for case in items(child(group, "cases")):
            refused = child(case, "refused")
            says, warned = child(case, "says"), child(case, "warned")
            yield Case(
                name=text(child(case, "case")),
                framework=framework,
                answers=_answers(case, framework=name),
                expected=_expected(case, maximum=child(group, "max")),
                refused=None if refused is None else text(refused),
                says=() if says is None else tuple(text(each) for each in items(says)),
                warned="" if warned is None else text(warned),
            )


def _framework(group: yaml.Node) -> str:
    whole = child(group, "framework")
    if whole is not None:
        return "{schema: parindex/framework/1, " + flow(whole)[1:]
    maximum = flow(child(group, "max"))
    settings = child(group, "settings")
    more = "" if settings is None else flow(settings)[1:-1] + ", "
    return (
        f"{{schema: parindex/framework/1, id: {ALONE}, {more}total: {maximum}, criteria: [{{code: I, "
        f"name: Lĩnh vực, owner: Sở Nội vụ, children: [{{code: '1', name: Tiêu chí, max: {maximum}, "
        f"rule: {flow(child(group, 'rule'))}}}]}}]}}"
    )


def _answers(case: yaml.Node, *, framework: str) -> str:
    groups = child(case, "groups")
    grouped = "" if groups is None else f"groups: {flow(groups)}, "
    answer = child(case, "answer")
    units = flow(child(case, "units")) if answer is None else f"{{{UNIT}: {{{LEAF}: {flow(answer)}}}}}"
    return f"{{schema: parindex/answers/1, framework: {framework}, {grouped}units: {units}}}"


def _expected(case: yaml.Node, *, maximum: yaml.Node | None) -> dict[str, Any]:
    units = child(case, "expect")
    if units is not None:
        return {text(name): plain(value) for name, value in units.value}
    points = child(case, "points")
    if points is None:
        return {}
    own = child(case, "max") or maximum
    state = child(case, "state")
    leaf = {
        "points": text(points),
        "max": text(own),
        "state": "scored" if state is None else text(state),
    }
    return {UNIT: {"nodes": {LEAF: leaf}}}


def child(node: yaml.Node | None, key: str) -> Any:
    """The value of ``key`` in a mapping; None when it is absent."""
    entries = [] if node is None else node.value
    return next((value for name, value in entries if name.value == key), None)


def items(node: Any) -> list[yaml.Node]:
    return list(node.value)


def text(node: Any) -> str:
    return str(node.value)


def plain(node: yaml.Node) -> Any:
    """A node as mappings, lists and texts; an unquoted null is None."""
    if isinstance(node, yaml.MappingNode):
        return {text(name): plain(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    return None if node.value == "null" and not node.style else node.value


def flow(node: yaml.Node) -> str:
    """A node as YAML on one line, quoted where it was quoted."""
    if isinstance(node, yaml.MappingNode):
        return "{" + ", ".join(f"{flow(name)}: {flow(value)}" for name, value in node.value) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(flow(each) for each in node.value) + "]"
    # A text with a comma or bracket cannot stand plain on one line; it is no number: quotes change nothing.
    quoted = node.style or set(node.value) & set(",[]{}:#&*!|>'\"%@`")
    return json.dumps(node.value, ensure_ascii=False) if quoted else str(node.value)


@pytest.fixture
def score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """``parindex score`` on two texts: its exit status, standard output and standard error."""

    def run(case: Case, *options: str) -> tuple[int, str, str]:
        framework, answers = tmp_path / "bo.yaml", tmp_path / "tra-loi.yaml"
        framework.write_text(case.framework, encoding="utf-8")
        answers.write_text(case.answers, encoding="utf-8")
        status = main(["score", str(framework), str(answers), "--json", *options])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def every_case() -> Iterator[Any]:
    for path in sorted(GOLDEN.glob("*.yaml")):
        for case in load(path):
            yield pytest.param(case, id=f"{path.stem}: {case.name}")


@pytest.mark.parametrize("case", tuple(every_case()))
def test_a_golden_case(case: Case, score: Any) -> None:
    status, out, err = score(case)

    if case.refused is not None:
        assert (status, out) == (1, "")
        assert case.refused in err
        assert "Traceback" not in err
        return
    assert status == 0
    assert err == "" if not case.warned else case.warned in err
    result = json.loads(out)
    assert only(result["units"], case.expected) == case.expected
    assert result["digest"] == digest(case)
    said = [
        line for unit in result["units"].values() for line in unit["nodes"].get(LEAF, {}).get("trace", [])
    ]
    assert [phrase for phrase in case.says if phrase not in "\n".join(said)] == []
    assert "Căn cứ: " in "\n".join(said) or f"id: {ALONE}" not in case.framework


def only(found: Any, wanted: Any) -> Any:
    """``found`` without the keys that ``wanted`` does not ask about."""
    if not isinstance(wanted, dict) or not isinstance(found, dict):
        return found
    return {key: only(found[key], value) for key, value in wanted.items() if key in found}


def digest(case: Case) -> str:
    """SHA-256 of [framework, answers] as the contract defines it, from the texts alone."""
    both = [yaml.load(each, Loader=yaml.BaseLoader) for each in (case.framework, case.answers)]
    printed = json.dumps(both, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(printed.encode()).hexdigest()


def test_every_kind_and_every_topic_has_its_file() -> None:
    assert {path.stem for path in GOLDEN.glob("*.yaml")} == {*KINDS, *TOPICS}


def test_every_kind_scores_and_refuses() -> None:
    lacking = [
        kind
        for kind in KINDS
        if not {True, False} <= {case.refused is None for case in load(GOLDEN / f"{kind}.yaml")}
    ]

    assert lacking == []


def test_a_file_with_few_cases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.yaml"
    case = "{case: a, answer: {yes: true}, points: '1'}"
    path.write_text(f"groups: [{{max: '1', rule: {{kind: yes_no}}, cases: [{case}]}}]")

    with pytest.raises(TooFew, match="1 cases, at least 5"):
        load(path)


def test_a_case_keeps_what_was_quoted_and_what_was_not(tmp_path: Path) -> None:
    node = yaml.compose(
        "{done: 19, total: '20', yes: true, note: 'a, b', list: [1.10]}", Loader=yaml.BaseLoader
    )

    assert flow(node) == '{done: 19, total: "20", yes: true, note: "a, b", list: [1.10]}'
