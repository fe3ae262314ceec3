"""Replies: the answer that filled fields make under a rule, and the fields of a stored answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parindex.cycle.assessments import figures, questions
from parindex.cycle.assessments.questions import NO, NONE, NOT_APPLICABLE, NUMERIC, REASON, YES, Field, Kind
from parindex.engine.scoring.specs import RuleSpec
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field."""

    key: str
    words: Words
    remedy: Words


class Mistyped(ValueError):
    """Fields that cannot be read, each with its fault; there is at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep them in the order of the form."""
        super().__init__(faults[0].words.vi)
        self.faults = faults


Typed = Mapping[str, str]
"""What stands in each field, by its key; a field that is absent is blank."""


def answer(rule: RuleSpec, typed: Typed) -> object:
    """The raw answer the fields make, as an answers file would hold it; None where all are blank.

    Raises Mistyped. Whether the rule can use the answer is the engine's to say.
    """
    faults: list[Fault] = []
    raw = _answer(rule, typed, "", faults)
    if faults:
        raise Mistyped(tuple(faults))
    return raw


def filled(rule: RuleSpec, raw: object) -> dict[str, str]:
    """What stands in each field for a raw answer: the way back of ``answer``."""
    found: dict[str, str] = {}
    if isinstance(raw, dict):
        _fill(rule, raw, "", found)
    return found


def doubts(question: questions.Question, typed: Typed) -> tuple[Fault, ...]:
    """The fields whose figure may have been meant for thousands, each with how it is read."""
    found = []
    for field in question.all_fields():
        said = figures.doubt(typed.get(field.key, "")) if field.kind in NUMERIC else None
        if said is not None:
            found.append(Fault(field.key, said, said))
    return tuple(found)


def _answer(rule: RuleSpec, typed: Typed, key: str, faults: list[Fault]) -> object:
    if typed.get(f"{key}{NOT_APPLICABLE}", "") == YES:
        return {NOT_APPLICABLE: True, REASON: typed.get(f"{key}{REASON}", "").strip()}
    match rule.kind:
        case "parts":
            inner = {
                part.key: _answer(part.rule, typed, f"{key}parts.{at}.", faults)
                for at, part in enumerate(rule.parts)
                if part.rule is not None
            }
            known = {name: each for name, each in inner.items() if each is not None}
            return {"parts": known} if known else None
        case "best_case":
            cases = [_answer(case, typed, f"{key}cases.{at}.", faults) for at, case in enumerate(rule.cases)]
            is_said = typed.get(f"{key}{NONE}", "") == YES or any(each is not None for each in cases)
            return {"cases": cases} if is_said else None
        case "gate":
            return _gated(rule, typed, key, faults)
    return _plain(rule, typed, key, faults)


def _gated(rule: RuleSpec, typed: Typed, key: str, faults: list[Fault]) -> object:
    said = typed.get(f"{key}gate", "")
    if said == NO:
        return {"gate": False}
    inner = None if rule.then is None else _answer(rule.then, typed, key, faults)
    if said != YES and inner is None:
        return None
    entries = inner if isinstance(inner, dict) else {}
    return {**({"gate": True} if said == YES else {}), **entries}


def _plain(rule: RuleSpec, typed: Typed, key: str, faults: list[Fault]) -> object:
    found: dict[str, object] = {}
    for field in questions.fields(rule, None, key):
        text = typed.get(field.key, "").strip()
        name = field.key.removeprefix(key)
        if text == "":
            continue
        if name.startswith("variables."):
            _put(found, "variables", name.removeprefix("variables."), _read(field, text, faults))
        elif name.startswith("counts."):
            option = rule.weights[int(name.removeprefix("counts."))][0]
            _put(found, "counts", option, _read(field, text, faults))
        else:
            found[name] = _read(field, text, faults)
    # a reason alone, left behind by an unticked box, is no answer
    return None if found.keys() <= {REASON} else found


def _put(found: dict[str, object], group: str, name: str, value: object) -> None:
    inner = found.setdefault(group, {})
    assert isinstance(inner, dict)
    inner[name] = value


def _read(field: Field, text: str, faults: list[Fault]) -> object:
    if field.kind is Kind.FLAG:
        return text == YES
    if field.kind not in NUMERIC:
        return text
    try:
        return figures.rate(text) if field.kind is Kind.RATE else figures.exact(text)
    except figures.Unreadable as wrong:
        faults.append(Fault(field.key, wrong.words, wrong.remedy))
        return None


def _fill(rule: RuleSpec, raw: Mapping[str, object], key: str, found: dict[str, str]) -> None:
    if raw.get(NOT_APPLICABLE) is True:
        found[f"{key}{NOT_APPLICABLE}"] = YES
        found[f"{key}{REASON}"] = _text(raw.get(REASON))
        return
    match rule.kind:
        case "parts":
            answers = raw.get("parts")
            for at, part in enumerate(rule.parts):
                inner = answers.get(part.key) if isinstance(answers, dict) else None
                if part.rule is not None and isinstance(inner, dict):
                    _fill(part.rule, inner, f"{key}parts.{at}.", found)
        case "best_case":
            _fill_cases(rule, raw.get("cases"), key, found)
        case "gate":
            found[f"{key}gate"] = _text(raw.get("gate"))
            if rule.then is not None:
                _fill(rule.then, raw, key, found)
        case _:
            _fill_plain(rule, raw, key, found)


def _fill_cases(rule: RuleSpec, cases: object, key: str, found: dict[str, str]) -> None:
    answers = cases if isinstance(cases, list | tuple) else ()
    if answers and all(each is None for each in answers):
        found[f"{key}{NONE}"] = YES
    for at, (case, inner) in enumerate(zip(rule.cases, answers, strict=False)):
        if isinstance(inner, dict):
            _fill(case, inner, f"{key}cases.{at}.", found)


def _fill_plain(rule: RuleSpec, raw: Mapping[str, object], key: str, found: dict[str, str]) -> None:
    for field in questions.fields(rule, None, key):
        name = field.key.removeprefix(key)
        group, _, inner = name.partition(".")
        value = raw.get(group)
        if inner and isinstance(value, dict):
            own = rule.weights[int(inner)][0] if group == "counts" else inner
            value = value.get(own)
        if value is not None and not isinstance(value, dict | list):
            found[field.key] = _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)
