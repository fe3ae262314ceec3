"""Steps ahead in words: what a unit can plan with first, the smallest change last."""

from __future__ import annotations

from decimal import Decimal

from parindex.engine.scoring import speech
from parindex.engine.scoring.gains import Ahead, Gain
from parindex.engine.values.findings import Words


def told(ahead: Ahead, *, now: Decimal) -> Words:
    """What gains, for a leaf that has ``now`` points.

    A change too small to show is of no use alone ("from 45 % to 45.01 %"): the next step that shows and the
    one to the maximum come before it. Source: the framework contract, Traces, wants the smallest named.
    """
    least, visible, fullest = ahead.smallest, ahead.visible, ahead.fullest
    is_one = visible is not None and fullest is not None and visible.answer == fullest.answer
    parts = (
        *(() if visible is None or is_one else (_gaining(visible, now),)),
        *(() if fullest is None else (_filling(fullest, now),)),
    )
    if not parts:
        return least.words
    return speech.say(
        "{steps}. Thay đổi nhỏ nhất làm tăng điểm: {least}.",
        "{steps}. The smallest change that gains: {least}.",
        steps=speech.begun(speech.joined(parts, mark=";")),
        least=_gaining(least, now),
    )


def _gaining(gain: Gain, now: Decimal) -> Words:
    return speech.say(
        "{change} thì được thêm {more}",
        "{change} gains {more}",
        change=gain.change,
        more=speech.points(gain.points - now),
    )


def _filling(gain: Gain, now: Decimal) -> Words:
    return speech.say(
        "{change} thì đạt điểm tối đa (thêm {more})",
        "{change} reaches the maximum ({more} more)",
        change=gain.change,
        more=speech.points(gain.points - now),
    )
