"""Why a leaf has its points: every sentence of every kind, in both languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parindex.engine.scoring import gains, inputs, leaves, traces
from parindex.engine.scoring.answers import AnswerRefused
from parindex.engine.scoring.outcomes import State
from parindex.engine.scoring.specs import Band, Branch, CriterionSpec, NotApplicable, Option, Part, RuleSpec
from parindex.engine.values.findings import Words
from tests.engine.scoring import chance
from tests.engine.scoring.chance import framed

RATIO = RuleSpec(kind="ratio", floor="0.8", citation="Mục I.1.1", status="assumed")
STEPS = (
    Band(at_least="0.9", at_most="1", points="1"),
    Band(at_least="0.5", below="0.9", is_ratio=True),
    Band(below="0.2", share="0.1"),
)
LEADER = RuleSpec(kind="leader", better="higher")
SURVEY = RuleSpec(kind="survey", weights=(("A", "1"), ("B", "0.5")))
FORMULA = RuleSpec(
    kind="formula", variables=("x", "y"), branches=(Branch("x / 3", "x > y"), Branch("1", "y > 9"))
)
PARTS = RuleSpec(
    kind="parts",
    parts=(Part("a", "0.4", RuleSpec(kind="yes_no"), "Kế hoạch"), Part("b", "0.6", RuleSpec(kind="ratio"))),
)
CASES = RuleSpec(kind="best_case", cases=(RATIO, RuleSpec(kind="count", each="0.25")))


def said(rule: RuleSpec, raw: Any, *, maximum: str = "1", **more: Any) -> tuple[Words, ...]:
    trial = framed(rule, raw, maximum=maximum, **more)
    score = leaves.score(trial.leaf, raw, framework=trial.framework, best=trial.best)
    return traces.explain(trial.leaf, raw, score, framework=trial.framework, best=trial.best)


def why(rule: RuleSpec, raw: Any, **more: Any) -> list[str]:
    """The Vietnamese sentences before the clause."""
    lines = [each.vi for each in said(rule, raw, **more)]
    clause = next(n for n, line in enumerate(lines) if line.startswith(("Căn cứ", "Quy tắc chưa ghi căn cứ")))
    return lines[:clause]


def test_the_sentences_of_the_self_scoring_screen() -> None:
    assert said(RATIO, {"done": "17", "total": "20"}) == (
        Words(
            "17/20 = 85 %, từ 80 % trở lên nên tính theo tỷ lệ.",
            "17/20 = 85 %, at least 80 %, so by the ratio.",
        ),
        Words("85 % × 1 điểm = 0,85 điểm.", "85 % × 1 point = 0.85 points."),
        Words("Căn cứ: Mục I.1.1 (giả định).", "Clause: Mục I.1.1 (assumed)."),
        Words(
            "Thực hiện thêm 1, thành 18/20 = 90 %, thì được thêm 0,05 điểm.",
            "Doing 1 more, 18/20 = 90 %, gains 0.05 points.",
        ),
    )


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        (RATIO, "Căn cứ: Mục I.1.1 (giả định).", "Clause: Mục I.1.1 (assumed)."),
        (RuleSpec("veto", "Đ. 5", "confirmed"), "Căn cứ: Đ. 5 (đã xác nhận).", "Clause: Đ. 5 (confirmed)."),
        (
            RuleSpec("veto", "Đ. 5", "illustrative"),
            "Căn cứ: Đ. 5 (minh họa).",
            "Clause: Đ. 5 (illustrative).",
        ),
        (
            RuleSpec("veto", "Đ. 5"),
            "Căn cứ: Đ. 5 (chưa rõ mức độ chắc chắn).",
            "Clause: Đ. 5 (of unknown certainty).",
        ),
        (
            RuleSpec("veto", None, "assumed"),
            "Quy tắc chưa ghi căn cứ (giả định).",
            "The rule cites no article (assumed).",
        ),
    ],
)
def test_a_clause_is_cited_with_how_sure_it_is(rule: RuleSpec, vi: str, en: str) -> None:
    assert traces.clause(rule) == Words(vi, en)


WHY: list[tuple[RuleSpec, Any, list[str]]] = [
    (RuleSpec("yes_no"), {"yes": True}, ["Có thực hiện nên được 1 điểm."]),
    (RuleSpec("yes_no"), {"yes": False}, ["Không thực hiện nên được 0 điểm."]),
    (
        RuleSpec("choice", options=(Option("a", points="0.5", label="Tốt"),)),
        {"choice": "a"},
        ["Chọn mức “Tốt”.", "Mức này được 0,5 điểm."],
    ),
    (
        RuleSpec("choice", options=(Option("a", share="0.75"),)),
        {"choice": "a"},
        ["Chọn mức “a”.", "75 % × 1 điểm = 0,75 điểm."],
    ),
    (RATIO, {"done": "20", "total": "20"}, ["20/20 = 100 %, từ 100 % trở lên nên được điểm tối đa 1 điểm."]),
    (RATIO, {"done": "15", "total": "20"}, ["15/20 = 75 %, dưới 80 % nên được 0 điểm."]),
    (
        RATIO,
        {"done": "23999", "total": "30000"},
        ["23999/30000 = khoảng 79,997 %, dưới 80 % nên được 0 điểm."],
    ),
    (
        RuleSpec("ratio", full_at="0.95"),
        {"done": "1", "total": "3"},
        [
            "1/3 = khoảng 33,33 %, dưới 95 % nên tính theo tỷ lệ.",
            "1/3 × 1 điểm = khoảng 0,333333 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,3333 điểm.",
        ],
    ),
    (
        RuleSpec("ratio", floor="0.12"),
        {"ratio": "0.12345"},
        [
            "Tỷ lệ 12,345 %, từ 12 % trở lên nên tính theo tỷ lệ.",
            "12,345 % × 1 điểm = 0,12345 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,1235 điểm.",
        ],
    ),
    (
        RuleSpec("ratio", empty="zero"),
        {"done": "0", "total": "0"},
        ["Không có nội dung nào phải thực hiện (0/0), quy tắc tính 0 điểm."],
    ),
    (
        RuleSpec("bands", bands=STEPS, empty="full"),
        {"done": "0", "total": "0"},
        ["Không có nội dung nào phải thực hiện (0/0), quy tắc tính 1 điểm."],
    ),
    (
        RuleSpec("bands", bands=STEPS),
        {"done": "19", "total": "20"},
        ["19/20 = 95 %, thuộc bậc từ 90 % đến không quá 100 %.", "Bậc này được 1 điểm."],
    ),
    (
        RuleSpec("bands", bands=STEPS),
        {"done": "2", "total": "3"},
        [
            "2/3 = khoảng 66,67 %, thuộc bậc từ 50 % đến dưới 90 %.",
            "2/3 × 1 điểm = khoảng 0,666667 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,6667 điểm.",
        ],
    ),
    (
        RuleSpec("bands", bands=STEPS),
        {"done": "1", "total": "10"},
        ["1/10 = 10 %, thuộc bậc dưới 20 %.", "10 % × 1 điểm = 0,1 điểm."],
    ),
    (
        RuleSpec("bands", bands=STEPS),
        {"done": "3", "total": "10"},
        [
            "3/10 = 30 %, không thuộc bậc nào (từ 90 % đến không quá 100 %; từ 50 % đến dưới 90 %; "
            "dưới 20 %) nên được 0 điểm."
        ],
    ),
    (
        RuleSpec("bands", on="value", bands=(Band(is_ratio=True),)),
        {"value": "1.2"},
        [
            "Giá trị 1,2, thuộc bậc mọi giá trị.",
            "1,2 × 1 điểm = 1,2 điểm.",
            "Điểm nằm ngoài khoảng cho phép nên tính 1 điểm.",
        ],
    ),
    (
        RuleSpec("bands", on="value", bands=(Band(at_least="5", points="1"),)),
        {"value": "7"},
        ["Giá trị 7, thuộc bậc từ 5 trở lên.", "Bậc này được 1 điểm."],
    ),
    (
        RuleSpec("bands", on="value", bands=(Band(below="9", at_most="8", points="1"),)),
        {"value": "7"},
        ["Giá trị 7, thuộc bậc dưới 9, không quá 8.", "Bậc này được 1 điểm."],
    ),
    (
        RuleSpec("growth", measure="percent", bands=(Band(at_least="0.04", is_ratio=True),)),
        {"value": "22", "previous": "21"},
        [
            "22 so với 21 của kỳ trước, chênh lệch khoảng 4,76 %, thuộc bậc từ 4 % trở lên.",
            "Khoảng 4,76 % × 1 điểm = khoảng 0,047619 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,0476 điểm.",
        ],
    ),
    (
        RuleSpec("growth", measure="difference", bands=(Band(at_least="-2", points="0.5"),)),
        {"value": "20", "previous": "21"},
        ["20 so với 21 của kỳ trước, chênh lệch −1, thuộc bậc từ −2 trở lên.", "Bậc này được 0,5 điểm."],
    ),
    (
        RuleSpec("count", each="0.3"),
        {"count": "2"},
        ["Số lượng 2, mỗi đơn vị 0,3 điểm, nhiều nhất 1 điểm.", "2 × 0,3 điểm = 0,6 điểm."],
    ),
    (
        RuleSpec("count", each="0.3", cap="0.5"),
        {"count": "2"},
        [
            "Số lượng 2, mỗi đơn vị 0,3 điểm, nhiều nhất 0,5 điểm.",
            "2 × 0,3 điểm = 0,6 điểm.",
            "Vượt mức nhiều nhất nên tính 0,5 điểm.",
        ],
    ),
    (
        RuleSpec("deduct", each="0.3"),
        {"count": "2"},
        ["Số lượng 2, mỗi lần trừ 0,3 điểm, không xuống dưới 0 điểm.", "1 − 2 × 0,3 điểm = 0,4 điểm."],
    ),
    (
        RuleSpec("deduct", each="0.3", least="0.5"),
        {"count": "2"},
        [
            "Số lượng 2, mỗi lần trừ 0,3 điểm, không xuống dưới 0,5 điểm.",
            "1 − 2 × 0,3 điểm = 0,4 điểm.",
            "Thấp hơn mức thấp nhất nên tính 0,5 điểm.",
        ],
    ),
    (RuleSpec("veto"), {"count": "0"}, ["Số lượng 0, không có trường hợp nào nên được 1 điểm."]),
    (RuleSpec("veto"), {"count": "2"}, ["Số lượng 2, chỉ cần một trường hợp là được 0 điểm."]),
    (RuleSpec("survey"), {"share": "0.9"}, ["Tỷ lệ khảo sát 90 %.", "90 % × 1 điểm = 0,9 điểm."]),
    (
        RuleSpec("survey"),
        {"mean": "1", "scale": "3"},
        [
            "Điểm trung bình 1 trên thang 3 = khoảng 33,33 %.",
            "1/3 × 1 điểm = khoảng 0,333333 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,3333 điểm.",
        ],
    ),
    (
        SURVEY,
        {"counts": {"A": "3", "B": "1", "E": "4"}},
        [
            "4 phiếu hợp lệ (A: 3, B: 1, E: 4), tỷ lệ 87,5 %.",
            "Trọng số: A: 1, B: 0,5.",
            "87,5 % × 1 điểm = 0,875 điểm.",
        ],
    ),
    (
        RuleSpec("index"),
        {"value": "82.093"},
        [
            "Giá trị 82,093, thang 100.",
            "82,093/100 × 1 điểm = 0,82093 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,8209 điểm.",
        ],
    ),
    (
        RuleSpec("council"),
        {"points": "0.7", "reason": " Mô hình tốt "},
        ["Hội đồng cho 0,7 điểm, lý do: Mô hình tốt."],
    ),
    (
        RuleSpec("gate", then=RATIO),
        {"gate": False},
        ["Không đạt điều kiện bắt buộc nên được 0 điểm."],
    ),
    (
        RuleSpec("gate", then=RATIO),
        {"gate": True, "done": "9", "total": "10"},
        [
            "Đạt điều kiện bắt buộc.",
            "9/10 = 90 %, từ 80 % trở lên nên tính theo tỷ lệ.",
            "90 % × 1 điểm = 0,9 điểm.",
        ],
    ),
    (
        FORMULA,
        {"variables": {"x": "2", "y": "1"}},
        [
            "Với x = 2, y = 1, điều kiện “x > y” đúng.",
            "“x / 3” = khoảng 0,666667 điểm.",
            "Làm tròn đến 4 chữ số thập phân: 0,6667 điểm.",
        ],
    ),
    (
        FORMULA,
        {"variables": {"x": "1", "y": "1"}},
        ["Với x = 1, y = 1, không điều kiện nào đúng (“x > y”, “y > 9”) nên được 0 điểm."],
    ),
    (
        RuleSpec("formula", variables=("x",), branches=(Branch("x - 1"),)),
        {"variables": {"x": "0"}},
        [
            "Với x = 0, áp dụng công thức chung.",
            "“x - 1” = −1 điểm.",
            "Điểm nằm ngoài khoảng cho phép nên tính 0 điểm.",
        ],
    ),
    (
        PARTS,
        {"parts": {"a": {"yes": True}, "b": {"done": "1", "total": "7"}}},
        [
            "Phần “Kế hoạch”: Có thực hiện nên được 0,4 điểm.",
            "Phần “b”: 1/7 = khoảng 14,29 %, dưới 100 % nên tính theo tỷ lệ.",
            "Phần “b”: 1/7 × 0,6 điểm = khoảng 0,085714 điểm.",
            "Phần “b”: Làm tròn đến 4 chữ số thập phân: 0,0857 điểm.",
            "Cộng các phần: 0,4 + 0,0857 = 0,4857 điểm.",
        ],
    ),
    (
        PARTS,
        {"parts": {"b": {"done": "0", "total": "0"}}},
        [
            "Phần “Kế hoạch”: Chưa trả lời nên được 0 điểm.",
            "Phần “b”: Không có nội dung nào phải thực hiện (0/0) nên không áp dụng.",
            "Phần “b”: Điểm tối đa 0,6 điểm ở đây không tính vào tổng.",
            "Cộng các phần: 0 = 0 điểm.",
        ],
    ),
    (
        CASES,
        {"cases": [{"done": "7", "total": "10"}, {"count": "2"}]},
        [
            "Trường hợp 1: 7/10 = 70 %, dưới 80 % nên được 0 điểm.",
            "Trường hợp 2: Số lượng 2, mỗi đơn vị 0,25 điểm, nhiều nhất 1 điểm.",
            "Trường hợp 2: 2 × 0,25 điểm = 0,5 điểm.",
            "Trường hợp 2 có điểm cao nhất nên được tính: 0,5 điểm.",
        ],
    ),
    (
        CASES,
        {"cases": [None, None]},
        [
            "Trường hợp 1: Không kê khai.",
            "Trường hợp 2: Không kê khai.",
            "Không có trường hợp nào được tính nên 0 điểm.",
        ],
    ),
]


@pytest.mark.parametrize(("rule", "raw", "lines"), WHY)
def test_input_threshold_and_computation(rule: RuleSpec, raw: Any, lines: list[str]) -> None:
    assert why(rule, raw) == lines


@pytest.mark.parametrize(
    ("better", "value", "best", "lines"),
    [
        ("higher", "60", 80, ["Giá trị 60, đơn vị cao nhất cùng nhóm là 80.", "60/80 × 1 điểm = 0,75 điểm."]),
        ("higher", "0", 0, ["Giá trị 0, đơn vị cao nhất cùng nhóm là 0.", "Được 0 điểm."]),
        ("lower", "8", 2, ["Giá trị 8, đơn vị thấp nhất cùng nhóm là 2.", "2/8 × 1 điểm = 0,25 điểm."]),
        ("lower", "0", 0, ["Giá trị 0, đơn vị thấp nhất cùng nhóm là 0.", "Được 1 điểm."]),
    ],
)
def test_a_value_against_the_best_of_its_group(better: str, value: str, best: int, lines: list[str]) -> None:
    assert why(RuleSpec("leader", better=better), {"value": value}, best=Fraction(best)) == lines


def test_a_penalty_names_what_is_taken_away() -> None:
    free = RuleSpec("penalty", each="0.5")
    held = RuleSpec("penalty", each="0.5", least="-1")

    assert why(free, {"count": "3"}, maximum="0") == [
        "Số lượng 3, mỗi lần trừ 0,5 điểm.",
        "−3 × 0,5 điểm = −1,5 điểm.",
    ]
    assert why(held, {"count": "2"}, maximum="0")[-1] == "−2 × 0,5 điểm = −1 điểm."
    assert why(held, {"count": "3"}, maximum="0")[-1] == "Thấp hơn mức thấp nhất nên tính −1 điểm."


def test_what_is_not_answered_says_so_and_what_an_answer_gains() -> None:
    assert [each.vi for each in said(RATIO, None)] == [
        "Chưa trả lời nên được 0 điểm.",
        "Căn cứ: Mục I.1.1 (giả định).",
        "Trả lời tỷ lệ 80 % thì được thêm 0,8 điểm.",
    ]


NOT_APPLICABLE = {"not_applicable": True, "reason": "Không được giao"}


def test_what_does_not_apply_says_what_becomes_of_its_maximum() -> None:
    full = said(RATIO, NOT_APPLICABLE, policy=NotApplicable.FULL_POINTS)

    assert [each.vi for each in said(RATIO, NOT_APPLICABLE)] == [
        "Không áp dụng, lý do: Không được giao.",
        "Điểm tối đa 1 điểm ở đây không tính vào tổng.",
        "Căn cứ: Mục I.1.1 (giả định).",
    ]
    assert full[1] == Words(
        "Theo quy định của bộ tiêu chí, nội dung không áp dụng được đủ 1 điểm.",
        "By the framework, what does not apply earns its full 1 point.",
    )


def test_parts_and_cases_that_do_not_apply() -> None:
    parts = {"parts": {"a": NOT_APPLICABLE, "b": {"done": "0", "total": "0"}}}

    assert why(PARTS, parts) == [
        "Phần “Kế hoạch”: Không áp dụng, lý do: Không được giao.",
        "Phần “Kế hoạch”: Điểm tối đa 0,4 điểm ở đây không tính vào tổng.",
        "Phần “b”: Không có nội dung nào phải thực hiện (0/0) nên không áp dụng.",
        "Phần “b”: Điểm tối đa 0,6 điểm ở đây không tính vào tổng.",
        "Điểm tối đa 1 điểm ở đây không tính vào tổng.",
    ]
    one = {"parts": {"a": NOT_APPLICABLE, "b": {"ratio": "0.5"}}}
    assert why(PARTS, one)[-1] == "Cộng các phần: 0,3 = 0,3 điểm."
    assert why(PARTS, one, policy=NotApplicable.FULL_POINTS)[-1] == "Cộng các phần: 0,4 + 0,3 = 0,7 điểm."
    assert why(CASES, {"cases": [NOT_APPLICABLE, None]})[-2:] == [
        "Không có trường hợp nào được tính nên 0 điểm.",
        "Điểm tối đa 1 điểm ở đây không tính vào tổng.",
    ]
    assert why(RuleSpec("gate", then=RATIO), {"gate": True, **NOT_APPLICABLE})[:2] == [
        "Đạt điều kiện bắt buộc.",
        "Không áp dụng, lý do: Không được giao.",
    ]


def test_the_last_sentence_says_what_is_ahead() -> None:
    council, capped = RuleSpec("council"), RuleSpec("count", each="1", cap="0.5")

    assert said(RATIO, {"ratio": "1"})[-1] == Words(
        "Đạt điểm tối đa 1 điểm.", "This is the maximum of 1 point."
    )
    assert said(council, {"points": "0.3", "reason": "Biểu quyết"})[-1] == Words(
        "Còn thiếu 0,7 điểm; điểm này do Hội đồng quyết định, đơn vị không tự thay đổi được.",
        "Missing: 0.7 points; they are the council's to give.",
    )
    assert said(capped, {"count": "1"})[-1] == Words(
        "Còn thiếu 0,5 điểm; theo quy tắc này không tìm thấy thay đổi nào làm tăng điểm.",
        "Missing: 0.5 points; under this rule no change was found to gain any.",
    )


def test_the_best_of_the_group_is_taken_from_the_score_where_none_is_given() -> None:
    trial = framed(LEADER, {"value": "60"})
    score = leaves.score(trial.leaf, trial.raw, framework=trial.framework, best=Fraction(80))

    lines = traces.explain(trial.leaf, trial.raw, score, framework=trial.framework)

    assert lines[-1].vi == "Đưa giá trị từ 60 lên 61 thì được thêm 0,0125 điểm."


def test_a_variable_is_called_by_its_label() -> None:
    rule = RuleSpec(
        "formula",
        variables=("x", "y"),
        labels=(("x", "hồ sơ đúng hạn"),),
        branches=(Branch("x / 4 + y * 0"),),
    )

    lines = [each.vi for each in said(rule, {"variables": {"x": "1", "y": "2"}})]

    assert lines[0] == "Với hồ sơ đúng hạn (x) = 1, y = 2, áp dụng công thức chung."
    assert lines[-1].startswith("Đưa “hồ sơ đúng hạn” từ 1 thành 2 thì được thêm")


def test_a_node_without_a_rule_has_no_figure_of_its_own() -> None:
    trial = framed(RATIO, None)
    bare = CriterionSpec(path="I", code="I", name="Lĩnh vực", max="1")
    score = leaves.score(bare, None, framework=trial.framework)

    assert traces.explain(bare, None, score, framework=trial.framework) == (
        Words("Không có số liệu riêng cho mục này.", "There is no figure of its own here."),
    )


def names(line: Words, gain: gains.Gain) -> bool:
    """Whether the last sentence of ``line`` is the smallest change."""
    if line == gain.words:
        return True
    last = f"làm tăng điểm: {gain.words.vi[:1].lower()}{gain.words.vi[1:]}"
    return line.vi.endswith(last)


@pytest.mark.parametrize("kind", chance.MAKERS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_less_than_the_maximum_names_input_clause_and_what_gains(kind: str, data: st.DataObject) -> None:
    trial = data.draw(chance.trials(kind))
    try:
        score = leaves.score(trial.leaf, trial.raw, framework=trial.framework, best=trial.best)
    except AnswerRefused:
        return
    lines = traces.explain(trial.leaf, trial.raw, score, framework=trial.framework, best=trial.best)
    text = "\n".join(each.vi for each in lines)

    assert "Quy tắc chưa ghi căn cứ" in text
    assert all(each.vi and each.en for each in lines)
    assert "{" not in text
    if score.state is State.NOT_APPLICABLE:
        return
    if score.points < score.max:
        gain = gains.smallest(trial.leaf, trial.raw, framework=trial.framework, best=trial.best)
        assert lines[-1].vi.startswith("Còn thiếu") if gain is None else names(lines[-1], gain)
    if trial.raw is not None and kind not in {"parts", "best_case", "gate"} and "0/0" not in text:
        told = inputs.told(trial.leaf.rule or RuleSpec(""), trial.raw)
        assert told.vi.lower() in text.lower()
