"""The statements that count: records into small cubes by unit and month, cubes into figures."""

from __future__ import annotations

# A month is a whole number: twelve times the year, and the months before it in the year.
PART = """SELECT unit, received, due, finished,
    (year(received) * 12 + month(received) - 1)::SMALLINT AS received_month,
    (year(finished) * 12 + month(finished) - 1)::SMALLINT AS finished_month,
    CASE
        WHEN finished IS NULL THEN due
        WHEN last_day(finished) > last_day(due) THEN last_day(due)
    END AS waited,
    finished IS NOT NULL AND (due IS NOT NULL OR said_on_time IS NOT NULL) AS timed,
    CASE WHEN due IS NULL THEN finished IS NOT NULL AND coalesce(said_on_time, false)
        ELSE finished IS NOT NULL AND finished <= due END AS on_time,
    online, paid, md5_number_lower(id) AS key, id
    FROM cases"""
"""``waited``: until which day it was due, of a case that is open or was answered in a later month only."""

LAST_OF_EACH = f"{PART} QUALIFY id IS NULL OR row_number() OVER (PARTITION BY id ORDER BY place DESC) = 1"

EXTENT = "SELECT count(*), min(received) FROM read_parquet($part)"
UNITS = "SELECT unit, count(*) FROM read_parquet($part) GROUP BY unit ORDER BY unit"
NOTHING = "CREATE TEMP TABLE records AS FROM read_parquet($part) LIMIT 0"

CUBE = """
    SELECT unit, received_month, finished_month, NULL::DATE AS waited, count(*) AS cases,
        sum(timed::INT)::BIGINT AS timed, sum(on_time::INT)::BIGINT AS on_time,
        sum(online::INT)::BIGINT AS online, sum(paid::INT)::BIGINT AS paid
    FROM records GROUP BY ALL
    UNION ALL
    SELECT unit, NULL, finished_month, waited, count(*), 0, 0, 0, 0
    FROM records WHERE waited IS NOT NULL GROUP BY ALL"""
"""Two kinds of row: without ``waited`` all cases, with it those waited for beyond a month's end.

Sums of 0 and 1 take half the time of filtered counts.
"""

CANDIDATES = """CREATE TEMP TABLE candidates AS
    SELECT filename AS part, file_row_number AS at, older.key
    FROM read_parquet($older, filename = true, file_row_number = true) older
    SEMI JOIN (SELECT key FROM read_parquet($part) WHERE key IS NOT NULL) newer USING (key)"""

DISPLACED = """CREATE TEMP TABLE records AS
    SELECT older.* EXCLUDE (filename, file_row_number)
    FROM read_parquet($older, filename = true, file_row_number = true) older
    JOIN candidates ON candidates.part = older.filename AND candidates.at = older.file_row_number
    JOIN read_parquet($part) newer ON newer.key = older.key AND newer.id = older.id
    QUALIFY row_number() OVER (
        PARTITION BY older.id ORDER BY list_position($older, older.filename) DESC) = 1"""
"""Of each case of a part the record that counted before: the one in the latest of the older parts."""

MONTHS = """
    WITH cube AS (
        SELECT unit, received_month, finished_month, waited, cases, timed, on_time, online, paid
        FROM read_parquet($added)
        UNION ALL
        SELECT unit, received_month, finished_month, waited, -cases, -timed, -on_time, -online, -paid
        FROM read_parquet($taken)
    ), received AS (
        SELECT unit, received_month AS month, sum(cases)::BIGINT AS received,
            sum(online)::BIGINT AS online, sum(paid)::BIGINT AS paid
        FROM cube WHERE waited IS NULL GROUP BY ALL
    ), finished AS (
        SELECT unit, finished_month AS month, sum(cases)::BIGINT AS finished,
            sum(timed)::BIGINT AS timed, sum(on_time)::BIGINT AS on_time
        FROM cube WHERE waited IS NULL AND finished_month IS NOT NULL GROUP BY ALL
    ), months AS (
        SELECT m.month::SMALLINT AS month,
            least($last::DATE, last_day(make_date(m.month // 12, m.month % 12 + 1, 1))) AS day
        FROM (SELECT unnest(range((SELECT min(received_month) FROM cube), $until_month::BIGINT)) AS month) m
    ), overdue AS (
        SELECT unit, month, sum(cases)::BIGINT AS overdue
        FROM cube JOIN months ON waited <= day AND (finished_month IS NULL OR finished_month > month)
        GROUP BY ALL
    )
    SELECT unit, month, coalesce(received, 0), coalesce(finished, 0), coalesce(timed, 0),
        coalesce(on_time, 0), coalesce(online, 0), coalesce(paid, 0), coalesce(overdue, 0)
    FROM received FULL JOIN finished USING (unit, month) FULL JOIN overdue USING (unit, month)
    WHERE received != 0 OR finished != 0 OR overdue != 0
    ORDER BY unit, month"""
