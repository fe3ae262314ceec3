"""Finding codes of reading, each with its weight, its sentence and its remedy in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parindex.cycle.documents.blocks import At
from parindex.engine.values.findings import Finding, Severity, Words


class Code(StrEnum):
    """What reading a document can find."""

    SUM_MISMATCH = "SUM_MISMATCH"
    SUM_ROUNDING = "SUM_ROUNDING"
    TOTAL_MISMATCH = "TOTAL_MISMATCH"
    MEAN_OUT_OF_RANGE = "MEAN_OUT_OF_RANGE"
    RESULT_ABOVE_MAX = "RESULT_ABOVE_MAX"
    TARGET_ABOVE_MAX = "TARGET_ABOVE_MAX"
    TARGET_BELOW_RESULT = "TARGET_BELOW_RESULT"
    CODE_GAP = "CODE_GAP"
    CODE_DUPLICATE = "CODE_DUPLICATE"
    INDEX_CONFLICT = "INDEX_CONFLICT"
    LEAD_MISSING = "LEAD_MISSING"
    DEADLINE_MISSING = "DEADLINE_MISSING"
    CITATION_CONFLICT = "CITATION_CONFLICT"
    ROW_UNREAD = "ROW_UNREAD"
    NUMBER_UNREAD = "NUMBER_UNREAD"
    DECIMAL_COMMA = "DECIMAL_COMMA"
    ROW_JOINED = "ROW_JOINED"
    TEXT_REPAIRED = "TEXT_REPAIRED"
    UNIT_UNKNOWN = "UNIT_UNKNOWN"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a code weighs and what is said of it; braces name the parts of the finding."""

    severity: Severity
    message: Words
    remedy: Words


_WARNING, _INFO, _ERROR = Severity.WARNING, Severity.INFO, Severity.ERROR

COLUMNS = {
    "max": Words("điểm tối đa", "maximum"),
    "result": Words("kết quả", "result"),
    "target": Words("mục tiêu", "target"),
    "code": Words("số thứ tự", "code"),
    "name": Words("nội dung", "name"),
    "lead": Words("đơn vị chủ trì", "lead"),
    "deadline": Words("thời hạn", "deadline"),
}

