"""Framework files as a whole: paths, sums, maxima, owners, names, and what is refused."""

from __future__ import annotations

import pytest

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import reading
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, Evidence, RuleSpec, Source
from parindex.engine.values.findings import Finding
from tests.cycle.frameworks import files

RULE = "rule: {kind: yes_no, citation: Điều 1, status: assumed}"


def found(criteria: str, *, total: str = '"10"', more: str = "") -> tuple[Finding, ...]:
    return reading.read(files.tree(criteria, total=total, more=more)).findings


def test_the_whole_file_is_read() -> None:
    text = """
schema: parindex/framework/1
id: xã-2025
index: PAR INDEX
title: {vi: Bộ tiêu chí, en: Criteria}
level: commune
year: 2025
basis: Quyết định số 1
decimals: 3
display_decimals: 1
not_applicable: full_points
total: "1.5"
criteria:
  - code: "I"
    name: Chỉ đạo
    owner: Sở Nội vụ
    children:
      - code: 1.10
        name: Kế hoạch
        max: "1.5"
        source: self
        evidence: {required: true, note: Quyết định}
        note: ghi chú
        rule: {kind: ratio, floor: "0.8", citation: Điều 1, status: assumed, note: xem thêm}
"""
    read = reading.read(text.encode())
    rule = RuleSpec(kind="ratio", floor="0.8", citation="Điều 1", status="assumed", note="xem thêm")
    leaf = CriterionSpec(
        path="I/1.10",
        code="1.10",
        name="Kế hoạch",
        max="1.5",
        source=Source.SELF,
        evidence=Evidence(required=True, note="Quyết định"),
        rule=rule,
        note="ghi chú",
    )
    assert read.spec == specs.FrameworkSpec(
        id="xã-2025",
        index="PAR INDEX",
        title_vi="Bộ tiêu chí",
        title_en="Criteria",
        level="commune",
        year=2025,
        basis="Quyết định số 1",
        decimals=3,
        display_decimals=1,
        not_applicable=specs.NotApplicable.FULL_POINTS,
        total="1.5",
        criteria=(CriterionSpec(path="I", code="I", name="Chỉ đạo", owner="Sở Nội vụ", children=(leaf,)),),
    )
    assert read.findings == ()
    assert read.spec.criteria[0].children[0].line == 18


def test_a_bullet_takes_its_position_among_all_its_siblings() -> None:
    criteria = (
        "  - {code: '1', name: a, owner: b, max: '4', " + RULE + "}\n"
        "  - {code: '-', name: a, owner: b, max: '3', " + RULE + "}\n"
        "  - {name: a, owner: b, max: '3', " + RULE + "}\n"
    )
    spec = reading.read(files.tree(criteria)).spec
    assert [step.node.path for step in specs.walk(spec)] == ["1", "2", "3"]


def test_a_path_twice_is_an_error_at_the_later_one() -> None:
    row = "  - {code: '1', name: a, owner: b, max: '5', " + RULE + "}\n"
    duplicates = found(row + row)
    assert files.told(duplicates) == [("CODE_DUPLICATE", "error", "1")]
    assert duplicates[0].row == 6
    assert "dòng 5" in duplicates[0].message.vi


def test_a_bullet_may_collide_with_a_number() -> None:
    first = "  - {code: '2', name: a, owner: b, max: '5', " + RULE + "}\n"
    second = "  - {code: '-', name: a, owner: b, max: '5', " + RULE + "}\n"
    assert files.told(found(first + second)) == [("CODE_DUPLICATE", "error", "2")]


@pytest.mark.parametrize(
    ("total", "told"), [("10", []), ("10.0", []), ("10.0001", [("TOTAL_MISMATCH", "error", "total")])]
)
def test_the_total_is_the_exact_sum_of_the_roots(total: str, told: list[tuple[str, str, str]]) -> None:
    criteria = "  - {code: '1', name: a, owner: b, children: [\n" + "".join(
        f"      {{code: '{n}', name: a, max: '2.5', {RULE}}},\n" for n in range(4)
    )
    assert files.told(found(criteria + "    ]}\n", total=f'"{total}"')) == told


