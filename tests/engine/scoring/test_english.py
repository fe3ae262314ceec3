"""The English of every sentence of a trace, without the clause: ``english.yaml`` holds it, case by case."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from parindex.engine.scoring.specs import NotApplicable, RuleSpec
from tests.engine.scoring.test_traces import CASES, NOT_APPLICABLE, PARTS, RATIO, SURVEY, WHY, said

FULL = {"policy": NotApplicable.FULL_POINTS}
HELD = RuleSpec("penalty", each="0.5", least="-1")
MORE: list[tuple[RuleSpec, Any, dict[str, Any]]] = [
    (RATIO, None, {}),
    (RATIO, NOT_APPLICABLE, {}),
    (RATIO, NOT_APPLICABLE, FULL),
    (RuleSpec("leader", better="higher"), {"value": "60"}, {"best": Fraction(80)}),
    (RuleSpec("leader", better="higher"), {"value": "0"}, {"best": Fraction(0)}),
    (RuleSpec("leader", better="lower"), {"value": "8"}, {"best": Fraction(2)}),
    (HELD, {"count": "3"}, {"maximum": "0"}),
    (PARTS, {"parts": {"a": NOT_APPLICABLE, "b": {"ratio": "0.5"}}}, {}),
    (PARTS, {"parts": {"a": NOT_APPLICABLE, "b": {"ratio": "0.5"}}}, FULL),
    (CASES, {"cases": [NOT_APPLICABLE, None]}, {}),
    (SURVEY, {"counts": {"A": "3", "B": "5"}}, {}),
    (RuleSpec("gate", then=RATIO), {"gate": False, "ratio": "0.9"}, {}),
    (RuleSpec("deduct", each="0.25"), {"count": "3"}, {}),
]
TOLD = [*((rule, raw, {}) for rule, raw, _ in WHY), *MORE]
ENGLISH = yaml.safe_load(Path(__file__).with_name("english.yaml").read_text(encoding="utf-8"))


def english(rule: RuleSpec, raw: Any, **more: Any) -> list[str]:
    lines = (each.en for each in said(rule, raw, **more))
    return [line for line in lines if not line.startswith(("Clause: ", "The rule cites no article"))]


@pytest.mark.parametrize(("case", "sentences"), list(zip(TOLD, ENGLISH, strict=True)))
def test_the_english_of_a_trace(case: tuple[RuleSpec, Any, dict[str, Any]], sentences: list[str]) -> None:
    rule, raw, more = case

    assert english(rule, raw, **more) == sentences
