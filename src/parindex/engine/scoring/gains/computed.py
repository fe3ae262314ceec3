"""The smallest change under a formula: one variable moved until the points rise."""

from __future__ import annotations

import re
from fractions import Fraction

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.gains import searching
from parindex.engine.scoring.gains.changing import Change, Seat, grain, moved, printed
from parindex.engine.scoring.gains.nested import least
from parindex.engine.scoring.specs import RuleSpec

_CONSTANT = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def formula(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The shortest way of any one variable, up or down, that gains.

    Branches may jump and fall, so the search tries near steps one by one, further out only the figures
    the formula names and powers of two; None means that nothing was found there, not that nothing exists.
    """
    given = inputs.mapping(inputs.mapping(raw)["variables"])
    found = (_moved(rule, given, name, sign, seat) for name in rule.variables for sign in (1, -1))
    return least(change for change in found if change is not None)


def _moved(rule: RuleSpec, given: dict[str, object], name: str, sign: int, seat: Seat) -> Change | None:
    before = inputs.exact(given[name])
    places = grain(given[name])
    now = int(before * 10**places)

    def answer(steps: int) -> dict[str, object]:
        return {"variables": {**given, name: printed(now + sign * steps, places)}}

    hints = tuple(sign * (constant * 10**places // 1 - now) for constant in _constants(rule))
    # What is counted or measured from 0 up is not tried below 0.
    most = now if sign < 0 <= now else searching.FAR
    steps = searching.anywhere(hints, lambda tried: seat.gains(answer(tried)), most=most)
    if steps is None:
        return None
    after = Fraction(now + sign * steps, 10**places)
    words = speech.say(
        "đưa {name} từ {before} thành {after}",
        "bringing {name} from {before} to {after}",
        name=speech.name(rule.label(name)),
        before=speech.number(before),
        after=speech.number(after),
    )
    return Change(answer(steps), moved(before, after), words)


def _constants(rule: RuleSpec) -> tuple[Fraction, ...]:
    texts = (text for branch in rule.branches for text in (branch.when or "", branch.points))
    return tuple(Fraction(figure) for text in texts for figure in _CONSTANT.findall(text))
