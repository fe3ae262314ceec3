"""The pure rooms of results: terms as stored, what is found, what differs, what is folded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from parindex.cycle.frameworks import reading
from parindex.cycle.results import checks, comparing, folding, pages, reckoning, terms
from parindex.cycle.results.checks import Facts, Open
from parindex.cycle.results.comparing import Difference
from parindex.cycle.results.reckoning import LeafLine, Sheet
from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.ranking.settings import Below, Class, Compare, Flagged, Penalised, Settings, Ties
from parindex.engine.scoring.specs import FrameworkSpec
from tests.cycle import rounds
from tests.cycle.results import played

FULL = Terms(
    Settings(
        ties=Ties.DENSE,
        decimals=1,
        compare=Compare.UNROUNDED,
        classes=(
            Class("A", Decimal("90.5"), Decimal("0.1"), (Below("II", Decimal("1.5")), Penalised())),
            Class("B", top=Decimal(17), unless=(Flagged("kỷ luật"),)),
        ),
        classes_compare=Compare.UNROUNDED,
        tiebreaks=("VIII", "I/1"),
    ),
    flags=(UnitFlag(3, "kỷ luật", "có án"),),
)
STORED = {
    "ties": "dense",
    "decimals": 1,
    "compare": "unrounded",
    "classes": [
        {
            "name": "A",
            "from": "90.5",
            "top": "0.1",
            "unless": [{"kind": "below", "path": "II", "least": "1.5"}, {"kind": "penalised"}],
        },
        {"name": "B", "from": None, "top": "17", "unless": [{"kind": "flagged", "name": "kỷ luật"}]},
    ],
    "classes_compare": "unrounded",
    "tiebreaks": ["VIII", "I/1"],
    "flags": [{"unit": 3, "name": "kỷ luật", "reason": "có án"}],
}


def spec(text: str = rounds.FRAMEWORK) -> FrameworkSpec:
    """The trial framework."""
    found = reading.read(text.encode()).spec
    assert found is not None
    return found


@pytest.mark.parametrize("asked", [FULL, Terms(), Terms(note="tạm đặt")])
def test_terms_are_stored_and_read_again(asked: Terms) -> None:
    assert terms.of_json(terms.as_json(asked)) == asked


def test_terms_as_stored() -> None:
    assert terms.as_json(FULL) == STORED
    assert terms.as_json(replace(FULL, note="tạm đặt")) == {**STORED, "note": "tạm đặt"}
    assert (
        terms.as_json(Terms(Settings(classes=(Class("A", top=Fraction(1, 8)),))))["classes"][0]["top"]
        == "0.125"
    )


def test_the_criteria_the_settings_ask_for() -> None:
    assert terms.paths(FULL.ranking) == ("VIII", "I/1", "II")
    assert terms.paths(Settings()) == ()


def test_what_is_found_stands_in_the_order_of_the_work() -> None:
    one = (Open("Phường A", 2, "I/1"),)
    everything = Facts(
        units=3, opens="01/03/2026", undecided=one, asked=one, explained=one, missed=("Phường B", "Xã C"),
        figures_missing=4, council_blank=5,
    )  # fmt: skip
    assert [each.code for each in checks.ready_to_freeze(everything)] == [
        "FREEZE_TOO_EARLY", "QUESTIONS_OPEN", "EXPLANATIONS_OPEN", "CELLS_UNDECIDED", "SHEETS_MISSED",
        "FIGURES_MISSING", "COUNCIL_BLANK",
    ]  # fmt: skip
    assert checks.ready_to_freeze(Facts(units=3)) == ()
    assert [each.code for each in checks.ready_to_freeze(replace(everything, units=0))] == ["NO_SHEETS"]


def test_findings_name_unit_count_and_first_place() -> None:
    (asked,) = checks.ready_to_freeze(Facts(units=1, asked=(Open("Phường A", 2, "I/1"),)))
    (missed,) = checks.ready_to_freeze(Facts(units=2, missed=("Phường B", "Xã C")))
    assert asked.message.vi == "Phường A: 2 tiêu chí đã hỏi hoặc trả lại mà chưa kết luận, đầu tiên là I/1."
    assert missed.message.en == "2 units missed the deadline and count zero; the first is Phường B."


def table(terms: Terms = FULL) -> reckoning.Table:
    """The trial units reckoned."""
    sheets = [Sheet(1, "Phường", played.WARD), Sheet(2, "Phường", played.OTHER)]
    asked = replace(terms, ranking=replace(terms.ranking, tiebreaks=("II", "I/1")))
    return reckoning.reckon(spec(), sheets, asked, framework_digest="f")


def test_a_table_differs_from_itself_in_nothing() -> None:
    assert comparing.tables(table().lines, table().lines) == ()
    assert table() == table()


def test_a_unit_that_is_in_one_table_only() -> None:
    lines = table().lines
    assert comparing.tables(lines, lines[:1]) == (Difference(2, "", "unit", "2", "–"),)
    assert comparing.tables(lines[:1], lines) == (Difference(2, "", "unit", "–", "2"),)


def test_a_leaf_that_is_in_one_table_only() -> None:
    lines = table().lines
    less = (replace(lines[0], leaves=lines[0].leaves[:-1]), lines[1])
    assert comparing.tables(lines, less) == (
        Difference(1, "II/3", "state", "scored", "–"),
        Difference(1, "II/3", "points", "0.5", "–"),
        Difference(1, "II/3", "max", "1", "–"),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"group": "Xã"}, {"position": 5}, {"points_micro": 1}, {"max_micro": 1}, {"score_micro": None},
        {"rank": None}, {"is_tied": True}, {"class_name": "Z"}, {"has_missed": True},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_every_value_of_a_row_is_in_the_digest(change: dict[str, object]) -> None:
    lines = table().lines
    changed = (replace(lines[0], **change), *lines[1:])  # type: ignore[arg-type]
    assert reckoning.output_digest(changed) != table().output_digest


@pytest.mark.parametrize("change", [{"state": "unanswered"}, {"points_micro": 1}, {"max_micro": 1}], ids=str)
def test_every_value_of_a_leaf_is_in_the_digest(change: dict[str, object]) -> None:
    lines = table().lines
    leaves = (replace(lines[0].leaves[0], **change), *lines[0].leaves[1:])  # type: ignore[arg-type]
    assert reckoning.output_digest((replace(lines[0], leaves=leaves), *lines[1:])) != table().output_digest


def test_everything_that_goes_in_is_in_the_digest() -> None:
    sheets = [Sheet(1, "Phường", played.WARD)]
    digests = {
        reckoning.input_digest(sheets, FULL, framework_digest="f"),
        reckoning.input_digest(sheets, FULL, framework_digest="g"),
        reckoning.input_digest(sheets, Terms(), framework_digest="f"),
        reckoning.input_digest([Sheet(1, "Xã", played.WARD)], FULL, framework_digest="f"),
        reckoning.input_digest([Sheet(1, "Phường", played.OTHER)], FULL, framework_digest="f"),
    }
    assert len(digests) == 5
    same = [Sheet(1, "Phường", dict(reversed(played.WARD.items())))]
    assert reckoning.input_digest(same, FULL, framework_digest="f") in digests


def test_penalties_reach_the_classes() -> None:
    text = rounds.FRAMEWORK + (
        '      - code: "4"\n        name: "Điểm trừ"\n        max: "0"\n        source: penalty\n'
        '        rule: {kind: penalty, each: "0.5", citation: "Mục II.4", status: assumed}\n'
    )
    asked = Terms(Settings(classes=(Class("A", Decimal(5), unless=(Penalised(),)), Class("B", Decimal(0)))))
    given = [Sheet(1, "g", {**played.WARD, "II/4": {"count": "1"}}), Sheet(2, "g", played.OTHER)]
    lines = reckoning.reckon(spec(text), given, asked, framework_digest="f").lines
    assert [(line.unit, line.class_name, [each.class_name for each in line.blocked]) for line in lines] == [
        (1, "B", ["A"]),
        (2, "A", []),
    ]
    assert lines[0].blocked[0].why[0].vi == "bị trừ 0.5 điểm phạt"


def test_a_tree_folded_from_stored_points_is_the_tree_of_the_answers() -> None:
    for line in table().lines:
        tree = folding.tree(spec(), {leaf.path: leaf for leaf in line.leaves})
        assert (tree.points, tree.max) == (
            Decimal(line.points_micro).scaleb(-6),
            Decimal(line.max_micro).scaleb(-6),
        )
        assert tree.score is not None
        assert tree.score == Decimal(line.score_micro or 0).scaleb(-6)
    assert folding.tree(spec(), {}).points == 0
    assert folding.tree(spec(), {"I/1": LeafLine("I/1", None, "scored", 1_700_000, 2_000_000)}).nodes[
        "I"
    ].points == Decimal("1.7")


def test_which_totals_are_plain_sums() -> None:
    assert folding.is_sum(spec())
    assert not folding.is_sum(replace(spec(), aggregate=type(spec().aggregate)("given")))
    weighted = spec(
        rounds.FRAMEWORK.replace(
            '    owner: "Sở Tư pháp"\n', '    owner: "x"\n    aggregate: given\n    max: "4"\n'
        )
    )
    assert not folding.is_sum(weighted)


def test_shares_are_rounded_half_up_and_never_of_nothing() -> None:
    assert pages.percent(Decimal("5.45"), Decimal(8)) == Decimal("68.13")
    assert pages.percent(Decimal(0), Decimal(0)) is None