def test_a_missing_total_is_an_error() -> None:
    data = (
        b"schema: parindex/framework/1\nid: a\ncriteria: [{code: '1', name: a, owner: b, max: '1', rule: }]\n"
    )
    assert files.told(reading.read(data).findings) == [
        ("MAX_MISSING", "error", "total"),
        ("RULE_INCOMPLETE", "warning", "1"),
    ]


def test_a_leaf_needs_maximum_rule_owner_and_name() -> None:
    assert files.told(found("  - {code: '1'}\n")) == [
        ("NAME_MISSING", "warning", "1"),
        ("OWNER_MISSING", "warning", "1"),
        ("MAX_MISSING", "error", "1"),
        ("RULE_INCOMPLETE", "error", "1"),
    ]


@pytest.mark.parametrize(
    ("maximum", "told"),
    [
        ("'10'", []),
        ("10", [("NUMBER_UNQUOTED", "warning", "1")]),
        ("'10.0000'", []),
        ("'10.00000'", []),
        ("'-1'", [("TOTAL_MISMATCH", "error", "total"), ("RULE_RANGE", "error", "1")]),
        ("'9.99999'", [("TOTAL_MISMATCH", "error", "total"), ("RULE_RANGE", "error", "1")]),
    ],
)
def test_maxima(maximum: str, told: list[tuple[str, str, str]]) -> None:
    assert files.told(found(f"  - {{code: '1', name: a, owner: b, max: {maximum}, {RULE}}}\n")) == told


def parent(own: str, children: tuple[str, ...], *, rule: str = "") -> str:
    rows = "".join(f"      - {{code: '{n}', name: a, {each}}}\n" for n, each in enumerate(children))
    return f"  - code: 'I'\n    name: a\n    owner: b\n    max: {own}\n{rule}    children:\n{rows}"


def test_a_parent_of_a_sum_states_its_sum_or_nothing() -> None:
    children = (f"max: '4', {RULE}", f"max: '6', {RULE}")
    assert found(parent("'10'", children)) == ()
    assert files.told(found(parent("'9'", children))) == [("TOTAL_MISMATCH", "error", "I")]


def test_a_parent_takes_no_rule() -> None:
    text = parent("'10'", (f"max: '10', {RULE}",), rule=f"    {RULE}\n")
    assert files.told(found(text)) == [("RULE_INCOMPLETE", "error", "I")]


GIVEN = "aggregate: given\n"


def test_a_published_index_adds_nothing_up() -> None:
    thirds = ("max: '3.33'", "max: '3.33'", "max: '3.33'")
    assert found(parent("'10'", thirds), more=GIVEN) == ()
    means = ("max: '10'", "max: '10'")
    assert found(parent("'10'", means), more=GIVEN) == ()
    others = ("max: '4'", "max: '5'")
    assert files.told(found(parent("'10'", others), more=GIVEN)) == [("TOTAL_MISMATCH", "warning", "I")]
    assert files.told(found(parent("", means), more=GIVEN)) == [("MAX_MISSING", "error", "I")]


def test_a_node_of_a_published_index_may_have_the_rule_index_only() -> None:
    index = "    rule: {kind: index, citation: Điều 1, status: assumed}\n"
    assert found(parent("'10'", ("max: '10'",), rule=index), more=GIVEN) == ()
    text = parent("'10'", ("max: '10'",), rule=f"    {RULE}\n")
    assert files.told(found(text, more=GIVEN)) == [("RULE_INCOMPLETE", "error", "I")]


def test_roots_that_are_means_of_a_published_index() -> None:
    roots = "  - {code: '1', name: a, owner: b, max: '100'}\n  - {code: '2', name: a, owner: b, max: '100'}\n"
    assert found(roots, total='"100"', more=GIVEN) == ()
    assert files.told(found(roots, total='"150"', more=GIVEN)) == [("TOTAL_MISMATCH", "error", "total")]


