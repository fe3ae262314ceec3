"""Parts are kept whole and counted exactly; a later file wins; one more file costs only itself."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from parindex.foundation.cases import session
from parindex.foundation.cases.counts import Count
from parindex.foundation.cases.findings import Rejected
from parindex.foundation.cases.session import Bounds
from parindex.foundation.cases.storage import Absent, FolderStore
from tests.foundation.cases.tables import HEADS, csv_of, parquet_of

MIDDLE, END = date(2026, 5, 16), date(2026, 6, 1)
FIRST = (
    ("A", "1", "01/05/2026", "05/05/2026", "04/05/2026", "Có", "x"),
    ("A", "2", "02/05/2026", "06/05/2026", "07/05/2026", "Không", ""),
    ("A", "3", "10/05/2026", "14/05/2026", "", "1", "0"),
    ("B", "4", "30/04/2026", "29/05/2026", "", "trực tuyến", "Không"),
)
SECOND = (
    ("A", "3", "10/05/2026", "14/05/2026", "20/05/2026", "1", "1"),
    ("B", "5", "31/05/2026", "", "31/05/2026", "x", "x"),
)


def month(unit: str, number: int, *counts: int) -> Count:
    return Count(unit, date(2026, number, 1), *counts)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "it's a store")


def test_cases_are_counted_by_unit_and_month(store: FolderStore) -> None:
    part = store.take(csv_of(*FIRST), until=MIDDLE)

    assert (part.cases, part.units, part.has_ids, part.since, part.found) == (
        4,
        (("A", 3), ("B", 1)),
        True,
        date(2026, 4, 30),
        (),
    )
    assert store.counts([part.name], until=MIDDLE) == (
        month("A", 5, 3, 2, 2, 1, 2, 1, 1),
        month("B", 4, 1, 0, 0, 0, 1, 0, 0),
    )


def test_the_latest_file_says_what_became_of_a_case(store: FolderStore) -> None:
    parts = [
        store.take(csv_of(*FIRST), until=MIDDLE).name,
        store.take(csv_of(*SECOND), until=END).name,
    ]

    assert store.counts(parts, until=END) == (
        month("A", 5, 3, 3, 3, 1, 2, 2, 0),
        month("B", 4, 1, 0, 0, 0, 1, 0, 0),
        month("B", 5, 1, 1, 0, 0, 1, 1, 1),
    )


def test_a_case_answered_in_a_later_month_was_overdue_at_the_end_of_the_month_before(
    store: FolderStore,
) -> None:
    row = ("A", "1", "01/04/2026", "15/04/2026", "03/06/2026", "1", "0")
    part = store.take(csv_of(row), until=date(2026, 7, 1)).name

    assert [(each.month.month, each.overdue) for each in store.counts([part], until=date(2026, 7, 1))] == [
        (4, 1),
        (5, 1),
        (6, 0),
    ]


def test_setting_a_file_aside_brings_back_what_it_displaced(store: FolderStore) -> None:
    first = store.take(csv_of(*FIRST), until=MIDDLE).name
    before = store.counts([first], until=MIDDLE)
    second = store.take(csv_of(*SECOND), until=END).name
    store.counts([first, second], until=END)

    assert store.counts([first], until=MIDDLE) == before


def test_the_order_of_files_decides_and_not_when_they_came(store: FolderStore) -> None:
    second = store.take(csv_of(*SECOND), until=END).name
    first = store.take(csv_of(*FIRST), until=MIDDLE).name

    done = [each.finished for each in store.counts([first, second], until=END) if each.unit == "A"]
    undone = [each.finished for each in store.counts([second, first], until=END) if each.unit == "A"]

    assert (done, undone) == ([3], [2])


def test_counts_are_those_of_a_plain_reckoning_over_the_latest_records(store: FolderStore) -> None:
    dice, parts, latest, last = random.Random(7), [], {}, date(2026, 1, 1)
    for number in range(6):
        last = date(2026, 1, 1) + timedelta(days=15 * (number + 1))
        rows = []
        for _ in range(200):
            key = dice.randrange(700)
            received = date(2026, 1, 1) + timedelta(days=key % (15 * (number + 1)))
            due = received + timedelta(days=dice.randrange(1, 30))
            finished = received + timedelta(days=dice.randrange(40))
            open_ = finished >= last
            online, paid = dice.random() < 0.6, dice.random() < 0.3
            rows.append(
                (
                    f"U{key % 5}",
                    str(key),
                    f"{received:%d/%m/%Y}",
                    f"{due:%Y-%m-%d}",
                    "" if open_ else f"{finished:%d/%m/%Y}",
                    "x" if online else "",
                    "1" if paid else "0",
                )
            )
            latest[key] = (f"U{key % 5}", received, due, None if open_ else finished, online, paid)
        parts.append(store.take(csv_of(*rows), until=last).name)
    expected: Counter[tuple[str, str, int]] = Counter()
    for unit, received, due, finished, online, paid in latest.values():
        expected[unit, "received", received.month] += 1
        expected[unit, "online", received.month] += online
        expected[unit, "paid", received.month] += paid
        if finished:
            expected[unit, "finished", finished.month] += 1
            expected[unit, "on_time", finished.month] += finished <= due
        for number in range(1, (last - timedelta(days=1)).month + 1):
            day = min(date(2026, number + 1, 1), last) - timedelta(days=1)
            expected[unit, "overdue", number] += due <= day and (finished is None or finished > day)
    names = ("received", "finished", "on_time", "online", "paid", "overdue")
    counted = {
        (each.unit, name, each.month.month): getattr(each, name)
        for each in store.counts(parts, until=last)
        for name in names
    }

    assert {key: value for key, value in counted.items() if value} == dict(+expected)


def test_a_further_file_leaves_the_cubes_of_the_others_alone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    first = store.take(csv_of(*FIRST), until=MIDDLE).name
    store.counts([first], until=MIDDLE)
    before = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*.parquet")}
    second = store.take(csv_of(*SECOND), until=END).name
    store.counts([first, second], until=END)

    after = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*.parquet")}
    assert {each: after[each] for each in before} == before
    assert len(after) == len(before) + 3  # its records, its cube, what it displaced


def test_counting_again_from_the_records_gives_the_same(store: FolderStore) -> None:
    parts = [store.take(csv_of(*rows), until=END).name for rows in (FIRST, SECOND)]
    before = store.counts(parts, until=END)
    store.forget()

    assert store.counts(parts, until=END) == before


def test_a_part_that_is_gone_is_told(store: FolderStore) -> None:
    with pytest.raises(Absent):
        store.counts(["0" * 64 + "-1"], until=END)


def test_of_an_id_that_stands_twice_the_last_row_counts(store: FolderStore) -> None:
    part = store.take(csv_of(FIRST[2], FIRST[0], SECOND[0]), until=END)

    assert [each.code for each in part.found] == ["CASES_TWICE"]
    assert part.cases == 2
    assert [each.finished for each in store.counts([part.name], until=END)] == [2]


def test_cases_without_ids_are_all_counted(store: FolderStore) -> None:
    heads = tuple(each for each in HEADS if each != "Mã hồ sơ")
    row = ("A", "01/05/2026", "05/05/2026", "", "x", "")
    part = store.take(csv_of(row, row, heads=heads), until=END)

    assert [each.code for each in part.found] == ["CASES_WITHOUT_ID"]
    assert (part.has_ids, [each.received for each in store.counts([part.name], until=END)]) == (False, [2])


def test_nothing_is_left_of_a_file_that_is_refused(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with pytest.raises(Rejected):
        store.take(csv_of(("A", "1", "hôm qua", "", "", "", "")), until=END)

    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_a_session_reaches_its_folder_and_nothing_else(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("secret")
    with session.opened(inside, Bounds(memory=128, threads=1)) as connection:
        for statement in (
            f"SELECT * FROM read_text('{outside}')",
            f"SELECT * FROM read_text('{inside}/../out.txt')",
            f"COPY (SELECT 1) TO '{tmp_path}/evil.csv'",
            f"ATTACH '{tmp_path}/evil.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET memory_limit = '10GB'",
            "SELECT * FROM outside",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
        assert connection.execute("SELECT current_setting('memory_limit')").fetchone() == ("122.0 MiB",)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in", "out.txt"]


def test_the_same_cases_from_parquet_and_csv_count_alike(store: FolderStore, tmp_path: Path) -> None:
    rows = ", ".join(str(row) for row in FIRST)
    names = ", ".join(f'"{head}"' for head in HEADS)
    made = parquet_of(tmp_path, f"SELECT * FROM (VALUES {rows}) t({names})")
    parts = [store.take(each, until=MIDDLE).name for each in (csv_of(*FIRST), made)]

    assert parts[0] != parts[1]
    assert store.counts(parts[:1], until=MIDDLE) == store.counts(parts[1:], until=MIDDLE)
