"""A case file into typed rows of a session: every cell checked, a wrong one told by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import duckdb

from parindex.engine.values.findings import Finding
from parindex.foundation.cases import columns, decoding, findings
from parindex.foundation.cases.decoding import LONGEST_LINE, MOST_ROWS, Text
from parindex.foundation.cases.findings import Rejected

PARQUET = b"PAR1"
MOST_TOLD = 20
_MOST_UNPACKED = 4_000_000_000
_MOST_VALUES = 200
_SHAPE = """CREATE TEMP TABLE shape(code VARCHAR, unit VARCHAR, id VARCHAR, received VARCHAR, due VARCHAR,
    finished VARCHAR, on_time VARCHAR, online VARCHAR, paid VARCHAR)"""
_FROM_CSV = """CREATE TEMP TABLE incoming AS
    SELECT row_number() OVER () AS place, code, unit, id, received, due, finished, on_time, online, paid
    FROM (FROM shape UNION ALL BY NAME FROM read_csv($path, header = false, skip = $above, delim = $separator,
        quote = '"', escape = '"', columns = $names, auto_detect = false, max_line_size = $longest,
        encoding = 'utf-8', compression = 'none'))"""
_FROM_PARQUET = """CREATE TEMP TABLE incoming AS
    SELECT row_number() OVER () AS place, code, unit, id, received, due, finished, on_time, online, paid
    FROM (FROM shape UNION ALL BY NAME FROM arrived)"""
_SIZE = """SELECT max(rows)::BIGINT, sum(unpacked)::BIGINT FROM (
    SELECT 0 AS rows, total_uncompressed_size AS unpacked FROM parquet_metadata($path)
    UNION ALL SELECT num_rows, 0 FROM parquet_file_metadata($path))"""
_COUNT = "SELECT count(*) FROM cases WHERE fault IS NOT NULL"
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_TEXT = frozenset({"VARCHAR"})
_DAYS = _TEXT | {
    "DATE",
    "TIMESTAMP",
    "TIMESTAMP_S",
    "TIMESTAMP_MS",
    "TIMESTAMP_NS",
    "TIMESTAMP WITH TIME ZONE",
}
_FLAGS = _TEXT | {
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
}
_TYPES: Mapping[str, frozenset[str]] = {
    "code": _TEXT,
    "unit": _TEXT,
    "id": _TEXT | {"BIGINT", "INTEGER", "UBIGINT", "UUID"},
    "received": _DAYS,
    "due": _DAYS,
    "finished": _DAYS,
    "on_time": _FLAGS,
    "online": _FLAGS,
    "paid": _FLAGS,
}
_FORMATS = [
    *("%d/%m/%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d-%m-%Y", "%d.%m.%Y"),
    *("%H:%M %d/%m/%Y", "%H:%M:%S %d/%m/%Y", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M"),
]
_CASES = """CREATE TEMP TABLE cases AS
WITH trimmed AS (
    SELECT place, nfc_normalize(trim(coalesce(nullif(trim(code), ''), unit, ''))) AS unit,
        nfc_normalize(nullif(trim(id), '')) AS id, coalesce(trim(received), '') AS received,
        coalesce(trim(due), '') AS due, coalesce(trim(finished), '') AS finished,
        coalesce(on_time, '') AS on_time, coalesce(online, '') AS online, coalesce(paid, '') AS paid
    FROM incoming
), dated AS (
    SELECT * REPLACE (
        CASE WHEN received = '' THEN NULL
            WHEN received[5] = '-' AND NOT regexp_matches(received, '[Z+]')
                THEN try_cast(received AS TIMESTAMP)::DATE
            ELSE try_strptime(received, $formats)::DATE END AS received,
        CASE WHEN due = '' THEN NULL
            WHEN due[5] = '-' AND NOT regexp_matches(due, '[Z+]')
                THEN try_cast(due AS TIMESTAMP)::DATE
            ELSE try_strptime(due, $formats)::DATE END AS due,
        CASE WHEN finished = '' THEN NULL
            WHEN finished[5] = '-' AND NOT regexp_matches(finished, '[Z+]')
                THEN try_cast(finished AS TIMESTAMP)::DATE
            ELSE try_strptime(finished, $formats)::DATE END AS finished
    ), received = '' AS no_received, due != '' AS has_due, finished != '' AS has_finished
    FROM trimmed
)
SELECT place, unit, id, received, due, finished,
    CASE WHEN on_time != '' THEN list_contains($on_time_yes, on_time) END AS said_on_time,
    list_contains($online_yes, online) AS online,
    list_contains($paid_yes, paid) AS paid,
    CASE
        WHEN unit = '' THEN 'unit blank'
        WHEN length(unit) > 200 THEN 'unit long'
        WHEN length(id) > 200 THEN 'id long'
        WHEN no_received THEN 'received blank'
        WHEN received IS NULL THEN 'received unreadable'
        WHEN received < DATE '2000-01-01' THEN 'received far'
        WHEN received > $last THEN 'received after'
        WHEN has_due AND due IS NULL THEN 'due unreadable'
        WHEN due < DATE '2000-01-01' OR due > DATE '2100-01-01' THEN 'due far'
        WHEN has_finished AND finished IS NULL THEN 'finished unreadable'
        WHEN finished < received THEN 'finished before'
        WHEN finished > $last THEN 'finished after'
        WHEN NOT list_contains($on_time_known, on_time) THEN 'on_time unreadable'
        WHEN NOT list_contains($online_known, online) THEN 'online unreadable'
        WHEN NOT list_contains($paid_known, paid) THEN 'paid unreadable'
    END AS fault
