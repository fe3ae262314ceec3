"""Why: rules of one measured figure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.answers import Change, Counts, Mean, Quotient, Rate, Value
from parindex.engine.scoring.outcomes import ZERO, Outcome
from parindex.engine.scoring.specs import Band, RuleSpec
from parindex.engine.scoring.traces.scene import Scene
from parindex.engine.values.findings import Words

Lines = tuple[Words, ...]
Figure = Callable[[Fraction], Words]


def ratio(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The ratio against its floor and against what counts as all."""
    figure = _figure(outcome)
    if figure is None:
        return _nothing(rule, outcome, scene)
    told = inputs.told(rule, raw)
    floor, full_at = inputs.exact(rule.floor or "0"), inputs.exact(rule.full_at or "1")
    if figure >= full_at:
        return (
            _sentence(
                "{told}, từ {full_at} trở lên nên được điểm tối đa {full}",
                "{told}, at least {full_at}, so the full {full}",
                told=told,
                full_at=speech.percent(full_at),
                full=scene.full(),
            ),
        )
    if figure < floor:
        return (
            _sentence(
                "{told}, dưới {floor} nên được 0 điểm",
                "{told}, below {floor}, so 0 points",
                told=told,
                floor=speech.percent(floor),
            ),
        )
    if not floor:
        reason = _sentence(
            "{told}, dưới {full_at} nên tính theo tỷ lệ",
            "{told}, below {full_at}, so by the ratio",
            told=told,
            full_at=speech.percent(full_at),
        )
    else:
        reason = _sentence(
            "{told}, từ {floor} trở lên nên tính theo tỷ lệ",
            "{told}, at least {floor}, so by the ratio",
            told=told,
            floor=speech.percent(floor),
        )
    return reason, scene.computed(speech.times(_plainly(outcome, figure), scene.full()), outcome.points)


