"""The smallest change under rules that hold other rules: parts, cases, a gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.gains.changing import WHOLE, Change, Seat
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from parindex.engine.values.findings import Words


def parts(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The smallest change of the part that has the least to move."""
    given = inputs.mapping(inputs.mapping(raw).get("parts"))

    def put(key: str, answer: object) -> object:
        return {"parts": {**given, key: answer}}

    def changes() -> Iterable[Change]:
        for position, part in enumerate(rule.parts):
            inner = seat.inside(part.key, partial(put, part.key), maximum=inputs.exact(part.max))
            change = seat.change(part.rule or EMPTY_RULE, given.get(part.key), inner)
            if change is not None:
                words = speech.say(
                    "ở phần {name}, {change}",
                    "in the part {name}, {change}",
                    name=inputs.part(rule, position),
                    change=change.words,
                )
                yield Change(put(part.key, change.answer), change.effort, words)

    return least(changes())


def best_case(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The smallest change of the case that has the least to move to become, or to stay, the best."""
    given = inputs.mapping(raw).get("cases")
    claimed = given if isinstance(given, list) else []

    def claim(position: int, answer: object) -> object:
        return {"cases": [*claimed[:position], answer, *claimed[position + 1 :]]}

    def changes() -> Iterable[Change]:
        for position, case in enumerate(rule.cases):
            inner = seat.inside(str(position), partial(claim, position))
            change = seat.change(case, claimed[position], inner)
            if change is not None:
                words = speech.say(
                    "ở trường hợp {number}, {change}",
                    "in case {number}, {change}",
                    number=speech.number(position + 1),
                    change=change.words,
                )
                yield Change(claim(position, change.answer), change.effort, words)

    return least(changes())


def gate(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The smallest change behind an open gate; a closed one must be opened first."""
    given = inputs.mapping(raw)
    rest = {key: value for key, value in given.items() if key != "gate"}
    behind = seat.behind(_opened)
    if given.get("gate"):
        change = seat.change(rule.then or EMPTY_RULE, rest, behind)
        return None if change is None else replace(change, answer=_opened(change.answer))
    if rest and behind.gains(rest):
        return Change(_opened(rest), WHOLE, Words("đạt điều kiện bắt buộc", "meeting the condition"))
    change = seat.change(rule.then or EMPTY_RULE, rest or None, behind)
    if change is None:
        return None
    words = speech.say(
        "đạt điều kiện bắt buộc và {change}", "meeting the condition and {change}", change=change.words
    )
    return Change(_opened(change.answer), change.effort + WHOLE, words)


def least(changes: Iterable[Change]) -> Change | None:
    """The change with the least effort, the first of equals."""
    return min(changes, key=lambda change: change.effort, default=None)


def _opened(answer: object) -> dict[str, object]:
    return {"gate": True, **inputs.mapping(answer)}
