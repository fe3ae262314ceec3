"""Findings about cycles and sheets: codes, severities, the user's sentence and its remedy."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

NO_UNITS = "NO_UNITS"
CALENDAR_OUT_OF_ORDER = "CALENDAR_OUT_OF_ORDER"
LEAF_WITHOUT_APPRAISER = "LEAF_WITHOUT_APPRAISER"
AGENCY_WITHOUT_APPRAISER = "AGENCY_WITHOUT_APPRAISER"
OWN_UNIT_WITHOUT_APPRAISER = "OWN_UNIT_WITHOUT_APPRAISER"


def no_units() -> Finding:
    """Nobody takes part in the cycle."""
    return Finding(
        code=NO_UNITS,
        severity=Severity.ERROR,
        message=Words("Kỳ đánh giá chưa có đơn vị nào.", "No unit takes part in the cycle."),
        remedy=Words("Chọn các đơn vị tham gia rồi mở kỳ.", "Choose the units, then open the cycle."),
    )


def calendar_out_of_order() -> Finding:
    """A stage begins before the one before it begins."""
    return Finding(
        code=CALENDAR_OUT_OF_ORDER,
        severity=Severity.ERROR,
        message=Words(
            "Có bước bắt đầu trước bước đứng trước nó.", "A stage begins before the stage that precedes it."
        ),
        remedy=Words("Sắp lại ngày của các bước theo đúng trình tự.", "Set the days of the stages in order."),
    )


def leaf_without_appraiser(domain: str, paths: tuple[str, ...]) -> Finding:
    """Leaves of one domain that units score and nobody has the right to appraise."""
    listed = ", ".join(paths)
    return Finding(
        code=LEAF_WITHOUT_APPRAISER,
        severity=Severity.ERROR,
        message=Words(
            f"Lĩnh vực {domain}: {len(paths)} tiêu chí chưa giao cơ quan nào thẩm định ({listed}).",
            f"Domain {domain}: no agency has the right to appraise {len(paths)} criteria ({listed}).",
        ),
        remedy=Words(
            "Giao quyền thẩm định các tiêu chí này cho một cơ quan.",
            "Give an agency the right to appraise them.",
        ),
        path=domain,
        computed=str(len(paths)),
    )


def agency_without_appraiser(agency: str) -> Finding:
    """An agency with rights in which nobody has the role."""
    return Finding(
        code=AGENCY_WITHOUT_APPRAISER,
        severity=Severity.WARNING,
        message=Words(
            f"{agency} được giao thẩm định nhưng chưa có ai giữ vai trò thẩm định viên.",
            f"{agency} is to appraise, but nobody there holds the role of an appraiser.",
        ),
        remedy=Words(
            "Đề nghị quản trị hệ thống phân vai trò cho người của cơ quan này, hoặc giao cơ quan khác.",
            "Have the administrator give somebody there the role, or give the right to another agency.",
        ),
    )


def own_unit_without_appraiser(unit: str, *, count: int) -> Finding:
    """A unit whose own agency alone may appraise some of its leaves: nobody appraises themselves."""
    return Finding(
        code=OWN_UNIT_WITHOUT_APPRAISER,
        severity=Severity.WARNING,
        message=Words(
            f"{unit} có {count} tiêu chí chỉ chính đơn vị này được giao thẩm định.",
            f"{count} criteria of {unit} may be appraised by that unit alone.",
        ),
        remedy=Words(
            "Giao cơ quan khác thẩm định các tiêu chí đó cho riêng đơn vị này.",
            "Give another agency the right to appraise them for this unit.",
        ),
    )
