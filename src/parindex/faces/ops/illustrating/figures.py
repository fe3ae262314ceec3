"""Figures: what stands for a leaf in the end, and what the unit had said before the appraisal."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.scoring.specs import Source
from parindex.faces.ops.illustrating import answering
from parindex.faces.ops.illustrating.answering import Leaf, Level, Raw

# Of the leaves that lost points, how many in a hundred the unit had claimed in full.
_CLAIMED_PERCENT = 35
_MEASURED = "Đối chiếu tài liệu kiểm chứng, số liệu được xác nhận thấp hơn số tự chấm (số liệu minh họa)."
_REASONS = {
    "ratio": _MEASURED,
    "bands": _MEASURED,
    "count": "Chỉ công nhận những việc có văn bản kèm theo (số liệu minh họa).",
    "deduct": "Theo dõi của cơ quan thẩm định có thêm lần vi phạm (số liệu minh họa).",
    "veto": "Theo dõi của cơ quan thẩm định có trường hợp vi phạm (số liệu minh họa).",
    "choice": "Văn bản gửi sau hạn quy định (số liệu minh họa).",
    "yes_no": "Chưa có tài liệu kiểm chứng cho nội dung này (số liệu minh họa).",
    "parts": "Một phần nội dung chưa có tài liệu kiểm chứng (số liệu minh họa).",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands for one leaf of a unit in the end; None where nothing was answered.

    ``claimed`` is what the unit said first; ``reason`` says why the appraiser changed it, else it is blank.
    """

    path: str
    answer: Raw | None
    claimed: Raw | None
    reason: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the appraiser changed what the unit had said."""
        return self.reason != ""


def of(leaf: Leaf, raw: Raw | None) -> Figure:
    """The figure of ``leaf`` that ends at ``raw``; some of those that lost points were claimed in full."""
    path, rule = leaf.node.path, leaf.node.rule
    reason = _REASONS.get(rule.kind, "") if rule is not None else ""
    if raw is None or "not_applicable" in raw or not reason or leaf.node.source is not Source.SELF:
        return Figure(path, raw, raw)
    if leaf.points(raw) == leaf.top or not leaf.chance.of("claimed").happens(percent=_CLAIMED_PERCENT):
        return Figure(path, raw, raw)
    return Figure(path, raw, answering.answer(leaf, Level.FULL), reason)
