"""Speech: figures inside sentences, with a decimal comma in Vietnamese and a point in English."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from parindex.engine.values import points as figures
from parindex.engine.values.findings import Words

MOST_DECIMALS = 10
"""A figure with more decimals than this is rounded, and said to be."""


def say(vi: str, en: str, **figures: Words) -> Words:
    """The two sentences with every ``{name}`` replaced in its own language."""
    return Words(
        vi.format(**{name: words.vi for name, words in figures.items()}),
        en.format(**{name: words.en for name, words in figures.items()}),
    )


def same(text: str) -> Words:
    """``text`` that reads the same in both languages."""
    return Words(text, text)


def name(text: str) -> Words:
    """A name of the file, in quotation marks."""
    return same(f"“{text}”")


def begun(words: Words) -> Words:
    """``words`` with a capital letter, as a sentence begins."""
    return Words(words.vi[:1].upper() + words.vi[1:], words.en[:1].upper() + words.en[1:])


def ended(words: Words) -> Words:
    """``words`` as a sentence: a capital letter and a full stop."""
    first = begun(words)
    return Words(f"{first.vi}.", f"{first.en}.")


def number(value: Fraction | Decimal | int, *, near: tuple[Fraction, ...] = (), places: int = 2) -> Words:
    """``value`` exactly, or rounded to ``places`` decimals and said to be.

    ``near`` are the thresholds it is compared with: rounding never carries it to another side of them.
    """
    exact = Fraction(value)
    enough = _places(exact)
    if enough is not None:
        return _both(figures.shortest(figures.half_up(exact, enough)))
    rounded = _apart(exact, near, places)
    return say("khoảng {figure}", "about {figure}", figure=_both(figures.shortest(rounded)))


def points(value: Fraction | Decimal, *, places: int = 2) -> Words:
    """``value`` as points: 0.5 is "0,5 điểm"; ``places`` as in ``number``."""
    unit = Words("điểm", "point" if value == 1 else "points")
    return say("{figure} {unit}", "{figure} {unit}", figure=number(value, places=places), unit=unit)


def percent(share: Fraction, *, near: tuple[Fraction, ...] = ()) -> Words:
    """``share`` as a per cent figure: 17/20 is "85 %"; ``near`` as in ``number``."""
    hundred = number(share * 100, near=tuple(each * 100 for each in near))
    return say("{figure} %", "{figure} %", figure=hundred)


def equal(left: Words, right: Words) -> Words:
    """``left = right``."""
    return say("{left} = {right}", "{left} = {right}", left=left, right=right)


def times(left: Words, right: Words) -> Words:
    """``left × right``."""
    return say("{left} × {right}", "{left} × {right}", left=left, right=right)


def joined_sum(summands: tuple[Words, ...]) -> Words:
    """``0,25 + 0 + 0,5``."""
    return Words(" + ".join(each.vi for each in summands), " + ".join(each.en for each in summands))


def labelled(vi: str, en: str, words: Words) -> Words:
    """A sentence behind the name of what it is about."""
    return Words(f"{vi}: {words.vi}", f"{en}: {words.en}")


def ends(value: Fraction) -> bool:
    """Whether ``number`` prints ``value`` exactly."""
    return _places(value) is not None


def counted(key: str, number_of: Fraction) -> Words:
    """``A: 10``."""
    return say("{key}: {figure}", "{key}: {figure}", key=same(key), figure=number(number_of))


def joined(parts: tuple[Words, ...], *, mark: str = ",") -> Words:
    """A list in one line."""
    return Words(f"{mark} ".join(each.vi for each in parts), f"{mark} ".join(each.en for each in parts))


def _places(exact: Fraction) -> int | None:
    """How many decimals print ``exact`` in full; None for more than MOST_DECIMALS."""
    return next((n for n in range(MOST_DECIMALS + 1) if (exact * 10**n).denominator == 1), None)


def _apart(exact: Fraction, near: tuple[Fraction, ...], places: int) -> Decimal:
    """``exact`` rounded to ``places`` decimals, or to as many as keep it on its side of every threshold."""
    apart = tuple(each for each in near if each != exact)
    while any(_crosses(figures.half_up(exact, places), exact, each) for each in apart):
        places += 1
    return figures.half_up(exact, places)


def _crosses(rounded: Decimal, exact: Fraction, threshold: Fraction) -> bool:
    return rounded == threshold or (rounded > threshold) is not (exact > threshold)


def _both(text: str) -> Words:
    signed = text.replace("-", "−")
    return Words(signed.replace(".", ","), signed)
