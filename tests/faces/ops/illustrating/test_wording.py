"""Wording: answers of every form in the words of a report."""

from __future__ import annotations

import pytest

from parindex.cycle.frameworks import packs
from parindex.engine.scoring.specs import RuleSpec
from parindex.faces.ops.illustrating import answering, wording
from parindex.faces.ops.illustrating.answering import Level, Raw
from tests.faces.ops.illustrating import city


def rule(path: str) -> RuleSpec:
    found = next(node.rule for node in city.leaves(city.framework()) if node.path == path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        ("I/1/1.1", {"done": "17", "total": "20"}, "17 trên tổng số 20"),
        (
            "I/1/1.2",
            {"parts": {"ban_hanh": {"choice": "cham"}, "hoan_thanh": {"done": "7", "total": "8"}}},
            "Ban hành kế hoạch trong 20 ngày: Ban hành chậm; "
            "Hoàn thành nhiệm vụ của kế hoạch: 7 trên tổng số 8",
        ),
        ("I/2", {"count": "0"}, "không có trường hợp nào"),
        ("V/5", {"count": "1"}, "1 trường hợp"),
        ("I/5", {"count": "0"}, "0 kết quả"),
        (
            "I/8",
            {"variables": {"giao": "9", "xong": "8", "dung_han": "7"}},
            "số nhiệm vụ Thành phố giao: 9; số nhiệm vụ đã hoàn thành: 8; số nhiệm vụ hoàn thành đúng hạn: 7",
        ),
        ("II/2/2.1", {"gate": True, "done": "3", "total": "4"}, "đáp ứng điều kiện; 3 trên tổng số 4"),
        ("II/2/2.1", {"gate": False}, "chưa đáp ứng điều kiện"),
        ("II/2/2.2", {"cases": [None, {"choice": "co_bao_cao"}]}, "Không ban hành văn bản, có báo cáo"),
        ("III/6/6.2", {"yes": True}, "có"),
        ("III/6/6.2", {"yes": False}, "chưa"),
        ("VI/4/4.3", {"value": "41", "previous": "42"}, "41, năm trước 42"),
        ("V/4", {"not_applicable": True, "reason": "không ai đến hạn"}, "không áp dụng: không ai đến hạn"),
        ("VIII/3/3.1", {"value": "91"}, "91"),
        ("VIII/3/3.3", {"share": "0.97"}, "tỷ lệ 0.97"),
        ("IX/1", {"points": "3", "reason": "theo biên bản"}, "theo biên bản"),
        ("I/2", {}, ""),
    ],
)
def test_words(path: str, answer: Raw, words: str) -> None:
    assert wording.told(answer, rule(path)) == words


@pytest.mark.parametrize("pack_id", packs.IDS)
def test_every_drawn_answer_has_words(pack_id: str) -> None:
    spec = packs.spec(pack_id)
    for node in city.leaves(spec):
        assert node.rule is not None
        for level in Level:
            assert wording.told(answering.answer(city.leaf(node, spec), level), node.rule), (node.path, level)
