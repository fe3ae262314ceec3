"""The form of a rule: every rule goes into its fields and comes back; what is missing is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from parindex.cycle.frameworks import packs, rule_form, rules, wording
from parindex.cycle.frameworks.rule_form import Form, Sort
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import EMPTY_RULE, Band, Branch, Option, Part, RuleSpec
from tests.cycle.frameworks.test_writing import rules as any_rules

COUNT = RuleSpec(kind="count", each="0.5", citation="Điều 4", status="assumed")


def back(rule: RuleSpec) -> RuleSpec:
    return rule_form.read(rule_form.filled(rule), path="1").rule


def said(typed: dict[str, str]) -> list[str]:
    return [each.message.vi for each in rule_form.read(typed, path="1").findings]


def names(form: Form) -> list[str]:
    return [
        *(field.name for field in form.fields),
        *(field.name for table in form.tables for row in table.rows for field in row.fields),
    ]


@pytest.mark.parametrize("pack", packs.IDS)
def test_every_rule_that_is_shipped_comes_back(pack: str) -> None:
    stated = [step.node.rule for step in specs.walk(packs.spec(pack)) if step.node.rule is not None]
    assert [back(rule) for rule in stated] == stated


@given(any_rules().filter(lambda rule: _has_good_names(rule)))
def test_any_rule_comes_back(rule: RuleSpec) -> None:
    assert back(rule) == rule


def _has_good_names(rule: RuleSpec) -> bool:
    """A name with a comma is no name of a variable; the form parts them by commas."""
    inner = [
        *rule.cases,
        *(part.rule for part in rule.parts if part.rule),
        *([rule.then] if rule.then else []),
    ]
    return all("," not in name for name in rule.variables) and all(map(_has_good_names, inner))


def test_the_empty_rule_is_an_empty_form() -> None:
    assert rule_form.filled(EMPTY_RULE) == {}
    assert rule_form.read({}, path="1") == rule_form.Read(EMPTY_RULE, ())
    assert rule_form.form({}).fields == ()


@pytest.mark.parametrize("kind", rules.KINDS)
def test_every_kind_asks_for_everything_it_takes(kind: str) -> None:
    form = rule_form.form({"kind": kind})
    takes = rules.KINDS[kind]
    tables = [table.name for table in form.tables]
    asked = [field.name for field in form.fields] + tables + (["then"] if form.inner else [])
    assert sorted(asked) == sorted((*takes.required, *takes.optional))
    assert form.hint == wording.HINTS[kind]


@pytest.mark.parametrize("kind", sorted(kind for kind, takes in rules.KINDS.items() if takes.required))
def test_a_kind_left_blank_tells_what_it_needs(kind: str) -> None:
    assert said({"kind": kind}) != []
    assert rule_form.read({"kind": kind}, path="1").rule.is_readable is False


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("0,8", "0.8"),
        ("80 %", "0.8"),
        ("80%", "0.8"),
        ("12,5 %", "0.125"),
        ("0.80", "0.80"),
        ("-2", "-2"),
        ("+1,5", "+1.5"),
        ("1.000,5", "1.000,5"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_figures_as_people_type_them(typed: str, figure: str) -> None:
    assert rule_form.figure(typed) == figure


def test_a_field_that_is_no_number_is_told_by_its_label() -> None:
    typed = {"kind": "parts", "parts.0.key": "a", "parts.0.max": "1", "parts.0.rule.kind": "ratio"}
    typed |= {"parts.0.rule.floor": "cao", "parts.0.rule.full_at": "9" * 41}
    assert said(typed) == [
        "Quy tắc của 1: “cao” ở ô “Ngưỡng 0 điểm (tỷ lệ thấp hơn là 0 điểm)” không phải là số, ví dụ 1,5.",
        f"Quy tắc của 1: “{'9' * 41}” ở ô “Đủ điểm từ tỷ lệ” không phải là số, ví dụ 1,5.",
    ]


def test_what_a_person_types_makes_the_rule() -> None:
    typed = {
        **{"kind": "bands", "on": "value", "citation": " Điều 5 ", "status": "confirmed"},
        **{"bands.0.from": "90", "bands.0.earns": "points", "bands.0.amount": "1,5"},
        **{"bands.1.from": "50", "bands.1.below": "90", "bands.1.earns": "share", "bands.1.amount": "50 %"},
        **{"bands.2.earns": "ratio"},
        **{"bands.3.earns": "points", "bands.3.amount": ""},
        **{"floor": "0.9", "options.0.key": "left over from another kind"},
    }
    bands = (
        Band(at_least="90", points="1.5"),
        Band(at_least="50", below="90", share="0.5"),
        Band(is_ratio=True),
    )
    expected = RuleSpec(kind="bands", on="value", bands=bands, citation="Điều 5", status="confirmed")
    assert rule_form.read(typed, path="1") == rule_form.Read(expected, ())


def test_a_row_is_added_and_taken_away() -> None:
    rule = RuleSpec(kind="choice", options=(Option("a", points="1"), Option("b", share="0.5")))
    typed = rule_form.filled(rule)
    more = rule_form.with_row(typed, "options")
    assert len(rule_form.form(more).tables[0].rows) == 3
    assert rule_form.read(more, path="1").rule == rule
    less = rule_form.without_row(typed, "options.0")
    assert rule_form.read(less, path="1").rule == replace(rule, options=rule.options[1:])


def test_a_row_is_added_inside_a_part() -> None:
    inner = RuleSpec(kind="choice", options=(Option("a", points="1"),))
    typed = rule_form.filled(RuleSpec(kind="parts", parts=(Part("x", "1", inner),)))
    more = rule_form.with_row(typed, "parts.0.rule.options")
    part = rule_form.form(more).tables[0].rows[0].inner
    assert part is not None
    assert names(part)[-4:] == [
        f"parts.0.rule.options.1.{key}" for key in ("label", "key", "amount", "earns")
    ]


def test_a_case_is_added() -> None:
    typed = rule_form.with_row(rule_form.filled(RuleSpec(kind="best_case", cases=(COUNT,))), "cases")
    assert [row.name for row in rule_form.form(typed).tables[0].rows] == ["cases.0", "cases.1"]


def test_rows_do_not_grow_without_end() -> None:
    typed = {"kind": "choice", **{f"options.{at}.key": str(at) for at in range(rule_form.MOST_ROWS)}}
    assert rule_form.with_row(typed, "options") == typed
    typed[f"options.{rule_form.MOST_ROWS}.key"] = "one too many"
    assert len(rule_form.form(typed).tables[0].rows) == rule_form.MOST_ROWS


def test_rules_inside_offer_plain_kinds_and_keep_what_a_file_says() -> None:
    inner = RuleSpec(kind="gate", then=COUNT)
    typed = rule_form.filled(RuleSpec(kind="parts", parts=(Part("x", "1", inner),)))
    part = rule_form.form(typed).tables[0].rows[0].inner
    assert part is not None
    assert part.inner is not None
    offered = {pick.value for pick in part.kind.picks}
    assert "gate" in offered
    assert "parts" not in offered
    assert [field.name for field in part.inner.fields if field.sort is Sort.KEPT] == [
        "parts.0.rule.then.citation",
        "parts.0.rule.then.status",
    ]


def test_no_nesting_exhausts_the_form() -> None:
    deep = "then." * 40
    typed = {f"{'then.' * at}kind": "gate" for at in range(40)} | {f"{deep}kind": "veto"}
    form: Form | None = rule_form.form(typed)
    depth = 0
    while form is not None:
        form, depth = form.inner, depth + 1
    assert depth == rule_form.DEEPEST + 1
    assert rule_form.read(typed, path="1").rule.is_readable is False


def test_a_formula_is_typed_as_it_is() -> None:
    typed = {
        **{
            "kind": "formula",
            "variables": "x, y",
            "branches.0.when": "x >= 0.5",
            "branches.0.points": "min(x, y)",
        },
        **{"branches.1.points": "0"},
    }
    rule = rule_form.read(typed, path="1").rule
    assert rule.variables == ("x", "y")
    assert rule.branches == (Branch("min(x, y)", "x >= 0.5"), Branch("0"))


def test_the_variables_of_a_formula_have_labels() -> None:
    typed = {"kind": "formula", "variables": "x, y", "branches.0.points": "x / y"}
    typed["labels"] = "x = hồ sơ đúng hạn, tính cả hồ sơ trực tuyến;  y= hồ sơ tiếp nhận;"

    rule = rule_form.read(typed, path="1").rule
    unknown = rule_form.read({**typed, "labels": "z = gì đó"}, path="1")

    assert rule.labels == (("x", "hồ sơ đúng hạn, tính cả hồ sơ trực tuyến"), ("y", "hồ sơ tiếp nhận"))
    assert rule_form.read(rule_form.filled(rule), path="1").rule == rule
    assert not unknown.rule.is_readable
    assert "“z”" in unknown.findings[0].message.vi


def test_a_survey_weighs_its_options() -> None:
    typed = {
        "kind": "survey",
        "weights.0.key": "Rất hài lòng",
        "weights.0.weight": "1",
        "weights.1.weight": "",
    }
    assert rule_form.read(typed, path="1").rule.weights == (("Rất hài lòng", "1"),)
