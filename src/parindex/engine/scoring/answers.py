"""Answers: what a unit says about a leaf, read strictly into typed values or refused with a remedy.

A raw answer is a plain tree as a file or a form gives it: dict, list, text, true, false, None.
Numbers are the text that was typed.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from parindex.engine.values import points, vietnamese
from parindex.engine.values.findings import Words

LONGEST_NUMBER = 40
LONGEST_SHOWN = 40

Entries = dict[str, object]
"""The mapping of one answer, not yet read."""


class AnswerRefused(ValueError):
    """An answer that its rule cannot use: where it stands, what is wrong, and what to write instead.

    ``place`` goes from the leaf inwards: keys of parts, and numbers of cases counted from 1.
    """

    def __init__(
        self,
        words: Words,
        remedy: Words,
        *,
        path: str = "",
        place: tuple[str, ...] = (),
        unit: str | None = None,
    ) -> None:
        """Keep what a person needs to correct the answer."""
        super().__init__(words.vi)
        self.words = words
        self.remedy = remedy
        self.path = path
        self.place = place
        self.unit = unit

    @property
    def where(self) -> str:
        """The unit if known, the criterion's path and the place inside its answer."""
        return " › ".join(filter(None, (self.unit, self.path, *self.place)))

    def within(self, key: str) -> AnswerRefused:
        """The same refusal seen from the rule that holds ``key``."""
        return self._moved(path=self.path, place=(key, *self.place), unit=self.unit)

    def at(self, path: str) -> AnswerRefused:
        """The same refusal with the criterion it belongs to."""
        return self._moved(path=path, place=self.place, unit=self.unit)

    def of(self, unit: str) -> AnswerRefused:
        """The same refusal with the unit that answered."""
        return self._moved(path=self.path, place=self.place, unit=unit)

    def _moved(self, *, path: str, place: tuple[str, ...], unit: str | None) -> AnswerRefused:
        return AnswerRefused(self.words, self.remedy, path=path, place=place, unit=unit)

    def line(self, language: str) -> str:
        """Place, reason and remedy in one line."""
        said = f"{self.where}: {self.words.in_language(language)}. {self.remedy.in_language(language)}"
        return vietnamese.squeeze(said)


class AnswersRefused(ValueError):
    """Every refusal of several units' answers, in the order of the units and of their answers."""

    def __init__(self, refusals: tuple[AnswerRefused, ...]) -> None:
        """Keep the refusals; there is at least one."""
        super().__init__(str(refusals[0]))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class YesNo:
    """Whether it was done."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The key of the option chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class Quotient:
    """What was done of a total, both 0 or above, in one unit of measure."""

    done: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio from 0 to 1."""

    ratio: Fraction


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in the unit of its criterion."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and the one before it, in the same unit."""

    value: Fraction
    previous: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """How many, a whole number of 0 or above."""

    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """The result of a survey as a share from 0 to 1."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Counts:
    """How many respondents chose each option."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a survey on a scale that ends at ``scale``."""

    mean: Fraction
    scale: Fraction


@dataclass(frozen=True, slots=True)
class Decision:
    """Points a council gives, and why."""

    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class Variables:
    """The values of a formula's variables, in the order they are declared."""

    values: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the condition holds; the inner answer stands with the inner outcome."""

    is_open: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """An answer by parts; the parts' answers stand with the inner outcomes."""


@dataclass(frozen=True, slots=True)
class Cases:
    """An answer by cases; the claimed cases' answers stand with the inner outcomes."""


@dataclass(frozen=True, slots=True)
class Inapplicable:
    """It does not apply to the unit, and why."""

    reason: str


Answer = (
    YesNo
    | Choice
    | Quotient
    | Rate
    | Value
    | Change
    | Count
    | Share
    | Counts
    | Mean
    | Decision
    | Variables
    | Gate
    | Parts
    | Cases
    | Inapplicable
)


def refuse(vi: str, en: str, *, vi_remedy: str, en_remedy: str) -> NoReturn:
    """Raise AnswerRefused in both languages."""
    raise AnswerRefused(Words(vi, en), Words(vi_remedy, en_remedy))


def shown(raw: object) -> str:
    """A raw scalar as a person may have typed it, cut when long; "…" for a list or mapping."""
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return str(raw).lower()
    text = str(raw) if isinstance(raw, str | int | float) else "…"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


@functools.lru_cache(maxsize=65536)
def exact(text: str) -> Fraction:
    """The exact number ``text`` prints. Raises NotAFigure; over 40 characters is no figure either."""
    if len(text) > LONGEST_NUMBER:
        raise points.NotAFigure(text)
    return Fraction(points.figure(text))


def number(entries: Entries, key: str) -> Fraction:
    """The number under ``key``. Raises AnswerRefused for what the contract does not call a number."""
    return as_number(entries[key], key)


