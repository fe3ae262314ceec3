"""Drawing: the whole sheet of a unit from a seed, so that its leaves add up to the unit's goal.

First what the unit does itself loses what it may, leaf by leaf; then the surveyed shares take up the rest
exactly. Every draw is keyed by unit and path, so the order of units and leaves changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Source
from parindex.faces.ops.illustrating import answering, figures, goals, peculiar, recorded
from parindex.faces.ops.illustrating.answering import Leaf, Level, Raw
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure

SEED = "parindex-2025-1"

_ASKED = frozenset({Source.SURVEY, Source.IMPORTED})
_EXTRA = frozenset({Source.BONUS, Source.PENALTY})
# A shortfall smaller than this is left to the surveyed shares.
_CRUMB = Fraction(1, 25)
_LEVELS = (Level.MOST, Level.MOST, Level.MOST, Level.HALF, Level.HALF, Level.NONE)
_SILENT_BELOW = Fraction(90)
_LOWEST, _HIGHEST = Fraction(1, 2), Fraction(99, 100)


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is drawn: what is still to be earned of the goal, and what stands so far."""

    percent: Fraction
    chance: Chance
    left: Fraction = Fraction(0)
    drawn: dict[str, Figure] = field(default_factory=dict)

    def keep(self, leaf: Leaf, raw: Raw | None) -> None:
        """Write down one leaf and take its points off what is left to earn."""
        self.left -= leaf.points(raw)
        self.drawn[leaf.node.path] = figures.of(leaf, raw)


def answers_for(spec: FrameworkSpec, unit: str, *, seed: str = SEED) -> dict[str, Raw]:
    """The answers of ``unit`` by path; leaves it left unanswered are absent."""
    sheet = sheet_for(spec, unit, seed=seed)
    return {figure.path: figure.answer for figure in sheet if figure.answer is not None}


def sheet_for(spec: FrameworkSpec, unit: str, *, seed: str = SEED) -> tuple[Figure, ...]:
    """The figures of ``unit`` for every leaf, in the order of the framework; recorded ones as they are."""
    chance = Chance(seed).of(spec.id, unit)
    leaves = tuple(
        Leaf(step.node, spec, chance.of(step.node.path), chance)
        for step in specs.walk(spec)
        if step.node.is_leaf
    )
    if (known := recorded.sheet_of(unit, leaves)) is not None:
        return known
    sheet = _Sheet(percent=goals.of(unit, chance.of("goal")), chance=chance)
    _draw(leaves, sheet)
    return tuple(sheet.drawn[leaf.node.path] for leaf in leaves)


def _draw(leaves: tuple[Leaf, ...], sheet: _Sheet) -> None:
    asked = [leaf for leaf in leaves if leaf.node.source in _ASKED]
    extra = [leaf for leaf in leaves if leaf.node.source in _EXTRA]
    own = [leaf for leaf in leaves if leaf.node.source not in _ASKED | _EXTRA]
    apart = [leaf for leaf in own if _is_apart(leaf)]
    own = [leaf for leaf in own if leaf not in apart]
    for leaf in apart:
        reason = peculiar.inapplicable(leaf.framework.id, leaf.node.path)
        sheet.keep(leaf, {"not_applicable": True, "reason": reason})
    # What does not apply leaves the total (or has earned its maximum): the goal is one of the rest.
    sheet.left = sheet.percent * _tops([*own, *asked, *extra]) / 100
    for leaf in extra:
        sheet.keep(leaf, _extra(leaf, sheet.percent))
    _do(own, asked, sheet)
    _ask(asked, sheet)


def _tops(leaves: list[Leaf]) -> Fraction:
    return sum((leaf.top for leaf in leaves), Fraction(0))


def _is_apart(leaf: Leaf) -> bool:
    reason = peculiar.inapplicable(leaf.framework.id, leaf.node.path)
    return reason is not None and leaf.chance.of("applies").happens(percent=peculiar.INAPPLICABLE_PERCENT)


