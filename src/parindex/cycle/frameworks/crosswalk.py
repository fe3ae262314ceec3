"""The crosswalk: which criterion of one year goes on from which of an earlier one, proposed by name."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from parindex.engine.values.vietnamese import fold

LEAST_LIKENESS = 80
"""Below this, of 100, two names are taken for two different things."""


@dataclass(frozen=True, slots=True)
class Named:
    """One criterion by its key and name; ``is_leaf`` are linked only with leaves."""

    key: int
    name: str
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A criterion, the earlier one it seems to continue, and how alike their names are (of 100)."""

    key: int
    previous: int
    likeness: int


def propose(now: tuple[Named, ...], before: tuple[Named, ...]) -> tuple[Proposal, ...]:
    """The most alike pairs, each criterion at most once, in the order of ``now``.

    Codes are not looked at: the same number means another thing from year to year.
    """
    folded = {each: fold(each.name) for each in (*now, *before)}
    pairs = [
        (
            round(fuzz.ratio(folded[one], folded[other], score_cutoff=LEAST_LIKENESS)),
            place,
            one.key,
            other.key,
        )
        for place, one in enumerate(now)
        for other in before
        if one.is_leaf == other.is_leaf
    ]
    taken: dict[int, Proposal] = {}
    used: set[int] = set()
    for likeness, _, key, previous in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness < LEAST_LIKENESS:
            break
        if key not in taken and previous not in used:
            taken[key] = Proposal(key=key, previous=previous, likeness=likeness)
            used.add(previous)
    return tuple(taken[each.key] for each in now if each.key in taken)
