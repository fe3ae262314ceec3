"""Why: rules of one mark or one number of times."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.answers import Count, YesNo
from parindex.engine.scoring.outcomes import Outcome
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values.findings import Words

Lines = tuple[Words, ...]


def yes_no(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """Done or not."""
    done = isinstance(outcome.answer, YesNo) and outcome.answer.yes
    earned = scene.full() if done else scene.points(outcome.points)
    return (
        speech.ended(
            speech.say(
                "{told} nên được {earned}", "{told}: {earned}", told=inputs.told(rule, raw), earned=earned
            )
        ),
    )


def choice(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The option chosen, and its points or its share of the maximum."""
    told = speech.ended(inputs.told(rule, raw))
    option = rule.options[outcome.chosen or 0]
    if option.share is None:
        worth = speech.say(
            "Mức này được {earned}.", "It earns {earned}.", earned=scene.points(outcome.points)
        )
        return told, worth
    share = speech.percent(inputs.exact(option.share))
    return told, scene.computed(speech.times(share, scene.full()), outcome.points)


def count(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """So many, so much each, up to a cap."""
    each = inputs.exact(rule.each)
    cap = scene.max if rule.cap is None else inputs.exact(rule.cap)
    number = _count(outcome)
    told = speech.say(
        "{told}, mỗi đơn vị {each}, nhiều nhất {cap}",
        "{told}, {each} each, at most {cap}",
        told=inputs.told(rule, raw),
        each=scene.points(each),
        cap=scene.points(cap),
    )
    lines = (
        speech.ended(told),
        scene.computed(speech.times(speech.number(number), scene.points(each)), number * each),
    )
    if number * each <= cap:
        return lines
    over = speech.say(
        "Vượt mức nhiều nhất nên tính {cap}.", "Above the cap, so {cap}.", cap=scene.points(cap)
    )
    return (*lines, over)


def deduct(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """So much off each time, down to a least."""
    each, least = inputs.exact(rule.each), inputs.exact(rule.least or "0")
    number = _count(outcome)
    told = speech.say(
        "{told}, mỗi lần trừ {each}, không xuống dưới {least}",
        "{told}, {each} off each, not below {least}",
        told=inputs.told(rule, raw),
        each=scene.points(each),
        least=scene.points(least),
    )
    left = scene.max - number * each
    taken = speech.say(
        "{max} − {number} × {each}",
        "{max} − {number} × {each}",
        max=speech.number(scene.max),
        number=speech.number(number),
        each=scene.points(each),
    )
    lines = (speech.ended(told), scene.computed(taken, left))
    return lines if left >= least else (*lines, _held(least, scene))


def veto(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """Nothing happened, or it did."""
    told = inputs.told(rule, raw)
    if _count(outcome) == 0:
        return (
            speech.ended(
                speech.say(
                    "{told}, không có trường hợp nào nên được {full}",
                    "{told}, nothing happened, so {full}",
                    told=told,
                    full=scene.full(),
                )
            ),
        )
    words = speech.say(
        "{told}, chỉ cần một trường hợp là được 0 điểm", "{told}; one is enough for 0 points", told=told
    )
    return (speech.ended(words),)


def penalty(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """So much taken away each time."""
    each, number = inputs.exact(rule.each), _count(outcome)
    told = speech.say(
        "{told}, mỗi lần trừ {each}",
        "{told}, {each} taken away each",
        told=inputs.told(rule, raw),
        each=scene.points(each),
    )
    taken = speech.say(
        "{number} × {each}", "{number} × {each}", number=speech.number(-number), each=scene.points(each)
    )
    lines = (speech.ended(told), scene.computed(taken, -number * each))
    least = None if rule.least is None else inputs.exact(rule.least)
    return lines if least is None or -number * each >= least else (*lines, _held(least, scene))


def council(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """What the council gave, and why."""
    return (speech.ended(inputs.told(rule, raw)),)


def _count(outcome: Outcome) -> int:
    return outcome.answer.count if isinstance(outcome.answer, Count) else 0


def _held(least: Fraction, scene: Scene) -> Words:
    return speech.say(
        "Thấp hơn mức thấp nhất nên tính {least}.",
        "Below the least, so {least}.",
        least=scene.points(least),
    )
