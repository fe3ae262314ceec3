"""What each kind of rule asks, and that fields and answers lead to each other."""

from __future__ import annotations

import pytest

from parindex.cycle.assessments import questions, replies
from parindex.cycle.assessments.questions import Kind, Pick
from parindex.engine.scoring.specs import Option, Part, RuleSpec
from parindex.engine.values.findings import Words

YES_NO = RuleSpec(kind="yes_no")
RATIO = RuleSpec(kind="ratio", floor="0.8")
COUNT = RuleSpec(kind="count", each="0.5")
CHOICE = RuleSpec(
    kind="choice",
    options=(Option("tot", points="1", label="Tốt"), Option("kha", share="0.75"), Option("kem")),
)
PARTS = RuleSpec(
    kind="parts",
    parts=(
        Part("kế hoạch", "0.5", YES_NO, name="Có kế hoạch"),
        Part("b.1", "1.5", RATIO),
        Part("trống", "1", None),
    ),
)
CASES = RuleSpec(kind="best_case", cases=(COUNT, RuleSpec(kind="yes_no", note="Được khen thưởng")))
GATE = RuleSpec(kind="gate", then=RATIO)
GATED_PARTS = RuleSpec(kind="gate", then=PARTS)
FORMULA = RuleSpec(kind="formula", variables=("x", "so_moi"))
SURVEY = RuleSpec(kind="survey", weights=(("A", "1"), ("B", "0.6")))

ASKED = [
    (YES_NO, [("yes", Kind.FLAG)]),
    (RATIO, [("done", Kind.NUMBER), ("total", Kind.NUMBER), ("ratio", Kind.RATE)]),
    (RuleSpec(kind="bands"), [("done", Kind.NUMBER), ("total", Kind.NUMBER)]),
    (RuleSpec(kind="bands", on="value"), [("value", Kind.NUMBER)]),
    (COUNT, [("count", Kind.COUNT)]),
    (RuleSpec(kind="deduct"), [("count", Kind.COUNT)]),
    (RuleSpec(kind="veto"), [("count", Kind.COUNT)]),
    (RuleSpec(kind="penalty"), [("count", Kind.COUNT)]),
    (CHOICE, [("choice", Kind.OPTION)]),
    (RuleSpec(kind="growth"), [("value", Kind.NUMBER), ("previous", Kind.NUMBER)]),
    (RuleSpec(kind="leader"), [("value", Kind.NUMBER)]),
    (RuleSpec(kind="index", of="80"), [("value", Kind.NUMBER)]),
    (RuleSpec(kind="council"), [("points", Kind.NUMBER), ("reason", Kind.TEXT)]),
    (FORMULA, [("variables.x", Kind.NUMBER), ("variables.so_moi", Kind.NUMBER)]),
    (
        SURVEY,
        [
            ("share", Kind.RATE),
            ("counts.0", Kind.COUNT),
            ("counts.1", Kind.COUNT),
            ("mean", Kind.NUMBER),
            ("scale", Kind.NUMBER),
        ],
    ),
    (
        PARTS,
        [
            ("parts.0.yes", Kind.FLAG),
            ("parts.1.done", Kind.NUMBER),
            ("parts.1.total", Kind.NUMBER),
            ("parts.1.ratio", Kind.RATE),
        ],
    ),
    (CASES, [("none", Kind.TICK), ("cases.0.count", Kind.COUNT), ("cases.1.yes", Kind.FLAG)]),
    (GATE, [("gate", Kind.FLAG), ("done", Kind.NUMBER), ("total", Kind.NUMBER), ("ratio", Kind.RATE)]),
    (RuleSpec(kind=""), []),
]


@pytest.mark.parametrize(("rule", "asked"), ASKED, ids=[f"{rule.kind}{rule.on or ''}" for rule, _ in ASKED])
def test_every_kind_asks_for_what_its_answer_holds(rule: RuleSpec, asked: list[tuple[str, Kind]]) -> None:
    question = questions.of(rule, max="1")

    assert [(field.key, field.kind) for field in question.all_fields()] == asked
    assert all(field.label.vi and field.label.en for field in question.all_fields())


