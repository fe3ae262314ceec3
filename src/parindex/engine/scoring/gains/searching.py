"""Searching: the whole number nearest to where one stands that gains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Test = Callable[[int], bool]
"""Whether a number gains."""

NEAR = 24
"""How many steps of a formula's variable are tried one by one."""
FAR = 2**24
"""How many steps away the search of a formula ends."""


def first(low: int, high: int, gains: Test) -> int | None:
    """The smallest from ``low`` to ``high`` that gains, where all above a gaining one gain too."""
    if low > high or not gains(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if gains(middle):
            high = middle
        else:
            low = middle + 1
    return low


def nearest(current: int, cuts: Iterable[int], gains: Test) -> int | None:
    """The nearest to ``current`` that gains, the higher of two equally near.

    Between two neighbouring ``cuts`` a higher number never earns less; beyond the outer ones none is sought.
    """
    places = sorted(set(cuts))
    above = _above(current, [cut for cut in places if cut > current], gains)
    below = _below(current, [cut for cut in reversed(places) if cut < current], gains)
    if above is None or below is None:
        return below if above is None else above
    return above if above - current <= current - below else below


def _above(current: int, cuts: list[int], gains: Test) -> int | None:
    reached = current
    for cut in cuts:
        found = first(reached + 1, cut - 1, gains)
        if found is not None:
            return found
        if gains(cut):
            return cut
        reached = cut
    return None


def _below(current: int, cuts: list[int], gains: Test) -> int | None:
    reached = current
    for cut in cuts:
        # Going down, the top of a stretch earns most of it.
        for found in (reached - 1, cut):
            if gains(found):
                return found
        reached = cut
    return None


def anywhere(hints: Iterable[int], gains: Test, *, most: int = FAR) -> int | None:
    """The fewest steps (1 … ``most``) that gain, where nothing is known about what lies between.

    The first NEAR steps are tried one by one, then the ``hints``, their neighbours and the powers of two;
    from a find further out the search goes back to the last step tried without gain.
    """
    tried = 0
    for steps in _candidates(hints, most=most):
        if gains(steps):
            return steps if steps <= NEAR else first(tried + 1, steps, gains)
        tried = steps
    return None


def _candidates(hints: Iterable[int], *, most: int) -> Iterator[int]:
    powers = (2**exponent for exponent in range(most.bit_length()))
    around = (hint + side for hint in hints for side in (-1, 0, 1))
    yield from sorted({steps for steps in (*range(1, NEAR + 1), *powers, *around) if 0 < steps <= most})
