"""Three years of assessment of a whole country, straight into its tables; see scores.py.

Every answer is drawn with a fixed seed from a pool for its rule and scored by the engine, so that
rescoring the whole finds no difference.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from bench import city
from parindex.cycle.assessments import kinds, scored, specs, states
from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.book import Book, Leaf
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Stage
from parindex.cycle.frameworks.actions import importing, publishing
from parindex.cycle.frameworks.models import Version
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit.models import HistoryRow

YEARS, LEAVES, HISTORY = (2024, 2025, 2026), 96, 2_000_000
GROUP = 126
SECOND_ROUND = 10
"""One cell in so many was asked about, explained and appraised again."""
NOW = datetime.now(UTC)
_BATCH = 20_000

RULES = (
    ("ratio", 'floor: "0.8", '),
    ("yes_no", ""),
    ("count", 'each: "0.25", '),
    ("deduct", 'each: "0.25", '),
    ("bands", 'bands: [{from: "0.9", share: "1"}, {from: "0.7", below: "0.9", share: "0.5"}], '),
    ("choice", 'options: [{key: tot, share: "1"}, {key: kha, share: "0.7"}, {key: khong, share: "0"}], '),
    ("index", 'of: "100", '),
    ("survey", ""),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One possible answer of a leaf with its worth, ready to be stored."""

    answer: str
    state: str
    points: int
    out: int


def build() -> dict[str, int]:
    """The whole of it in an empty installation; returns how many rows of each kind there are."""
    with transaction.atomic():
        loading.load(Directory.packaged(), by=SYSTEM, at=NOW)
        province = Unit.objects.get(province=None)
        units = city.add_units(province)
        city._people(units)
        communes = [each for each in units if each.kind in {"commune", "department"}][: city.UNITS]
        version = _published(province)
        for year in YEARS:
            _year(province, communes, version, year)
        _fill_history(province)
    _settle()
    counted = (Unit, Assessment, Cell, Entry, HistoryRow)
    return {str(kind._meta.verbose_name_plural): kind._default_manager.count() for kind in counted}


def framework() -> str:
    """A framework file of 131 rows: 9 domains, 26 criteria, 96 leaves of one point."""
    lines = [
        "schema: parindex/framework/1",
        "id: quoc-gia-do",
        "index: PAR INDEX",
        'title: {vi: "Bộ tiêu chí đo", en: "Bench"}',
        "level: commune",
        "year: 2026",
        'basis: "Đo tốc độ"',
        f'total: "{LEAVES}"',
        "criteria:",
    ]
    leaf = 0
    for domain in range(9):
        lines += [f'  - code: "{domain + 1}"', f'    name: "Lĩnh vực {domain + 1}"', '    owner: "Sở Nội vụ"']
        lines.append("    children:")
        for criterion in range(3 if domain < 8 else 2):
            lines += [f'      - code: "{criterion + 1}"', f'        name: "Tiêu chí {criterion + 1}"']
            lines.append("        children:")
            for _ in range(_size(leaf)):
                lines += _leaf(leaf)
                leaf += 1
    return "\n".join(lines) + "\n"


def _size(leaf: int) -> int:
    """Four leaves a criterion, three in the last ones: 96 in all."""
    return 4 if leaf < 72 else 3


def _leaf(number: int) -> list[str]:
    kind, parameters = RULES[number % len(RULES)]
    source = "survey" if kind == "survey" else "self"
    rule = f'{{kind: {kind}, {parameters}citation: "Mục {number}", status: illustrative}}'
    return [
        f'          - code: "{number + 1}"',
        f'            name: "Tiêu chí thành phần {number + 1}"',
        '            max: "1"',
        f"            source: {source}",
        f"            rule: {rule}",
    ]


def answers(kind: str) -> list[dict[str, Any]]:
    """The pool that answers of a kind are drawn from."""
    if kind == "yes_no":
        return [{"yes": True}, {"yes": True}, {"yes": False}]
    if kind in {"count", "deduct"}:
        return [{"count": str(n)} for n in range(6)]
    if kind == "choice":
        return [{"choice": key} for key in ("tot", "kha", "khong")]
    if kind == "index":
        return [{"value": str(n)} for n in range(60, 101, 3)]
    if kind == "survey":
        return [{"share": f"0.{n}"} for n in range(60, 100, 3)]
    return [{"done": str(n), "total": "24"} for n in range(12, 25)]


def _published(province: Unit) -> Version:
    version = importing.import_file(framework(), owner=province, by=SYSTEM, at=NOW)
    publishing.check(version, by=SYSTEM, at=NOW)
    publishing.publish(version, by=SYSTEM, at=NOW)
    return version


def _year(province: Unit, units: Sequence[Unit], version: Version, year: int) -> None:
    begins = NOW - timedelta(days=10) if year == YEARS[-1] else datetime(year, 11, 1, tzinfo=UTC)
    cycle = opening.prepare(
        owner=province,
        version=version,
        kind=kinds.INTERNAL.key,
        name=f"Chỉ số năm {year}",
        since=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        starts_at=begins,
        by=SYSTEM,
        at=NOW,
    )
    for first in range(0, len(units), GROUP):
        some = units[first : first + GROUP]
        opening.enrol(cycle, some, group=f"Nhóm {first // GROUP + 1}", by=SYSTEM, at=NOW)
    opening.open_cycle(cycle, by=SYSTEM, at=NOW)
    is_over = year != YEARS[-1]
    if is_over:
        Assessment.objects.filter(cycle=cycle).update(state=states.SUBMITTED)
    _cells(cycle, specs.book(version), is_over=is_over)


