"""Answers no rule can use: each is refused with its path, its place inside the answer, and a remedy."""

from __future__ import annotations

import pytest

from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.rules import registry
from parindex.engine.scoring.specs import Part, RuleSpec
from tests.engine.scoring import small

WHY = "Biên bản họp Hội đồng"

REFUSED: list[tuple[str, object, str]] = [
    ("yes_no", {}, "the answer is empty"),
    ("yes_no", "có", "the answer “có” has the wrong form"),
    ("yes_no", True, "the answer “true” has the wrong form"),
    ("yes_no", [], "the answer “…” has the wrong form"),
    ("yes_no", 5, "the answer “5” has the wrong form"),
    ("yes_no", {"yes": "true"}, "“yes” is “true”; it takes true or false only"),
    ("yes_no", {"yes": None}, "“yes” is “null”; it takes true or false only"),
    ("yes_no", {"yes": 1}, "“yes” is “1”; it takes true or false only"),
    ("yes_no", {"yes": True, "count": "1"}, "this rule has no use for “count”"),
    ("yes_no", {"Yes": True}, "this rule has no use for “Yes”"),
    ("yes_no", {"gate": True, "not_applicable": True, "reason": WHY}, "this rule has no use for"),
    ("choice", {"choice": "gioi"}, "there is no option “gioi”"),
    ("choice", {"choice": "1.1"}, "there is no option “1.1”"),
    ("choice", {"choice": True}, "there is no option “true”"),
    ("choice", {"choice": None}, "“choice” is blank or no text"),
    ("choice", {"choice": " "}, "“choice” is blank or no text"),
    ("choice", {"choice": ["tot"]}, "“choice” is blank or no text"),
    ("ratio", {"done": "19"}, "there is only “done”, figures are missing"),
    ("ratio", {"done": "21", "total": "20"}, "done 21 is more than total 20"),
    ("ratio", {"done": "1", "total": "0"}, "done 1 is more than total 0"),
    ("ratio", {"done": "-1", "total": "20"}, "“done” is -1, below 0"),
    ("ratio", {"done": "1", "total": "-20"}, "“total” is -20, below 0"),
    ("ratio", {"ratio": "1.0001"}, "“ratio” is 1.0001, outside 0 … 1"),
    ("ratio", {"ratio": "-0.1"}, "“ratio” is -0.1, outside 0 … 1"),
    ("ratio", {"done": "1", "total": "2", "ratio": "0.5"}, "“done”, “total”, “ratio” contradict each other"),
    ("ratio", {"done": "1", "ratio": "0.5"}, "the entries “done”, “ratio” contradict each other"),
    ("bands", {"ratio": "0.9"}, "this rule has no use for “ratio”"),
    ("bands", {"value": "0.9"}, "this rule has no use for “value”"),
    ("bands", {"done": "-1", "total": "1"}, "“done” is -1, below 0"),
    ("value_bands", {"done": "1", "total": "2"}, "this rule has no use for “done”, “total”"),
    ("count", {"count": "-1"}, "“count” is -1, not a whole number"),
    ("count", {"count": "2.5"}, "“count” is 2.5, not a whole number"),
    ("count", {"count": "2,5"}, "“2,5” of “count” is not a number"),
    ("count", {"count": "1e3"}, "“1e3” of “count” is not a number"),
    ("count", {"count": "1_000"}, "“1_000” of “count” is not a number"),
    ("count", {"count": "1/2"}, "“1/2” of “count” is not a number"),
    ("count", {"count": "nan"}, "“nan” of “count” is not a number"),
    ("count", {"count": "inf"}, "“inf” of “count” is not a number"),
    ("count", {"count": "٣"}, "“٣” of “count” is not a number"),
    ("count", {"count": ""}, "“” of “count” is not a number"),
    ("count", {"count": " 1"}, "“ 1” of “count” is not a number"),
    ("count", {"count": "1" * 41}, "of “count” is not a number"),
    ("count", {"count": True}, "“true” of “count” is not a number"),
    ("count", {"count": None}, "“null” of “count” is not a number"),
    ("count", {"count": ["1"]}, "“…” of “count” is not a number"),
    ("count", {"count": 1.5}, "“1.5” of “count” is not a number"),
    ("deduct", {"count": "0.5"}, "“count” is 0.5, not a whole number"),
    ("veto", {"count": "-1"}, "“count” is -1, not a whole number"),
    ("penalty", {"count": "-1"}, "“count” is -1, not a whole number"),
    ("growth", {"value": "1", "previous": "0"}, "“previous” is 0, a rate of growth cannot be computed"),
    ("growth", {"value": "1", "previous": "-2"}, "“previous” is -2, a rate of growth cannot be computed"),
    ("growth", {"value": "1"}, "there is only “value”, figures are missing"),
    ("leader", {"value": "-0.1"}, "“value” is -0.1, below 0"),
    ("survey", {"share": "1.2"}, "“share” is 1.2, outside 0 … 1"),
    ("survey", {"share": "0.5", "mean": "2", "scale": "5"}, "contradict each other"),
    ("survey", {"mean": "5.1", "scale": "5"}, "the mean 5.1 does not lie on the scale 5"),
    ("survey", {"mean": "0", "scale": "0"}, "the mean 0 does not lie on the scale 0"),
    ("survey", {"mean": "-1", "scale": "5"}, "“mean” is -1, below 0"),
    ("survey", {"counts": {}}, "“counts” must hold “name: value” entries"),
    ("survey", {"counts": "5"}, "“counts” must hold “name: value” entries"),
    ("survey", {"counts": {"A": "-1"}}, "“A” is -1, not a whole number"),
    ("survey", {"counts": {"A": "1.5"}}, "“A” is 1.5, not a whole number"),
    ("survey", {"counts": {"D": "5"}}, "no respondent chose an option that has a weight"),
    ("survey", {"counts": {"A": "0"}}, "no respondent chose an option that has a weight"),
    ("unweighted", {"counts": {"A": "5"}}, "the rule has no weights"),
    ("index", {"value": "82,09"}, "“82,09” of “value” is not a number"),
    ("council", {"points": "2.0001", "reason": WHY}, "the points 2.0001 lie outside 0 … 2"),
    ("council", {"points": "-0.1", "reason": WHY}, "the points -0.1 lie outside 0 … 2"),
    ("council", {"points": "1"}, "the reason is missing or blank"),
    ("council", {"points": "1", "reason": " \u00a0\u200b"}, "the reason is missing or blank"),
    ("council", {"points": "1", "reason": None}, "the reason is missing or blank"),
    ("council", {"points": "1", "reason": True}, "the reason is missing or blank"),
    ("council", {"reason": WHY}, "there is only “reason”, figures are missing"),
    ("gate", {}, "the answer is empty"),
    ("gate", {"done": "1", "total": "2"}, "the condition “gate” is missing"),
    ("gate", {"gate": True}, "the answer is empty"),
    ("gate", {"gate": "true", "ratio": "1"}, "“gate” is “true”; it takes true or false only"),
    ("gate", {"gate": True, "count": "1"}, "this rule has no use for “count”"),
    ("gate", {"gate": False, "count": "1"}, "this rule has no use for “count”"),
    ("gate", {"gate": False, "ratio": "2"}, "“ratio” is 2, outside 0 … 1"),
    ("formula", {"variables": {"x": "1"}}, "a variable of the formula is missing or one too many"),
    ("formula", {"variables": {"x": "1", "y": "1", "z": "1"}}, "missing or one too many"),
    ("formula", {"variables": None}, "missing or one too many"),
    ("formula", {"variables": {"x": "1", "y": "a"}}, "“a” of “y” is not a number"),
    ("formula", {"variables": {"x": "-1", "y": "1"}}, "the formula divides by zero"),
    ("parts", {"parts": {}}, "“parts” must hold “name: value” entries"),
    ("parts", {"parts": [{"yes": True}]}, "“parts” must hold “name: value” entries"),
    ("parts", {"parts": {"c": {"yes": True}}}, "there is no part “c”"),
    ("parts", {"parts": {"c": None}}, "there is no part “c”"),
    ("best_case", {"cases": []}, "“cases” must be a list of exactly 2 answers"),
    ("best_case", {"cases": [None]}, "“cases” must be a list of exactly 2 answers"),
    ("best_case", {"cases": [None, None, None]}, "“cases” must be a list of exactly 2 answers"),
    ("best_case", {"cases": {"1": None, "2": None}}, "“cases” must be a list of exactly 2 answers"),
]


