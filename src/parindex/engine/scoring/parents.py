"""Traces of parents: what their points were added up from, and what was left out."""

from __future__ import annotations

from parindex.engine.scoring import speech
from parindex.engine.scoring.evaluate import Difference, NodeScore, ScoreTree
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, NotApplicable
from parindex.engine.values.findings import Words


def explain(node: CriterionSpec, tree: ScoreTree, *, framework: FrameworkSpec) -> tuple[Words, ...]:
    """The sentences that say how the points of a parent came about.

    A parent of a published index is explained by its own answer; here only what its children say to it.
    """
    children = tuple(tree.nodes[child.path] for child in node.children)
    if (node.aggregate or framework.aggregate) is Aggregate.GIVEN:
        return tuple(differs(each) for each in tree.differences if each.path == node.path)
    own = tree.nodes[node.path]
    said = [_result(node, own, framework)]
    said += _left_out(children, framework)
    return tuple(said)


def differs(difference: Difference) -> Words:
    """The sentence for a published figure that its children do not make."""
    return speech.say(
        "Điểm công bố {stated} khác với {computed} tính từ các mục con; hãy đối chiếu bản công bố.",
        "The published {stated} differs from the {computed} its children make; compare the publication.",
        stated=speech.number(difference.stated),
        computed=speech.number(difference.computed),
    )


def _result(node: CriterionSpec, own: NodeScore, framework: FrameworkSpec) -> Words:
    vi = "Cộng điểm của {count} mục con: {points} trên {max} điểm."
    en = "The sum of its {count} children: {points} of {max} points."
    if (node.aggregate or framework.aggregate) is Aggregate.WEIGHTED:
        vi = "Bình quân gia quyền của {count} mục con: {points} trên {max} điểm."
        en = "The weighted mean of its {count} children: {points} of {max} points."
    return speech.say(
        vi,
        en,
        count=speech.number(len(node.children)),
        points=speech.number(own.points),
        max=speech.number(own.max),
    )


def _left_out(children: tuple[NodeScore, ...], framework: FrameworkSpec) -> list[Words]:
    """What the sum leaves out or counts as nothing."""
    said = []
    unanswered = [each for each in children if each.state is State.UNANSWERED]
    if unanswered:
        said.append(
            _listed("Chưa có số liệu, tính 0 điểm: {paths}.", "Not answered, 0 points: {paths}.", unanswered)
        )
    absent = [each for each in children if each.state is State.NOT_APPLICABLE]
    if absent and framework.not_applicable is NotApplicable.EXCLUDE:
        vi, en = (
            "Không áp dụng, không tính vào điểm tối đa: {paths}.",
            "Not applicable, out of the maximum: {paths}.",
        )
        said.append(_listed(vi, en, absent))
    elif absent:
        vi, en = (
            "Không áp dụng, được tính đủ điểm: {paths}.",
            "Not applicable, counted in full: {paths}.",
        )
        said.append(_listed(vi, en, absent))
    return said


def _listed(vi: str, en: str, nodes: list[NodeScore]) -> Words:
    return speech.say(vi, en, paths=speech.same(", ".join(each.path for each in nodes)))
