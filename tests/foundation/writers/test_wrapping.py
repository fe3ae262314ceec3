"""Lines of a text in a cell: by the widths of letters, word by word."""

from __future__ import annotations

import pytest

from parindex.foundation.writers import wrapping


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("Đơn vị", 100, 1),
        ("một hai ba bốn", 40, 2),
        ("một\nhai\n\nba", 100, 4),
        ("m" * 40, 100, 4),
        ("điểm " * 30, 120, 8),
        ("ĐIỂM " * 30, 120, 10),
    ],
)
def test_lines_of_a_text(text: str, width: float, lines: int) -> None:
    assert wrapping.lines(text, width=width, size=12) == lines


def test_bold_letters_take_more_room() -> None:
    text = "Không được xếp loại vì có cán bộ bị kỷ luật. " * 5

    plain, bold = (wrapping.lines(text, width=90, size=12, is_bold=each) for each in (False, True))

    assert bold > plain


def test_marks_take_no_room_however_they_are_coded() -> None:
    assert wrapping.measured("ệ") == wrapping.measured("e\u0323\u0302") == wrapping.measured("e")
