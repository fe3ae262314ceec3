"""A whole country's worth of rows for the demonstration city, straight into its tables; see pages.py."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction

from parindex.cycle.documents.models import Document, SourceBlocks
from parindex.cycle.frameworks.models import Criterion, Version
from parindex.cycle.plans.models import Assignee, Plan, Section, Task
from parindex.cycle.targets.models import Result, Target
from parindex.cycle.units.models import Membership, Unit, UnitName
from parindex.engine.values import digests
from parindex.engine.values.vietnamese import fold
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit import actions as history
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.files.models import StoredFile

UNITS, COMMUNES = 3_355, 3_321
DOCUMENTS, TASKS, HISTORY, SCORED = 200, 2_000, 100_000, 142
WAITING = 12
YEARS = (2024, 2025)
DICE = random.Random(20261120)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SINCE = date(2025, 7, 1)
_BATCH = 2_000


def enlarge() -> dict[str, int]:
    """Add what is missing; returns how many rows of each kind there are then."""
    with transaction.atomic():
        city = Unit.objects.get(province=None)
        units = add_units(city)
        _people(units)
        documents = _documents(units)
        _figures(city, units, documents[0])
        _plan(documents)
        _history(city, units)
    while history.seal(at=NOW, most=5_000):
        pass
    kinds = (Unit, Person, Document, Result, Task, HistoryRow)
    return {f"{kind._meta.verbose_name_plural}": kind._default_manager.count() for kind in kinds}


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _store(model: Any, rows: Iterator[Any]) -> list[Any]:
    """The rows in the table, batch by batch."""
    return [row for batch in _batches(rows) for row in model.objects.bulk_create(batch)]


def add_units(city: Unit) -> list[Unit]:
    """Communes and departments of the one province: the longest directory anybody reads."""
    alive = list(Unit.objects.filter(province=city, until=None))
    communes = sum(1 for unit in alive if unit.kind == "commune")
    missing = [("commune", f"Xã Thử nghiệm {n}") for n in range(COMMUNES - communes)]
    missing += [("department", f"Sở Thử nghiệm {n}") for n in range(UNITS - len(alive) - len(missing))]
    made = _store(
        Unit,
        (
            Unit(
                code=f"bench-{n}", name=name, kind=kind, province=city, parent=city, lineage="",
                position=10_000 + n, since=SINCE, search=fold(name),
            )
            for n, (kind, name) in enumerate(missing)
        ),
    )  # fmt: skip
    for unit in made:
        unit.lineage = f"/{city.pk}/{unit.pk}/"
    Unit.objects.bulk_update(made, ["lineage"], batch_size=400)
    _store(UnitName, (UnitName(unit=unit, text=unit.name, since=SINCE) for unit in made))
    return [*alive, *made]


def _people(units: list[Unit]) -> None:
    """One officer a unit."""
    people = _store(
        Person,
        (
            Person(
                username=f"bench{n}", full_name=f"Nguyễn Văn Thử {n}", search=f"nguyen van thu {n} bench{n}",
                password="!", must_change_password=False, created_at=NOW,
            )
            for n in range(len(units))
        ),
    )  # fmt: skip
    pairs = zip(people, units, strict=True)
    _store(Membership, (Membership(person=p, unit=u, role="unit_officer", since=SINCE) for p, u in pairs))


def wait_for_review() -> None:
    """A dozen copies of the city's plan in review, so that there is something to correct and to accept."""
    city = Unit.objects.get(province=None)
    with transaction.atomic():
        _copies([city], numbers=range(WAITING), every=1)


def _documents(units: list[Unit]) -> list[Document]:
    """Copies of the demonstration's city plan: most accepted, some waiting for review."""
    return _copies(units, numbers=range(WAITING, WAITING + DOCUMENTS - Document.objects.count()), every=4)


def _copies(owners: list[Unit], *, numbers: range, every: int) -> list[Document]:
    """Accepted copies of the city's plan, each in ``every`` of them in review."""
    pattern = Document.objects.filter(state="accepted").order_by("pk").first()
    assert pattern is not None
    blocks = SourceBlocks.objects.get(document=pattern).blocks
    files = _store(
        StoredFile,
        (
            StoredFile(
                sha256=digests.of_bytes(str(n).encode()),
                size=9,
                media_type=pattern.file.media_type,
                stored_at=NOW,
            )
            for n in numbers
        ),
    )
    made = []
    for n, file in zip(numbers, files, strict=True):
        document = copy.copy(pattern)
        document.pk = None
        document._state = copy.copy(document._state)
        document._state.adding = True
        document.owner, document.file, document.name = (
            owners[n % min(SCORED, len(owners))],
            file,
            f"ke-hoach-{n}.docx",
        )
        document.number, document.search = f"{n}/KH-UBND", fold(f"{n}/KH-UBND {pattern.title}")
        document.uploaded_at = NOW - timedelta(hours=n)
        if n % every == 0:
            document.state, document.accepted_at = "read", None
        made.append(document)
    stored = _store(Document, iter(made))
    _store(SourceBlocks, (SourceBlocks(document=each, blocks=blocks) for each in stored))
    return stored


