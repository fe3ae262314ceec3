"""The job that reads a document: defects, documents gone or read already, reading again, giving up."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.config import wiring
from parindex.cycle.documents import actions, queries, reading, review, states
from parindex.cycle.documents import jobs as reading_jobs
from parindex.cycle.documents.formats import opening
from parindex.cycle.documents.models import Document
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.files import queries as files
from parindex.foundation.jobs import actions as jobs
from parindex.foundation.jobs.models import Job
from parindex.foundation.jobs.task import Lost, Task
from tests.cast import AT, Cast
from tests.cycle.documents.test_desk import PLAN

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


def _upload(cast: Cast, data: bytes = PLAN.encode(), name: str = "kế hoạch.txt") -> Document:
    return actions.upload(
        data, name=name, media_type="text/plain", owner=cast.ward, by=cast.actor("clerk"), at=AT
    ).document


def _work(at: datetime = AT) -> None:
    jobs.work_off(clock=lambda: at)


def _told(event: str) -> int:
    return HistoryRow.objects.filter(event=event).count()


def _task(document: Document, progress: Callable[[int, int], None] = lambda done, total: None) -> Task:
    return Task(args={"subject_id": str(document.pk)}, at=AT, progress=progress)


def test_a_file_that_cannot_be_read_says_why_in_both_languages(cast: Cast) -> None:
    document = _upload(cast, data=b"PK\x03\x04 no archive at all", name="a.docx")
    _work()

    document.refresh_from_db()
    assert document.state == states.FAILED
    assert document.failure_vi
    assert document.failure_en
    assert document.failure_vi != document.failure_en
    assert HistoryRow.objects.get(event="document.failed").facts == {"failure": document.failure_vi}
    assert [job.state for job in Job.objects.all()] == ["done"]
    with pytest.raises(states.NotPossible):
        queries.reading_of(document)


@pytest.mark.parametrize("place", [(opening, "open_source"), (reading, "read")], ids=["opening", "reading"])
@pytest.mark.parametrize("defect", [RecursionError(), KeyError("x"), MemoryError(), zipfile.BadZipFile()])
def test_a_defect_of_the_readers_is_told_at_once(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    place: tuple[object, str],
    defect: Exception,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise defect

    monkeypatch.setattr(*place, broken)
    document = _upload(cast)
    with caplog.at_level(logging.ERROR):
        _work()

    document.refresh_from_db()
    assert document.state == states.FAILED
    assert document.failure_vi.startswith(
        "Phần mềm gặp lỗi khi đọc văn bản này; bản gốc vẫn được giữ nguyên."
    )
    assert document.failure_en.startswith("The software failed while reading this document;")
    assert [(job.state, job.attempts) for job in Job.objects.all()] == [("done", 1)]
    assert f"reading document {document.pk} failed" in caplog.text
    assert type(defect).__name__ in caplog.text


def test_a_job_for_a_document_that_is_gone_does_nothing(cast: Cast) -> None:
    document = _upload(cast)
    task = _task(document)
    Document.objects.all().delete()

    reading_jobs.read(task)
    reading_jobs.give_up(task)

    assert (_told("document.read"), _told("document.failed")) == (0, 0)


def test_a_job_for_a_document_that_was_read_does_nothing(cast: Cast) -> None:
    document = _upload(cast)
    _work()

    reading_jobs.read(_task(document))
    reading_jobs.give_up(_task(document))

    document.refresh_from_db()
    assert document.state == states.READ
    assert (_told("document.read"), _told("document.failed")) == (1, 0)


def test_progress_is_told_step_by_step(cast: Cast) -> None:
    steps: list[tuple[int, int]] = []
    document = _upload(cast)

    reading_jobs.read(_task(document, lambda done, total: steps.append((done, total))))

    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_worker_that_lost_the_job_while_reading_keeps_nothing(cast: Cast) -> None:
    document = _upload(cast)

    def lost_at_the_end(done: int, total: int) -> None:
        if done == 3:
            raise Lost("job")

    with pytest.raises(Lost):
        reading_jobs.read(_task(document, lost_at_the_end))

    document.refresh_from_db()
    assert document.state == states.READING
    assert _told("document.read") == 0


def test_an_original_that_stays_away_is_given_up_and_told(cast: Cast, tmp_path: Path) -> None:
    document = _upload(cast)
    original = files.storage()._place(document.file.sha256)  # type: ignore[attr-defined]
    aside = tmp_path / "aside"
    original.rename(aside)
    for attempt in range(jobs.MOST_ATTEMPTS):
        document.refresh_from_db()
        assert document.state == states.READING, attempt
        _work(AT + attempt * HOUR)

    document.refresh_from_db()
    assert document.state == states.FAILED
    assert document.failure_vi.startswith("Phần mềm đã thử nhiều lần mà không đọc xong văn bản này;")
    assert document.failure_en.startswith("The software tried several times")
    assert Job.objects.get().state == "failed"

    aside.rename(original)
    actions.read_again(document, by=cast.actor("clerk"), at=AT + 6 * HOUR)
    _work(AT + 6 * HOUR)
    document.refresh_from_db()
    assert (document.state, document.failure_vi, document.failure_en) == (states.READ, "", "")


def test_a_document_that_kills_its_worker_each_time_is_given_up_and_told(
    cast: Cast, settings: DjangoSettings
) -> None:
    document = _upload(cast)
    jobs.react(at=AT)
    at = AT
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim(at=at) is not None
        at += settings.JOB_LEASE + timedelta(seconds=1)
    _work(at)

    document.refresh_from_db()
    assert document.state == states.FAILED
    assert document.reading is None


def test_reading_again_reads_again(cast: Cast) -> None:
    document = _upload(cast)
    _work()
    document.refresh_from_db()

    actions.read_again(document, by=cast.actor("clerk"), at=AT + HOUR)
    assert document.state == states.READING
    _work(AT + HOUR)

    document.refresh_from_db()
    assert (document.state, document.read_at) == (states.READ, AT + HOUR)
    assert (_told("document.read"), _told("document.sent-to-reading")) == (2, 1)


def test_corrections_belong_to_the_reading_they_were_made_in(cast: Cast) -> None:
    document = _upload(cast)
    _work()
    document.refresh_from_db()
    by, printed = cast.actor("clerk"), queries.reading_of(document)
    kept = next(each for each in printed.findings if each.code == "DEADLINE_MISSING")
    waiting = document.open_findings
    actions.keep(document, review.fingerprint(kept), reason="", by=by, at=AT + HOUR)
    change = review.Change(table="t1", row=2, field="target", value="1")
    actions.correct(document, change, reason="", version=document.version, by=by, at=AT + HOUR)
    assert queries.reading_of(document) != printed

    actions.read_again(document, by=by, at=AT + 2 * HOUR)
    _work(AT + 2 * HOUR)

    document.refresh_from_db()
    assert queries.reading_of(document) == printed
    assert queries.review_of(document).corrected == frozenset()
    assert document.open_findings == waiting - 1
    assert document.corrections.count() == 1


@pytest.mark.parametrize("deed", [actions.read_again, actions.set_aside])
def test_what_somebody_else_did_meanwhile_is_seen(cast: Cast, deed: Callable[..., None]) -> None:
    document = _upload(cast)
    _work()
    stale = queries.get(document.pk, by=SYSTEM)
    document.refresh_from_db()
    actions.accept(document, ("t1",), version=document.version, by=SYSTEM, at=AT)

    with pytest.raises(states.NotPossible):
        deed(stale, by=SYSTEM, at=AT)

    document.refresh_from_db()
    assert document.state == states.ACCEPTED


def test_a_document_put_away_meanwhile_is_not_accepted_nor_corrected_nor_kept(cast: Cast) -> None:
    document = _upload(cast)
    _work()
    stale = queries.get(document.pk, by=SYSTEM)
    change = review.Change(table="t1", row=2, field="target", value="1")
    document.refresh_from_db()
    actions.set_aside(document, by=SYSTEM, at=AT)

    for deed in (
        lambda: actions.accept(stale, ("t1",), version=stale.version, by=SYSTEM, at=AT),
        lambda: actions.correct(stale, change, reason="", version=stale.version, by=SYSTEM, at=AT),
        lambda: actions.keep(stale, "x", reason="", by=SYSTEM, at=AT),
    ):
        with pytest.raises(states.NotPossible):
            deed()

    document.refresh_from_db()
    assert (document.state, document.acceptances.count()) == (states.SET_ASIDE, 0)


def test_a_truncated_word_file_is_unusable(cast: Cast) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "x" * 5000)
    document = _upload(cast, data=packed.getvalue()[:200], name="a.docx")
    _work()

    document.refresh_from_db()
    assert document.state == states.FAILED


def test_every_job_that_is_given_up_exists() -> None:
    assert set(wiring.GIVEN_UP) <= set(wiring.JOBS)