def bands(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The band that holds the figure, and what it earns; growth is read the same way."""
    figure = _figure(outcome)
    if figure is None:
        return _nothing(rule, outcome, scene)
    if isinstance(outcome.answer, Change) and rule.measure == "percent":
        figure = figure / outcome.answer.previous
    is_share = isinstance(outcome.answer, Quotient) or rule.measure == "percent"
    shown: Figure = speech.percent if is_share else speech.number
    told = inputs.told(rule, raw)
    if outcome.chosen is None:
        listed = speech.joined(tuple(_interval(band, shown) for band in rule.bands), mark=";")
        return (
            _sentence(
                "{told}, không thuộc bậc nào ({listed}) nên được 0 điểm",
                "{told}, in no band ({listed}), so 0 points",
                told=told,
                listed=listed,
            ),
        )
    band = rule.bands[outcome.chosen]
    reason = _sentence(
        "{told}, thuộc bậc {interval}",
        "{told}, in the band {interval}",
        told=told,
        interval=_interval(band, shown),
    )
    plainly = _plainly(outcome, figure) if is_share else speech.number(figure)
    return reason, _earned(band, outcome, scene, plainly)


def leader(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The value against the best of the group."""
    value = _figure(outcome) or ZERO
    best = value if outcome.lead is None else outcome.lead.best
    told, shown = inputs.told(rule, raw), speech.number(best)
    if rule.better == "lower":
        reason = _sentence(
            "{told}, đơn vị thấp nhất cùng nhóm là {best}",
            "{told}, the lowest of the group has {best}",
            told=told,
            best=shown,
        )
        left, right = best, value
    else:
        reason = _sentence(
            "{told}, đơn vị cao nhất cùng nhóm là {best}",
            "{told}, the highest of the group has {best}",
            told=told,
            best=shown,
        )
        left, right = value, best
    if not right:
        words = speech.say("Được {earned}.", "This earns {earned}.", earned=scene.points(outcome.points))
        return reason, words
    return reason, scene.computed(speech.times(_over(left, right), scene.full()), outcome.points)


def survey(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The share of the survey, and its share of the maximum."""
    told = speech.ended(inputs.told(rule, raw))
    share = outcome.points / scene.max if scene.max else ZERO
    left = _plainly(outcome, share)
    if not isinstance(outcome.answer, Counts):
        return told, scene.computed(speech.times(left, scene.full()), outcome.points)
    weights = speech.joined(tuple(speech.counted(key, inputs.exact(weight)) for key, weight in rule.weights))
    return (
        told,
        speech.say("Trọng số: {weights}.", "Weights: {weights}.", weights=weights),
        scene.computed(speech.times(left, scene.full()), outcome.points),
    )


def index(rule: RuleSpec, raw: object, outcome: Outcome, scene: Scene) -> Lines:
    """The published figure against its scale."""
    of = inputs.exact(rule.of or "100")
    reason = _sentence(
        "{told}, thang {of}", "{told} on a scale to {of}", told=inputs.told(rule, raw), of=speech.number(of)
    )
    return reason, scene.computed(
        speech.times(_over(_figure(outcome) or ZERO, of), scene.full()), outcome.points
    )


def _figure(outcome: Outcome) -> Fraction | None:
    """The figure that is compared; None for a ratio of nothing."""
    answer = outcome.answer
    if isinstance(answer, Quotient):
        return answer.done / answer.total if answer.total else None
    if isinstance(answer, Rate):
        return answer.ratio
    if isinstance(answer, Change):
        return answer.value - answer.previous
    return answer.value if isinstance(answer, Value) else None


def _plainly(outcome: Outcome, figure: Fraction) -> Words:
    """A ratio as a per cent figure where it ends, else as it was given: 1/3."""
    answer = outcome.answer
    if speech.ends(figure * 100):
        return speech.percent(figure)
    if isinstance(answer, Quotient):
        return _over(answer.done, answer.total)
    if isinstance(answer, Mean):
        return _over(answer.mean, answer.scale)
    return speech.percent(figure)


def _over(left: Fraction, right: Fraction) -> Words:
    return speech.say(
        "{left}/{right}", "{left}/{right}", left=speech.number(left), right=speech.number(right)
    )


def _nothing(rule: RuleSpec, outcome: Outcome, scene: Scene) -> Lines:
    """A ratio of nothing, as the rule's ``empty`` says."""
    return (
        _sentence(
            "Không có nội dung nào phải thực hiện (0/0), quy tắc tính {earned}",
            "There was nothing to do (0/0), for which the rule gives {earned}",
            earned=scene.points(outcome.points),
        ),
    )


def _earned(band: Band, outcome: Outcome, scene: Scene, figure: Words) -> Words:
    if band.is_ratio:
        return scene.computed(speech.times(figure, scene.full()), outcome.points)
    if band.share is not None:
        share = speech.percent(inputs.exact(band.share))
        return scene.computed(speech.times(share, scene.full()), outcome.points)
    return speech.say(
        "Bậc này được {earned}.", "This band earns {earned}.", earned=scene.points(outcome.points)
    )


def _interval(band: Band, shown: Figure) -> Words:
    low, below, high = (
        None if text is None else shown(inputs.exact(text))
        for text in (band.at_least, band.below, band.at_most)
    )
    tops = tuple(
        speech.say(vi, en, bound=bound)
        for vi, en, bound in (
            ("dưới {bound}", "below {bound}", below),
            ("không quá {bound}", "at most {bound}", high),
        )
        if bound is not None
    )
    if low is None:
        return speech.joined(tops) if tops else Words("mọi giá trị", "any value")
    if not tops:
        return speech.say("từ {low} trở lên", "{low} and above", low=low)
    return speech.say("từ {low} đến {top}", "from {low} to {top}", low=low, top=speech.joined(tops))


def _sentence(vi: str, en: str, **figures: Words) -> Words:
    return speech.ended(speech.say(vi, en, **figures))