ANSWERS = [
    (YES_NO, {"yes": "true"}, {"yes": True}),
    (YES_NO, {"yes": "false"}, {"yes": False}),
    (RATIO, {"done": "17", "total": "20"}, {"done": "17", "total": "20"}),
    (RATIO, {"ratio": "95 %"}, {"ratio": "0.95"}),
    (RATIO, {"done": "17"}, {"done": "17"}),
    (CHOICE, {"choice": "kha"}, {"choice": "kha"}),
    (COUNT, {"count": "3"}, {"count": "3"}),
    (FORMULA, {"variables.x": "1,5", "variables.so_moi": "2"}, {"variables": {"x": "1.5", "so_moi": "2"}}),
    (SURVEY, {"counts.0": "10", "counts.1": "3"}, {"counts": {"A": "10", "B": "3"}}),
    (SURVEY, {"mean": "4,2", "scale": "5"}, {"mean": "4.2", "scale": "5"}),
    (PARTS, {"parts.0.yes": "true"}, {"parts": {"kế hoạch": {"yes": True}}}),
    (
        PARTS,
        {"parts.0.yes": "false", "parts.1.done": "1", "parts.1.total": "2"},
        {"parts": {"kế hoạch": {"yes": False}, "b.1": {"done": "1", "total": "2"}}},
    ),
    (
        PARTS,
        {"parts.1.not_applicable": "true", "parts.1.reason": " không được giao "},
        {"parts": {"b.1": {"not_applicable": True, "reason": "không được giao"}}},
    ),
    (CASES, {"cases.1.yes": "true"}, {"cases": [None, {"yes": True}]}),
    (CASES, {"none": "true"}, {"cases": [None, None]}),
    (GATE, {"gate": "false", "done": "1", "total": "2"}, {"gate": False}),
    (GATE, {"gate": "true", "done": "1", "total": "2"}, {"gate": True, "done": "1", "total": "2"}),
    (GATE, {"gate": "true"}, {"gate": True}),
    (GATE, {"done": "1", "total": "2"}, {"done": "1", "total": "2"}),
    (
        GATED_PARTS,
        {"gate": "true", "parts.0.yes": "true"},
        {"gate": True, "parts": {"kế hoạch": {"yes": True}}},
    ),
    (
        RATIO,
        {"not_applicable": "true", "reason": "không có cơ quan trực thuộc", "done": "1"},
        {"not_applicable": True, "reason": "không có cơ quan trực thuộc"},
    ),
    (RATIO, {"not_applicable": "true"}, {"not_applicable": True, "reason": ""}),
    (RuleSpec(kind="council"), {"points": "3", "reason": "biên bản"}, {"points": "3", "reason": "biên bản"}),
]


@pytest.mark.parametrize(("rule", "typed", "raw"), ANSWERS)
def test_fields_make_the_answer(rule: RuleSpec, typed: dict[str, str], raw: object) -> None:
    assert replies.answer(rule, typed) == raw


@pytest.mark.parametrize(("rule", "typed", "raw"), ANSWERS)
def test_an_answer_fills_the_fields_that_make_it(rule: RuleSpec, typed: dict[str, str], raw: object) -> None:
    assert replies.answer(rule, replies.filled(rule, raw)) == raw


@pytest.mark.parametrize(
    "rule", [rule for rule, _ in ASKED], ids=[rule.kind + (rule.on or "") for rule, _ in ASKED]
)
def test_blank_fields_are_no_answer(rule: RuleSpec) -> None:
    blank = {field.key: "  " for field in questions.of(rule, max="1").all_fields()}

    assert replies.answer(rule, {}) is None
    assert replies.answer(rule, blank) is None
    assert replies.filled(rule, None) == {}


def test_a_reason_left_behind_is_no_answer() -> None:
    assert replies.answer(RuleSpec(kind="council"), {"reason": "cũ"}) is None
    assert replies.answer(RATIO, {"reason": "cũ"}) is None


def test_numbers_of_a_file_are_shown_as_they_stand() -> None:
    assert replies.filled(RATIO, {"done": 17, "total": "20"}) == {"done": "17", "total": "20"}
    assert replies.filled(RATIO, "không phải câu trả lời") == {}
    assert replies.filled(PARTS, {"parts": "hỏng"}) == {}


def test_every_field_that_cannot_be_read_is_told_with_its_place() -> None:
    with pytest.raises(replies.Mistyped) as refused:
        replies.answer(PARTS, {"parts.1.done": "mười", "parts.1.total": "1.000.000", "parts.0.yes": "true"})

    assert [fault.key for fault in refused.value.faults] == ["parts.1.done", "parts.1.total"]
    assert refused.value.faults[1].remedy.vi == "Ghi liền các chữ số: 1000000."


def test_doubtful_figures_are_read_out_beside_their_field() -> None:
    question = questions.of(PARTS, max="2")

    assert [
        each.key for each in replies.doubts(question, {"parts.1.done": "1.425", "parts.1.total": "2000"})
    ] == ["parts.1.done"]


def test_an_option_says_what_it_earns() -> None:
    (field,) = questions.of(CHOICE, max="2").fields

    assert field.picks == (Pick("tot", "Tốt", "1"), Pick("kha", "kha", "1.5"), Pick("kem", "kem", ""))


def test_parts_and_cases_have_their_titles_and_maxima() -> None:
    parts, cases = questions.of(PARTS, max="2"), questions.of(CASES, max="2")

    assert [(each.title, each.max) for each in parts.inner] == [
        (Words("Có kế hoạch", "Có kế hoạch"), "0.5"),
        (Words("b.1", "b.1"), "1.5"),
    ]
    assert [(each.title, each.max) for each in cases.inner] == [
        (Words("Trường hợp 1", "Case 1"), "2"),
        (Words("Được khen thưởng", "Được khen thưởng"), "2"),
    ]


def test_what_does_not_apply_may_be_said_of_the_leaf_its_parts_and_cases() -> None:
    assert list(questions.of(PARTS, max="2").prefixes()) == ["", "parts.0.", "parts.1."]
    assert list(questions.of(CASES, max="2").prefixes()) == ["", "cases.0.", "cases.1."]
    assert list(questions.of(GATED_PARTS, max="2").prefixes()) == ["", "parts.0.", "parts.1."]


def test_a_variable_is_asked_for_by_its_label() -> None:
    rule = RuleSpec(kind="formula", variables=("giao", "y"), labels=(("giao", "biên chế được giao"),))

    asked = questions.of(rule, max="1").fields

    assert [(each.key, each.label.vi) for each in asked] == [
        ("variables.giao", "Biên chế được giao"),
        ("variables.y", "y"),
    ]
