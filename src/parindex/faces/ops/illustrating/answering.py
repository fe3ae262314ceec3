"""Answering: a plausible answer of any rule kind that earns about as much as its level says."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction

from parindex.engine.scoring import leaves
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.specs import Band, CriterionSpec, FrameworkSpec, Option, RuleSpec
from parindex.engine.values import points
from parindex.faces.ops.illustrating import peculiar
from parindex.faces.ops.illustrating.chances import Chance

Raw = dict[str, object]
"""An answer as a form or a file gives it; numbers are text."""

_MANY = (2_000, 18_000)
_FEW = (12, 60)
_SOME = (60, 240)
_MONEY = (5_000, 90_000)
COUNCIL_REASON = "Theo biên bản họp Hội đồng thẩm định (số liệu minh họa)"
_STEP = Fraction("0.015")


class Level(IntEnum):
    """How well a unit does on one leaf."""

    FULL = 0
    MOST = 1
    HALF = 2
    NONE = 3


WORTH = {
    Level.FULL: Fraction(1),
    Level.MOST: Fraction(9, 10),
    Level.HALF: Fraction(1, 2),
    Level.NONE: Fraction(0),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a framework, or a part of one: what is answered, and where its figures are drawn."""

    node: CriterionSpec
    framework: FrameworkSpec
    chance: Chance
    unit: Chance

    def total(self, usual: tuple[int, int]) -> int:
        """The total its figures are counted from; criteria that share one figure draw the same."""
        known = peculiar.total(self.framework.id, self.node.path)
        if known is None:
            return self.chance.of("total").number(*usual)
        place = self.unit.of("total", known.name) if known.name else self.chance.of("total")
        return place.number(known.low, known.high)

    @property
    def top(self) -> Fraction:
        """Its maximum in points."""
        return Fraction(points.figure(self.node.max or "0"))

    def points(self, answer: Raw | None) -> Fraction:
        """What ``answer`` earns. Raises AnswerRefused."""
        return Fraction(leaves.score(self.node, answer, framework=self.framework).points)

    def inside(self, name: str, rule: RuleSpec, top: str | None = None) -> Leaf:
        """The rule of a part, a case or a gate as a leaf of its own."""
        node = replace(self.node, rule=rule, max=top or self.node.max)
        return replace(self, node=node, chance=self.chance.of(name))


def answer(leaf: Leaf, level: Level) -> Raw:
    """An answer for ``leaf`` at ``level``; the same leaf keeps its totals from one level to another."""
    rule = leaf.node.rule
    assert rule is not None
    return _KINDS[rule.kind](rule, leaf, level)


def text(number: Fraction, places: int = 4) -> str:
    """``number`` as an answer writes it, to at most ``places`` decimals."""
    return points.shortest(points.half_up(number, places))


