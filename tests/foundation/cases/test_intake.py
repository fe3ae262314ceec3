"""Every hostile or sloppy case file is refused as a whole, with row and column; the usual ones are read."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from parindex.foundation.cases import decoding
from parindex.foundation.cases.findings import Rejected
from parindex.foundation.cases.storage import FolderStore
from tests.foundation.cases.tables import HEADS, TYPED, csv_of, parquet_of

UNTIL = date(2026, 6, 1)
ROW = ("H26.001", "a-1", "04/05/2026", "08/05/2026", "", "Có", "Không")
WORDS = ("Phường Yên Hòa", "a-2", "05/05/2026", "08/05/2026", "", "Có", "Không")


def found(tmp_path: Path, data: bytes) -> list[tuple[str, int | None, str | None]]:
    """The findings with which a file is refused: code, row and column."""
    with pytest.raises(Rejected) as refused:
        FolderStore(tmp_path / "store").take(data, until=UNTIL)
    return [(each.code, each.row, each.column) for each in refused.value.findings]


def units(tmp_path: Path, data: bytes) -> tuple[tuple[str, int], ...]:
    """The units of a file that is taken."""
    return FolderStore(tmp_path / "store").take(data, until=UNTIL).units


def changed(**cells: str) -> tuple[str, ...]:
    keys = ("unit", "id", "received", "due", "finished", "online", "paid")
    return tuple(cells.get(key, cell) for key, cell in zip(keys, ROW, strict=True))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"unit": " "}, "Đơn vị"),
        ({"unit": "x" * 201}, "Đơn vị"),
        ({"id": "x" * 201}, "Mã hồ sơ"),
        ({"received": ""}, "Ngày tiếp nhận"),
        ({"received": "31/02/2026"}, "Ngày tiếp nhận"),
        ({"received": "04/05/26"}, "Ngày tiếp nhận"),
        ({"received": "01/06/2026"}, "Ngày tiếp nhận"),
        ({"due": "sớm"}, "Ngày hẹn trả"),
        ({"due": "04/05/2926"}, "Ngày hẹn trả"),
        ({"finished": "2026-13-01"}, "Ngày trả"),
        ({"finished": "03/05/2026"}, "Ngày trả"),
        ({"finished": "01/06/2026"}, "Ngày trả"),
        ({"finished": "2026-05-05T20:00:00Z"}, "Ngày trả"),
        ({"online": "có thể"}, "Trực tuyến"),
        ({"paid": "2"}, "Thanh toán trực tuyến"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(tmp_path: Path, cells: dict[str, str], column: str) -> None:
    data = csv_of(ROW, (), changed(**cells))

    assert found(tmp_path, data) == [("CASES_WRONG_VALUE", 4, column)]


def test_the_first_wrong_rows_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    told = found(tmp_path, csv_of(*(changed(received="?") for _ in range(30))))

    assert told[:2] == [
        ("CASES_WRONG_VALUE", 2, "Ngày tiếp nhận"),
        ("CASES_WRONG_VALUE", 3, "Ngày tiếp nhận"),
    ]
    assert (len(told), told[-1]) == (21, ("CASES_MORE_WRONG", None, None))


@pytest.mark.parametrize(
    "said",
    [
        "4/5/2026",
        "2026-05-04",
        "04/05/2026 08:30",
        "2026-05-04 08:30:00",
        "2026-05-04T08:30:00",
        "08:30 04/05/2026",
    ],
)
def test_days_as_systems_write_them_are_read(tmp_path: Path, said: str) -> None:
    part = FolderStore(tmp_path).take(csv_of(changed(received=said)), until=UNTIL)

    assert part.since == date(2026, 5, 4)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_read(tmp_path: Path, separator: str) -> None:
    assert units(tmp_path, csv_of(ROW, separator=separator)) == (("H26.001", 1),)


def test_titles_above_the_headings_and_further_columns_are_passed_over(tmp_path: Path) -> None:
    data = csv_of((*ROW, "Ông A"), heads=(*HEADS, '"""; DROP TABLE cases; --"'))
    titled = "BÁO CÁO HỒ SƠ THÁNG 5\r\n\r\n".encode() + data

    assert units(tmp_path, titled) == (("H26.001", 1),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    assert units(tmp_path, csv_of(WORDS).decode().encode(encoding)) == (("Phường Yên Hòa", 1),)


TONES = "\u0300\u0301\u0303\u0309\u0323"


def legacy(text: str) -> bytes:
    """Windows-1258: letters with their hats, tones as signs of their own behind them."""
    written = ""
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in marks if mark not in TONES)
        written += unicodedata.normalize("NFC", bare) + "".join(mark for mark in marks if mark in TONES)
    return written.encode("cp1258")


def test_windows_1258_is_converted_and_said_so(tmp_path: Path) -> None:
    part = FolderStore(tmp_path).take(legacy(csv_of(WORDS).decode()), until=UNTIL)

    assert part.units == (("Phường Yên Hòa", 1),)
    assert [each.code for each in part.found] == ["CASES_RECODED"]