def _figures(city: Unit, units: list[Unit], source: Document) -> None:
    """Results of two years and targets of the next for units that score by the city's own index."""
    version = Version.objects.filter(framework__index="PAR INDEX", framework__owner=city).latest("year")
    criteria = list(Criterion.objects.filter(version=version))
    scored = [unit for unit in units if unit.pk != city.pk][:SCORED]

    def rows(model: Any, year: int) -> Iterator[Any]:
        for unit in scored:
            fields = {
                "unit": unit, "version": version, "year": year, "source": source, "source_table": "t2",
                "set_at": NOW, "set_by": 0, "set_by_name": "Parindex",
            }  # fmt: skip
            total = 0
            for criterion in criteria:
                micro = (criterion.max_micro or 0) * DICE.randrange(60, 101) // 100
                total += micro if criterion.is_leaf else 0
                text = f"{micro / 1_000_000:.4f}"
                yield model(criterion=criterion, kind="criterion", value_micro=micro, text=text, **fields)
            yield model(kind="total", value_micro=total, text=f"{total / 1_000_000:.2f}", **fields)

    Result.objects.filter(unit__in=scored, year__in=YEARS, version=version).delete()
    for year in YEARS:
        _store(Result, rows(Result, year))
    _store(Target, rows(Target, YEARS[-1] + 1))


def _plan(documents: list[Document]) -> None:
    """One plan of many tasks, copied from those of the demonstration."""
    accepted = next(each for each in documents if each.state == "accepted")
    patterns = list(Task.objects.select_related("section").order_by("pk")[:40])
    people = {each.pk: list(each.assignees.prefetch_related("units")) for each in patterns}
    plan = Plan.objects.create(
        unit=Unit.objects.get(province=None), title="Kế hoạch lớn", number="1/KH-UBND",
        issued_on=date(2026, 4, 1), document=accepted, taken_at=NOW,
    )  # fmt: skip
    sections = _store(
        Section,
        (Section(plan=plan, table="t1", position=n, number=str(n), title=f"Phần {n}") for n in range(1, 21)),
    )
    tasks = []
    for n in range(1, TASKS + 1):
        task = copy.copy(patterns[n % len(patterns)])
        task.pk = None
        task._state = copy.copy(task._state)
        task._state.adding = True
        task.plan, task.section, task.table, task.position = plan, sections[n % 20], "t1", n
        task.number = str(n)
        tasks.append(task)
    stored = _store(Task, iter(tasks))
    originals = (patterns[n % len(patterns)].pk for n in range(1, TASKS + 1))
    asked = [(task, each) for task, key in zip(stored, originals, strict=True) for each in people[key]]
    made = _store(
        Assignee,
        (
            Assignee(task=task, role=e.role, position=e.position, text=e.text, scope=e.scope, groups=e.groups)
            for task, e in asked
        ),
    )
    naming = Assignee.units.through
    _store(
        naming,
        (
            naming(assignee_id=each.pk, unit_id=unit.pk)
            for each, (_, pattern) in zip(made, asked, strict=True)
            for unit in pattern.units.all()
        ),
    )


def _history(city: Unit, units: list[Unit]) -> None:
    """Deeds of the past years, spread over the units."""
    missing = HISTORY - HistoryRow.objects.count()
    events = ("document.uploaded", "document.corrected", "person.signed-in", "document.accepted")

    def rows() -> Iterator[HistoryRow]:
        for n in range(missing):
            unit = units[n % len(units)]
            yield HistoryRow(
                at=NOW - timedelta(minutes=missing - n),
                event=events[n % 4],
                subject_kind="documents.document",
                subject_id=str(n % DOCUMENTS),
                subject_label=f"Kế hoạch {n}",
                person=n % 500,
                person_name=f"Nguyễn Văn Thử {n % 500}",
                lineage=f"/{city.pk}/{unit.pk}/" if unit.pk != city.pk else f"/{city.pk}/",
                facts={"field": "target", "before": "1", "value": "2", "where": "t1/1", "tables": "t1"},
            )

    _store(HistoryRow, rows())
