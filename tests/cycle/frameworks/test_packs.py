"""The shipped frameworks: their sums, sources and rules, and what Yên Hòa's answers earn by one of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from typing import Any

import pytest

from parindex.cycle.frameworks import answers, packs, reading, writing
from parindex.engine.scoring import evaluate, specs
from parindex.engine.scoring.specs import Aggregate, CriterionSpec, FrameworkSpec, RuleSpec, Source, Status
from parindex.engine.values.findings import Words
from parindex.faces.ops.main import main
from tests.seeds import needs_seeds, seed

COMMUNES = "hanoi-commune-2025"
WARD = "Phường Yên Hòa"
CITY = "Thành phố Hà Nội"

# What extractors made of single letters, and what stands in the packs instead.
MENDED = {
    (COMMUNES, "I/6"): ("Đổi thoại", "Đối thoại"),
    (COMMUNES, "II/2"): ("VBQPP ", "VBQPPL "),
    (COMMUNES, "V/9/9.4"): ("nhúng nhể", "nhũng nhiễu"),
    (COMMUNES, "VI/4/4.3"): ("giám chi", "giảm chi"),
    (COMMUNES, "IX/2"): ("Đề lãnh đạo", "Để lãnh đạo"),
    ("par-index-province-2025", "4/4.1/4.1.3"): ("ĐVSNC", "ĐVSNCL"),
    ("par-index-province-2025", "7/7.4/7.4.1"): ("Công thông tin", "Cổng thông tin"),
    ("par-index-province-2023", "4/4.1/4.1.4"): ("Tình hợp lý", "Tính hợp lý"),
    ("par-index-province-2023", "4/4.1/4.1.5"): ("Tình hợp lý", "Tính hợp lý"),
    ("par-index-province-2023", "5"): ("CAI CÁCH", "CẢI CÁCH"),
    ("par-index-province-2023", "7"): ("QUYỀN ĐIỆN, CHÍNH", "QUYỀN ĐIỆN TỬ, CHÍNH"),
    ("par-index-province-2023", "7/7.3/7.3.1"): ("Công thông tin", "Cổng thông tin"),
    ("par-index-province-2023", "7/7.3/7.3.2"): ("Công thông tin", "Cổng thông tin"),
}
SECOND_SLIP = ("những nhiều", "nhũng nhiễu")

# Which table of which document a pack was made from.
TABLES = {
    COMMUNES: ("002", 0),
    "par-index-province-2025": ("000", 0),
    "par-index-province-2023": ("001", 0),
    "sipas-2023": ("001", 1),
    "papi-2023": ("001", 2),
}


def leaves(spec: FrameworkSpec) -> list[CriterionSpec]:
    return [step.node for step in specs.walk(spec) if step.node.is_leaf]


def points_by_source(spec: FrameworkSpec) -> dict[Source | None, Fraction]:
    sums: dict[Source | None, Fraction] = defaultdict(Fraction)
    for leaf in leaves(spec):
        sums[leaf.source] += Fraction(leaf.max or "0")
    return dict(sums)


def kinds(rule: RuleSpec | None) -> Iterator[str]:
    """The kind of a rule and of every rule inside it."""
    if rule is None:
        return
    yield rule.kind
    for inner in (*(part.rule for part in rule.parts), *rule.cases, rule.then):
        yield from kinds(inner)


def table(pack_id: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    number, position = TABLES[pack_id]
    capsys.readouterr()
    assert main(["read", str(seed(number)), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    found: dict[str, Any] = [each for each in read["tables"] if each["kind"] == "criteria"][position]
    return found


def sample(name: str, pack_id: str, unit: str) -> dict[str, object]:
    data = resources.files("parindex.faces.ops").joinpath("samples", name).read_bytes()
    return answers.read(data, framework=packs.spec(pack_id)).units[unit]


def yen_hoa() -> dict[str, object]:
    return sample("yen-hoa-2025.answers.yaml", COMMUNES, WARD)


def test_the_list() -> None:
    assert [(pack.id, pack.index, pack.level, pack.year, pack.size) for pack in packs.listed()] == [
        (COMMUNES, "PAR INDEX", "commune", 2025, 95),
        ("par-index-province-2025", "PAR INDEX", "province", 2025, 88),
        ("par-index-province-2023", "PAR INDEX", "province", 2023, 79),
        ("sipas-2023", "SIPAS", "province", 2023, 9),
        ("papi-2023", "PAPI", "province", 2023, 28),
        ("empty-starter", "PAR INDEX", "commune", 2026, 1),
    ]


def test_every_file_of_the_folder_is_listed() -> None:
    folder = resources.files("parindex.cycle.frameworks").joinpath(packs.FOLDER)
    assert sorted(each.name for each in folder.iterdir()) == sorted(f"{name}.yaml" for name in packs.IDS)


def test_one_pack_in_full() -> None:
    assert packs.pack("papi-2023") == packs.Pack(
        id="papi-2023",
        title=Words("Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh năm 2023", "PAPI 2023"),
        index="PAPI",
        level="province",
        year=2023,
        basis="Phụ lục 4 Kế hoạch số 164/KH-UBND ngày 30/5/2024 của UBND Thành phố",
        note="Chỉ số do UNDP công bố; Thành phố không tính lại được nên mọi mục đều nhập. Nội dung là tổng "
        "các nội dung thành phần, chỉ số chung là tổng tám nội dung.",
        leaves=((Source.IMPORTED, 28),),
        rules=((Status.CONFIRMED, 28),),
    )


@pytest.mark.parametrize("unknown", ["", "papi-2024", "../papi-2023", "papi-2023.yaml"])
def test_an_unknown_pack(unknown: str) -> None:
    for ask in (packs.pack, packs.spec, packs.text, packs.data):
        with pytest.raises(packs.UnknownPack):
            ask(unknown)


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_a_pack_checks_clean(pack_id: str) -> None:
    assert reading.read(packs.data(pack_id)).findings == ()


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_a_pack_survives_being_written(pack_id: str) -> None:
    spec = packs.spec(pack_id)
    again = reading.read(writing.write(spec).encode())
    assert (again.spec, again.findings) == (spec, ())


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_text_and_bytes_are_one_file(pack_id: str) -> None:
    assert packs.text(pack_id).encode() == packs.data(pack_id)


@pytest.mark.parametrize("pack_id", [name for name in packs.IDS if name != "empty-starter"])
def test_a_framework_is_named_like_its_file(pack_id: str) -> None:
    assert packs.spec(pack_id).id == pack_id


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_every_leaf_says_where_its_rule_comes_from(pack_id: str) -> None:
    for leaf in leaves(packs.spec(pack_id)):
        assert leaf.source is not None, leaf.path
        assert leaf.rule is not None, leaf.path
        assert leaf.rule.citation, leaf.path
        assert leaf.rule.status in set(Status), leaf.path


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_options_and_parts_have_names_to_show(pack_id: str) -> None:
    for leaf in leaves(packs.spec(pack_id)):
        for rule in rules(leaf.rule):
            assert all(option.label for option in rule.options), leaf.path
            assert all(part.name for part in rule.parts), leaf.path


def rules(rule: RuleSpec | None) -> Iterator[RuleSpec]:
    """A rule and every rule inside it."""
    if rule is None:
        return
    yield rule
    for inner in (*(part.rule for part in rule.parts), *rule.cases, rule.then):
        yield from rules(inner)


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_notes_are_in_vietnamese_words_not_codes(pack_id: str) -> None:
    spec = packs.spec(pack_id)
    notes = [spec.note, *(step.node.note for step in specs.walk(spec))]
    for leaf in leaves(spec):
        notes += [rule.note for rule in rules(leaf.rule)]
        notes.append(leaf.evidence.note if leaf.evidence else None)
    said = " ".join(note for note in notes if note)
    assert [code.value for code in Status if code.value in said] == []


def test_no_guess_is_called_confirmed() -> None:
    """Only published tables were read; what their rules say was not."""
    confirmed = {
        pack.id: count
        for pack in packs.listed()
        for status, count in pack.rules
        if status is Status.CONFIRMED
    }
    assert confirmed == {"sipas-2023": 9, "papi-2023": 28}


def test_the_communes_leaves_and_points() -> None:
    spec = packs.spec(COMMUNES)
    assert dict(packs.pack(COMMUNES).leaves) == {
        Source.SELF: 64,
        Source.SURVEY: 27,
        Source.IMPORTED: 2,
        Source.BONUS: 1,
        Source.PENALTY: 1,
    }
    assert points_by_source(spec) == {
        Source.SELF: 65,
        Source.SURVEY: 26,
        Source.IMPORTED: 4,
        Source.BONUS: 5,
        Source.PENALTY: 0,
    }


def test_the_communes_domains() -> None:
    spec = packs.spec(COMMUNES)
    assert {node.code: specs.maximum(node, default=Aggregate.SUM) for node in spec.criteria} == {
        "I": Fraction("12.5"),
        "II": 8,
        "III": 11,
        "IV": 8,
        "V": 12,
        "VI": Fraction("11.5"),
        "VII": Fraction("12.5"),
        "VIII": Fraction("19.5"),
        "IX": 5,
    }


def test_the_communes_meet_every_kind_but_leader() -> None:
    met = {kind for leaf in leaves(packs.spec(COMMUNES)) for kind in kinds(leaf.rule)}
    assert met == {
        *("yes_no", "choice", "ratio", "bands", "count", "deduct", "veto", "parts", "best_case"),
        *("growth", "survey", "index", "council", "gate", "formula", "penalty"),
    }


def test_the_example_of_the_contract_is_answerable() -> None:
    """The contract answers three criteria of this framework; they must take those answers."""
    given = {
        "I/1/1.1": {"done": "19", "total": "20"},
        "V/5": {"count": "1"},
        "VI/4/4.1": {"not_applicable": True, "reason": "không có đơn vị"},
    }
    tree = evaluate.score_units(packs.spec(COMMUNES), {WARD: given})[WARD]
    assert (tree.points, tree.max) == (Decimal("0.9500"), Decimal(99))


@pytest.mark.parametrize("pack_id", ["par-index-province-2023", "par-index-province-2025"])
def test_a_province_is_appraised_for_68_and_surveyed_for_32(pack_id: str) -> None:
    assert points_by_source(packs.spec(pack_id)) == {
        Source.SELF: 68,
        Source.SURVEY: 22,
        Source.IMPORTED: 10,
    }


def test_published_indexes_are_given() -> None:
    assert [packs.spec(each).aggregate for each in ("sipas-2023", "papi-2023")] == [Aggregate.GIVEN] * 2


def test_papi_adds_up_as_published() -> None:
    spec = packs.spec("papi-2023")
    assert [(node.code, node.max, len(node.children)) for node in spec.criteria] == [
        (str(number), "10", 4 if number in {1, 2, 4, 6} else 3) for number in range(1, 9)
    ]


def test_the_starter_is_small_and_valid() -> None:
    spec = packs.spec("empty-starter")
    assert [(leaf.path, leaf.max) for leaf in leaves(spec)] == [("I/1", "1")]


@needs_seeds
@pytest.mark.parametrize("pack_id", TABLES)
def test_names_and_maxima_are_those_printed(pack_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    spec = packs.spec(pack_id)
    found = table(pack_id, capsys)
    above, printed = "", {}
    if pack_id == "sipas-2023":
        # The printed total row is the root of what it sums up.
        above = "SIPAS/"
        printed["SIPAS"] = ("Chỉ số hài lòng chung", Fraction(found["total"]["max"]))
    for row in found["rows"]:
        wrong, right = MENDED.get((pack_id, row["path"]), ("", ""))
        name = row["name"].replace(wrong, right) if wrong else row["name"]
        printed[above + row["path"]] = (name.replace(*SECOND_SLIP), Fraction(row["max"]))
    assert {
        step.node.path: (step.node.name, specs.maximum(step.node, default=spec.aggregate))
        for step in specs.walk(spec)
    } == printed


@needs_seeds
@pytest.mark.parametrize("pack_id", sorted({pack_id for pack_id, _ in MENDED}))
def test_every_mended_slip_is_printed(pack_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = {row["path"]: row["name"] for row in table(pack_id, capsys)["rows"]}
    for (named, path), (wrong, _) in MENDED.items():
        assert named != pack_id or wrong in printed[path]


def test_yen_hoa_earns_what_was_published() -> None:
    tree = evaluate.score_units(packs.spec(COMMUNES), {WARD: yen_hoa()})[WARD]
    domains = {node.code: tree.nodes[node.path].points for node in packs.spec(COMMUNES).criteria}
    assert (tree.score, tree.points, tree.max) == (Decimal("93.1700"), Decimal("93.1700"), Decimal(100))
    assert {code: str(points) for code, points in domains.items()} == {
        "I": "11.2200",
        "II": "7.8900",
        "III": "10.8600",
        "IV": "7.8900",
        "V": "10.3300",
        "VI": "11.1000",
        "VII": "12.1700",
        "VIII": "18.7100",
        "IX": "3.0000",
    }


@needs_seeds
def test_yen_hoa_earns_every_printed_figure(capsys: pytest.CaptureFixture[str]) -> None:
    tree = evaluate.score_units(packs.spec(COMMUNES), {WARD: yen_hoa()})[WARD]
    printed = {row["path"]: Decimal(row["result"]) for row in table(COMMUNES, capsys)["rows"]}
    assert {path: node.points for path, node in tree.nodes.items()} == printed


def test_the_city_earns_what_was_published() -> None:
    """Printed as 92.90: the sum of the printed leaves, shown with two decimals."""
    given = sample("ha-noi-2025.answers.yaml", "par-index-province-2025", CITY)
    tree = evaluate.score_units(packs.spec("par-index-province-2025"), {CITY: given})[CITY]
    assert (tree.score, tree.points) == (Decimal("92.8981"), Decimal("92.8981"))


@needs_seeds
def test_the_city_earns_every_printed_figure(capsys: pytest.CaptureFixture[str]) -> None:
    given = sample("ha-noi-2025.answers.yaml", "par-index-province-2025", CITY)
    tree = evaluate.score_units(packs.spec("par-index-province-2025"), {CITY: given})[CITY]
    rows = table("par-index-province-2025", capsys)["rows"]
    printed = {row["path"]: Decimal(row["result"]) for row in rows}
    assert {path: node.points for path, node in tree.nodes.items()} == printed


@needs_seeds
@pytest.mark.parametrize(("pack_id", "total"), [("sipas-2023", "83.5700"), ("papi-2023", "43.9603")])
def test_a_published_index_is_taken_over_unchanged(
    pack_id: str, total: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = table(pack_id, capsys)
    above = "SIPAS/" if pack_id == "sipas-2023" else ""
    given: dict[str, object] = {above + row["path"]: {"value": row["result"]} for row in found["rows"]}
    if above:
        given["SIPAS"] = {"value": found["total"]["result"]}
    tree = evaluate.score_units(packs.spec(pack_id), {CITY: given})[CITY]
    assert (tree.score, tree.points) == (Decimal(total), Decimal(total))
    assert {path: node.points for path, node in tree.nodes.items()} == {
        path: Decimal(answer["value"]) for path, answer in given.items() if isinstance(answer, dict)
    }


def test_yen_hoa_answers_everything_and_states_points_for_the_bonus_alone() -> None:
    given = yen_hoa()
    by_source = {leaf.path: leaf.source for leaf in leaves(packs.spec(COMMUNES))}
    assert given.keys() == by_source.keys()
    forms = {path: frozenset(answer) for path, answer in given.items() if isinstance(answer, dict)}
    assert [path for path, form in forms.items() if "points" in form] == ["IX/1"]
    surveyed = Counter(forms[path] for path, source in by_source.items() if source is Source.SURVEY)
    assert surveyed == {frozenset({"share"}): 27}


def test_the_command_scores_the_shipped_files(capsys: pytest.CaptureFixture[str]) -> None:
    pack = resources.files("parindex.cycle.frameworks").joinpath(packs.FOLDER, f"{COMMUNES}.yaml")
    sample = resources.files("parindex.faces.ops").joinpath("samples/yen-hoa-2025.answers.yaml")
    assert main(["score", str(pack), str(sample), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)["units"][WARD]
    assert (scored["points"], scored["max"], scored["score"]) == ("93.1700", "100", "93.1700")
