"""What keeps results from being frozen, and what to look at before: the user's sentences and remedies."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

NO_SHEETS = "NO_SHEETS"
FREEZE_TOO_EARLY = "FREEZE_TOO_EARLY"
CELLS_UNDECIDED = "CELLS_UNDECIDED"
QUESTIONS_OPEN = "QUESTIONS_OPEN"
EXPLANATIONS_OPEN = "EXPLANATIONS_OPEN"
SCORES_DIVERGE = "SCORES_DIVERGE"
ANSWER_UNUSABLE = "ANSWER_UNUSABLE"
TERMS_UNUSABLE = "TERMS_UNUSABLE"
SHEETS_MISSED = "SHEETS_MISSED"
FIGURES_MISSING = "FIGURES_MISSING"
COUNCIL_BLANK = "COUNCIL_BLANK"


def no_sheets() -> Finding:
    """The cycle has no unit."""
    return Finding(
        NO_SHEETS,
        Severity.ERROR,
        Words("Kỳ đánh giá chưa có đơn vị nào.", "The cycle has no units."),
        Words("Đưa các đơn vị vào kỳ đánh giá trước.", "Enrol the units first."),
    )


def too_early(*, opens: str) -> Finding:
    """The stage of freezing has not come."""
    return Finding(
        FREEZE_TOO_EARLY,
        Severity.ERROR,
        Words(f"Bước chốt kết quả mở từ {opens}.", f"Freezing begins on {opens}."),
        Words("Chờ đến ngày đó, hoặc đổi lịch của kỳ đánh giá.", "Wait until then, or change the calendar."),
    )


def undecided(*, unit: str, cells: int, path: str) -> Finding:
    """Self-scored criteria of a unit that no appraiser has decided on."""
    return Finding(
        CELLS_UNDECIDED,
        Severity.ERROR,
        Words(f"{unit}: {cells} tiêu chí tự chấm chưa thẩm định, đầu tiên là {path}.",
              f"{unit}: {cells} self-scored criteria are not appraised, the first is {path}."),
        Words("Thẩm định từng tiêu chí, hoặc công nhận phần còn lại của đơn vị.",
              "Appraise them, or accept the rest of the unit."),
        path=path,
    )  # fmt: skip


def questions_open(*, unit: str, cells: int, path: str) -> Finding:
    """Criteria an appraiser asked about or gave back and has not decided since."""
    return Finding(
        QUESTIONS_OPEN,
        Severity.ERROR,
        Words(f"{unit}: {cells} tiêu chí đã hỏi hoặc trả lại mà chưa kết luận, đầu tiên là {path}.",
              f"{unit}: {cells} criteria were asked about or returned and not decided, the first is {path}."),
        Words("Cơ quan thẩm định kết luận các tiêu chí này ở lần thẩm định sau.",
              "The appraiser decides on them in the next appraisal."),
        path=path,
    )  # fmt: skip


def explanations_open(*, unit: str, cells: int, path: str) -> Finding:
    """Explanations that no appraiser has answered."""
    return Finding(
        EXPLANATIONS_OPEN,
        Severity.ERROR,
        Words(f"{unit}: {cells} giải trình chưa được xem xét, đầu tiên là {path}.",
              f"{unit}: {cells} explanations were not answered, the first is {path}."),
        Words("Công nhận hoặc sửa điểm các tiêu chí đã giải trình ở lần thẩm định sau.",
              "Accept or change the explained criteria in the next appraisal."),
        path=path,
    )  # fmt: skip


def scores_diverge(*, unit: str, path: str, stored: str, fresh: str, cells: int) -> Finding:
    """Stored points that are not what the answers are worth by the rules."""
    return Finding(
        SCORES_DIVERGE,
        Severity.ERROR,
        Words(f"{cells} ô có điểm lưu khác điểm tính lại; đầu tiên là {unit}, {path}: {stored} và {fresh}.",
              f"{cells} cells hold other points than rescoring gives; first {unit}, {path}: "
              f"{stored} and {fresh}."),
        Words("Không chốt. Báo quản trị hệ thống chạy parindex rescore --open và tính lại kỳ đánh giá.",
              "Do not freeze. Have the administrator run parindex rescore --open and rescore the cycle."),
        path=path, stated=stored, computed=fresh,
    )  # fmt: skip


def answer_unusable(*, unit: str, path: str, words: Words) -> Finding:
    """A stored answer its rule cannot use."""
    return Finding(
        ANSWER_UNUSABLE,
        Severity.ERROR,
        Words(f"{unit}, {path}: {words.vi}.", f"{unit}, {path}: {words.en}."),
        Words("Mở lại tiêu chí này cho đơn vị và nhập lại.", "Reopen the criterion and enter it again."),
        path=path,
    )


def terms_unusable(*, message: Words, remedy: Words) -> Finding:
    """Settings of ranks and classes that give no ranking."""
    return Finding(TERMS_UNUSABLE, Severity.ERROR, message, remedy)


def sheets_missed(*, units: int, first: str) -> Finding:
    """Units that submitted nothing by the deadline."""
    return Finding(
        SHEETS_MISSED,
        Severity.WARNING,
        Words(f"{units} đơn vị không nộp đúng hạn, tính 0 điểm; đầu tiên là {first}.",
              f"{units} units missed the deadline and count zero; the first is {first}."),
        Words("Nếu vẫn tính điểm cho đơn vị nào thì ghi quyết định kèm lý do trước khi chốt.",
              "To count a unit all the same, record that with its reason before freezing."),
    )  # fmt: skip


def figures_missing(*, cells: int) -> Finding:
    """Surveyed or imported criteria without a figure."""
    return Finding(
        FIGURES_MISSING,
        Severity.WARNING,
        Words(f"{cells} ô lấy từ khảo sát hoặc chỉ số khác chưa có số liệu, đang tính 0 điểm.",
              f"{cells} cells that take survey or imported figures have none and count zero."),
        Words("Nhập số liệu rồi lấy vào kỳ đánh giá, hoặc chốt với 0 điểm.",
              "Record the figures and take them into the cycle, or freeze with zero."),
    )  # fmt: skip


def council_blank(*, cells: int) -> Finding:
    """Council and bonus criteria nothing was recorded for."""
    return Finding(
        COUNCIL_BLANK,
        Severity.INFO,
        Words(f"{cells} ô điểm hội đồng, điểm thưởng chưa ghi, tính 0 điểm.",
              f"{cells} cells of council and bonus points are blank and count zero."),
        Words("Ghi theo biên bản hội đồng nếu có.", "Record them from the council's minutes, if any."),
    )  # fmt: skip
