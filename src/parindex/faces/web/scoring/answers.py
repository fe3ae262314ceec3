"""The fields of a rule on the page: what stands in each, and what a form sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from parindex.cycle.assessments import questions, replies
from parindex.cycle.assessments.questions import NO, NOT_APPLICABLE, REASON, YES, Field, Kind, Question
from parindex.engine.scoring.specs import EMPTY_RULE, RuleSpec
from parindex.faces.web.templatetags.words import spoken, words

PREFIX = "a."
"""What the names of answer fields begin with in a form."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several, as drawn."""

    value: str
    label: str
    points: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Input:
    """One field, as drawn."""

    name: str
    key: str
    kind: str
    label: str
    hint: str
    value: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A question, as drawn: its inputs, the questions inside it, and whether it may not apply."""

    key: str
    kind: str
    title: str
    max: str
    inputs: tuple[Input, ...]
    inner: tuple[Block, ...]
    may_not_apply: bool
    is_out: bool
    reason: str


def block(question: Question, typed: Mapping[str, str]) -> Block:
    """``question`` as drawn, filled with what stands."""
    may_not_apply = not question.is_behind_gate and question.rule_kind != "council"
    return Block(
        key=question.key,
        kind=question.rule_kind,
        title=words(question.title) if question.title else "",
        max=spoken(question.max or ""),
        inputs=tuple(_input(field, typed) for field in question.fields),
        inner=tuple(block(each, typed) for each in question.inner),
        may_not_apply=may_not_apply,
        is_out=typed.get(f"{question.key}{NOT_APPLICABLE}", "") == YES,
        reason=typed.get(f"{question.key}{REASON}", "") if may_not_apply else "",
    )


def sent(fields: QueryDict) -> dict[str, str]:
    """The answer fields of a form by their keys."""
    return {
        name.removeprefix(PREFIX): value.replace("\r\n", "\n")
        for name, value in fields.items()
        if name.startswith(PREFIX) and isinstance(value, str)
    }


def standing(rule: RuleSpec | None, raw: Any) -> dict[str, str]:
    """What stands in each field for a stored answer, figures in the reader's decimal sign."""
    own = rule or EMPTY_RULE
    numbers = {
        each.key for each in questions.of(own, max=None).all_fields() if each.kind in questions.NUMERIC
    }
    return {key: spoken(text) if key in numbers else text for key, text in replies.filled(own, raw).items()}


def doubts(rule: RuleSpec, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """The figures some would type for thousands: the key of the field, and how it is read."""
    found = replies.doubts(questions.of(rule, max=None), typed)
    return [(each.key, words(each.words)) for each in found]


def said(rule: RuleSpec | None, raw: Any) -> str:
    """A stored answer in one line of words: "Số đã hoàn thành: 17; Tổng số: 20"."""
    own = rule or EMPTY_RULE
    if raw is None:
        return _("chưa nhập")
    typed = standing(own, raw)
    return "; ".join(_sayings(questions.of(own, max=None), typed)) or _("chưa nhập")


def _sayings(question: Question, typed: Mapping[str, str]) -> Iterator[str]:
    title = f"{words(question.title)} – " if question.title else ""
    if typed.get(f"{question.key}{NOT_APPLICABLE}", "") == YES:
        yield f"{title}{_('không áp dụng')}: {typed.get(f'{question.key}{REASON}', '')}"
        return
    done, total = (typed.get(f"{question.key}{name}", "") for name in ("done", "total"))
    if done and total:
        yield f"{title}{done}/{total}"
    for field in question.fields:
        value = typed.get(field.key, "")
        if value == "" or (done and total and field.key.endswith(("done", "total"))):
            continue
        speaks = field.kind is Kind.OPTION or (field.kind is Kind.FLAG and question.rule_kind == "yes_no")
        label = "" if speaks else f"{words(field.label)}: "
        yield f"{title}{label}{_shown(field, value)}"
    for each in question.inner:
        yield from _sayings(each, typed)


def _shown(field: Field, value: str) -> str:
    if field.kind in (Kind.FLAG, Kind.TICK):
        return {YES: _("có"), NO: _("không")}.get(value, value)
    return next((each.label for each in field.picks if each.value == value), value)


def _input(field: Field, typed: Mapping[str, str]) -> Input:
    value = typed.get(field.key, "")
    return Input(
        name=f"{PREFIX}{field.key}",
        key=field.key,
        kind=field.kind.value,
        label=words(field.label),
        hint=words(field.hint) if field.hint else "",
        value=value,
        picks=tuple(
            Pick(each.value, each.label, spoken(each.points), each.value == value) for each in _picks(field)
        ),
    )


def _picks(field: Field) -> tuple[questions.Pick, ...]:
    if field.kind is Kind.FLAG:
        return (questions.Pick(YES, _("Có"), ""), questions.Pick(NO, _("Không"), ""))
    return field.picks
