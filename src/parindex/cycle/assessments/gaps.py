"""What a leaf of a sheet still lacks before its unit may submit: findings with their remedies; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parindex.cycle.assessments import states
from parindex.engine.values.findings import Finding, Severity, Words

UNANSWERED = "LEAF_UNANSWERED"
EVIDENCE_MISSING = "EVIDENCE_MISSING"
EVIDENCE_OUTSIDE_PERIOD = "EVIDENCE_OUTSIDE_PERIOD"


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence shown for a leaf: what it is called and when it was issued."""

    name: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One leaf of the unit's own as it stands; ``state`` is blank while nobody touched it."""

    path: str
    state: str
    points_micro: int
    asks_evidence: bool
    note: str
    evidence: tuple[Shown, ...]


def of(leaf: Answered, *, since: date, until: date) -> tuple[Finding, ...]:
    """What ``leaf`` lacks; evidence should be of the assessed period ``since`` … ``until`` (half-open)."""
    if leaf.state in ("", states.UNANSWERED):
        return (unanswered(leaf.path),)
    found = []
    claims = leaf.state == states.SCORED and leaf.points_micro > 0
    if leaf.asks_evidence and claims and not leaf.evidence and not leaf.note.strip():
        found.append(evidence_missing(leaf.path))
    found += [
        evidence_outside_period(leaf.path, each)
        for each in leaf.evidence
        if each.issued_on is not None and not since <= each.issued_on < until
    ]
    return tuple(found)


def unanswered(path: str) -> Finding:
    """Nobody answered the leaf: it counts nothing."""
    return Finding(
        code=UNANSWERED,
        severity=Severity.WARNING,
        path=path,
        message=Words("Chưa nhập số liệu: tính 0 điểm.", "Not answered: it counts 0 points."),
        remedy=Words(
            "Nhập số liệu, hoặc chọn “Không áp dụng” kèm lý do.",
            "Enter the figures, or choose “Not applicable” with the reason.",
        ),
    )


def evidence_missing(path: str) -> Finding:
    """Points are claimed without the proof that is asked for, and nothing explains them."""
    return Finding(
        code=EVIDENCE_MISSING,
        severity=Severity.ERROR,
        path=path,
        message=Words(
            "Thiếu tài liệu kiểm chứng bắt buộc và chưa giải trình.",
            "The required evidence is missing and nothing explains it.",
        ),
        remedy=Words(
            "Đính kèm tài liệu, hoặc giải trình cách đánh giá và tính điểm.",
            "Attach the document, or explain how it was assessed and computed.",
        ),
    )


def evidence_outside_period(path: str, shown: Shown) -> Finding:
    """A document was issued before or after the assessed period."""
    assert shown.issued_on is not None
    day = f"{shown.issued_on.day}/{shown.issued_on.month}/{shown.issued_on.year}"
    return Finding(
        code=EVIDENCE_OUTSIDE_PERIOD,
        severity=Severity.WARNING,
        path=path,
        stated=day,
        message=Words(
            f"“{shown.name}” ban hành ngày {day}, ngoài kỳ đánh giá.",
            f"“{shown.name}” was issued on {day}, outside the assessed period.",
        ),
        remedy=Words(
            "Kiểm tra ngày ban hành; nếu đúng, giải trình vì sao vẫn chứng minh cho kỳ này.",
            "Check the date of issue; if it is right, explain why it proves this period.",
        ),
    )
