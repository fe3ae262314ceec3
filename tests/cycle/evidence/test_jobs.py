"""What the worker does with files that waited: scans them, reads them, and gives up in the end."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.config import wiring
from parindex.cycle.evidence import checks, jobs, queries, reading
from parindex.cycle.evidence.actions import adding, correcting
from parindex.cycle.evidence.actions.correcting import Description
from parindex.cycle.evidence.models import Item
from parindex.engine.values.findings import Words
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs import actions as queue
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.cycle.documents.formats import packing
from tests.cycle.evidence import papers
from tests.foundation.files.test_scanning import EICAR, Session, Tcp, serving


def large_letter() -> bytes:
    """A letter with a picture so large that it is read by the worker."""
    return packing.repacked(
        papers.letter(), {"word/media/a.bin": random.Random(5).randbytes(reading.QUICK_BYTES)}
    )


def add(cast: Cast, data: bytes, name: str = "a.docx") -> Item:
    return adding.add_file(data, name=name, unit=cast.ward, by=cast.actor("clerk"), at=AT)


def task(item: Item) -> Task:
    return Task(args={"subject_id": str(item.pk)}, at=AT, progress=lambda done, total: None)


def examined() -> list[dict[str, object]]:
    return [row.facts for row in HistoryRow.objects.filter(event="evidence.examined").order_by("pk")]


def test_a_large_letter_is_read_by_the_worker(cast: Cast) -> None:
    item = add(cast, large_letter())
    assert (item.number, item.is_waiting) == ("", True)

    queue.work_off(clock=lambda: AT)

    item.refresh_from_db()
    assert (item.number, item.issued_on, item.is_waiting, item.version) == (
        "208/BC-UBND",
        date(2025, 12, 10),
        False,
        2,
    )
    assert queries.text_of(item) is not None
    assert examined() == [{"scan": checks.UNSCANNED}]
    assert queries.matching(queries.visible(cast.actor("clerk")), "208/bc").get() == item


def test_what_a_person_typed_meanwhile_stays(cast: Cast) -> None:
    item = add(cast, large_letter())
    correcting.correct(item, Description(number="9/BC"), seen=1, by=cast.actor("clerk"), at=AT)

    queue.work_off(clock=lambda: AT)

    item.refresh_from_db()
    assert (item.number, item.issued_on, item.version) == ("9/BC", date(2025, 12, 10), 3)


def test_a_file_is_examined_once(cast: Cast) -> None:
    item = add(cast, large_letter())

    jobs.examine(task(item))
    jobs.examine(task(item))
    jobs.give_up(task(item))

    assert len(examined()) == 1


def test_a_virus_found_later_withholds_the_file(cast: Cast, settings: DjangoSettings, tmp_path: Path) -> None:
    settings.FILES_SCANNER = f"unix:{tmp_path}/chua-co.ctl"
    item = add(cast, b"a " + EICAR, "a.txt")
    assert item.is_waiting

    server = Tcp(("127.0.0.1", 0), Session)
    with serving(server):
        settings.FILES_SCANNER = f"127.0.0.1:{server.server_address[1]}"
        queue.work_off(clock=lambda: AT)

    item.refresh_from_db()
    assert (item.scan, item.is_waiting, examined()) == (checks.INFECTED, False, [{"scan": "infected"}])
    assert queries.text_of(item) is None
    with pytest.raises(queries.Withheld):
        queries.content(item)


def test_a_scanner_that_stays_silent_leaves_the_file_unscanned(
    cast: Cast, settings: DjangoSettings, tmp_path: Path
) -> None:
    settings.FILES_SCANNER = f"unix:{tmp_path}/khong-co.ctl"
    item = add(cast, papers.plan(), "a.pdf")

    with pytest.raises(jobs.ScannerSilent):
        jobs.examine(task(item))
    for hour in range(24):
        queue.work_off(clock=lambda hour=hour: AT + timedelta(hours=hour))  # type: ignore[misc]

    item.refresh_from_db()
    assert (item.scan, item.is_waiting, examined()) == (checks.UNSCANNED, False, [{"scan": "unscanned"}])
    found = checks.alarms(queries.facts(item))
    assert [each.code for each in found] == ["EVIDENCE_UNSCANNED"]


def test_a_scanned_page_without_a_reader_tells_that_number_and_day_are_missing(cast: Cast) -> None:
    item = add(cast, packing.scanned_pdf(), "quet.pdf")

    queue.work_off(clock=lambda: AT)
    item.refresh_from_db()

    assert (item.number, item.pages, item.is_waiting) == ("", 1, False)
    unread = checks.alarms(queries.facts(item))[0]
    assert (unread.code, unread.message) == (
        "EVIDENCE_UNREAD",
        Words(
            "Chưa rõ số và ngày ban hành của văn bản.",
            "Not known of the document: its number and its date.",
        ),
    )


def test_the_jobs_are_wired() -> None:
    assert wiring.REACTIONS["evidence.received"] == ("evidence.examine",)
    assert {wiring.JOBS["evidence.examine"], wiring.GIVEN_UP["evidence.examine"]} == {
        "parindex.cycle.evidence.jobs.examine",
        "parindex.cycle.evidence.jobs.give_up",
    }
