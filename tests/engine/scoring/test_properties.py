"""What always holds of scoring, on random frameworks and answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.engine.scoring import evaluate, leaves
from parindex.engine.scoring.evaluate import ScoreTree
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, NotApplicable, RuleSpec
from tests.engine.scoring import chance

MOST_LEAVES = 6
ABSENT = {"not_applicable": True, "reason": "Không được giao nhiệm vụ này"}
PENALTY = RuleSpec(kind="penalty", each="0.35", least="-1.05")


@dataclass(frozen=True, slots=True)
class Year:
    """A framework with two domains, the answers of its units, and their groups."""

    framework: FrameworkSpec
    units: dict[str, dict[str, Any]]
    groups: dict[str, str]


@st.composite
def years(draw: st.DrawFn) -> Year:
    kinds = draw(st.lists(st.sampled_from(tuple(chance.MAKERS)), min_size=1, max_size=MOST_LEAVES))
    found = [draw(chance.MAKERS[kind]("2", 0)) for kind in kinds]
    nodes = tuple(_leaf(f"I/{n}", rule, "2") for n, (rule, _) in enumerate(found, start=1))
    roots = (
        CriterionSpec(path="I", code="I", name="Chấm theo quy tắc", children=nodes),
        CriterionSpec(path="II", code="II", name="Điểm trừ", children=(_leaf("II/1", PENALTY, "0"),)),
    )
    framework = FrameworkSpec(
        id="ngau-nhien",
        criteria=roots,
        total=str(2 * len(nodes)),
        decimals=draw(st.sampled_from([2, 4, 6])),
        not_applicable=draw(st.sampled_from(list(NotApplicable))),
    )
    units = {}
    for n in range(draw(st.integers(1, 4))):
        answers = {
            node.path: draw(st.sampled_from([raw, None, ABSENT]))
            for node, (_, raw) in zip(nodes, found, strict=True)
        }
        units[f"Xã {n}"] = {**answers, "II/1": {"count": draw(chance.COUNTS)}}
    groups = {unit: draw(st.sampled_from(["xã", "phường"])) for unit in units}
    return Year(framework, units, groups)


def _leaf(path: str, rule: RuleSpec, top: str) -> CriterionSpec:
    return CriterionSpec(path=path, code=path.rpartition("/")[2], name=path, max=top, rule=rule)


def scored(year: Year) -> dict[str, ScoreTree]:
    return evaluate.score_units(year.framework, year.units, year.groups)


@given(years(), st.randoms(use_true_random=False))
def test_the_order_of_units_leaves_and_groups_never_matters(year: Year, random: Any) -> None:
    names = list(year.units)
    random.shuffle(names)
    shuffled = {}
    for name in names:
        paths = list(year.units[name])
        random.shuffle(paths)
        shuffled[name] = {path: year.units[name][path] for path in paths}
    groups = dict(reversed(year.groups.items()))

    assert evaluate.score_units(year.framework, shuffled, groups) == scored(year)


@given(years())
def test_the_order_of_criteria_never_matters(year: Year) -> None:
    turned = tuple(
        replace(root, children=tuple(reversed(root.children))) for root in reversed(year.framework.criteria)
    )

    again = evaluate.score_units(replace(year.framework, criteria=turned), year.units, year.groups)

    assert {unit: (tree.points, tree.max, tree.score) for unit, tree in again.items()} == {
        unit: (tree.points, tree.max, tree.score) for unit, tree in scored(year).items()
    }


@given(years())
def test_scoring_many_equals_scoring_each_leaf_alone(year: Year) -> None:
    nodes = {node.path: node for node in evaluate.answered_nodes(year.framework)}
    for unit, tree in scored(year).items():
        alone: dict[str, LeafScore] = {}
        for path, node in nodes.items():
            peers = [
                lead
                for other, answers in year.units.items()
                if year.groups[other] == year.groups[unit]
                for lead in leaves.leads(node, answers[path], framework=year.framework)
            ]
            raw = year.units[unit][path]
            best = leaves.bests(peers)
            alone[path] = leaves.score(node, raw, framework=year.framework, best=best)
        assert evaluate.totals(year.framework, alone) == tree


@given(years())
def test_points_stay_inside_their_range_and_add_up(year: Year) -> None:
    places = year.framework.decimals
    for tree in scored(year).values():
        earned = [node for path, node in tree.nodes.items() if path.startswith("I/")]
        taken = tree.nodes["II/1"]
        assert all(0 <= node.points <= node.max <= 2 for node in earned)
        assert Decimal("-1.05") - Decimal(1).scaleb(-places) < taken.points <= 0
        assert tree.points == sum((node.points for node in (*earned, taken)), Decimal(0))
        assert tree.max <= 2 * len(earned)
        for node in tree.nodes.values():
            assert -node.points.as_tuple().exponent == places
            assert node.points.is_signed() is (node.points < 0)


@given(years())
def test_what_does_not_apply_never_counts_as_zero(year: Year) -> None:
    for tree in scored(year).values():
        absent = [
            node for path, node in tree.nodes.items() if node.leaf and node.state is State.NOT_APPLICABLE
        ]
        if year.framework.not_applicable is NotApplicable.FULL_POINTS:
            assert all(node.points == node.max for node in absent)
            assert tree.score == tree.points
        elif tree.score is None:
            assert (tree.max, tree.points) == (0, tree.nodes["II/1"].points)
        else:
            exact = Fraction(tree.points) * Fraction(year.framework.total or "0") / Fraction(tree.max)
            assert abs(Fraction(tree.score) - exact) <= Fraction(1, 2 * 10**year.framework.decimals)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(tuple(chance.MAKERS)))
def test_clip_and_rounding_are_those_of_the_contract(data: st.DataObject, kind: str) -> None:
    trial = data.draw(chance.trials(kind))

    score = leaves.score(trial.leaf, trial.raw, framework=trial.framework, best=trial.best)

    if score.state is State.SCORED:
        exact = min(max(score.outcome.points, Fraction(0)), score.outcome.max)
        scale = 10**trial.framework.decimals
        assert Fraction(score.points) == Fraction((exact * scale + Fraction(1, 2)).__floor__(), scale)
