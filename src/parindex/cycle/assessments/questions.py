"""Questions: what a rule asks of a person, field by field.

A form, a workbook and a stored answer speak of the same fields. A field is named by its way into
the answer: ``done``, ``parts.0.count`` (the first part), ``cases.1.yes``, ``variables.x``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from parindex.engine.scoring import speech
from parindex.engine.scoring.specs import Option, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Words

NOT_APPLICABLE, REASON, NONE = "not_applicable", "reason", "none"
YES, NO = "true", "false"
MOST_DECIMALS = 6


class Kind(StrEnum):
    """How a field is filled."""

    NUMBER = "number"
    COUNT = "count"
    RATE = "rate"
    FLAG = "flag"
    OPTION = "option"
    TEXT = "text"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several: what is sent, what is shown, and the points it earns."""

    value: str
    label: str
    points: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in."""

    key: str
    kind: Kind
    label: Words
    picks: tuple[Pick, ...] = ()
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The fields of one rule; parts, cases and what stands behind a gate are questions of their own."""

    key: str
    """What its fields begin with; "" for the leaf itself."""
    rule_kind: str
    title: Words | None
    max: str | None
    fields: tuple[Field, ...]
    inner: tuple[Question, ...] = ()
    is_behind_gate: bool = False
    """Its fields stand beside the gate's own, which also says whether the whole applies."""

    def all_fields(self) -> Iterator[Field]:
        """Every field, inner ones after their question's own; not what tells that it does not apply."""
        yield from self.fields
        for each in self.inner:
            yield from each.all_fields()

    def prefixes(self) -> Iterator[str]:
        """Where "does not apply" may be said."""
        if not self.is_behind_gate:
            yield self.key
        for each in self.inner:
            yield from each.prefixes()


_DONE = Words("Số đã hoàn thành / đạt", "Done")
_TOTAL = Words("Tổng số được giao / phải làm", "Of a total of")
_VALUE = Words("Giá trị", "Value")
_COUNT = {
    "count": Words("Số lượng", "How many"),
    "deduct": Words("Số lần vi phạm, chậm, thiếu", "How many times it was late, missing or against a rule"),
    "veto": Words("Số trường hợp vi phạm", "How many violations"),
    "penalty": Words("Số lần bị trừ điểm", "How many times points are taken away"),
}
_WHOLE = Words("Số nguyên; không có thì ghi 0", "A whole number; write 0 where there is none")


def of(rule: RuleSpec, *, max: str | None) -> Question:
    """What ``rule`` asks, for a leaf worth ``max``."""
    return _question(rule, max, key="", title=None)


NUMERIC = frozenset({Kind.NUMBER, Kind.COUNT, Kind.RATE})


def _question(rule: RuleSpec, top: str | None, *, key: str, title: Words | None) -> Question:
    return Question(
        key=key,
        rule_kind=rule.kind,
        title=title,
        max=top,
        fields=fields(rule, top, key),
        inner=_inner(rule, top, key),
    )


def fields(rule: RuleSpec, top: str | None, key: str) -> tuple[Field, ...]:
    """The fields of ``rule`` itself, each beginning with ``key``; not those of parts, cases or a gate."""

    def field(name: str, kind: Kind, label: Words, hint: Words | None = None) -> Field:
        return Field(f"{key}{name}", kind, label, hint=hint)

    match rule.kind:
        case "yes_no":
            return (field("yes", Kind.FLAG, Words("Đã thực hiện đúng yêu cầu?", "Was it done as required?")),)
        case "choice":
            label = Words("Chọn mức đạt được", "Choose the level reached")
            return (Field(f"{key}choice", Kind.OPTION, label, picks=_picks(rule.options, top)),)
        case "count" | "deduct" | "veto" | "penalty":
            return (field("count", Kind.COUNT, _COUNT[rule.kind], _WHOLE),)
        case "growth":
            return (
                field("value", Kind.NUMBER, Words("Giá trị năm nay", "This year's value")),
                field("previous", Kind.NUMBER, Words("Giá trị kỳ trước", "The previous value")),
            )
        case "leader":
            return (field("value", Kind.NUMBER, _VALUE, _LEADER_HINT),)
        case "index":
            whole = rule.of or "100"
            said = Words(f"Kết quả, trên {whole}", f"Result, out of {whole}")
            return (field("value", Kind.NUMBER, said),)
        case "council":
            return (
                field("points", Kind.NUMBER, Words("Điểm", "Points")),
                field(REASON, Kind.TEXT, Words("Lý do", "Reason")),
            )
        case "gate":
            return (
                field("gate", Kind.FLAG, Words("Có đủ điều kiện để chấm điểm?", "Is the condition met?")),
            )
        case "formula":
            return tuple(
                field(f"variables.{name}", Kind.NUMBER, _variable(rule, name)) for name in rule.variables
            )
        case "best_case":
            said = Words("Không thuộc trường hợp nào", "None of these cases")
            return (field(NONE, Kind.TICK, said),)
        case "ratio" | "bands" | "survey":
            return _measured(rule, key)
    return ()


