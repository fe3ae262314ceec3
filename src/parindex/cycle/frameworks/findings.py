"""Findings of a framework file: codes, severities, the user's sentence and its remedy."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

CODE_DUPLICATE = "CODE_DUPLICATE"
TOTAL_MISMATCH = "TOTAL_MISMATCH"
MAX_MISSING = "MAX_MISSING"
RULE_INCOMPLETE = "RULE_INCOMPLETE"
RULE_RANGE = "RULE_RANGE"
FORMULA_INVALID = "FORMULA_INVALID"
CITATION_MISSING = "CITATION_MISSING"
NUMBER_UNQUOTED = "NUMBER_UNQUOTED"
OWNER_MISSING = "OWNER_MISSING"
NAME_MISSING = "NAME_MISSING"
NOT_STORABLE = "NOT_STORABLE"


def code_duplicate(path: str, *, line: int | None, first_line: int | None) -> Finding:
    first = f" (dòng {first_line})" if first_line else ""
    first_en = f" (line {first_line})" if first_line else ""
    return Finding(
        code=CODE_DUPLICATE,
        severity=Severity.ERROR,
        message=Words(
            f"Mã {path} trùng với một tiêu chí ở trên{first}.",
            f"The code {path} stands already at a criterion above{first_en}.",
        ),
        remedy=Words(
            "Đánh lại mã để mỗi tiêu chí có một mã riêng trong mục của nó.",
            "Renumber, so that each criterion has a code of its own under its parent.",
        ),
        path=path,
        column="code",
        row=line,
    )


def total_mismatch(path: str, *, line: int | None, stated: str, computed: str, severity: Severity) -> Finding:
    what = Words("Tổng điểm", "The total") if path == "total" else _maximum_of(path)
    return Finding(
        code=TOTAL_MISMATCH,
        severity=severity,
        message=Words(
            f"{what.vi} ghi {stated}, cộng các mục con được {computed}.",
            f"{what.en} says {stated}, its children add up to {computed}.",
        ),
        remedy=Words(
            "Đối chiếu văn bản gốc, sửa con số ghi hoặc điểm tối đa của các mục con.",
            "Compare with the source and correct the stated figure or the children's maxima.",
        ),
        path=path,
        column="max",
        stated=stated,
        computed=computed,
        row=line,
    )


def _maximum_of(path: str) -> Words:
    return Words(f"Điểm tối đa của {path}", f"The maximum of {path}")


def parts_mismatch(path: str, *, line: int | None, stated: str, computed: str) -> Finding:
    return Finding(
        code=TOTAL_MISMATCH,
        severity=Severity.ERROR,
        message=Words(
            f"Các phần của {path} cộng được {computed} điểm, khác điểm tối đa {stated}.",
            f"The parts of {path} add up to {computed}, not to its maximum {stated}.",
        ),
        remedy=Words(
            "Sửa điểm tối đa của các phần để tổng bằng điểm tối đa của tiêu chí.",
            "Correct the parts' maxima, so that they add up to the criterion's.",
        ),
        path=path,
        column="max",
        stated=stated,
        computed=computed,
        row=line,
    )


def max_missing(path: str, *, line: int | None, what: Words) -> Finding:
    return Finding(
        code=MAX_MISSING,
        severity=Severity.ERROR,
        message=Words(f"{what.vi} chưa có điểm tối đa.", f"{what.en} has no maximum."),
        remedy=Words(
            'Ghi điểm tối đa theo văn bản, trong dấu ngoặc kép, ví dụ max: "1.5".',
            'Write the maximum of the official text, in quotes, such as max: "1.5".',
        ),
        path=path,
        column="max",
        row=line,
    )


def rule_unwritten(path: str, *, line: int | None) -> Finding:
    return Finding(
        code=RULE_INCOMPLETE,
        severity=Severity.WARNING,
        message=Words(
            f"Tiêu chí {path} còn để trống quy tắc chấm điểm.",
            f"The scoring rule of {path} is still left empty.",
        ),
        remedy=Words(
            "Điền quy tắc trước khi chấm điểm bằng bộ tiêu chí này.",
            "Fill the rule in before anything is scored with this framework.",
        ),
        path=path,
        row=line,
    )


def rule_incomplete(path: str, *, line: int | None, vi: str, en: str) -> Finding:
    return Finding(
        code=RULE_INCOMPLETE,
        severity=Severity.ERROR,
        message=Words(f"Quy tắc của {path}: {vi}.", f"The rule of {path}: {en}."),
        remedy=Words(
            "Bổ sung hoặc sửa quy tắc theo văn bản hướng dẫn chấm điểm.",
            "Complete or correct the rule after the official scoring guide.",
        ),
        path=path,
        row=line,
    )


def rule_range(path: str, *, line: int | None, vi: str, en: str, stated: str | None = None) -> Finding:
    return Finding(
        code=RULE_RANGE,
        severity=Severity.ERROR,
        message=Words(f"Tiêu chí {path}: {vi}.", f"The criterion {path}: {en}."),
        remedy=Words(
            "Đối chiếu văn bản gốc và sửa con số nằm ngoài khoảng cho phép.",
            "Compare with the source and correct the figure that lies outside its range.",
        ),
        path=path,
        stated=stated,
        row=line,
    )


def formula_invalid(path: str, *, line: int | None, formula: str, why: Words) -> Finding:
    return Finding(
        code=FORMULA_INVALID,
        severity=Severity.ERROR,
        message=Words(
            f"Công thức “{formula}” của {path}: {why.vi}.",
            f"The formula “{formula}” of {path}: {why.en}.",
        ),
        remedy=Words(
            "Chỉ dùng số, biến đã khai báo, + - * / ( ), so sánh, and, or, not, min, max.",
            "Use only numbers, declared variables, + - * / ( ), comparisons, and, or, not, min, max.",
        ),
        path=path,
        stated=formula,
        row=line,
    )


def citation_missing(path: str, *, line: int | None, what: Words) -> Finding:
    return Finding(
        code=CITATION_MISSING,
        severity=Severity.WARNING,
        message=Words(
            f"Quy tắc của {path} chưa ghi {what.vi}.",
            f"The rule of {path} does not give {what.en}.",
        ),
        remedy=Words(
            "Ghi điều, khoản (citation) và mức độ chắc chắn (status: confirmed, assumed, illustrative).",
            "Give the article (citation) and how sure it is (status: confirmed, assumed or illustrative).",
        ),
        path=path,
        row=line,
    )


def number_unquoted(path: str | None, *, line: int, key: str, text: str) -> Finding:
    return Finding(
        code=NUMBER_UNQUOTED,
        severity=Severity.WARNING,
        message=Words(
            f"Số {text} của mục “{key}” không nằm trong dấu ngoặc kép.",
            f"The number {text} of “{key}” stands without quotes.",
        ),
        remedy=Words(
            f'Viết {key}: "{text}" để phần mềm khác không làm tròn con số.',
            f'Write {key}: "{text}", so that no other program rounds the number.',
        ),
        path=path,
        column="max" if key in {"max", "total"} else None,
        stated=text,
        row=line,
    )


def owner_missing(path: str, *, line: int | None) -> Finding:
    return Finding(
        code=OWNER_MISSING,
        severity=Severity.WARNING,
        message=Words(
            f"Tiêu chí {path} chưa có đơn vị chủ trì, ở chính nó hay ở các cấp trên.",
            f"The criterion {path} has no owner, neither its own nor from above.",
        ),
        remedy=Words(
            "Ghi đơn vị thẩm định (owner) cho tiêu chí hoặc cho mục cấp trên.",
            "Name the unit that appraises it (owner), here or at a level above.",
        ),
        path=path,
        column="lead",
        row=line,
    )


def name_missing(path: str, *, line: int | None) -> Finding:
    return Finding(
        code=NAME_MISSING,
        severity=Severity.WARNING,
        message=Words(f"Tiêu chí {path} chưa có tên.", f"The criterion {path} has no name."),
        remedy=Words("Ghi tên tiêu chí như văn bản.", "Write the name as the official text has it."),
        path=path,
        column="name",
        row=line,
    )


def not_storable(path: str, what: Words, remedy: Words) -> Finding:
    """Something that a file may say, or leave out, but a version kept here may not."""
    return Finding(
        code=NOT_STORABLE,
        severity=Severity.ERROR,
        message=Words(f"{what.vi}, nên chưa nhập được.", f"{what.en}, so it cannot be imported."),
        remedy=remedy,
        path=path,
    )
