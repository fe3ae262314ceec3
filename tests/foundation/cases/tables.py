"""Case files for tests: rows as officials export them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

HEADS = (
    *("Mã đơn vị", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả"),
    *("Trực tuyến", "Thanh toán trực tuyến"),
)
Row = Sequence[str]


def csv_of(*rows: Row, heads: Row = HEADS, separator: str = ";") -> bytes:
    """The rows below their headings, in UTF-8."""
    return "".join(f"{separator.join(row)}\r\n" for row in (heads, *rows)).encode()


def parquet_of(folder: Path, select: str) -> bytes:
    """What a statement selects, as a Parquet file."""
    place = folder / "made.parquet"
    with duckdb.connect() as connection:
        connection.sql(select).write_parquet(str(place))
    return place.read_bytes()


TYPED = """SELECT 'H26.001' AS "Mã đơn vị", 'a-1' AS "Mã hồ sơ", DATE '2026-05-04' AS "Ngày tiếp nhận",
    TIMESTAMP '2026-05-08 17:00:00' AS "Ngày hẹn trả", NULL::DATE AS "Ngày trả", true AS "Trực tuyến",
    0 AS "Thanh toán trực tuyến" """
