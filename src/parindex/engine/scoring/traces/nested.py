"""Why: rules that hold other rules, told part by part; every inner sentence names where it belongs."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring import inputs, outcomes, speech
from parindex.engine.scoring.outcomes import Outcome, State
from parindex.engine.scoring.specs import EMPTY_RULE, NotApplicable, RuleSpec
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values import points
from parindex.engine.values.findings import Words

Lines = tuple[Words, ...]


def parts(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """Every part like a leaf of its own, then their sum."""
    given = inputs.mapping(inputs.mapping(raw)["parts"])
    lines: list[Words] = []
    earned: list[Words] = []
    answered = (inner for inner in outcome.inner if inner is not None)
    for position, (part, inner) in enumerate(zip(rule.parts, answered, strict=True)):
        own = scene.part(inputs.exact(part.max))
        where = speech.say("Phần {name}", "Part {name}", name=inputs.part(rule, position))
        told = scene.tell(part.rule or EMPTY_RULE, given.get(part.key), inner, own)
        lines += _inside(where, (*told, *_settled(inner, own)))
        if inner.state is not State.NOT_APPLICABLE or scene.policy is NotApplicable.FULL_POINTS:
            earned.append(speech.number(_rounded(inner, scene)))
    if outcome.state is State.NOT_APPLICABLE:
        return tuple(lines)
    total = speech.joined_sum(tuple(earned))
    return (
        *lines,
        speech.labelled("Cộng các phần", "The sum of the parts", scene.computed(total, outcome.points)),
    )


def best_case(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """Every claimed case, then the one that earns most."""
    given = inputs.mapping(raw)["cases"]
    claimed = given if isinstance(given, list) else []
    lines: list[Words] = []
    for number, (case, answer, inner) in enumerate(
        zip(rule.cases, claimed, outcome.inner, strict=True), start=1
    ):
        where = speech.say("Trường hợp {number}", "Case {number}", number=speech.number(number))
        told = (
            (Words("Không kê khai.", "Not claimed."),)
            if inner is None
            else scene.tell(case, answer, inner, scene)
        )
        lines += _inside(where, told)
    if outcome.chosen is None:
        return (
            *lines,
            Words("Không có trường hợp nào được tính nên 0 điểm.", "No case counts, so 0 points."),
        )
    best = speech.say(
        "Trường hợp {number} có điểm cao nhất nên được tính: {earned}.",
        "Case {number} earns most and counts: {earned}.",
        number=speech.number(outcome.chosen + 1),
        earned=scene.points(outcome.points),
    )
    return (*lines, best)


def gate(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The condition, then the rule behind it."""
    if not outcome.inner or outcome.inner[0] is None:
        return (
            Words(
                "Không đạt điều kiện bắt buộc nên được 0 điểm.", "The condition does not hold, so 0 points."
            ),
        )
    rest = {key: value for key, value in inputs.mapping(raw).items() if key != "gate"}
    inner = scene.tell(rule.then or EMPTY_RULE, rest, outcome.inner[0], scene)
    return (Words("Đạt điều kiện bắt buộc.", "The condition holds."), *inner)


def _inside(where: Words, told: Lines) -> Lines:
    return tuple(speech.labelled(where.vi, where.en, each) for each in told)


def _settled(inner: Outcome, scene: Scene) -> Lines:
    """What rounding made of a part, and what a part that does not apply means for the leaf."""
    if inner.state is State.NOT_APPLICABLE:
        return scene.left_out(inner.max)
    return scene.rounded(inner)


def _rounded(inner: Outcome, scene: Scene) -> Fraction:
    units = outcomes.in_units(inner, places=scene.places, policy=scene.policy)
    return Fraction(points.of_units(units, scene.places))
