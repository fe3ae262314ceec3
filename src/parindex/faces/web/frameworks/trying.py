"""Trying a rule before it is published: a sample answer, its points, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from parindex.cycle.assessments import questions, replies
from parindex.cycle.assessments.questions import Question
from parindex.cycle.frameworks import specs
from parindex.engine.scoring import leaves, traces
from parindex.engine.scoring import specs as scoring
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Severity, Words


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a sample answer, with what was typed."""

    id: str
    name: str
    kind: str
    label: Words
    hint: Words | None
    picks: tuple[questions.Pick, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one rule, inner ones indented under their title."""

    title: Words | None
    max: str | None
    depth: int
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The points of a sample answer with their sentences; or why it cannot be scored."""

    points: str = ""
    max: str = ""
    tone: str = ""
    trace: tuple[Words, ...] = ()
    faults: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """The sample answer on the desk; ``is_ready`` is false while the rule has faults."""

    url: str
    is_ready: bool
    groups: tuple[Group, ...]
    result: Result | None


def trial(criterion: Any, findings: tuple[Finding, ...], *, typed: Mapping[str, str] | None) -> Trial:
    """The fields that the rule of ``criterion`` asks for, and what ``typed`` earns under it."""
    rule = specs.rule_of(criterion)
    wrong = any(each.path == criterion.path and each.severity is Severity.ERROR for each in findings)
    is_ready = not (wrong or rule.is_empty or not criterion.max_text)
    asked = questions.of(rule, max=criterion.max_text or None) if is_ready else None
    return Trial(
        url=reverse("framework-try", args=[criterion.pk]),
        is_ready=is_ready,
        groups=tuple(_groups(asked, typed or {}, depth=0)) if asked else (),
        result=_result(criterion, rule, typed) if is_ready and typed is not None else None,
    )


def _groups(question: Question, typed: Mapping[str, str], *, depth: int) -> list[Group]:
    asks = tuple(_ask(each, typed) for each in question.fields)
    found = [Group(question.title, question.max if depth else None, depth, asks)] if asks or depth else []
    for each in question.inner:
        found += _groups(each, typed, depth=depth + 1)
    return found


def _ask(field: questions.Field, typed: Mapping[str, str]) -> Ask:
    value = typed.get(field.key, "")
    return Ask(f"try-{field.key}", field.key, field.kind.value, field.label, field.hint, field.picks, value)


def _result(criterion: Any, rule: RuleSpec, typed: Mapping[str, str]) -> Result | None:
    spec = specs.of(criterion.version)
    node = _node(spec, criterion)
    try:
        raw = replies.answer(rule, typed)
        if raw is None:
            return None
        score = leaves.score(node, raw, framework=spec)
        trace = traces.explain(node, raw, score, framework=spec)
    except replies.Mistyped as mistyped:
        return Result(faults=tuple(_both(each.words, each.remedy) for each in mistyped.faults))
    except AnswerRefused as refused:
        return Result(faults=(_both(refused.words, refused.remedy),))
    tone = "ok" if score.points == score.max else "warn" if score.points else "bad"
    if score.state is State.NOT_APPLICABLE:
        tone = "info"
    shown = points.shortest(score.points)
    return Result(points=shown, max=points.shortest(score.max), tone=tone, trace=trace)


def _node(spec: FrameworkSpec, criterion: Any) -> CriterionSpec:
    """The criterion in the spec: the walk goes in the order of positions."""
    return next(step.node for step in scoring.walk(spec) if step.node.path == criterion.path)


def _both(words: Words, remedy: Words) -> Words:
    return Words(f"{_sentence(words.vi)} {remedy.vi}", f"{_sentence(words.en)} {remedy.en}")


def _sentence(text: str) -> str:
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."
