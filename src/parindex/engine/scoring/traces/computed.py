"""Why: a formula, its values, the branch that held and what it gave."""

from __future__ import annotations

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.outcomes import Outcome
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values.findings import Words


def formula(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> tuple[Words, ...]:
    """The values, the condition that held, and the formula behind it."""
    told = inputs.told(rule, raw)
    if outcome.chosen is None:
        tried = speech.joined(tuple(speech.name(branch.when or "") for branch in rule.branches))
        words = speech.say(
            "với {told}, không điều kiện nào đúng ({tried}) nên được 0 điểm",
            "with {told}, no condition holds ({tried}), so 0 points",
            told=told,
            tried=tried,
        )
        return (speech.ended(words),)
    branch = rule.branches[outcome.chosen]
    if branch.when is None:
        reason = speech.say(
            "với {told}, áp dụng công thức chung",
            "with {told}, by the formula for all other cases",
            told=told,
        )
    else:
        reason = speech.say(
            "với {told}, điều kiện {when} đúng",
            "with {told}, the condition {when} holds",
            told=told,
            when=speech.name(branch.when),
        )
    return speech.ended(reason), scene.computed(speech.name(branch.points), outcome.points)
