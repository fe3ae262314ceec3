"""The one shape of a rule kind: built once from its spec, then scoring one answer after another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import ZERO, Bests, Outcome, Place, State
from parindex.engine.scoring.specs import NotApplicable, RuleSpec
from parindex.engine.values import points


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule stands on: its maximum in points, the framework's rounding and policy, its place."""

    max: Fraction
    places: int
    policy: NotApplicable
    place: Place
    build: Callable[[RuleSpec, Ground], Rule]


class Rule(ABC):
    """One rule with its figures made exact; ``forms`` are the answers it takes, as one writes them."""

    keys: ClassVar[tuple[frozenset[str], ...]]
    forms: tuple[str, ...]
    max: Fraction

    @abstractmethod
    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The exact outcome of an answer that is neither null nor not applicable. Raises AnswerRefused."""

    def outcome(self, raw: object, bests: Bests) -> Outcome:
        """The exact outcome of any raw answer. Raises AnswerRefused."""
        if raw is None:
            return Outcome(None, State.UNANSWERED, ZERO, self.max)
        if not isinstance(raw, dict):
            answers.refuse(
                f"câu trả lời “{answers.shown(raw)}” không đúng dạng",
                f"the answer “{answers.shown(raw)}” has the wrong form",
                vi_remedy=self.remedy("vi"),
                en_remedy=self.remedy("en"),
            )
        if "not_applicable" in raw and "gate" not in raw:
            return Outcome(answers.inapplicable(raw), State.NOT_APPLICABLE, ZERO, self.max)
        return self.score(raw, bests)

    def form(self, entries: Entries) -> int:
        """Which of ``keys`` the answer has, exactly. Raises AnswerRefused for missing and extra keys."""
        for position, keys in enumerate(self.keys):
            if entries.keys() == keys:
                return position
        vi, en = self._misfit(entries)
        answers.refuse(vi, en, vi_remedy=self.remedy("vi"), en_remedy=self.remedy("en"))

    def _misfit(self, entries: Entries) -> tuple[str, str]:
        if not entries:
            return "câu trả lời để trống", "the answer is empty"
        known = frozenset[str]().union(*self.keys)
        extra = ", ".join(f"“{answers.shown(key)}”" for key in entries if key not in known)
        if extra:
            return f"quy tắc này không dùng mục {extra}", f"this rule has no use for {extra}"
        given = ", ".join(f"“{key}”" for key in entries)
        if any(entries.keys() < keys for keys in self.keys):
            return f"chỉ có {given}, còn thiếu số liệu", f"there is only {given}, figures are missing"
        return f"các mục {given} mâu thuẫn nhau", f"the entries {given} contradict each other"

    def remedy(self, language: str) -> str:
        """What to write instead, in ``vi`` or ``en``."""
        if language == "vi":
            return f"Ghi {' hoặc '.join(self.forms)}."
        return f"Write {' or '.join(self.forms)}."


def exact(text: str | None, default: str) -> Fraction:
    """The exact number of a parameter, or of its default where the framework leaves it out."""
    return Fraction(points.figure(default if text is None else text))
