"""Where the points of a leaf come from, and why a unit cannot give them to itself; pure."""

from __future__ import annotations

from parindex.cycle.assessments.gates import Lock
from parindex.engine.scoring.specs import Source
from parindex.engine.values.findings import Words

_MEASURED = Words(
    "Số liệu lấy từ sổ theo dõi thì sửa dòng trong sổ; số liệu khác, đề nghị đơn vị chủ trì chỉ tiêu "
    "cập nhật ở mục Số liệu.",
    "A figure that comes from a register is corrected there; for any other, ask the unit that keeps the "
    "measure.",
)
_COUNCIL = Words(
    "Đơn vị gửi đề nghị kèm minh chứng; hội đồng quyết định ở bước thẩm định.",
    "The unit sends its request with evidence; the council decides during the appraisal.",
)
LOCKS: dict[Source, Lock] = {
    Source.SURVEY: Lock(
        Words("Điểm lấy từ kết quả khảo sát, đơn vị không tự chấm.", "Points come from the survey."),
        _MEASURED,
    ),
    Source.IMPORTED: Lock(
        Words(
            "Điểm tính từ số liệu đã ghi nhận hoặc công bố, đơn vị không tự chấm.",
            "Points come from recorded or published figures.",
        ),
        _MEASURED,
    ),
    Source.COUNCIL: Lock(Words("Hội đồng chấm điểm tiêu chí này.", "The council scores this."), _COUNCIL),
    Source.BONUS: Lock(Words("Hội đồng quyết định điểm thưởng.", "The council decides on bonus."), _COUNCIL),
    Source.PENALTY: Lock(
        Words("Hội đồng quyết định điểm trừ.", "The council decides on penalties."), _COUNCIL
    ),
}


def lock(source: Source) -> Lock | None:
    """Why a unit does not score a leaf of ``source``; None where it does."""
    return LOCKS.get(source)
