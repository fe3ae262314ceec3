"""Which class a unit reaches, and which conditions kept it from a higher one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.ranking.scores import Points, Score
from parindex.engine.ranking.settings import Below, Class, Compare, Condition, Flagged, Settings, places
from parindex.engine.values import points
from parindex.engine.values.findings import Words

# A whole count of the last decimal shown, or the exact points.
Compared = Fraction | int


@dataclass(frozen=True, slots=True)
class Blocked:
    """A class the score had reached, and why the unit is not in it."""

    class_name: str
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """The class a unit is in; None where it reached none."""

    name: str | None
    blocked: tuple[Blocked, ...] = ()


_NONE = Reached(None)


def classes(best_first: Sequence[Score], settings: Settings) -> tuple[Reached, ...]:
    """The class of every unit of one group, in the order given."""
    if not settings.classes:
        return (_NONE,) * len(best_first)
    keys = [compared(score, settings.classes_compare, settings.decimals) for score in best_first]
    falling = sorted(keys, reverse=True)
    least = [_least(each, falling, settings) for each in settings.classes]
    return tuple(
        _reached(score, key, settings.classes, least) for score, key in zip(best_first, keys, strict=True)
    )


def earned(score: Score) -> Points:
    """The points of a unit whose score was checked to be there."""
    assert score.points is not None
    return score.points


def compared(score: Score, compare: Compare, decimals: int) -> Compared:
    """The score as it is compared."""
    if compare is Compare.ROUNDED:
        return points.in_units(earned(score), decimals)
    return Fraction(earned(score))


def needed(listed: Sequence[Class]) -> tuple[str, ...]:
    """The criteria whose points the conditions of the classes ask for."""
    return tuple(rule.path for each in listed for rule in each.unless if isinstance(rule, Below))


def _least(each: Class, falling: Sequence[Compared], settings: Settings) -> Compared | None:
    """The least compared score of the class; None where no unit can be in it."""
    bounds: list[Compared] = []
    if each.from_score is not None:
        bounds.append(_bound(each.from_score, settings))
    if each.top is not None:
        count = places(each.top, len(falling))
        if count == 0:
            return None
        bounds.append(falling[count - 1])
    return max(bounds)


def _bound(from_score: Points, settings: Settings) -> Compared:
    """The least score as it is compared: the first count of the last decimal that is no less."""
    if settings.classes_compare is Compare.UNROUNDED:
        return Fraction(from_score)
    counts: Fraction = Fraction(from_score) * 10**settings.decimals
    return -(-counts.numerator // counts.denominator)


def _reached(
    score: Score, key: Compared, listed: Sequence[Class], least: Sequence[Compared | None]
) -> Reached:
    blocked: list[Blocked] = []
    for each, bound in zip(listed, least, strict=True):
        if bound is None or key < bound:
            continue
        why = tuple(words for rule in each.unless for words in _why(rule, score))
        if not why:
            return Reached(each.name, tuple(blocked))
        blocked.append(Blocked(each.name, why))
    return Reached(None, tuple(blocked))


def _why(rule: Condition, score: Score) -> tuple[Words, ...]:
    """Why ``rule`` blocks the unit; nothing where it does not hold."""
    if isinstance(rule, Below):
        return _below(rule, score)
    if isinstance(rule, Flagged):
        return tuple(Words(flag.reason, flag.reason) for flag in score.flags if flag.name == rule.name)
    if score.penalty < 0:
        lost = _shown(-Fraction(score.penalty))
        return (Words(f"bị trừ {lost} điểm phạt", f"penalties took {lost} points"),)
    return ()


def _below(rule: Below, score: Score) -> tuple[Words, ...]:
    part = score.part(rule.path)
    if part is None or part.points is None or Fraction(part.points) >= Fraction(rule.least):
        return ()
    has, least = _shown(part.points), _shown(rule.least)
    return (
        Words(
            f"tiêu chí {rule.path} được {has} điểm, dưới mức {least}",
            f"{rule.path} earned {has} points, below {least}",
        ),
    )


def _shown(number: Points) -> str:
    return points.shortest(points.half_up(number, points.MICRO))