def test_a_weighted_mean_needs_maxima_and_weights() -> None:
    more = "aggregate: weighted\n"
    good = (f"weight: '2', max: '5', {RULE}", f"weight: '0.5', max: '1', {RULE}")
    assert found(parent("'10'", good), more=more) == ()
    text = parent("", (f"max: '5', {RULE}", f"weight: '0', max: '1', {RULE}"))
    assert files.told(found(text, more=more)) == [
        ("MAX_MISSING", "error", "I"),
        ("RULE_INCOMPLETE", "error", "I/0"),
        ("RULE_RANGE", "error", "I/1"),
    ]


def test_one_parent_may_aggregate_in_its_own_way() -> None:
    text = parent("'10'", (f"weight: '1', max: '5', {RULE}",), rule="    aggregate: weighted\n")
    assert found(text) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"- a\n",
        b"just text\n",
        b"schema: parindex/answers/1\nid: a\ncriteria: [{code: '1'}]\n",
        b"id: a\ncriteria: [{code: '1'}]\n",
        files.tree("  []\n"),
        files.tree("  code: '1'\n"),
        files.tree("  - just text\n"),
        files.tree("  - {code: '1', children: {a: b}}\n"),
        files.tree("  - {code: '1', maxx: '1'}\n"),
        files.tree("  - {code: '1', source: form}\n"),
        files.tree("  - {code: '1', name: [a]}\n"),
        files.tree("  - {code: '1', name: true}\n"),
        files.tree("  - {code: [1]}\n"),
        files.tree("  - {code: '1', max: '9,5'}\n"),
        files.tree("  - {code: '1', max: true}\n"),
        files.tree("  - {code: '1', evidence: {required: yes}}\n"),
        files.tree("  - {code: '1', evidence: [a]}\n"),
        files.tree("  - {code: '1', aggregate: mean}\n"),
        files.tree("  - {code: '1'}\n", total="1e2"),
        files.tree("  - {code: '1'}\n", more="decimals: 7\n"),
        files.tree("  - {code: '1'}\n", more="decimals: '-1'\n"),
        files.tree("  - {code: '1'}\n", more="year: nay\n"),
        files.tree("  - {code: '1'}\n", more="not_applicable: drop\n"),
        files.tree("  - {code: '1'}\n", more="title: {fr: a}\n"),
        files.tree("  - {code: '1'}\n", more="anything: a\n"),
        b"schema: parindex/framework/1\ncriteria: [{code: '1'}]\n",
    ],
)
def test_an_unusable_file_says_where_and_what_to_do(data: bytes) -> None:
    with pytest.raises(Unusable) as refusal:
        reading.read(data)
    assert refusal.value.vi.startswith("Dòng ")
    assert refusal.value.en.startswith("Line ")


def test_findings_stand_in_the_order_of_the_file() -> None:
    rows = [finding.row for finding in found("  - {code: '1'}\n  - {code: '1', max: 1}\n", total="9")]
    assert rows == sorted(row or 0 for row in rows)
    assert all(rows)


def test_a_plain_title_is_vietnamese() -> None:
    spec = reading.read(files.tree("  - {code: '1'}\n", more="title: Bộ tiêu chí\n")).spec
    assert (spec.title_vi, spec.title_en) == ("Bộ tiêu chí", None)


def test_the_same_content_has_the_same_digest_however_it_is_laid_out() -> None:
    flow = files.tree("  - {code: '1', max: '10', name: a}\n")
    block = files.tree('  - name: a   # tên\n    code: "1"\n    max: 10\n', total="10")
    other = files.tree("  - {code: '1', max: '10.0', name: a}\n")
    assert reading.read(flow).digest == reading.read(block).digest
    assert reading.read(flow).digest != reading.read(other).digest


def test_aggregate_of_a_walk() -> None:
    spec = reading.read(files.tree(parent("'10'", ("max: '10'",)), more=GIVEN)).spec
    assert [(step.node.path, step.depth, step.owner, step.above) for step in specs.walk(spec)] == [
        ("I", 0, "b", None),
        ("I/0", 1, "b", Aggregate.GIVEN),
    ]
