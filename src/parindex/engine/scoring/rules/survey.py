"""survey: a share, weighted counts of answers, or a mean on a scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.scoring import answers
from parindex.engine.scoring.answers import Entries
from parindex.engine.scoring.outcomes import Bests, Outcome, State
from parindex.engine.scoring.rules import shape
from parindex.engine.scoring.specs import RuleSpec


@dataclass(frozen=True)
class Survey(shape.Rule):
    """share × max; Σ n·w / Σ n × max; mean / scale × max. Source: the framework contract, survey."""

    keys = (frozenset({"share"}), frozenset({"counts"}), frozenset({"mean", "scale"}))
    forms = ('{share: "0.86"}', "{counts: {…: 10}}", '{mean: "4.2", scale: "5"}')

    max: Fraction
    weights: tuple[tuple[str, Fraction], ...]

    def score(self, entries: Entries, bests: Bests) -> Outcome:
        """The points of any of the three forms. Raises AnswerRefused."""
        form = self.form(entries)
        if form == 0:
            share = answers.Share(answers.fraction(entries, "share"))
            return Outcome(share, State.SCORED, share.share * self.max, self.max)
        if form == 1:
            return self._counted(answers.inner(entries, "counts"))
        return self._averaged(entries)

    def _counted(self, given: Entries) -> Outcome:
        if not self.weights:
            answers.refuse(
                "quy tắc không có trọng số (weights) nên không dùng được “counts”",
                "the rule has no weights, so “counts” cannot be used",
                vi_remedy='Ghi {share: "…"} hoặc {mean: "…", scale: "…"}.',
                en_remedy='Write {share: "…"} or {mean: "…", scale: "…"}.',
            )
        counts = {key: answers.count(given, key) for key in given}
        total = sum(counts.get(key, 0) for key, _ in self.weights)
        if not total:
            known = ", ".join(f"“{key}”" for key, _ in self.weights)
            answers.refuse(
                "không có phiếu nào ở các lựa chọn có trọng số",
                "no respondent chose an option that has a weight",
                vi_remedy=f"Ghi số phiếu của {known}, hoặc ghi là không áp dụng kèm lý do.",
                en_remedy=f"Write the counts of {known}, or answer not applicable with the reason.",
            )
        weighed = sum(counts.get(key, 0) * weight for key, weight in self.weights)
        answer = answers.Counts(tuple(counts.items()))
        return Outcome(answer, State.SCORED, weighed / Fraction(total) * self.max, self.max)

    def _averaged(self, entries: Entries) -> Outcome:
        answer = answers.Mean(answers.amount(entries, "mean"), answers.amount(entries, "scale"))
        if answer.mean > answer.scale or not answer.scale:
            mean, scale = answers.shown(entries["mean"]), answers.shown(entries["scale"])
            answers.refuse(
                f"điểm trung bình {mean} không nằm trong thang {scale}",
                f"the mean {mean} does not lie on the scale {scale}",
                vi_remedy="Ghi “scale” lớn hơn 0 và “mean” không vượt “scale”.",
                en_remedy="Write a scale above 0 and a mean not above it.",
            )
        return Outcome(answer, State.SCORED, answer.mean / answer.scale * self.max, self.max)


def build(rule: RuleSpec, ground: shape.Ground) -> Survey:
    """The rule on its ground."""
    return Survey(ground.max, tuple((key, shape.exact(weight, "0")) for key, weight in rule.weights))
