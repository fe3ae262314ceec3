"""Slots: where inside an answer a figure goes; pure."""

from __future__ import annotations

from collections.abc import Iterable

from parindex.engine.scoring.specs import RuleSpec


def rule_at(rule: RuleSpec | None, slot: str) -> RuleSpec | None:
    """The rule that a figure in ``slot`` answers: the leaf's own, a part's (``parts/<key>``) or a case's."""
    if rule is None or not slot:
        return rule
    place, _, key = slot.partition("/")
    if place == "parts":
        return next((part.rule for part in rule.parts if part.key == key), None)
    if place == "cases" and key.isdecimal() and 1 <= int(key) <= len(rule.cases):
        return rule.cases[int(key) - 1]
    return None


def assembled(rule: RuleSpec, answers: Iterable[tuple[str, dict[str, object]]]) -> dict[str, object] | None:
    """One raw answer of what stands in the slots; None when nothing does.

    The answer for the whole leaf goes before those for its parts.
    """
    given = dict(answers)
    if "" in given:
        return given[""]
    if rule.kind == "parts":
        parts = {part.key: given.get(f"parts/{part.key}") for part in rule.parts}
        return {"parts": {key: each for key, each in parts.items() if each}} if any(parts.values()) else None
    cases = [given.get(f"cases/{number}") for number, _ in enumerate(rule.cases, start=1)]
    return {"cases": cases} if any(cases) else None
