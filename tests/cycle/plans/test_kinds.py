"""What an assigning document calls itself."""

from __future__ import annotations

import pytest

from parindex.cycle.plans.kinds import Kind, of_document


@pytest.mark.parametrize(
    ("read", "number", "title", "kind"),
    [
        ("plan", "110/KH-UBND", "Kế hoạch cải thiện", Kind.PLAN),
        ("other", "05/CT-UBND", "Chỉ thị về kỷ cương", Kind.DIRECTIVE),
        ("other", "123/2025/QĐ-UBND", "", Kind.DECISION),
        ("other", "77/TB-VP", "Thông báo kết luận", Kind.NOTICE),
        ("other", "9/KL-TU", "", Kind.CONCLUSION),
        ("other", "12/CTr-UBND", "", Kind.PROGRAMME),
        ("decision", "", "", Kind.DECISION),
        ("other", "", "Chỉ thị về kỷ luật", Kind.DIRECTIVE),
        ("other", "1234/UBND-NC", "V/v đôn đốc", Kind.LETTER),
        ("other", "1234/SNV-CCHC", "V/v đôn đốc", Kind.LETTER),
        ("report", "45/BC-UBND", "Báo cáo", Kind.OTHER),
    ],
)
def test_the_kind_follows_sign_head_and_title(read: str, number: str, title: str, kind: Kind) -> None:
    assert of_document(read=read, number=number, title=title) is kind
