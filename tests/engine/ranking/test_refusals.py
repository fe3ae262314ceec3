"""Why scores or settings give no ranking, and what to do, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parindex.engine.ranking import ranking
from parindex.engine.ranking.scores import Score, Unrankable
from parindex.engine.ranking.settings import Class, Settings
from parindex.engine.values.findings import Words

KIND = (Class("Tốt", Decimal(90)), Class("Khá"))
HALVES = (Class("Tốt", Decimal(90)), Class("Khá", top=Decimal("1.5")))
TWICE = (Class("Tốt", Decimal(90)), Class("Khá", Decimal(95)))
TIE = Settings(tiebreaks=("VIII",))


@pytest.mark.parametrize(
    ("scores", "settings", "message", "remedy"),
    [
        (
            [],
            Settings(classes=KIND),
            Words(
                "Loại “Khá” không nói từ mức điểm nào hay gồm bao nhiêu đơn vị đứng đầu.",
                "The class “Khá” names neither a score nor a number of units.",
            ),
            Words(
                "Hãy ghi from (mức điểm) hoặc top (số đơn vị, hay tỷ lệ dưới 1).",
                "State from (a score) or top (a count, or a share below 1).",
            ),
        ),
        (
            [],
            Settings(classes=HALVES),
            Words(
                "Loại “Khá”: top 1.5 không phải số đơn vị, cũng không phải tỷ lệ dưới 1.",
                "The class “Khá”: top 1.5 is neither a count nor a share below 1.",
            ),
            Words(
                "Hãy ghi số nguyên như 17, hoặc tỷ lệ như 0.1.",
                "State a whole number such as 17, or a share such as 0.1.",
            ),
        ),
        (
            [],
            Settings(classes=TWICE),
            Words(
                "Loại “Khá” đứng sau “Tốt” nhưng không đơn vị nào còn đạt được.",
                "The class “Khá” stands below “Tốt”, so no unit can reach it.",
            ),
            Words(
                "Hãy xếp các loại từ cao xuống thấp, mức điểm giảm dần, số đơn vị tăng dần.",
                "List the classes highest first: scores falling, numbers of units rising.",
            ),
        ),
        (
            [Score("a", "xã", None)],
            Settings(),
            Words("“a” chưa có điểm.", "“a” has no score."),
            Words(
                "Hãy ghi điểm (0 nếu không đạt điểm nào), hoặc bỏ đơn vị khỏi bảng.",
                "State its score (0 if it earned nothing), or leave the unit out.",
            ),
        ),
        (
            [Score("a", "xã", Decimal(0)), Score("a", "xã", Decimal(1))],
            Settings(),
            Words("“a” có hai lần trong nhóm “xã”.", "“a” stands twice in the group “xã”."),
            Words("Hãy giữ một dòng cho mỗi đơn vị.", "Keep one row for each unit."),
        ),
        (
            [Score("a", "xã", Decimal(0))],
            TIE,
            Words(
                "“a” thiếu điểm của tiêu chí VIII mà cách xếp hạng cần đến.",
                "“a” lacks the points of VIII, which the settings need.",
            ),
            Words(
                "Hãy kèm điểm của tiêu chí đó, hoặc bỏ điều kiện ấy.",
                "Give the points of that criterion, or drop the condition.",
            ),
        ),
    ],
)
def test_a_refusal_says_why_and_what_to_do(
    scores: list[Score], settings: Settings, message: Words, remedy: Words
) -> None:
    with pytest.raises(Unrankable) as refused:
        ranking.rank(scores, settings)

    assert (refused.value.message, refused.value.remedy) == (message, remedy)