def refusal(rule: RuleSpec, raw: object) -> AnswerRefused:
    with pytest.raises(AnswerRefused) as caught:
        small.score(rule, raw)
    return caught.value


@pytest.mark.parametrize(("name", "raw", "words"), REFUSED)
def test_what_a_rule_cannot_use(name: str, raw: object, words: str) -> None:
    refused = refusal(small.RULES[name], raw)

    assert words in refused.words.en
    assert (refused.path, refused.place, refused.unit) == ("1", (), None)
    assert refused.line("vi").startswith(f"1: {refused.words.vi}. ")
    for remedy in (refused.remedy.vi, refused.remedy.en):
        assert remedy.endswith(".")


def test_every_kind_refuses_something() -> None:
    assert {small.RULES[name].kind for name, *_ in REFUSED} == set(registry.KINDS)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"not_applicable": True}, "the reason is missing or blank"),
        ({"not_applicable": True, "reason": "  "}, "the reason is missing or blank"),
        ({"not_applicable": True, "reason": ["x"]}, "the reason is missing or blank"),
        ({"not_applicable": False, "reason": "x"}, "“not_applicable” stands beside other entries"),
        ({"not_applicable": "true", "reason": "x"}, "“not_applicable” stands beside other entries"),
        ({"not_applicable": True, "reason": "x", "yes": True}, "“not_applicable” stands beside other"),
    ],
)
@pytest.mark.parametrize("name", ["yes_no", "parts", "best_case", "gate", "penalty", "formula"])
def test_not_applicable_needs_its_reason_and_nothing_else(name: str, raw: object, words: str) -> None:
    assert words in refusal(small.RULES[name], raw).words.en