SENTENCES: dict[Code, Sentence] = {
    Code.SUM_MISMATCH: Sentence(
        _WARNING,
        Words(
            "Mục {path}, cột {column}: ghi {stated} nhưng cộng các mục con được {computed}.",
            "Item {path}, {column}: {stated} is printed, but its parts add up to {computed}.",
        ),
        Words(
            "Đối chiếu với văn bản gốc rồi sửa số của mục này hoặc của mục con bị sai.",
            "Compare with the original and correct this item or the part that is wrong.",
        ),
    ),
    Code.SUM_ROUNDING: Sentence(
        _INFO,
        Words(
            "Mục {path}, cột {column}: ghi {stated}, cộng mục con được {computed}; chênh lệch do làm tròn.",
            "Item {path}, {column}: {stated} is printed, its parts add up to {computed}; rounding explains.",
        ),
        Words(
            "Không cần sửa; có thể dùng số chưa làm tròn nếu có.",
            "Nothing to correct; use the unrounded figures if they are at hand.",
        ),
    ),
    Code.TOTAL_MISMATCH: Sentence(
        _WARNING,
        Words(
            "Dòng tổng, cột {column}: ghi {stated} nhưng cộng các lĩnh vực được {computed}.",
            "Total, {column}: {stated} is printed, but the domains add up to {computed}.",
        ),
        Words(
            "Đối chiếu dòng tổng và các lĩnh vực với văn bản gốc rồi sửa số bị sai.",
            "Compare the total and the domains with the original and correct the wrong figure.",
        ),
    ),
    Code.MEAN_OUT_OF_RANGE: Sentence(
        _WARNING,
        Words(
            "Mục {path}, cột {column}: ghi {stated}, nằm ngoài khoảng {computed} của các mục con.",
            "Item {path}, {column}: {stated} lies outside the range {computed} of its parts.",
        ),
        Words(
            "Giá trị chung phải nằm giữa các giá trị thành phần: kiểm tra lại mục này và các mục con.",
            "An average lies between its parts: check this item and its parts.",
        ),
    ),
    Code.RESULT_ABOVE_MAX: Sentence(
        _WARNING,
        Words(
            "Mục {path}: kết quả {stated} cao hơn điểm tối đa {computed}.",
            "Item {path}: the result {stated} is above the maximum {computed}.",
        ),
        Words(
            "Sửa kết quả hoặc điểm tối đa theo văn bản gốc.",
            "Correct the result or the maximum from the original.",
        ),
    ),
    Code.TARGET_ABOVE_MAX: Sentence(
        _WARNING,
        Words(
            "Mục {path}: mục tiêu {stated} cao hơn điểm tối đa {computed}.",
            "Item {path}: the target {stated} is above the maximum {computed}.",
        ),
        Words(
            "Sửa mục tiêu hoặc điểm tối đa theo văn bản gốc.",
            "Correct the target or the maximum from the original.",
        ),
    ),
    Code.TARGET_BELOW_RESULT: Sentence(
        _WARNING,
        Words(
            "Mục {path}: mục tiêu {stated} thấp hơn kết quả đã đạt {computed}.",
            "Item {path}: the target {stated} is below the result {computed} already reached.",
        ),
        Words(
            "Hỏi lại đơn vị chủ trì; nếu đúng như vậy thì ghi rõ lý do khi chấp nhận.",
            "Ask the lead unit; if it is meant so, give the reason when accepting.",
        ),
    ),
    Code.CODE_GAP: Sentence(
        _WARNING,
        Words(
            "Số thứ tự nhảy từ trước {computed} đến {stated}: có thể thiếu mục {computed}.",
            "Numbering jumps to {stated}: item {computed} may be missing.",
        ),
        Words(
            "Xem văn bản gốc có mục {computed} không; nếu có thì bổ sung, nếu không thì giữ nguyên số đã in.",
            "Look for {computed} in the original: add it if it is there, else keep the printed number.",
        ),
    ),
    Code.CODE_DUPLICATE: Sentence(
        _WARNING,
        Words(
            "Số thứ tự {stated} xuất hiện hai lần; đây là dòng sau.",
            "The number {stated} stands twice; this is the later row.",
        ),
        Words(
            "Sửa số thứ tự của một trong hai dòng theo văn bản gốc.",
            "Correct the number of one of the two rows from the original.",
        ),
    ),
    Code.INDEX_CONFLICT: Sentence(
        _WARNING,
        Words(
            "Mục {path}, cột {column}: ghi {stated}, trong khi bảng chỉ số được dẫn cho {computed}.",
            "Item {path}, {column}: {stated} is printed; the table of the imported index gives {computed}.",
        ),
        Words(
            "Thống nhất hai bảng: sửa điểm ở mục này hoặc giá trị chung ở bảng chỉ số kia.",
            "Make both tables agree: correct this item or the overall value of the other table.",
        ),
    ),
    Code.LEAD_MISSING: Sentence(
        _WARNING,
        Words("Mục {path} không có đơn vị chủ trì.", "Item {path} has no lead unit."),
        Words(
            "Chọn đơn vị chủ trì trước khi giao nhiệm vụ.",
            "Choose a lead unit before the work is assigned.",
        ),
    ),
    Code.DEADLINE_MISSING: Sentence(
        _WARNING,
        Words("Nhiệm vụ {path} không có thời hạn.", "Task {path} has no deadline."),
        Words("Ghi thời hạn hoàn thành cho nhiệm vụ này.", "Enter a deadline for this task."),
    ),
    Code.CITATION_CONFLICT: Sentence(
        _WARNING,
        Words(
            "Văn bản {path} được dẫn với hai ngày ban hành: {stated} và {computed}.",
            "{path} is cited with two dates: {stated} and {computed}.",
        ),
        Words(
            "Tra ngày ban hành đúng của văn bản được dẫn rồi sửa chỗ ghi sai.",
            "Look up when the cited document was issued and correct the wrong place.",
        ),
    ),
    Code.ROW_UNREAD: Sentence(
        _WARNING,
        Words(
            "Không hiểu được một dòng của bảng: {stated}", "A row of the table was not understood: {stated}"
        ),
        Words(
            "Xem dòng này trong văn bản gốc và nhập lại nếu cần.",
            "Look at the row in the original and enter it by hand if it matters.",
        ),
    ),
    Code.NUMBER_UNREAD: Sentence(
        _WARNING,
        Words(
            "Mục {path}, cột {column}: không đọc được số “{stated}”.",
            "Item {path}, {column}: “{stated}” cannot be read as a number.",
        ),
        Words("Nhập lại số theo văn bản gốc.", "Enter the figure from the original."),
    ),
    Code.DECIMAL_COMMA: Sentence(
        _INFO,
        Words(
            "Mục {path}, cột {column}: số “{stated}” dùng dấu phẩy thập phân, đọc là {computed}.",
            "Item {path}, {column}: “{stated}” has a decimal comma and is read as {computed}.",
        ),
        Words(
            "Kiểm tra số đã đọc; không cần sửa nếu đúng.", "Check the figure; nothing to do if it is right."
        ),
    ),
    Code.ROW_JOINED: Sentence(
        _INFO,
        Words(
            "Dòng {path} bị ngắt qua trang và đã được nối lại.",
            "Row {path} was cut by a page end and has been joined.",
        ),
        Words("Đọc lại dòng đã nối để chắc chắn đủ chữ.", "Read the joined row once to be sure it is whole."),
    ),
    Code.TEXT_REPAIRED: Sentence(
        _INFO,
        Words(
            "Có thể sai chính tả do quét văn bản: “{stated}”, đề nghị “{computed}”. Chữ in giữ nguyên.",
            "Probably a scanning slip: “{stated}”, proposed “{computed}”. The printed words are kept.",
        ),
        Words("Chấp nhận hoặc bỏ qua đề nghị khi rà soát.", "Accept or dismiss the proposal in the review."),
    ),
    Code.UNIT_UNKNOWN: Sentence(
        _INFO,
        Words("Chưa nhận ra đơn vị “{stated}”.", "The unit “{stated}” is not known."),
        Words(
            "Chọn đơn vị trong danh mục, hoặc thêm tên gọi này vào danh mục đơn vị.",
            "Choose the unit from the directory, or add this name to it.",
        ),
    ),
    Code.UNREADABLE: Sentence(
        _ERROR,
        Words("Không đọc được: {stated}.", "Cannot be read: {stated}."),
        Words(
            "Cung cấp bản Word, Excel hoặc PDF có lớp chữ; hoặc nhập phần này bằng tay.",
            "Give a Word, Excel or PDF file with a text layer, or enter this part by hand.",
        ),
    ),
}


def make(
    code: Code,
    *,
    at: At | None = None,
    table: str | None = None,
    path: str | None = None,
    column: str | None = None,
    stated: str | None = None,
    computed: str | None = None,
    name: str | None = None,
) -> Finding:
    """A finding with its sentences filled in; ``name`` says what is meant where there is no path."""
    sentence = SENTENCES[code]
    place = at or At()
    shown = {"path": name or path or "—", "stated": stated or "—", "computed": computed or "—"}

    def filled(words: Words) -> Words:
        label = COLUMNS.get(column or "", Words("", ""))
        return Words(words.vi.format(column=label.vi, **shown), words.en.format(column=label.en, **shown))

    return Finding(
        code=code.value,
        severity=sentence.severity,
        message=filled(sentence.message),
        remedy=filled(sentence.remedy),
        table=table,
        path=path,
        column=column,
        stated=stated,
        computed=computed,
        page=place.page,
        row=place.row,
    )