FROM dated"""
_FAULTS = """SELECT place, fault, coalesce(nullif(trim(incoming.code), ''), incoming.unit), incoming.id,
    incoming.received, incoming.due, incoming.finished, incoming.on_time,
    incoming.online, incoming.paid
    FROM cases JOIN incoming USING (place) WHERE fault IS NOT NULL ORDER BY place LIMIT $most"""
_NAMES = ("unit", "id", "received", "due", "finished", "on_time", "online", "paid")
_VALUES = {
    "on_time": "SELECT DISTINCT coalesce(on_time, '') FROM incoming LIMIT $most",
    "online": "SELECT DISTINCT coalesce(online, '') FROM incoming LIMIT $most",
    "paid": "SELECT DISTINCT coalesce(paid, '') FROM incoming LIMIT $most",
}


def opened(data: bytes) -> Text | None:
    """The text of a CSV file, None of a Parquet file. Raises Rejected."""
    return None if data.startswith(PARQUET) else decoding.read(data)


def arrive(
    connection: duckdb.DuckDBPyConnection, place: Path, text: Text | None, *, until: date
) -> frozenset[str]:
    """Typed rows of the file at ``place`` in the table ``cases``; returns which known columns it has.

    ``until`` is the first day after the period. Raises Rejected when any row is wrong.
    """
    connection.execute(_SHAPE)
    try:
        known = _csv(connection, place, text) if text else _parquet(connection, place)
        rows = connection.execute("SELECT count(*) FROM incoming").fetchone()
    except duckdb.Error as fault:
        raise Rejected((_told(fault),)) from fault
    if rows is None or not rows[0]:
        raise Rejected((findings.empty(),))
    if rows[0] > MOST_ROWS:
        raise Rejected((findings.too_many(MOST_ROWS),))
    _type(connection, until=until)
    wrong = tuple(_wrong(connection, text))
    if wrong:
        raise Rejected(wrong)
    return known


def _csv(connection: duckdb.DuckDBPyConnection, place: Path, text: Text) -> frozenset[str]:
    """Cells as text, under names of ours: no heading of the file ever reaches a statement."""
    keys = {at: key for key, at in text.places.items()}
    names = {keys.get(at, f"other_{at}"): "VARCHAR" for at in range(text.width)}
    asked = {
        "path": str(place),
        "above": text.above,
        "separator": text.separator,
        "names": names,
        "longest": LONGEST_LINE,
    }
    connection.execute(_FROM_CSV, asked)
    return frozenset(text.places)


def _parquet(connection: duckdb.DuckDBPyConnection, place: Path) -> frozenset[str]:
    """The known columns as text. What the file says of its own size is asked before it is unpacked."""
    path = {"path": str(place)}
    rows, unpacked = connection.execute(_SIZE, path).fetchall()[0]
    if rows > MOST_ROWS or unpacked > _MOST_UNPACKED:
        raise Rejected((findings.too_many(MOST_ROWS),))
    arrived = connection.read_parquet(str(place))
    if len(arrived.columns) > columns.MOST:
        raise Rejected((findings.too_many(MOST_ROWS),))
    places = columns.placed(arrived.columns)
    columns.check(places)
    types = {key: str(arrived.types[at]) for key, at in places.items()}
    wrong = [key for key, found in types.items() if found not in _TYPES[key]]
    if wrong:
        raise Rejected(tuple(findings.column_type(columns.BY_KEY[key].title, types[key]) for key in wrong))
    # A known heading holds no quotation mark: only letters, digits, blanks and a few signs fold to it.
    chosen = [_as_text(f'"{arrived.columns[at]}"', types[key]).alias(key) for key, at in places.items()]
    arrived.select(*chosen).create_view("arrived")
    connection.execute(_FROM_PARQUET)
    return frozenset(places)


def _as_text(name: str, found: str) -> duckdb.Expression:
    column = duckdb.ColumnExpression(name)
    if found in _DAYS - _TEXT:
        column = column.cast("DATE")
    return column.cast("VARCHAR")


def _type(connection: duckdb.DuckDBPyConnection, *, until: date) -> None:
    asked: dict[str, object] = {"formats": _FORMATS, "last": until - timedelta(days=1)}
    for column in columns.FLAGS:
        rows = connection.execute(_VALUES[column.key], {"most": _MOST_VALUES}).fetchall()
        said = {text: columns.flag(text) for (text,) in rows}
        asked[f"{column.key}_yes"] = [text for text, means in said.items() if means]
        asked[f"{column.key}_known"] = [text for text, means in said.items() if means is not None]
    connection.execute(_CASES, asked)


def _wrong(connection: duckdb.DuckDBPyConnection, text: Text | None) -> Iterator[Finding]:
    """The first rows that are wrong, and how many more there are."""
    count = connection.execute(_COUNT).fetchone()
    if count is None or not count[0]:
        return
    rows = connection.execute(_FAULTS, {"most": MOST_TOLD}).fetchall()
    at = decoding.rows_at(text, [row[0] for row in rows]) if text else {row[0]: row[0] for row in rows}
    for place, fault, *cells in rows:
        key, _, kind = fault.partition(" ")
        said = dict(zip(_NAMES, cells, strict=True))[key] or ""
        yield findings.wrong_value(columns.BY_KEY[key].title, kind, said.strip(), row=at[place])
    if count[0] > len(rows):
        yield findings.more_wrong(count[0] - len(rows))


def _told(wrong: duckdb.Error) -> Finding:
    """What a fault of the reader is to the person: never its own text, which names paths of the server."""
    if isinstance(wrong, duckdb.OutOfMemoryException):
        return findings.too_many(MOST_ROWS)
    line = _LINE.search(str(wrong))
    if line is None:
        return findings.unreadable()
    return (
        findings.too_many(MOST_ROWS)
        if "max_line_size" in str(wrong)
        else findings.broken_row(row=int(line[1]))
    )