def _extra(leaf: Leaf, percent: Fraction) -> Raw:
    """Bonus grows with the goal; a penalty falls on few of those far behind."""
    if leaf.node.source is Source.PENALTY:
        caught = percent < 86 and leaf.chance.happens(percent=12)
        return answering.answer(leaf, Level.MOST if caught else Level.FULL)
    share = (percent - 80) / 16 + leaf.chance.between(Fraction(-1, 10), Fraction(1, 10))
    halves = int(min(max(share, Fraction(0)), Fraction(9, 10)) * leaf.top * 2)
    return {"points": answering.text(Fraction(halves, 2)), "reason": answering.COUNCIL_REASON}


def _do(own: list[Leaf], asked: list[Leaf], sheet: _Sheet) -> None:
    """Lose on the unit's own leaves what the expected shares leave over; the others are full."""
    room = _tops(own) + _tops(asked) * _expected_share(sheet) - sheet.left
    for leaf in sorted(own, key=_hardness):
        raw = _lost(leaf, room, sheet.percent) if room > _CRUMB else answering.answer(leaf, Level.FULL)
        sheet.keep(leaf, raw)
        room -= leaf.top - leaf.points(raw)


def _expected_share(sheet: _Sheet) -> Fraction:
    noise = sheet.chance.of("share").between(Fraction(-1, 100), Fraction(1, 100))
    return Fraction(80, 100) + (sheet.percent - 80) * Fraction(85, 10000) + noise


def _hardness(leaf: Leaf) -> Fraction:
    """Half of it is the same in every unit: some criteria are hard everywhere."""
    everywhere = Chance(leaf.framework.id).of(leaf.node.path).share()
    if peculiar.is_hard(leaf.framework.id, leaf.node.path):
        everywhere = Fraction(0)
    return everywhere + leaf.chance.of("order").share()


def _lost(leaf: Leaf, room: Fraction, percent: Fraction) -> Raw | None:
    """An answer that loses at most ``room``, now and then none at all; full where nothing fits."""
    is_silent = percent < _SILENT_BELOW and leaf.chance.of("silent").happens(percent=4)
    if is_silent and leaf.top <= room:
        return None
    level = leaf.chance.of("level").pick(_LEVELS)
    for each in (level, Level.MOST, Level.HALF):
        raw = answering.answer(leaf, each)
        if leaf.top - leaf.points(raw) <= room:
            return raw
    return answering.answer(leaf, Level.FULL)


def _ask(asked: list[Leaf], sheet: _Sheet) -> None:
    """Shares around what is still to be earned; the weightiest takes up what the others leave."""
    for leaf in asked:
        if (bounds := peculiar.share(leaf.framework.id, leaf.node.path)) is not None:
            sheet.keep(leaf, _stated(leaf, leaf.chance.of("peculiar").between(*bounds)))
    free = sorted((leaf for leaf in asked if leaf.node.path not in sheet.drawn), key=lambda leaf: leaf.top)
    for position, leaf in enumerate(free):
        mean = sheet.left / (_tops(free[position:]) or 1)
        is_last = position == len(free) - 1
        noise = Fraction(0) if is_last else leaf.chance.of("noise").between(Fraction(-1, 40), Fraction(1, 40))
        share = min(max(mean + noise, _LOWEST), _HIGHEST)
        sheet.keep(leaf, _stated(leaf, share, places=6 if is_last else 4))


def _stated(leaf: Leaf, share: Fraction, *, places: int = 4) -> Raw:
    """``share`` of the maximum as the leaf's rule takes it."""
    rule = leaf.node.rule
    if rule is not None and rule.kind == "index":
        return {"value": answering.text(share * Fraction(rule.of or 100), places - 2)}
    if rule is not None and rule.kind == "survey":
        return {"share": answering.text(share, places)}
    return answering.answer(leaf, Level.FULL if share > Fraction(9, 10) else Level.MOST)