def pools(book: Book) -> dict[int, tuple[Drawn, ...]]:
    """What may be drawn for each leaf."""
    return {key: tuple(_drawn(leaf, book)) for key, leaf in book.leaves.items()}


def _drawn(leaf: Leaf, book: Book) -> Iterator[Drawn]:
    assert leaf.spec.rule is not None
    for answer in answers(leaf.spec.rule.kind):
        worth = scored.worth(leaf, answer, book=book)
        yield Drawn(json.dumps(answer), worth.state, worth.points_micro, worth.out_micro)


def _cells(cycle: Cycle, book: Book, *, is_over: bool) -> None:
    """Every stage of every cell: scored, accepted; one in ten asked about, explained, appraised again."""
    stages = {each.key: each for each in Stage.objects.filter(cycle=cycle)}
    wanted = ["self", "appraisal-1", "explanation", "appraisal-2"] if is_over else ["self"]
    drawn, dice = pools(book), random.Random(cycle.since.year)
    sheets = list(Assessment.objects.filter(cycle=cycle).order_by("pk").values_list("pk", flat=True))
    first_cell, first_entry = _next(Cell), _next(Entry)
    cells, entries = [], []
    for sheet in sheets:
        for criterion in book.leaves:
            one = dice.choice(drawn[criterion])
            asked = is_over and dice.randrange(SECOND_ROUND) == 0
            shown = wanted if asked or not is_over else wanted[:2]
            last = shown[-1]
            for key in shown:
                decision, has_points = _decision(key, asked=asked)
                cell = first_cell + len(cells)
                at = stages[key].opens_at
                points = one.points if has_points else None
                state = one.state if has_points else states.UNANSWERED
                cells.append(
                    (cell, cycle.pk, sheet, criterion, stages[key].pk, 1, state, decision, points,
                     one.out if has_points else 0, key == last, at)
                )  # fmt: skip
                entries.append(
                    (first_entry + len(entries), cell, 1, one.answer if has_points else None, state, decision,
                     points, one.out if has_points else 0, "", "form", at, 1, "Nguyễn Văn Thử")
                )  # fmt: skip
        if len(cells) >= _BATCH:
            first_cell, first_entry = _pour(cells, entries, first_cell, first_entry)
    _pour(cells, entries, first_cell, first_entry)


def _decision(key: str, *, asked: bool) -> tuple[str, bool]:
    if key == "appraisal-1":
        return (states.ASKED, False) if asked else (states.ACCEPTED, True)
    if key == "explanation":
        return states.EXPLAINED, False
    return (states.ACCEPTED, True) if key == "appraisal-2" else ("", True)


_CELL = (
    "id", "cycle_id", "assessment_id", "criterion_id", "stage_id", "number", "state", "decision",
    "points_micro", "out_micro", "is_standing", "changed_at",
)  # fmt: skip
_ENTRY = (
    "id", "cell_id", "number", "answer", "state", "decision", "points_micro", "out_micro", "note", "origin",
    "at", "by", "by_name",
)  # fmt: skip
_HISTORY = (
    "at", "event", "subject_kind", "subject_id", "subject_label", "person", "person_name", "lineage", "facts",
    "search",
)  # fmt: skip


def _pour(cells: list[Any], entries: list[Any], first_cell: int, first_entry: int) -> tuple[int, int]:
    insert("assessments_cell", _CELL, cells)
    insert("assessments_entry", _ENTRY, entries)
    after = first_cell + len(cells), first_entry + len(entries)
    cells.clear()
    entries.clear()
    return after


def _next(model: Any) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The fastest way in that the database has."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["?"] * len(columns))
        cursor.cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})".replace("?", "%s"), [_plain(r) for r in rows]
        )


def _plain(row: Sequence[Any]) -> list[Any]:
    return [f"{each:%Y-%m-%d %H:%M:%S.%f}" if isinstance(each, datetime) else each for each in row]


def _fill_history(province: Unit) -> None:
    """Two million rows as saves leave them, unsealed: sealing them is the worker's, not the saver's."""
    facts = json.dumps({"cycle": "Chỉ số", "path": "1/1/1", "number": 1})
    missing = HISTORY - HistoryRow.objects.count()
    rows = (
        (NOW - timedelta(seconds=missing - n), "cell.scored", "assessments.assessment", str(n % 10_065 + 1),
         "Xã Thử nghiệm", n % 3_355 + 1, "Nguyễn Văn Thử", f"/{province.pk}/{n % 3_355}/", facts,
         "xa thu nghiem nguyen van thu")
        for n in range(missing)
    )  # fmt: skip
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH * 5:
            insert("audit_historyrow", _HISTORY, batch)
            batch.clear()
    insert("audit_historyrow", _HISTORY, batch)


def _settle() -> None:
    """What a database does by itself in time: sequences after the last id, statistics, no dead rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("assessments_cell", "assessments_entry"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
