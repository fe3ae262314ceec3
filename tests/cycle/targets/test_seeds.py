"""The real documents, from file to index and plan."""

from __future__ import annotations

from typing import Any

import pytest

from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import jobs as reading
from parindex.cycle.documents import queries as read
from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks import jobs as drafting
from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.frameworks.models import Version
from parindex.cycle.targets import jobs, queries
from parindex.engine.access.actors import SYSTEM
from parindex.engine.values.findings import has_errors
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.seeds import needs_seeds, seed


def live(number: str, owner: Any) -> Document:
    """A real document through the whole queue."""
    path = seed(number)
    uploaded = documents.upload(
        path.read_bytes(), name=path.name, media_type="text/plain", owner=owner, by=SYSTEM, at=AT
    ).document
    task = Task(args={"subject_id": str(uploaded.pk)}, at=AT, progress=lambda done, total: None)
    reading.read(task)
    uploaded.refresh_from_db()
    documents.accept(uploaded, read.open_tables(uploaded), version=uploaded.version, by=SYSTEM, at=AT)
    drafting.draft(task)
    jobs.take(task)
    return uploaded


@needs_seeds
@pytest.mark.parametrize(
    ("number", "owner", "expected"),
    [
        ("000", "city", [("PAR INDEX", "province", 2025, "100", "92.90", "=96.47", 112)]),
        (
            "001",
            "city",
            [
                ("PAPI", "province", 2023, "80", "43.9603", "=46", 36),
                ("PAR INDEX", "province", 2023, "100", "91.43", ">92.00", 100),
                ("SIPAS", "province", 2023, "100", "83.57", ">85", 11),
            ],
        ),
        ("002", "ward", [("PAR INDEX", "commune", 2025, "100", "93.17", "=100", 130)]),
    ],
)
def test_the_index_of_a_real_document(
    cast: Cast, number: str, owner: str, expected: list[tuple[Any, ...]]
) -> None:
    unit = getattr(cast, owner)
    live(number, unit)
    found = []
    for summary in queries.indexes_of(unit.pk, by=cast.actor("reform")).rows:
        page = queries.index_page(unit=unit.pk, index=summary.index, by=cast.actor("reform"))
        assert page.total.result is not None
        assert page.total.target is not None
        figures = (page.total.result.text, page.total.target.comparator + page.total.target.text)
        what = (page.index, page.level, page.result_year, str(page.total.max))
        found.append((*what, *figures, len(page.rows)))
    assert found == expected
    assert not any(has_errors(frameworks.findings_of(version)) for version in Version.objects.all())
