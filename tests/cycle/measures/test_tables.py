"""Tables of figures: columns known by their heads, units by name or code, figures exact; or what is wrong."""

from __future__ import annotations

import pytest

from parindex.cycle.measures import checks, figures, findings, tables
from parindex.cycle.measures.checks import Known
from parindex.cycle.measures.figures import Figure, Untyped
from parindex.cycle.measures.tables import Row
from parindex.engine.values.findings import Severity

UNITS = (
    Known(1, "Phường Yên Hòa", "phuong-yen-hoa"),
    Known(2, "Phường Phú Lương", "phuong-phu-luong"),
    Known(3, "Phường Phú Lượng", "phuong-phu-luong-2"),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,93", "0.93"),
        ("0.93", "0.93"),
        ("93%", "0.93"),
        ("93,5 %", "0.935"),
        (" 12 ", "12"),
        ("-1,5", "-1.5"),
        ("−2", "-2"),
        ("007", "7"),
        ("1,50", "1.5"),
        ("1.425", "1.425"),
    ],
)
def test_a_figure_is_read_as_people_type_it(text: str, number: str) -> None:
    assert figures.typed(text) == number


@pytest.mark.parametrize("text", ["", "một", "1.234,5", "1 234", "1,2,3", "1e3", "%", "½", "١", "--1"])
def test_what_may_mean_two_things_or_nothing_is_no_figure(text: str) -> None:
    with pytest.raises(Untyped):
        figures.typed(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Đơn vị;Giá trị\nA;1\n", (Row(2, unit="A", value="1"),)),
        ("Đơn vị\tGiá trị (%)\nA\t1\n", (Row(2, unit="A", value="1"),)),
        ("unit,code,value\nA,a,1\n", (Row(2, unit="A", code="a", value="1"),)),
        ("STT;Tên đơn vị;Số đạt;Tổng số\n1;A;2;3\n", (Row(2, unit="A", done="2", total="3"),)),
        ("Bảng 1;\n\nĐƠN VỊ;KẾT QUẢ\nA;1\n;5\nB\n", (Row(4, unit="A", value="1"), Row(6, unit="B"))),
    ],
)
def test_the_heads_of_a_table_say_what_its_columns_are(text: str, rows: tuple[Row, ...]) -> None:
    assert tables.read(text.encode()).rows == rows


def found(text: str, *, is_pair: bool = False) -> list[str]:
    """The codes of what is wrong with a table."""
    taken = checks.taken(tables.read(text.encode()), UNITS, is_pair=is_pair)
    assert all(each.severity is Severity.ERROR for each in taken.findings)
    assert not (taken.findings and taken.figures)
    return [each.code for each in taken.findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tên;Giá trị\nA;1\n", findings.TABLE_WITHOUT_UNITS),
        ("Đơn vị;Số đạt\nPhường Yên Hòa;1\n", findings.TABLE_WITHOUT_FIGURES),
        ("Đơn vị;Giá trị\nPhường Yên Hòa;\n", findings.TABLE_IS_EMPTY),
        ("Đơn vị;Giá trị\nPhường Lạ;1\n", findings.UNIT_UNKNOWN),
        ("Mã;Giá trị\nla;1\n", findings.UNIT_UNKNOWN),
        ("Đơn vị;Giá trị\nphuong phu luong;1\n", findings.UNIT_DOUBTFUL),
        ("Đơn vị;Giá trị\nPhường Yên Hòa;1\nphuong-yen-hoa;2\n", findings.UNIT_TWICE),
        ("Đơn vị;Giá trị\nPhường Yên Hòa;một\n", findings.FIGURE_UNREADABLE),
    ],
)
def test_what_is_wrong_with_a_table_is_told(text: str, code: str) -> None:
    assert found(text) == [code]


@pytest.mark.parametrize(
    ("done", "total", "code"),
    [
        ("5", "4", findings.PART_ABOVE_WHOLE),
        ("-1", "4", findings.PART_ABOVE_WHOLE),
        ("5", "", findings.FIGURE_UNREADABLE),
    ],
)
def test_a_part_lies_within_its_whole(done: str, total: str, code: str) -> None:
    assert found(f"Đơn vị;Số đạt;Tổng số\nPhường Yên Hòa;{done};{total}\n", is_pair=True) == [code]


def test_every_wrong_row_is_told_and_none_taken() -> None:
    text = "Đơn vị;Giá trị\nPhường Lạ;1\nPhường Yên Hòa;x\nPhường Phú Lương;2\n"
    assert found(text) == [findings.UNIT_UNKNOWN, findings.FIGURE_UNREADABLE]


def test_names_with_their_marks_are_told_apart() -> None:
    text = "Đơn vị;Giá trị\nPhường Phú Lương;1\nphường phú lượng;2\nyen hoa;\n"
    taken = checks.taken(tables.read(text.encode()), UNITS, is_pair=False)
    assert (taken.figures, taken.findings) == (((2, Figure("1")), (3, Figure("2"))), ())
