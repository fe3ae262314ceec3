"""The closed table of kinds: how the smallest change is found, and what an absent answer begins at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parindex.engine.scoring import inputs, speech
from parindex.engine.scoring.gains import computed, measured, nested, simple
from parindex.engine.scoring.gains.changing import WHOLE, Change, Seat
from parindex.engine.scoring.specs import RuleSpec

KINDS: dict[str, Callable[[RuleSpec, object, Seat], Change | None]] = {
    "yes_no": simple.yes_no,
    "choice": simple.choice,
    "ratio": measured.ratio,
    "bands": measured.bands,
    "count": simple.count,
    "deduct": simple.deduct,
    "veto": simple.veto,
    "parts": nested.parts,
    "best_case": nested.best_case,
    "growth": measured.growth,
    "leader": measured.leader,
    "survey": measured.survey,
    "index": measured.index,
    "council": simple.council,
    "gate": nested.gate,
    "formula": computed.formula,
    "penalty": simple.deduct,
}


def change(rule: RuleSpec, raw: object, seat: Seat) -> Change | None:
    """The smallest change of ``raw`` that gains; None where there is none, or where it does not apply."""
    if raw is None:
        return _fresh(rule, seat)
    if "not_applicable" in inputs.mapping(raw):
        return None
    return KINDS[rule.kind](rule, raw, seat)


def _fresh(rule: RuleSpec, seat: Seat) -> Change | None:
    """An answer where there is none: the plainest if it gains, else the smallest change of it."""
    for plain in _plain(rule, seat):
        answer = plain
        if not seat.gains(plain):
            found = KINDS[rule.kind](rule, plain, seat)
            if found is None:
                continue
            answer = found.answer
        words = speech.say("trả lời {told}", "answering {told}", told=inputs.told(rule, answer))
        return Change(answer, WHOLE, words)
    return None


def _plain(rule: RuleSpec, seat: Seat) -> Iterator[object]:
    """The answers a search may begin at."""
    best = seat.best(seat.place)
    yield from {
        "yes_no": ({"yes": False},),
        "choice": ({"choice": ""},),
        "ratio": ({"ratio": _worth_having(rule)},),
        "bands": ({"value": "0"},) if rule.on == "value" else ({"done": "0", "total": "100"},),
        "count": ({"count": "0"},),
        "deduct": ({"count": "0"},),
        "veto": ({"count": "0"},),
        "penalty": ({"count": "0"},),
        "parts": ({"parts": {}},),
        "best_case": ({"cases": [None] * len(rule.cases)},),
        "growth": ({"value": "100", "previous": "100"},),
        "leader": ({"value": "0"},) if best is None else ({"value": inputs.printed(best)},),
        "survey": ({"share": "1"},),
        "index": ({"value": rule.of or "100"},),
        "council": (),
        "gate": ({"gate": False},),
        "formula": ({"variables": dict.fromkeys(rule.variables, start)} for start in ("0", "1")),
    }[rule.kind]


def _worth_having(rule: RuleSpec) -> str:
    """The floor of a ratio, or what counts as all where it has none."""
    return rule.floor if rule.floor and inputs.exact(rule.floor) else rule.full_at or "1"
