"""Whatever the rule and the answer: the proposed change earns more, and nothing smaller does."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parindex.engine.scoring import gains, leaves
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.outcomes import State
from tests.engine.scoring import chance
from tests.engine.scoring.chance import Trial


@pytest.mark.parametrize("kind", chance.MAKERS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_change_gains_and_says_how_much(kind: str, data: st.DataObject) -> None:
    trial = data.draw(chance.trials(kind))
    try:
        now = score(trial, trial.raw)
    except AnswerRefused:
        assume(False)
    gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework, best=trial.best)

    if gain is None:
        return
    after = score(trial, gain.answer)
    assert after.state is State.SCORED
    assert after.points == gain.points > now.points
    assert gain.words.vi.endswith(" điểm.")


def score(trial: Trial, raw: object) -> leaves.LeafScore:
    return leaves.score(trial.leaf, raw, framework=trial.framework, best=trial.best)


def points(trial: Trial, raw: Any) -> Any:
    try:
        return leaves.score(trial.leaf, raw, framework=trial.framework, best=trial.best).points
    except AnswerRefused:
        return None


def smaller(trial: Trial, answer: Any) -> list[Any]:
    """Every answer of the same form that changes less than ``answer`` does, or a good many of them."""
    raw = trial.raw
    if "count" in raw:
        return [{"count": str(n)} for n in strictly_between(int(raw["count"]), int(answer["count"]))]
    key = next(each for each in ("done", "ratio", "share", "value", "mean") if each in raw)
    places = max(chance.places_of(raw[key]), chance.places_of(answer[key]))
    steps = [int(Fraction(each[key]) * 10**places) for each in (raw, answer)]
    near = list(strictly_between(*steps))
    if trial.leaf.rule is not None and trial.leaf.rule.kind in {"bands", "growth"}:
        mirrored = 2 * steps[0] - steps[1]
        near += strictly_between(steps[0], mirrored)
    chosen = near if len(near) < 400 else [*near[:100], *near[-100:], *near[:: len(near) // 100]]
    return [{**raw, key: chance.text(step, places)} for step in chosen]


def strictly_between(start: int, end: int) -> range:
    return range(start + 1, end) if end > start else range(start - 1, end, -1)


@pytest.mark.parametrize("kind", ["ratio", "bands", "count", "deduct", "growth", "index", "leader", "survey"])
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_nothing_smaller_gains(kind: str, data: st.DataObject) -> None:
    trial = data.draw(chance.trials(kind))
    now = points(trial, trial.raw)
    gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework, best=trial.best)
    if gain is None or trial.raw is None or "counts" in trial.raw:
        return
    earned = [points(trial, each) for each in smaller(trial, gain.answer)]
    assert [each for each in earned if each is not None and each > now] == []


TOPS = {
    "yes_no": {"yes": True},
    "ratio": {"ratio": "1"},
    "count": {"count": "5000"},
    "deduct": {"count": "0"},
    "veto": {"count": "0"},
    "index": {"value": "9000"},
    "survey": {"share": "1"},
}


@pytest.mark.parametrize("kind", TOPS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_none_means_that_the_best_answer_gains_nothing(kind: str, data: st.DataObject) -> None:
    trial = data.draw(chance.trials(kind))
    now = leaves.score(trial.leaf, trial.raw, framework=trial.framework)
    if now.state is State.NOT_APPLICABLE:
        return
    gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework)

    assert (gain is None) is (points(trial, TOPS[kind]) <= now.points)
