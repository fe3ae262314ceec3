"""Values as people write them, tables row and column, definitions that hold together."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.measures.checks import Known
from parindex.cycle.registers import checks, fields, ready, tables
from parindex.cycle.registers.conditions import Condition, How
from parindex.cycle.registers.fields import Field, Kind, WrongText
from parindex.engine.values.findings import Words

TODAY = date(2026, 5, 12)
UNITS = (Known(1, "Phường Yên Hòa", "phuong-yen-hoa"), Known(2, "Xã Thanh Trì", "xa-thanh-tri"))


def field(kind: Kind, *choices: str, key: str = "a", required: bool = False) -> Field:
    return Field(key, Words(f"Cột {key}", f"Field {key}"), kind, required, choices)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  Nội   dung ", "Nội dung"),
        (Kind.DATE, "5/3/2026", "2026-03-05"),
        (Kind.DATE, "05.03.2026", "2026-03-05"),
        (Kind.DATE, "2026-03-05", "2026-03-05"),
        (Kind.DATE, "2026-03-05 00:00:00", "2026-03-05"),
        (Kind.NUMBER, "1,50", "1.5"),
        (Kind.CHOICE, "dong y", "Đồng ý"),
        (Kind.YES_NO, "Có", "yes"),
        (Kind.YES_NO, "Chưa", "no"),
        (Kind.YES_NO, "x", "yes"),
        (Kind.NUMBER, "", ""),
    ],
)
def test_a_value_is_read_as_people_write_it(kind: Kind, text: str, value: str) -> None:
    assert fields.value(field(kind, "Đồng ý", "Không đồng ý"), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (Kind.TEXT, "a" * 2001, "long"),
        (Kind.DATE, "31/2/2026", "date"),
        (Kind.DATE, "hôm qua", "date"),
        (Kind.NUMBER, "1.234,5", "number"),
        (Kind.CHOICE, "Lưỡng lự", "choice"),
        (Kind.YES_NO, "có lẽ", "yes_no"),
    ],
)
def test_what_cannot_stand_in_a_field_says_what_was_wanted(kind: Kind, text: str, wanted: str) -> None:
    with pytest.raises(WrongText, match=wanted):
        fields.value(field(kind, "Đồng ý", "Không đồng ý"), text)


def test_a_draft_may_lack_what_an_entry_must_have() -> None:
    own = [field(Kind.TEXT, required=True), field(Kind.NUMBER, key="b")]
    assert checks.filled(own, {"b": "x"}, is_draft=True).faults == {"b": "number"}
    assert checks.filled(own, {"b": "2"}, is_draft=False) == checks.Filled({"b": "2"}, {"a": "required"})


@pytest.mark.parametrize(
    ("own", "handled", "codes"),
    [
        ((), (), ["REGISTER_WITHOUT_FIELDS"]),
        ((field(Kind.TEXT), field(Kind.TEXT)), (), ["FIELD_WRONG"]),
        ((field(Kind.TEXT, key="Á b"),), (), ["FIELD_WRONG"]),
        ((field(Kind.CHOICE, "một"),), (), ["FIELD_WRONG"]),
        ((field(Kind.TEXT),), (Condition("a", How.AT_LEAST, "1"),), ["CONDITION_UNFIT"]),
        ((field(Kind.TEXT),), (Condition("a", How.FILLED),), []),
    ],
)
def test_a_register_is_sound_or_says_why_not(
    own: tuple[Field, ...], handled: tuple[Condition, ...], codes: list[str]
) -> None:
    assert [each.code for each in checks.definition(own, handled)] == codes


def test_a_field_in_use_is_neither_dropped_nor_turned() -> None:
    before = (field(Kind.TEXT), field(Kind.CHOICE, "x", "y", key="b"))
    more = (*before[:1], field(Kind.CHOICE, "x", "y", "z", key="b"), field(Kind.DATE, key="c"))
    assert checks.revision(before, more) == ()
    less = (field(Kind.NUMBER), field(Kind.CHOICE, "x", "z", key="b"))
    assert [each.code for each in checks.revision(before, less)] == ["FIELD_KEPT", "FIELD_KEPT"]


OWN = ready.book("kiem-tra-cchc").fields
HEADS = "Đơn vị;Ngày;Số kết luận kiểm tra;Tồn tại, kiến nghị;Đã khắc phục;Ngày khắc phục xong"
GOOD = "phường yên hòa;3/2/2026;12/KL;Chậm công khai;Có;31/3/2026"


def taken(*lines: str) -> checks.Taken:
    """What a table with these lines says."""
    text = "\n".join(lines).encode()
    return checks.taken(tables.read(text, OWN), OWN, UNITS, today=TODAY)


def test_a_table_is_taken_whole() -> None:
    found = taken("SỔ KIỂM TRA", "", HEADS, GOOD, "xa-thanh-tri;2026-02-04;13/KL;Thiếu hồ sơ;không;")
    assert found.findings == ()
    assert [(each.unit, each.occurred_on, each.row) for each in found.lines] == [
        (1, date(2026, 2, 3), 4),
        (2, date(2026, 2, 4), 5),
    ]
    assert found.lines[0].values == {
        "ket_luan": "12/KL",
        "noi_dung": "Chậm công khai",
        "da_khac_phuc": "yes",
        "ngay_khac_phuc": "2026-03-31",
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("Tên;Số", "a;1"),
            {("ENTRIES_WITHOUT_COLUMN", None, "Đơn vị"), ("ENTRIES_WITHOUT_COLUMN", None, "Ngày")},
        ),
        ((HEADS,), {("ENTRIES_MISSING", None, None)}),
        ((HEADS, GOOD, GOOD), {("ENTRY_TWICE", 3, None)}),
        ((HEADS, "Phường Lạ;3/2/2026;1;a;có;"), {("UNIT_UNKNOWN", 2, None)}),
        (
            (HEADS, GOOD, ";x;1;;lúc có lúc không;32/1/2026"),
            {
                ("ENTRY_BLANK", 3, "Đơn vị"),
                ("ENTRY_UNREADABLE", 3, "Ngày"),
                ("ENTRY_BLANK", 3, "Tồn tại, kiến nghị"),
                ("ENTRY_UNREADABLE", 3, "Đã khắc phục"),
                ("ENTRY_UNREADABLE", 3, "Ngày khắc phục xong"),
            },
        ),
        ((HEADS, GOOD.replace("3/2/2026", "13/5/2026")), {("ENTRY_IN_FUTURE", 2, "Ngày")}),
    ],
)
def test_one_fault_and_no_line_is_taken(
    lines: tuple[str, ...], told: set[tuple[str, int | None, str | None]]
) -> None:
    found = taken(*lines)
    heard = {(each.code, each.row, each.column) for each in found.findings}
    assert found.lines == ()
    assert told <= heard
    assert all(each.row is not None for each in found.findings if each.code.startswith("ENTRY_"))