def _yes_no(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    return {"yes": level is Level.FULL}


def _choice(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    def worth(option: Option) -> Fraction:
        return Fraction(option.share) * leaf.top if option.share else Fraction(option.points or 0)

    options = sorted(rule.options, key=worth, reverse=True)
    return {"choice": options[_place(level, len(options))].key}


def _place(level: Level, count: int) -> int:
    """Which of ``count`` steps, best first, stands for ``level``."""
    return {Level.FULL: 0, Level.MOST: min(1, count - 1), Level.HALF: count // 2, Level.NONE: count - 1}[
        level
    ]


def _ratio(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    full, floor = Fraction(rule.full_at or 1), Fraction(rule.floor or 0)
    total = leaf.total(_MANY if rule.full_at else _FEW)
    if level is Level.FULL and full == 1:
        return {"done": str(total), "total": str(total)}
    middle = floor + (full - floor) * Fraction(6, 10)
    low, high = {
        Level.FULL: (full, Fraction(1)),
        Level.MOST: (middle, full),
        Level.HALF: (floor, middle),
        Level.NONE: (floor * Fraction(7, 10), floor),
    }[level]
    return {"done": str(_whole(low, high, total, leaf.chance)), "total": str(total)}


def _whole(low: Fraction, high: Fraction, total: int, chance: Chance) -> int:
    """A whole number of ``total`` with low ≤ number / total < high, if there is one."""
    return chance.of("done").number(math.ceil(low * total), math.ceil(high * total) - 1)


def _bands(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    low, high = _reach(rule.bands, leaf, level, step=Fraction(1) if rule.on == "value" else Fraction("0.08"))
    low = max(low, Fraction(0))
    if rule.on == "value":
        return {"value": str(leaf.chance.of("value").number(math.ceil(low), math.ceil(high) - 1))}
    total = leaf.total(_SOME)
    if low <= 1:
        # More than all is plausible only where a band asks for more than all.
        high = min(high, 1 + Fraction(1, total))
    return {"done": str(_whole(low, high, total, leaf.chance)), "total": str(total)}


def _reach(bands: tuple[Band, ...], leaf: Leaf, level: Level, *, step: Fraction) -> tuple[Fraction, Fraction]:
    """The interval of the band that stands for ``level``; beyond all of them for none."""
    if level is Level.NONE:
        return _beyond(bands, step)
    ordered = sorted(bands, key=lambda band: _band_worth(band, leaf), reverse=True)
    band = ordered[_place(level, len(ordered))]
    upper = band.below or band.at_most
    if band.at_least is None:
        high = Fraction(upper or 1)
        return high - step, high
    low = Fraction(band.at_least)
    return low, Fraction(upper) if upper else low + step


def _beyond(bands: tuple[Band, ...], step: Fraction) -> tuple[Fraction, Fraction]:
    lows = [None if band.at_least is None else Fraction(band.at_least) for band in bands]
    if None in lows:
        high = max(Fraction(band.below or band.at_most or 0) for band in bands)
        return high + step, high + 2 * step
    low = min(each for each in lows if each is not None)
    return low - 2 * step, low


def _band_worth(band: Band, leaf: Leaf) -> Fraction:
    if band.is_ratio:
        return Fraction(band.below or band.at_most or 1) * leaf.top
    return Fraction(band.share) * leaf.top if band.share else Fraction(band.points or 0)


def _count(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    cap = Fraction(rule.cap) if rule.cap else leaf.top
    most = math.ceil(cap / Fraction(rule.each or 1))
    more = leaf.chance.of("more").number(0, 2)
    return {"count": str((most + more, most - 1, most // 2, 0)[level])}


def _deduct(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    most = math.ceil((leaf.top - Fraction(rule.least or 0)) / Fraction(rule.each or 1))
    return {"count": str((0, 1, math.ceil(most / 2), most)[level])}


def _veto(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    return {"count": "0" if level is Level.FULL else str(leaf.chance.number(1, 2))}


def _penalty(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    return {"count": str(int(level))}


def _parts(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    """All parts full or none, or one of them at the level."""
    chosen = leaf.chance.of("part").number(0, len(rule.parts) - 1)
    given: dict[str, object] = {}
    for position, part in enumerate(rule.parts):
        assert part.rule is not None
        own = level if level is Level.NONE or position == chosen else Level.FULL
        given[part.key] = answer(leaf.inside(part.key, part.rule, part.max), own)
    return {"parts": given}


def _best_case(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    """The first case claimed, now and then another; the rest not claimed."""
    chosen = 0
    if leaf.chance.of("other").happens(percent=15):
        chosen = leaf.chance.of("case").number(0, len(rule.cases) - 1)
    return {
        "cases": [
            answer(leaf.inside(str(position), case), level) if position == chosen else None
            for position, case in enumerate(rule.cases)
        ]
    }


def _growth(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    bounds = [
        Fraction(each) for band in rule.bands for each in (band.at_least, band.below, band.at_most) if each
    ]
    counted = rule.measure == "difference" and any(abs(each) >= 1 for each in bounds)
    low, high = _reach(rule.bands, leaf, level, step=Fraction(2) if counted else _STEP)
    change = (low + high) / 2
    if rule.measure == "percent":
        previous = leaf.chance.of("previous").number(*_MONEY)
        return {"value": str(round(previous * (1 + change))), "previous": str(previous)}
    if counted:
        previous = leaf.chance.of("previous").number(5, 20)
        return {"value": str(previous + math.ceil(change)), "previous": str(previous)}
    base = leaf.chance.of("previous").between(Fraction(3, 10), Fraction(6, 10))
    return {"value": text(base + change, 3), "previous": text(base, 3)}


def _leader(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    worse = int(level) if rule.better == "higher" else -int(level)
    return {"value": str(leaf.chance.number(80, 100) - 20 * worse)}


def _survey(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    low, high = (("0.93", "0.98"), ("0.86", "0.93"), ("0.7", "0.86"), ("0.4", "0.6"))[level]
    return {"share": text(leaf.chance.between(Fraction(low), Fraction(high)))}


def _index(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    share = Fraction(str(_survey(rule, leaf, level)["share"]))
    return {"value": text(share * Fraction(rule.of or 100), 2)}


def _council(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    given = leaf.top * (3 - level) / 3
    return {"points": text(Fraction(int(given * 2), 2)), "reason": COUNCIL_REASON}


def _gate(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    if level is Level.NONE or rule.then is None:
        return {"gate": False}
    return {"gate": True, **answer(leaf.inside("then", rule.then), level)}


def _formula(rule: RuleSpec, leaf: Leaf, level: Level) -> Raw:
    """The first of many figures whose points come nearest to the level."""
    goal = WORTH[level] * leaf.top
    best: tuple[Fraction, Raw] | None = None
    for values in _figures(rule, leaf):
        raw: Raw = {"variables": dict(zip(rule.variables, map(str, values), strict=True))}
        try:
            distance = abs(leaf.points(raw) - goal)
        except AnswerRefused:
            continue
        if best is None or distance < best[0]:
            best = (distance, raw)
        if distance == 0:
            break
    return best[1] if best else {"variables": dict.fromkeys(rule.variables, "1")}


def _figures(rule: RuleSpec, leaf: Leaf) -> Iterator[tuple[int, ...]]:
    """Figures around one total; those that never grow from one variable to the next come first."""
    total = leaf.total(_SOME)
    near = leaf.chance.of("near").number(1, 3)
    steps = (0, -near, -(total // 8), -(total // 3), near, total // 6)
    rest = max(len(rule.variables) - 1, 0)
    around = [
        (total, *(total + step for step in each)) for each in itertools.product(steps, repeat=min(rest, 2))
    ]
    around.sort(key=lambda each: any(later > earlier for earlier, later in itertools.pairwise(each)))
    for each in around:
        yield (*each, *[total] * (len(rule.variables) - len(each)))[: len(rule.variables)]


_KINDS: dict[str, Callable[[RuleSpec, Leaf, Level], Raw]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "ratio": _ratio,
    "bands": _bands,
    "count": _count,
    "deduct": _deduct,
    "veto": _veto,
    "parts": _parts,
    "best_case": _best_case,
    "growth": _growth,
    "leader": _leader,
    "survey": _survey,
    "index": _index,
    "council": _council,
    "gate": _gate,
    "formula": _formula,
    "penalty": _penalty,
}
