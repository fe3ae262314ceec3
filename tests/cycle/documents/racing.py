"""Two people at once on one document, each in a thread with a connection of their own.

Run inside a standalone installation: in-memory databases of tests do not lock as real ones do.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.db import connection

from parindex.cycle.documents import actions, queries, review, states
from parindex.cycle.documents.models import Acceptance, Document
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs import actions as jobs
from tests.cast import DIRECTORY

ROUNDS = 8
TOLD: tuple[type[Exception], ...] = (
    *(actions.Overtaken, actions.Locked, actions.NothingToAccept),
    states.NotPossible,
)
Deed = Callable[[Document], object]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def text_of(number: int) -> bytes:
    """A plan with one table of criteria and one of tasks, unlike those of other numbers."""
    return (
        f"KẾ HOẠCH số {number}\nPhụ lục 1\nPAR INDEX\n\n"
        "STT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu\n"
        "1\tMột\t3\t2\t2.5\n\tTổng\t3\t2\t2.5\n"
    ).encode()


def uploaded(data: bytes) -> actions.Uploaded:
    """``data`` as a document of the ward."""
    ward = units.existing(SYSTEM, on=now().date()).get(name="Phường Yên Hòa")
    return actions.upload(data, name="a.txt", media_type="text/plain", owner=ward, by=SYSTEM, at=now())


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all deeds at the same moment; the sorted outcomes: a value or the name of what was raised."""
    gate, outcomes = threading.Barrier(len(deeds)), []

    def do(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            outcomes.append(str(deed()))
        except TOLD as told:
            outcomes.append(type(told).__name__)
        except Exception as fault:
            outcomes.append(f"FAULT {fault!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def race(first: Deed, second: Deed, *, begin: int) -> list[list[str]]:
    """The outcomes of both deeds on fresh documents, both people having loaded theirs before."""
    results = []
    for number in range(begin, begin + ROUNDS):
        key = uploaded(text_of(number)).document.pk
        jobs.work_off(clock=now)
        one, two = queries.get(key, by=SYSTEM), queries.get(key, by=SYSTEM)
        results.append(at_once(partial(first, one), partial(second, two)))
    return results


def accept(document: Document) -> str:
    """Accept the table of the document."""
    actions.accept(document, ("t1",), version=document.version, by=SYSTEM, at=now())
    return "accepted"


def correct(document: Document) -> str:
    """Correct its first row."""
    change = review.Change(table="t1", row=0, field="result", value="1")
    actions.correct(document, change, reason="", version=document.version, by=SYSTEM, at=now())
    return "corrected"


def upload(number: int) -> bool:
    """Upload the text of ``number``; whether it was new."""
    return uploaded(text_of(number)).is_new


def set_aside(document: Document) -> str:
    """Put it away."""
    actions.set_aside(document, by=SYSTEM, at=now())
    return "set aside"


def main() -> None:
    """Run every race and print what came out as one JSON document."""
    loading.load(Directory.load(DIRECTORY), by=SYSTEM, at=now())
    accepted = race(accept, accept, begin=0)
    counts = [Acceptance.objects.count(), HistoryRow.objects.filter(event="document.accepted").count()]
    twins = [partial(upload, number) for number in range(1000, 1000 + ROUNDS)]
    uploads = [at_once(deed, deed) for deed in twins]
    json.dump(
        {
            "accept_twice": accepted,
            "acceptances_and_rows": counts,
            "upload_twice": uploads,
            "documents": Document.objects.count() - ROUNDS,
            "correct_twice": race(correct, correct, begin=100),
            "correct_while_accepting": race(correct, accept, begin=200),
            "set_aside_while_accepting": race(set_aside, accept, begin=300),
        },
        sys.stdout,
    )
