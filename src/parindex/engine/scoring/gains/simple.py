"""The smallest change under rules of one mark or one number of times."""

from __future__ import annotations

from fractions import Fraction

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.gains import searching
from parindex.engine.scoring.gains.changing import WHOLE, Change, Seat
from parindex.engine.scoring.specs import Option, RuleSpec
from parindex.engine.values.findings import Words


def yes_no(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """From no to yes."""
    answer = {"yes": True}
    words = Words("thực hiện được nội dung này", "having it done")
    return Change(answer, WHOLE, words) if seat.gains(answer) else None


def choice(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """To the option that earns least among those that gain."""

    def worth(option: Option) -> Fraction:
        return (
            inputs.exact(option.points)
            if option.points is not None
            else inputs.exact(option.share) * seat.max
        )

    for option in sorted(rule.options, key=worth):
        answer = {"choice": option.key}
        if seat.gains(answer):
            reached = speech.name(option.label or option.key)
            return Change(
                answer, WHOLE, speech.say("đạt mức {reached}", "reaching {reached}", reached=reached)
            )
    return None


def count(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The fewest more that raise the rounded points."""
    now = inputs.exact(inputs.mapping(raw)["count"]).numerator
    each = inputs.exact(rule.each)
    top = int(seat.max / each) + 1
    wanted = searching.first(now + 1, max(now, top), lambda number: seat.gains(_counted(number)))
    if wanted is None:
        return None
    words = speech.say(
        "có thêm {more}, tổng cộng {wanted},",
        "having {more} more, {wanted} in all,",
        more=speech.number(wanted - now),
        wanted=speech.number(wanted),
    )
    return Change(_counted(wanted), _share((wanted - now) * each, seat), words)


def deduct(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The fewest fewer that raise the rounded points; a penalty is read the same way."""
    now = inputs.exact(inputs.mapping(raw)["count"]).numerator
    fewer = searching.first(1, now, lambda steps: seat.gains(_counted(now - steps)))
    if fewer is None:
        return None
    words = speech.say(
        "bớt {fewer} lần, còn {left} lần,",
        "having {fewer} fewer, {left} in all,",
        fewer=speech.number(fewer),
        left=speech.number(now - fewer),
    )
    return Change(_counted(now - fewer), _share(fewer * inputs.exact(rule.each), seat), words)


def veto(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """None at all."""
    words = Words("không để xảy ra lần nào", "having none at all")
    return Change(_counted(0), WHOLE, words) if seat.gains(_counted(0)) else None


def council(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """Nothing: the points are the council's to give."""
    return None


def _counted(number: int) -> dict[str, object]:
    return {"count": str(number)}


def _share(worth: Fraction, seat: Seat) -> Fraction:
    return min(worth / seat.max, WHOLE) if seat.max else WHOLE