@pytest.mark.parametrize(
    ("name", "raw", "place", "words"),
    [
        ("parts", {"parts": {"a": {}}}, ("a",), "the answer is empty"),
        ("parts", {"parts": {"b": {"gate": True, "ratio": "2"}}}, ("b",), "outside 0 … 1"),
        ("parts", {"parts": {"a": {"not_applicable": True}}}, ("a",), "the reason is missing"),
        ("best_case", {"cases": [None, {"ratio": "2"}]}, ("2",), "outside 0 … 1"),
        ("best_case", {"cases": [{}, None]}, ("1",), "the answer is empty"),
    ],
)
def test_a_refusal_inside_names_its_part_or_case(
    name: str, raw: object, place: tuple[str, ...], words: str
) -> None:
    refused = refusal(small.RULES[name], raw)

    assert (refused.path, refused.place) == ("1", place)
    assert words in refused.words.en


def test_a_refusal_two_levels_deep_names_both() -> None:
    rule = RuleSpec(kind="parts", parts=(Part("a", "2", small.CASES),))

    refused = refusal(rule, {"parts": {"a": {"cases": [None, {"yes": True}]}}}).of("Phường Mẫu")

    assert refused.where == "Phường Mẫu › 1 › a › 2"
    assert refused.line("en") == (
        "Phường Mẫu › 1 › a › 2: this rule has no use for “yes”. "
        'Write {done: 19, total: 20} or {ratio: "0.95"}.'
    )
    assert refused.line("vi") == (
        "Phường Mẫu › 1 › a › 2: quy tắc này không dùng mục “yes”. "
        'Ghi {done: 19, total: 20} hoặc {ratio: "0.95"}.'
    )


def test_behind_a_gate_the_remedy_shows_the_gate() -> None:
    assert refusal(small.GATE, {"ratio": "1"}).remedy.en == (
        'Write {gate: true, done: 19, total: 20} or {gate: true, ratio: "0.95"} or {gate: false}.'
    )


def test_a_council_is_told_its_range() -> None:
    with pytest.raises(AnswerRefused) as caught:
        small.score(small.RULES["council"], {"points": "1.6", "reason": WHY}, max="1.50")

    assert caught.value.words.en == "the points 1.6 lie outside 0 … 1.5"
    assert caught.value.remedy.en == "Write points from 0 to 1.5."


def test_long_texts_are_cut_and_stay_on_one_line() -> None:
    line = refusal(small.YES_NO, "dòng\n" * 40).line("en")

    assert "\n" not in line
    assert len(line) < 150