def as_number(raw: object, key: str) -> Fraction:
    """``raw`` as a number; ``key`` names it in the refusal."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    if isinstance(raw, str):
        try:
            return exact(raw)
        except points.NotAFigure:
            pass
    refuse(
        f"“{shown(raw)}” của “{key}” không phải là số",
        f"“{shown(raw)}” of “{key}” is not a number",
        vi_remedy=f'Ghi “{key}” bằng chữ số và dấu chấm thập phân, ví dụ "1.5".',
        en_remedy=f'Write “{key}” in digits with a decimal point, such as "1.5".',
    )


def amount(entries: Entries, key: str) -> Fraction:
    """The number of 0 or above under ``key``. Raises AnswerRefused."""
    value = number(entries, key)
    if value.numerator < 0:
        refuse(
            f"“{key}” là {shown(entries[key])}, nhỏ hơn 0",
            f"“{key}” is {shown(entries[key])}, below 0",
            vi_remedy=f"Ghi “{key}” từ 0 trở lên.",
            en_remedy=f"Write “{key}” as 0 or above.",
        )
    return value


def fraction(entries: Entries, key: str) -> Fraction:
    """The number from 0 to 1 under ``key``. Raises AnswerRefused."""
    value = number(entries, key)
    if not 0 <= value.numerator <= value.denominator:
        refuse(
            f"“{key}” là {shown(entries[key])}, nằm ngoài khoảng 0 … 1",
            f"“{key}” is {shown(entries[key])}, outside 0 … 1",
            vi_remedy=f'Ghi “{key}” từ 0 đến 1; 95 % viết là "0.95".',
            en_remedy=f'Write “{key}” from 0 to 1; 95 % is written "0.95".',
        )
    return value


def count(entries: Entries, key: str) -> int:
    """The whole number of 0 or above under ``key``. Raises AnswerRefused."""
    value = number(entries, key)
    if value.numerator < 0 or value.denominator != 1:
        refuse(
            f"“{key}” là {shown(entries[key])}, không phải số nguyên từ 0 trở lên",
            f"“{key}” is {shown(entries[key])}, not a whole number of 0 or above",
            vi_remedy=f"Ghi “{key}” bằng số nguyên 0, 1, 2 hoặc hơn.",
            en_remedy=f"Write “{key}” as a whole number: 0, 1, 2 or more.",
        )
    return value.numerator


def flag(entries: Entries, key: str) -> bool:
    """true or false under ``key``. Raises AnswerRefused for everything else, "true" in quotes included."""
    value = entries[key]
    if value is True or value is False:
        return value
    refuse(
        f"“{key}” là “{shown(value)}”, chỉ nhận true hoặc false",
        f"“{key}” is “{shown(value)}”; it takes true or false only",
        vi_remedy=f"Ghi “{key}: true” hoặc “{key}: false”, không có dấu ngoặc kép.",
        en_remedy=f"Write “{key}: true” or “{key}: false”, without quotes.",
    )


def key_text(raw: object, key: str) -> str:
    """``raw`` as the key of an option: every scalar is text there. Raises AnswerRefused."""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, str | int) and str(raw).strip():
        return vietnamese.nfc(str(raw)).strip()
    refuse(
        f"“{key}” để trống hoặc không phải là chữ",
        f"“{key}” is blank or no text",
        vi_remedy=f"Ghi mã của một lựa chọn vào “{key}”.",
        en_remedy=f"Write the key of one option in “{key}”.",
    )


def reason(entries: Entries) -> str:
    """The text under ``reason``. Raises AnswerRefused when it is missing, blank or no text."""
    text = entries.get("reason")
    if isinstance(text, str) and any(unicodedata.category(letter)[0] in "LNPS" for letter in text):
        return text.strip()
    refuse(
        "chưa ghi lý do (reason)",
        "the reason is missing or blank",
        vi_remedy="Ghi lý do bằng chữ vào “reason”, ví dụ theo biên bản nào.",
        en_remedy="Write the reason as text in “reason”, such as the minutes it follows.",
    )


def inner(entries: Entries, key: str) -> Entries:
    """The mapping with at least one entry under ``key``. Raises AnswerRefused."""
    value = entries[key]
    if isinstance(value, dict) and value:
        return value
    refuse(
        f"“{key}” phải gồm các mục “tên: giá trị”",
        f"“{key}” must hold “name: value” entries",
        vi_remedy=f"Ghi dạng {{{key}: {{tên: …}}}}, ít nhất một mục.",
        en_remedy=f"Write {{{key}: {{name: …}}}} with at least one entry.",
    )


def inapplicable(entries: Entries) -> Inapplicable:
    """``{not_applicable: true, reason}``. Raises AnswerRefused for anything beside or instead."""
    if entries["not_applicable"] is not True or entries.keys() - {"not_applicable", "reason"}:
        refuse(
            "“not_applicable” đi kèm dữ liệu khác hoặc không phải là true",
            "“not_applicable” stands beside other entries or is not true",
            vi_remedy="Ghi {not_applicable: true, reason: …}, hoặc bỏ “not_applicable” và ghi số liệu.",
            en_remedy="Write {not_applicable: true, reason: …}, or remove it and write the figures.",
        )
    return Inapplicable(reason(entries))
