"""Traces: why a leaf has its points, in sentences: input, threshold, computation, clause, and what gains."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring import gains, speech
from parindex.engine.scoring.leaves import LeafScore
from parindex.engine.scoring.outcomes import Bests, State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, RuleSpec, Status
from parindex.engine.scoring.traces import kinds, steps
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values.findings import Words

STATUSES = {
    Status.CONFIRMED: Words("đã xác nhận", "confirmed"),
    Status.ASSUMED: Words("giả định", "assumed"),
    Status.ILLUSTRATIVE: Words("minh họa", "illustrative"),
}
UNSAID = Words("chưa rõ mức độ chắc chắn", "of unknown certainty")


def explain(
    leaf: CriterionSpec,
    raw: object,
    score: LeafScore,
    *,
    framework: FrameworkSpec,
    best: Fraction | Bests | None = None,
) -> tuple[Words, ...]:
    """The sentences that say why ``leaf`` has the points of ``score`` for the answer ``raw``.

    ``best`` is as in ``leaves.score``; None: the best values that ``score`` was measured against.
    """
    rule = leaf.rule
    if rule is None or rule.is_empty:
        return (Words("Không có số liệu riêng cho mục này.", "There is no figure of its own here."),)
    outcome = score.outcome
    scene = Scene(Fraction(leaf.max or "0"), framework.decimals, framework.not_applicable, kinds.tell)
    told = kinds.tell(rule, raw, outcome, scene)
    if score.state is State.NOT_APPLICABLE:
        return (*told, *scene.left_out(outcome.max), clause(rule))
    settled = scene.rounded(outcome) if score.state is State.SCORED else ()
    known = score.best if best is None else best
    return (*told, *settled, clause(rule), _ahead(leaf, raw, score, framework=framework, best=known))


def clause(rule: RuleSpec) -> Words:
    """The article a rule comes from, and how sure that is."""
    status = STATUSES[Status(rule.status)] if rule.status else UNSAID
    if rule.citation is None:
        return speech.say(
            "Quy tắc chưa ghi căn cứ ({status}).", "The rule cites no article ({status}).", status=status
        )
    return speech.say(
        "Căn cứ: {citation} ({status}).",
        "Clause: {citation} ({status}).",
        citation=speech.same(rule.citation),
        status=status,
    )


def _ahead(
    leaf: CriterionSpec,
    raw: object,
    score: LeafScore,
    *,
    framework: FrameworkSpec,
    best: Fraction | Bests,
) -> Words:
    """What is still to be gained, and by which change."""
    if score.points >= score.max:
        return speech.say(
            "Đạt điểm tối đa {max}.",
            "This is the maximum of {max}.",
            max=speech.points(score.max),
        )
    found = gains.ahead(leaf, raw, framework=framework, best=best)
    if found is not None:
        return steps.told(found, now=score.points)
    missing = speech.points(score.max - score.points)
    if leaf.rule is not None and leaf.rule.kind == "council":
        return speech.say(
            "Còn thiếu {missing}; điểm này do Hội đồng quyết định, đơn vị không tự thay đổi được.",
            "Missing: {missing}; they are the council's to give.",
            missing=missing,
        )
    return speech.say(
        "Còn thiếu {missing}; theo quy tắc này không tìm thấy thay đổi nào làm tăng điểm.",
        "Missing: {missing}; under this rule no change was found to gain any.",
        missing=missing,
    )
