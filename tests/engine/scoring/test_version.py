"""The version of the engine: whoever changes what an answer is worth has to give it another one."""

from __future__ import annotations

import random
from decimal import Decimal

from parindex.cycle.frameworks import answers, reading
from parindex.engine.ranking import ranking
from parindex.engine.ranking.scores import Score
from parindex.engine.ranking.settings import Class, Compare, Settings, Ties
from parindex.engine.scoring import evaluate, version
from parindex.engine.values import digests
from tests.architecture.sweeps import house

EXAMPLES = house.ROOT / "docs" / "formats" / "examples"
KNOWN = {"1": "5e49a2bab9c97830e769375adec3c457a5f145773cef81bf1cea9175794326c8"}
"""What every version made of the same answers. A line is added with a new version, none is ever changed."""


def scored() -> list[list[str]]:
    """Points, maximum and state of every node of the example that names every kind of rule."""
    spec = reading.read((EXAMPLES / "framework.yaml").read_bytes()).spec
    assert spec is not None
    given = answers.read((EXAMPLES / "answers.yaml").read_bytes(), framework=spec)
    trees = evaluate.score_units(spec, given.units, given.groups)
    return [
        [unit, path, f"{node.points:f}", f"{node.max:f}", node.state.value]
        for unit, tree in trees.items()
        for path, node in tree.nodes.items()
    ]


def ranked() -> list[list[str]]:
    """Rank, tie and class of units on a coarse scale, by every setting of ties and rounding."""
    chance = random.Random(2025)
    scores = [
        Score(str(at), f"nhóm {at % 3}", Decimal(chance.randrange(8000, 9500)).scaleb(-2))
        for at in range(142)
    ]
    classes = (Class("A", Decimal("93.5")), Class("B", top=Decimal("0.3")), Class("C", Decimal(0)))
    return [
        [ties.value, compare.value, group.group, each.unit, f"{each.score:f}", str(each.rank), str(each.tied),
         each.class_name or ""]
        for ties in Ties
        for compare in Compare
        for group in ranking.rank(
            scores,
            Settings(ties=ties, decimals=1, compare=compare, classes=classes, classes_compare=compare),
        )
        for each in group.placings
    ]  # fmt: skip


def test_the_same_version_makes_the_same_of_the_same_answers() -> None:
    assert KNOWN[version.VERSION] == digests.of_value([scored(), ranked()])
