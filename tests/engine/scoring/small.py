"""Small frameworks, leaves and rules for the tests of the engine."""

from __future__ import annotations

from typing import Any

from parindex.engine.scoring import leaves
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.specs import (
    Aggregate,
    Band,
    Branch,
    CriterionSpec,
    FrameworkSpec,
    NotApplicable,
    Option,
    Part,
    RuleSpec,
)

YES_NO = RuleSpec(kind="yes_no")
RATIO = RuleSpec(kind="ratio", floor="0.8")
COUNT = RuleSpec(kind="count", each="0.5")
LEADER = RuleSpec(kind="leader", better="higher")
INDEX = RuleSpec(kind="index")
PENALTY = RuleSpec(kind="penalty", each="0.5", least="-2")
PARTS = RuleSpec(
    kind="parts",
    parts=(
        Part(key="a", max="0.5", rule=YES_NO),
        Part(key="b", max="1.5", rule=RuleSpec(kind="gate", then=RATIO)),
    ),
)
CASES = RuleSpec(kind="best_case", cases=(YES_NO, RATIO))
GATE = RuleSpec(kind="gate", then=RATIO)
LADDER = (
    Band(at_least="0.95", points="2"),
    Band(at_least="0.8", below="0.95", share="0.5"),
    Band(is_ratio=True),
)
RULES = {
    "yes_no": YES_NO,
    "choice": RuleSpec(
        kind="choice",
        options=(Option("tot", points="2"), Option("kha", share="0.5"), Option("1.10", points="0.1")),
    ),
    "ratio": RATIO,
    "bands": RuleSpec(kind="bands", bands=LADDER),
    "value_bands": RuleSpec(
        kind="bands", on="value", bands=(Band(at_most="-1", points="1"), Band(at_least="5", share="1"))
    ),
    "count": COUNT,
    "deduct": RuleSpec(kind="deduct", each="0.75", least="0.25"),
    "veto": RuleSpec(kind="veto"),
    "parts": PARTS,
    "best_case": CASES,
    "growth": RuleSpec(
        kind="growth",
        measure="percent",
        bands=(Band(at_least="0.05", points="2"), Band(at_least="0", points="1")),
    ),
    "difference": RuleSpec(
        kind="growth",
        measure="difference",
        bands=(Band(at_least="5", points="2"), Band(at_least="-1", share="0.25")),
    ),
    "leader": LEADER,
    "lower": RuleSpec(kind="leader", better="lower"),
    "survey": RuleSpec(kind="survey", weights=(("A", "1"), ("B", "0.6"), ("C", "0"))),
    "unweighted": RuleSpec(kind="survey"),
    "index": INDEX,
    "council": RuleSpec(kind="council"),
    "gate": GATE,
    "formula": RuleSpec(
        kind="formula",
        variables=("x", "y"),
        branches=(
            Branch(when="x >= 2 and y > 0", points="x / y"),
            Branch(when="x < 0", points="1 / (x + 1)"),
        ),
    ),
    "constant": RuleSpec(kind="formula", branches=(Branch(points="1.5"),)),
    "penalty": PENALTY,
    "bottomless": RuleSpec(kind="penalty", each="0.5"),
}
"""One rule a kind, and those whose answers differ; all for a maximum of 2, penalties of 0."""


def leaf(
    rule: RuleSpec | None, *, code: str = "1", max: str = "2", weight: str | None = None
) -> CriterionSpec:
    return CriterionSpec(path=code, code=code, name=f"Tiêu chí {code}", max=max, rule=rule, weight=weight)


def parent(code: str, *children: CriterionSpec, **more: Any) -> CriterionSpec:
    placed = tuple(_moved(child, code) for child in children)
    return CriterionSpec(path=code, code=code, name=f"Mục {code}", children=placed, **more)


def framework(*roots: CriterionSpec, total: str = "10", **more: Any) -> FrameworkSpec:
    return FrameworkSpec(id="nho", criteria=roots, total=total, **more)


def score(rule: RuleSpec, raw: object, *, max: str = "2", decimals: int = 4, **more: Any) -> LeafScore:
    """The score of one answer to a leaf with this rule."""
    policy = more.pop("not_applicable", NotApplicable.EXCLUDE)
    node = leaf(rule, max="0" if rule.kind == "penalty" else max)
    spec = framework(node, total=max, decimals=decimals, not_applicable=policy)
    return leaves.score(node, raw, framework=spec, **more)


def _moved(node: CriterionSpec, above: str) -> CriterionSpec:
    path = f"{above}/{node.path}"
    children = tuple(_moved(child, above) for child in node.children)
    return CriterionSpec(
        path=path,
        code=node.code,
        name=node.name,
        max=node.max,
        weight=node.weight,
        aggregate=node.aggregate,
        rule=node.rule,
        children=children,
    )


GIVEN, WEIGHTED = Aggregate.GIVEN, Aggregate.WEIGHTED