@pytest.mark.parametrize(
    "data",
    [
        csv_of(ROW) + legacy(";".join(WORDS)),
        legacy(csv_of(ROW).decode()) + ";".join(WORDS).encode(),
    ],
)
def test_two_encodings_in_one_file_are_refused(tmp_path: Path, data: bytes) -> None:
    assert found(tmp_path, data) == [("CASES_NOT_UTF8", 3, None)]


def test_headings_of_an_unknown_encoding_are_refused(tmp_path: Path) -> None:
    assert found(
        tmp_path, csv_of(ROW).decode().translate({ord("ơ"): "\u00ac"}).encode("latin-1", "replace")
    ) == [("CASES_NOT_UTF8", 1, None)]


def test_missing_and_doubled_columns_are_named(tmp_path: Path) -> None:
    assert found(tmp_path, csv_of(ROW[:5], heads=HEADS[:5])) == [
        ("CASES_WITHOUT_COLUMN", None, "Trực tuyến"),
        ("CASES_WITHOUT_COLUMN", None, "Thanh toán trực tuyến"),
    ]
    assert found(tmp_path, csv_of((*ROW, "x"), heads=(*HEADS, "Nộp trực tuyến"))) == [
        ("CASES_COLUMN_TWICE", None, "Trực tuyến")
    ]


@pytest.mark.parametrize("data", [csv_of(), csv_of() + b"\r\n\r\n"])
def test_headings_alone_are_no_cases(tmp_path: Path, data: bytes) -> None:
    assert found(tmp_path, data) == [("CASES_EMPTY", None, None)]


@pytest.mark.parametrize(
    "row", [ROW[:4], (*ROW, "x"), ('"H26.001', *ROW[1:])], ids=["short", "long", "unclosed"]
)
def test_a_broken_row_is_told(tmp_path: Path, row: tuple[str, ...]) -> None:
    assert found(tmp_path, csv_of(ROW, row)) == [("CASES_BROKEN_ROW", 3, None)]


@pytest.mark.parametrize(
    "data",
    [
        csv_of(("x" * 70_000, *ROW[1:])),
        csv_of((*ROW, *("" for _ in range(300))), heads=(*HEADS, *("x" for _ in range(300)))),
        b"a" * 1_000_000,
    ],
    ids=["a line without end", "columns without end", "no line at all"],
)
def test_a_bomb_is_refused(tmp_path: Path, data: bytes) -> None:
    assert found(tmp_path, data) == [("CASES_TOO_MANY", None, None)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", csv_of(ROW) + b"\x00", b"\xff\xfea"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    assert {code for code, _, _ in found(tmp_path, data)} <= {
        "CASES_UNREADABLE",
        "CASES_WITHOUT_COLUMN",
        "CASES_NOT_UTF8",
    }


def test_typed_parquet_is_read(tmp_path: Path) -> None:
    part = FolderStore(tmp_path / "store").take(parquet_of(tmp_path, TYPED), until=UNTIL)

    assert (part.units, part.since) == ((("H26.001", 1),), date(2026, 5, 4))


@pytest.mark.parametrize(
    ("was", "made", "column"),
    [
        ("DATE '2026-05-04'", "20260504", "Ngày tiếp nhận"),
        ("true", "0.5", "Trực tuyến"),
        ("'H26.001'", "['H26.001']", "Mã đơn vị"),
        ("NULL::DATE", "{'a': 1}", "Ngày trả"),
    ],
)
def test_a_column_of_another_type_is_named(tmp_path: Path, was: str, made: str, column: str) -> None:
    data = parquet_of(tmp_path, TYPED.replace(was, made))

    assert found(tmp_path, data) == [("CASES_COLUMN_TYPE", None, column)]


def test_a_wrong_day_in_parquet_is_told_by_row(tmp_path: Path) -> None:
    both = f"{TYPED} UNION ALL {TYPED.replace('2026-05-04', '1926-05-04')}"

    assert found(tmp_path, parquet_of(tmp_path, both)) == [("CASES_WRONG_VALUE", 2, "Ngày tiếp nhận")]


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    data = parquet_of(tmp_path, f"SELECT * FROM ({TYPED}), range(5000)")
    broken = bytearray(data)
    broken[200:400] = bytes(200)

    for each in (data[: len(data) // 2], data[:4], data[:100] + data[-40:], bytes(broken)):
        assert found(tmp_path, each) == [("CASES_UNREADABLE", None, None)]


def test_parquet_that_unpacks_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    data = parquet_of(tmp_path, f"SELECT made.* FROM ({TYPED}) made, range({decoding.MOST_ROWS + 1})")

    assert len(data) < 2_000_000
    assert found(tmp_path, data) == [("CASES_TOO_MANY", None, None)]


def test_names_of_columns_are_never_run(tmp_path: Path) -> None:
    evil = """, 1 AS "x"" FROM read_text('/etc/hostname'); DROP TABLE incoming; --", 2 AS "'; SELECT 1" """

    assert units(tmp_path, parquet_of(tmp_path, TYPED + evil)) == (("H26.001", 1),)


def test_a_refusal_never_names_a_path_of_the_server(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        FolderStore(tmp_path / "store").take(csv_of(ROW, ROW[:3]), until=UNTIL)

    assert str(tmp_path) not in " ".join(
        each.message.vi + each.message.en + each.remedy.vi for each in refused.value.findings
    )
