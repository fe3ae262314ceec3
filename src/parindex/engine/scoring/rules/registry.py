"""The closed table of rule kinds."""

from __future__ import annotations

from collections.abc import Callable

from parindex.engine.scoring.rules import (
    bands,
    best_case,
    choice,
    council,
    count,
    deduct,
    formula,
    gate,
    growth,
    index,
    leader,
    parts,
    penalty,
    ratio,
    survey,
    veto,
    yes_no,
)
from parindex.engine.scoring.rules.shape import Ground, Rule
from parindex.engine.scoring.specs import RuleSpec

KINDS: dict[str, Callable[[RuleSpec, Ground], Rule]] = {
    "yes_no": yes_no.build,
    "choice": choice.build,
    "ratio": ratio.build,
    "bands": bands.build,
    "count": count.build,
    "deduct": deduct.build,
    "veto": veto.build,
    "parts": parts.build,
    "best_case": best_case.build,
    "growth": growth.build,
    "leader": leader.build,
    "survey": survey.build,
    "index": index.build,
    "council": council.build,
    "gate": gate.build,
    "formula": formula.build,
    "penalty": penalty.build,
}


def build(rule: RuleSpec, ground: Ground) -> Rule:
    """The rule of ``rule.kind`` on its ground. Raises KeyError for a kind that is no kind."""
    return KINDS[rule.kind](rule, ground)
