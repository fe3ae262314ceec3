"""How units are ranked and classed: ties, rounding, tie-breaks, bands, quotas, blocking conditions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parindex.engine.ranking.scores import Points, Unrankable
from parindex.engine.values.findings import Words


class Ties(StrEnum):
    """What follows a shared rank: the places it took up (1, 1, 3), or the next number (1, 1, 2)."""

    COMPETITION = "competition"
    DENSE = "dense"


class Compare(StrEnum):
    """Which score decides: the one that is shown, or the exact one behind it."""

    ROUNDED = "rounded"
    UNROUNDED = "unrounded"


@dataclass(frozen=True, slots=True)
class Below:
    """Blocked where the points of the criterion ``path`` are below ``least``."""

    path: str
    least: Points


@dataclass(frozen=True, slots=True)
class Penalised:
    """Blocked where any penalty took points."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """Blocked where the flag ``name`` was stated for the unit."""

    name: str


Condition = Below | Penalised | Flagged


@dataclass(frozen=True, slots=True)
class Class:
    """One class: reached from a score on, or by the top of the group, or by both where both stand.

    ``top`` is a count of units or, below 1, a share of the group rounded up; it counts from the
    best of the group, and units that tie with the last of them are in. A unit that one of
    ``unless`` holds for falls to the next class it reaches; its place in the top stays used.
    """

    name: str
    from_score: Points | None = None
    top: Points | None = None
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ranking is made; ``classes`` stand highest first.

    ``compare`` is which score decides the rank, ``classes_compare`` which one decides the class.
    Among equal scores the points on each path of ``tiebreaks`` decide in turn, more before less.
    """

    ties: Ties = Ties.COMPETITION
    decimals: int = 2
    compare: Compare = Compare.ROUNDED
    classes: tuple[Class, ...] = ()
    classes_compare: Compare = Compare.ROUNDED
    tiebreaks: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise Unrankable, with the index of the class, where the classes contradict themselves."""
        for at, each in enumerate(self.classes):
            _check_one(each, at)
            _check_order(self.classes, at)


def places(top: Points, size: int) -> int:
    """How many places ``top`` means in a group of ``size``: 0.1 of 126 is 13; 17 is 17."""
    share = Fraction(top)
    if share >= 1:
        return min(int(share), size)
    return -(-share.numerator * size // share.denominator)


def _check_one(each: Class, at: int) -> None:
    if each.from_score is None and each.top is None:
        raise Unrankable(
            Words(f"Loại “{each.name}” không nói từ mức điểm nào hay gồm bao nhiêu đơn vị đứng đầu.",
                  f"The class “{each.name}” names neither a score nor a number of units."),
            Words("Hãy ghi from (mức điểm) hoặc top (số đơn vị, hay tỷ lệ dưới 1).",
                  "State from (a score) or top (a count, or a share below 1)."),
            at=at,
        )  # fmt: skip
    if each.top is not None and not _is_count_or_share(Fraction(each.top)):
        raise Unrankable(
            Words(f"Loại “{each.name}”: top {each.top} không phải số đơn vị, cũng không phải tỷ lệ dưới 1.",
                  f"The class “{each.name}”: top {each.top} is neither a count nor a share below 1."),
            Words("Hãy ghi số nguyên như 17, hoặc tỷ lệ như 0.1.",
                  "State a whole number such as 17, or a share such as 0.1."),
            at=at,
        )  # fmt: skip


def _is_count_or_share(top: Fraction) -> bool:
    return 0 <= top < 1 or (top >= 1 and top.denominator == 1)


def _check_order(classes: tuple[Class, ...], at: int) -> None:
    """A class below may not ask for more than one above: it could never be reached."""
    lower = classes[at]
    for first, higher in enumerate(classes[:at]):
        if _asks_no_less(lower, higher):
            raise Unrankable(
                Words(f"Loại “{lower.name}” đứng sau “{higher.name}” nhưng không đơn vị nào còn đạt được.",
                      f"The class “{lower.name}” stands below “{higher.name}”, so no unit can reach it."),
                Words("Hãy xếp các loại từ cao xuống thấp, mức điểm giảm dần, số đơn vị tăng dần.",
                      "List the classes highest first: scores falling, numbers of units rising."),
                at=at, first=first,
            )  # fmt: skip


def _asks_no_less(lower: Class, higher: Class) -> bool:
    """Whether every unit that reaches ``lower`` has reached ``higher``, whatever the group."""
    if higher.unless:
        return False
    return _within_score(lower, higher) and _within_top(lower, higher)


def _within_score(lower: Class, higher: Class) -> bool:
    if higher.from_score is None:
        return True
    return lower.from_score is not None and Fraction(lower.from_score) >= Fraction(higher.from_score)


def _within_top(lower: Class, higher: Class) -> bool:
    if higher.top is None:
        return True
    if lower.top is None or (lower.top < 1) is not (higher.top < 1):
        return False
    return Fraction(lower.top) <= Fraction(higher.top)
