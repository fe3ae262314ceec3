"""Kinds of cycle: which stages a cycle has, in which order, and what is done in each."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.values.findings import Words

SCORE, CONSOLIDATE, APPRAISE, EXPLAIN, DECIDE, FREEZE, PUBLISH = (
    "score",
    "consolidate",
    "appraise",
    "explain",
    "decide",
    "freeze",
    "publish",
)
ACTS = frozenset({SCORE, CONSOLIDATE, APPRAISE, EXPLAIN, DECIDE, FREEZE, PUBLISH})
"""What is done in a stage; the last two write no cell."""
COUNTING = frozenset({SCORE, CONSOLIDATE, APPRAISE, DECIDE})
"""The acts whose points may stand."""


@dataclass(frozen=True, slots=True)
class StageKind:
    """One stage: its key in the ledger, its act, its title, and how many days it takes as a rule."""

    key: str
    act: str
    title: Words
    days: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cycle."""

    key: str
    title: Words
    stages: tuple[StageKind, ...]


INTERNAL = Kind(
    key="internal",
    title=Words("Đánh giá các đơn vị thuộc Thành phố", "Assessment of the city's units"),
    stages=(
        StageKind("self", SCORE, Words("Tự chấm điểm", "Self-scoring"), 25),
        StageKind("appraisal-1", APPRAISE, Words("Thẩm định lần 1", "First appraisal"), 26),
        StageKind("explanation", EXPLAIN, Words("Giải trình", "Explanation"), 11),
        StageKind("appraisal-2", APPRAISE, Words("Thẩm định lần 2", "Second appraisal"), 28),
        StageKind("freeze", FREEZE, Words("Chốt kết quả", "Freezing"), 15),
        StageKind("publication", PUBLISH, Words("Công bố", "Publication"), 15),
    ),
)
PROVINCIAL = Kind(
    key="provincial",
    title=Words("Thành phố tự đánh giá, Bộ thẩm định", "Provincial self-assessment"),
    stages=(
        StageKind("contribution", SCORE, Words("Các sở cung cấp số liệu", "Departments contribute"), 25),
        StageKind(
            "consolidation", CONSOLIDATE, Words("Tổng hợp, trình ký", "Consolidation and approval"), 15
        ),
        StageKind("ministry", APPRAISE, Words("Bộ thẩm định", "Ministry's appraisal"), 45),
        StageKind("explanation", EXPLAIN, Words("Giải trình", "Explanation"), 15),
        StageKind("ministry-2", APPRAISE, Words("Bộ thẩm định lần 2", "Ministry's second appraisal"), 20),
        StageKind("freeze", FREEZE, Words("Chốt kết quả", "Freezing"), 15),
        StageKind("publication", PUBLISH, Words("Công bố", "Publication"), 15),
    ),
)
KINDS = {each.key: each for each in (INTERNAL, PROVINCIAL)}


def stage(kind: str, key: str) -> StageKind:
    """The stage ``key`` of ``kind``; KeyError when there is none."""
    return {each.key: each for each in KINDS[kind].stages}[key]
