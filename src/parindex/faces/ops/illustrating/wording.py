"""Wording: an answer in the words of a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from parindex.engine.scoring.specs import RuleSpec
from parindex.faces.ops.illustrating.answering import Raw


def told(answer: Raw, rule: RuleSpec) -> str:
    """``answer`` to ``rule`` as one clause; blank for what has no words."""
    for key, words in _WORDS.items():
        if key in answer:
            return words(answer, rule)
    return ""


def _parts(answer: Raw, rule: RuleSpec) -> str:
    given = cast(dict[str, Raw], answer["parts"])
    clauses = (
        f"{part.name or part.key}: {told(given[part.key], part.rule)}"
        for part in rule.parts
        if part.rule is not None and part.key in given
    )
    return "; ".join(clauses)


def _cases(answer: Raw, rule: RuleSpec) -> str:
    given = cast(list[Raw | None], answer["cases"])
    clauses = (told(each, case) for each, case in zip(given, rule.cases, strict=True) if each is not None)
    return "; ".join(clauses)


def _gate(answer: Raw, rule: RuleSpec) -> str:
    if answer["gate"] is False or rule.then is None:
        return "chưa đáp ứng điều kiện"
    inner = {key: value for key, value in answer.items() if key != "gate"}
    return f"đáp ứng điều kiện; {told(inner, rule.then)}"


def _choice(answer: Raw, rule: RuleSpec) -> str:
    labels = {option.key: option.label or option.key for option in rule.options}
    return labels.get(str(answer["choice"]), str(answer["choice"]))


def _variables(answer: Raw, rule: RuleSpec) -> str:
    given = cast(dict[str, str], answer["variables"])
    return "; ".join(f"{rule.label(name)}: {value}" for name, value in given.items())


def _count(answer: Raw, rule: RuleSpec) -> str:
    if rule.kind == "count":
        return f"{answer['count']} kết quả"
    if answer["count"] == "0":
        return "không có trường hợp nào"
    return f"{answer['count']} trường hợp"


_WORDS: dict[str, Callable[[Raw, RuleSpec], str]] = {
    "not_applicable": lambda answer, rule: f"không áp dụng: {answer['reason']}",
    "gate": _gate,
    "parts": _parts,
    "cases": _cases,
    "yes": lambda answer, rule: "có" if answer["yes"] else "chưa",
    "choice": _choice,
    "done": lambda answer, rule: f"{answer['done']} trên tổng số {answer['total']}",
    "previous": lambda answer, rule: f"{answer['value']}, năm trước {answer['previous']}",
    "count": _count,
    "variables": _variables,
    "points": lambda answer, rule: str(answer["reason"]),
    "share": lambda answer, rule: f"tỷ lệ {answer['share']}",
    "value": lambda answer, rule: str(answer["value"]),
}
