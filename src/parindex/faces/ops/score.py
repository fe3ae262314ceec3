"""parindex score: the points of every unit in an answers file, with their reasons."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import answers, findings, reading, yaml_core
from parindex.cycle.frameworks.answers import Answers
from parindex.engine.scoring import evaluate, parents, specs, traces
from parindex.engine.scoring.answers import AnswersRefused
from parindex.engine.scoring.evaluate import NodeScore, Peers, ScoreTree
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from parindex.engine.values.findings import Finding, Severity, Words
from parindex.faces.ops import score_table
from parindex.faces.ops.telling import Failed, plainly, tell

_MOST_REFUSALS = 50


@dataclass(frozen=True, slots=True)
class Scoring:
    """Everything one run computed."""

    framework: FrameworkSpec
    answers: Answers
    digest: str
    peers: Peers
    units: dict[str, ScoreTree]


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("score", help="score every unit of an answers file")
    parser.add_argument("framework", metavar="FRAMEWORK", type=Path, help="a framework file (YAML)")
    parser.add_argument("answers", metavar="ANSWERS", type=Path, help="an answers file (YAML)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of traces and messages")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Score one answers file; exit 1, and nothing scored, when anything in it cannot be used."""
    language: str = arguments.lang
    scoring = _scored(arguments.framework, arguments.answers, language=language)
    _tell_doubts(scoring, language=language)
    if arguments.json:
        print(json.dumps(_form(scoring, language=language), ensure_ascii=False, indent=1))
    else:
        print("\n".join(score_table.page(scoring.framework, scoring.units, language=language)))
    return 0


def _scored(framework: Path, given: Path, *, language: str) -> Scoring:
    framework_bytes = _content(framework, most=yaml_core.MOST_BYTES, language=language)
    answer_bytes = _content(given, most=answers.LIMITS.bytes, language=language)
    try:
        read = reading.read(framework_bytes)
    except Unusable as failure:
        raise _unusable(framework, failure, language=language) from None
    _check(framework, read.findings, language=language)
    try:
        answered = answers.read(answer_bytes, framework=read.spec)
    except Unusable as failure:
        raise _unusable(given, failure, language=language) from None
    try:
        peers = evaluate.peers(read.spec, answered.units, answered.groups)
        units = evaluate.score_all(peers, answered.units, answered.groups)
    except AnswersRefused as refused:
        raise Failed(_refusals(given, refused, language=language)) from None
    return Scoring(read.spec, answered, answers.digest(framework_bytes, answered), peers, units)


def _content(path: Path, *, most: int, language: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        words = Words(
            f"không mở được tệp ({reason}). Hãy kiểm tra đường dẫn và quyền đọc.",
            f"the file cannot be opened ({reason}). Check the path and the right to read it.",
        )
        raise Failed(f"{path}: {words.in_language(language)}") from None


def _unusable(path: Path, failure: Unusable, *, language: str) -> Failed:
    return Failed(f"{path.name}: {Words(failure.vi, failure.en).in_language(language)}")


def _check(path: Path, found: tuple[Finding, ...], *, language: str) -> None:
    """Refuse a framework with errors, or with rules still to be written."""
    stopping = [each for each in found if _stops(each)]
    if not stopping:
        return
    lines = [
        f"{path.name}: {each.code} {each.path or ''}: {each.message.in_language(language)} "
        f"{each.remedy.in_language(language)}"
        for each in stopping
    ]
    raise Failed("\nparindex: ".join(lines))


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR or finding.code == findings.RULE_INCOMPLETE


def _refusals(path: Path, refused: AnswersRefused, *, language: str) -> str:
    """One line a refused answer, with its place and remedy."""
    lines = [f"{path.name}: {each.line(language)}" for each in refused.refusals[:_MOST_REFUSALS]]
    more = len(refused.refusals) - len(lines)
    if more > 0:
        words = Words(f"còn {more} câu trả lời khác bị từ chối", f"{more} more answers are refused")
        lines.append(f"{path.name}: {words.in_language(language)}")
    return "\nparindex: ".join(lines)


def _tell_doubts(scoring: Scoring, *, language: str) -> None:
    """What does not stop a scoring and still wants a look."""
    for name in answers.strangers(scoring.answers):
        words = Words(
            f"“{name}” có nhóm nhưng không có câu trả lời. Hãy kiểm tra tên đơn vị ở “groups” và “units”.",
            f"“{name}” has a group and no answers. Check the unit's name in “groups” and “units”.",
        )
        tell(f"parindex: {words.in_language(language)}")
    for unit, tree in scoring.units.items():
        for difference in tree.differences:
            words = parents.differs(difference)
            tell(f"parindex: {unit} › {difference.path}: {words.in_language(language)}")


def _form(scoring: Scoring, *, language: str) -> dict[str, object]:
    """The form of the contract: points are text with exactly the decimals of the framework."""
    return {
        "framework": scoring.framework.id,
        "digest": scoring.digest,
        "units": {unit: _unit(scoring, unit, language=language) for unit in scoring.units},
    }


def _unit(scoring: Scoring, unit: str, *, language: str) -> dict[str, object]:
    tree = scoring.units[unit]
    nodes = {step.node.path: step.node for step in specs.walk(scoring.framework)}
    return {
        "points": f"{tree.points:f}",
        "max": f"{tree.max:f}",
        "score": None if tree.score is None else f"{tree.score:f}",
        "nodes": {
            path: {
                "points": f"{node.points:f}",
                "max": f"{node.max:f}",
                "state": node.state.value,
                "trace": [words.in_language(language) for words in _trace(scoring, unit, nodes[path], node)],
            }
            for path, node in tree.nodes.items()
        },
    }


def _trace(scoring: Scoring, unit: str, spec: CriterionSpec, node: NodeScore) -> tuple[Words, ...]:
    said: tuple[Words, ...] = ()
    if node.leaf is not None:
        raw = scoring.answers.units[unit].get(spec.path)
        best = scoring.peers.best(spec.path, group=scoring.answers.groups.get(unit))
        said = traces.explain(spec, raw, node.leaf, framework=scoring.framework, best=best)
    if spec.children:
        said += parents.explain(spec, scoring.units[unit], framework=scoring.framework)
    return said
