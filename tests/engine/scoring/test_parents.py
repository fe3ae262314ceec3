"""Traces of parents."""

from __future__ import annotations

from decimal import Decimal

from parindex.engine.scoring import evaluate, parents
from parindex.engine.scoring.evaluate import Difference
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, NotApplicable, RuleSpec
from parindex.engine.values.findings import Words
from tests.engine.scoring import small
from tests.engine.scoring.small import framework, leaf, parent

ABSENT = {"not_applicable": True, "reason": "Không được giao"}
LEAVES = tuple(leaf(small.YES_NO, code=code, weight="1") for code in ("1", "2", "3"))
GIVEN = {"I/1": {"yes": True}, "I/2": ABSENT}


def explained(spec: FrameworkSpec, given: dict[str, object]) -> tuple[Words, ...]:
    tree = evaluate.score_units(spec, {"Phường Mẫu": given})["Phường Mẫu"]
    return parents.explain(spec.criteria[0], tree, framework=spec)


def test_a_sum_says_what_it_adds_and_leaves_out() -> None:
    assert explained(framework(parent("I", *LEAVES), total="6"), GIVEN) == (
        Words("Cộng điểm của 3 mục con: 2 trên 4 điểm.", "The sum of its 3 children: 2 of 4 points."),
        Words("Chưa có số liệu, tính 0 điểm: I/3.", "Not answered, 0 points: I/3."),
        Words("Không áp dụng, không tính vào điểm tối đa: I/2.", "Not applicable, out of the maximum: I/2."),
    )


def test_several_without_an_answer_are_named_together() -> None:
    said = explained(framework(parent("I", *LEAVES), total="6"), {"I/1": {"yes": True}})

    assert said[1:] == (
        Words("Chưa có số liệu, tính 0 điểm: I/2, I/3.", "Not answered, 0 points: I/2, I/3."),
    )


def test_full_points_are_said() -> None:
    spec = framework(parent("I", *LEAVES), total="6", not_applicable=NotApplicable.FULL_POINTS)

    assert explained(spec, {**GIVEN, "I/3": {"yes": True}}) == (
        Words("Cộng điểm của 3 mục con: 6 trên 6 điểm.", "The sum of its 3 children: 6 of 6 points."),
        Words("Không áp dụng, được tính đủ điểm: I/2.", "Not applicable, counted in full: I/2."),
    )


def test_a_weighted_mean_is_named() -> None:
    spec = framework(parent("I", *LEAVES, aggregate=Aggregate.WEIGHTED, max="3"), total="3")

    assert explained(spec, {f"I/{n}": {"yes": n == 1} for n in (1, 2, 3)}) == (
        Words(
            "Bình quân gia quyền của 3 mục con: 1 trên 3 điểm.",
            "The weighted mean of its 3 children: 1 of 3 points.",
        ),
    )


def test_a_node_that_says_nothing_follows_its_framework() -> None:
    root = parent("I", *LEAVES, max="3")
    spec = framework(root, total="3", aggregate=Aggregate.WEIGHTED)

    said = explained(spec, {f"I/{n}": {"yes": n == 1} for n in (1, 2, 3)})

    assert said[0].vi == "Bình quân gia quyền của 3 mục con: 1 trên 3 điểm."


def test_one_published_figure_among_sums_says_its_own_difference_only() -> None:
    def published(code: str) -> CriterionSpec:
        rule = RuleSpec(kind="index", of="2")
        return parent(code, leaf(rule), max="2", rule=rule, aggregate=Aggregate.GIVEN)

    spec = framework(published("I"), published("II"), total="4")
    given: dict[str, object] = {
        **{"I": {"value": "1"}, "I/1": {"value": "1.5"}},
        **{"II": {"value": "2"}, "II/1": {"value": "0.5"}},
    }

    assert explained(spec, given) == (parents.differs(Difference("I", Decimal(1), Decimal("1.5"))),)


def test_a_published_figure_says_only_where_it_differs() -> None:
    children = tuple(leaf(RuleSpec(kind="index", of="2"), code=code) for code in ("1", "2"))
    root = parent("I", *children, max="4", rule=RuleSpec(kind="index", of="4"))
    spec = framework(root, total="4", aggregate=Aggregate.GIVEN)
    given: dict[str, object] = {"I/1": {"value": "1"}, "I/2": {"value": "1.5"}}

    assert explained(spec, {**given, "I": {"value": "2.5"}}) == ()
    assert explained(spec, {**given, "I": {"value": "3"}}) == (
        parents.differs(Difference("I", Decimal(3), Decimal("2.5"))),
    )
    assert parents.differs(Difference("I", Decimal(3), Decimal("2.5"))) == Words(
        "Điểm công bố 3 khác với 2,5 tính từ các mục con; hãy đối chiếu bản công bố.",
        "The published 3 differs from the 2.5 its children make; compare the publication.",
    )
