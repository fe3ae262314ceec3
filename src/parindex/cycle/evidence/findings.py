"""Alarms of evidence: codes, the user's sentence and its remedy."""

from __future__ import annotations

from parindex.engine.values.findings import Finding, Severity, Words

EVIDENCE_SHARED = "EVIDENCE_SHARED"
EVIDENCE_OUTSIDE_YEAR = "EVIDENCE_OUTSIDE_YEAR"
EVIDENCE_UNREAD = "EVIDENCE_UNREAD"
EVIDENCE_UNSCANNED = "EVIDENCE_UNSCANNED"
EVIDENCE_INFECTED = "EVIDENCE_INFECTED"
EVIDENCE_UNOFFICIAL = "EVIDENCE_UNOFFICIAL"


def shared(units: int) -> Finding:
    return Finding(
        code=EVIDENCE_SHARED,
        severity=Severity.WARNING,
        message=Words(
            f"Đúng tệp này được {units} đơn vị dùng làm minh chứng.",
            f"This very file serves {units} units as evidence.",
        ),
        remedy=Words(
            "Kiểm tra xem văn bản có đúng là của đơn vị hoặc áp dụng cho đơn vị hay không.",
            "Check whether the document is the unit's own or applies to it.",
        ),
        computed=str(units),
    )


def outside_year(issued: str, *, first: str, last: str) -> Finding:
    return Finding(
        code=EVIDENCE_OUTSIDE_YEAR,
        severity=Severity.WARNING,
        message=Words(
            f"Ban hành ngày {issued}, ngoài kỳ đánh giá {first} – {last}.",
            f"Issued on {issued}, outside the period {first} – {last}.",
        ),
        remedy=Words(
            "Kiểm tra lại ngày đã đọc; nếu đúng, thay bằng văn bản trong kỳ hoặc giải trình vì sao vẫn dùng.",
            "Check the date; if it is right, show a document of the period or explain why this one counts.",
        ),
        column="issued_on",
        stated=issued,
    )


def unread(missing: Words) -> Finding:
    return Finding(
        code=EVIDENCE_UNREAD,
        severity=Severity.INFO,
        message=Words(f"Chưa rõ {missing.vi} của văn bản.", f"Not known of the document: {missing.en}."),
        remedy=Words("Bấm “Sửa” và nhập như văn bản in.", "Press “Correct” and type it as printed."),
        column="number",
    )


def unscanned() -> Finding:
    return Finding(
        code=EVIDENCE_UNSCANNED,
        severity=Severity.INFO,
        message=Words("Tệp chưa được quét vi-rút.", "The file has not been scanned for viruses."),
        remedy=Words(
            "Chỉ tải về khi cần; quản trị hệ thống có thể bật máy quét vi-rút.",
            "Download it only if needed; the administrator can switch a virus scanner on.",
        ),
    )


def infected() -> Finding:
    return Finding(
        code=EVIDENCE_INFECTED,
        severity=Severity.ERROR,
        message=Words(
            "Máy quét vi-rút phát hiện mã độc; tệp không mở và không tải về được.",
            "The scanner found a virus; the file cannot be opened or downloaded.",
        ),
        remedy=Words(
            "Gỡ tệp khỏi tiêu chí, quét máy đã tạo ra tệp rồi gửi bản sạch.",
            "Take it off the criterion, scan the computer it comes from and send a clean copy.",
        ),
    )


def unofficial(host: str) -> Finding:
    return Finding(
        code=EVIDENCE_UNOFFICIAL,
        severity=Severity.INFO,
        message=Words(
            f"Liên kết đến {host}, không phải trang của cơ quan nhà nước (.gov.vn).",
            f"The link leads to {host}, which is not a site of a state body (.gov.vn).",
        ),
        remedy=Words(
            "Ưu tiên văn bản hoặc trang chính thức; nếu không có, giải trình nguồn tin.",
            "Prefer a document or an official site; if there is none, explain the source.",
        ),
        stated=host,
    )