def _variable(rule: RuleSpec, name: str) -> Words:
    """A label as the heading of a field; a bare name is as the formula writes it."""
    label = rule.label(name)
    return speech.same(name) if label == name else speech.begun(speech.same(label))


_LEADER_HINT = Words(
    "Điểm phụ thuộc vào đơn vị tốt nhất cùng nhóm, nên còn thay đổi đến khi các đơn vị chấm xong",
    "Points depend on the best unit of the group, so they move until every unit has scored",
)


def _measured(rule: RuleSpec, key: str) -> tuple[Field, ...]:
    if rule.kind == "bands" and rule.on == "value":
        return (Field(f"{key}value", Kind.NUMBER, _VALUE),)
    if rule.kind == "survey":
        share = Words("Tỷ lệ hài lòng (ví dụ 0,86 hoặc 86 %)", "Share (such as 0.86 or 86 %)")
        counts = (
            Field(f"{key}counts.{at}", Kind.COUNT, Words(f"Số phiếu chọn {name}", f"Answers of {name}"))
            for at, (name, _) in enumerate(rule.weights)
        )
        mean = Words("Điểm trung bình", "Mean")
        scale = Words("Thang điểm", "Scale")
        return (
            Field(f"{key}share", Kind.RATE, share),
            *counts,
            Field(f"{key}mean", Kind.NUMBER, mean),
            Field(f"{key}scale", Kind.NUMBER, scale),
        )
    done, total = (Field(f"{key}done", Kind.NUMBER, _DONE), Field(f"{key}total", Kind.NUMBER, _TOTAL))
    if rule.kind == "bands":
        return (done, total)
    only = Words("Hoặc chỉ ghi tỷ lệ (ví dụ 0,95 hoặc 95 %)", "Or only the ratio (such as 0.95 or 95 %)")
    return (done, total, Field(f"{key}ratio", Kind.RATE, only))


def _picks(options: tuple[Option, ...], top: str | None) -> tuple[Pick, ...]:
    return tuple(Pick(each.key, each.label or each.key, _worth(each, top)) for each in options)


def _worth(option: Option, top: str | None) -> str:
    """The points of an option; of a share rounded for showing only, as a leaf rounds them."""
    if option.points is not None:
        return option.points
    if option.share is None or top is None:
        return ""
    exact = Fraction(points.figure(option.share)) * Fraction(points.figure(top))
    return points.shortest(points.half_up(exact, MOST_DECIMALS))


def _inner(rule: RuleSpec, top: str | None, key: str) -> tuple[Question, ...]:
    if rule.kind == "parts":
        return tuple(
            _question(
                part.rule,
                part.max,
                key=f"{key}parts.{at}.",
                title=Words(part.name or part.key, part.name or part.key),
            )
            for at, part in enumerate(rule.parts)
            if part.rule is not None
        )
    if rule.kind == "best_case":
        return tuple(
            _question(
                case,
                top,
                key=f"{key}cases.{at}.",
                title=Words(case.note or f"Trường hợp {at + 1}", case.note or f"Case {at + 1}"),
            )
            for at, case in enumerate(rule.cases)
        )
    if rule.kind == "gate" and rule.then is not None:
        return (replace(_question(rule.then, top, key=key, title=None), is_behind_gate=True),)
    return ()
