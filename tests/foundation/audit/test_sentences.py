"""History in sentences: of events known and unknown, with facts there and missing, found by words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parindex.engine.access.actors import SYSTEM
from parindex.engine.values.vietnamese import fold
from parindex.foundation.audit import event, queries
from parindex.foundation.audit.models import HistoryRow, Link

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
GRANTED = event.declare(
    "sentence.granted", vi="{by} giao vai trò {role} cho {subject}", en="{by} made {subject} {role}"
)
pytestmark = pytest.mark.django_db


def row(name: str, *, label: str = "Lê Thu", key: str = "1", **facts: str) -> HistoryRow:
    return HistoryRow.objects.create(
        at=AT,
        event=name,
        subject_kind="x.person",
        subject_id=key,
        subject_label=label,
        person_name="Hoàng Long",
        facts=facts,
        search=fold(f"{label} Hoàng Long"),
    )


def told(*rows: HistoryRow, language: str = "vi") -> list[str]:
    return [sentence.text for sentence in queries.told(list(rows), language=language)]


def test_a_role_is_told_in_the_language_of_the_reader() -> None:
    granted = row(GRANTED.name, role="Kiểm toán viên, thanh tra viên")
    unknown = row(GRANTED.name, role="Vai trò cũ")

    assert told(granted) == ["Hoàng Long giao vai trò Kiểm toán viên, thanh tra viên cho Lê Thu"]
    assert told(granted, unknown, language="en") == [
        "Hoàng Long made Lê Thu Auditor",
        "Hoàng Long made Lê Thu Vai trò cũ",
    ]


def test_an_older_row_without_a_fact_and_an_unknown_event_are_told_all_the_same() -> None:
    assert told(row(GRANTED.name), row("sentence.forgotten")) == [
        "Hoàng Long giao vai trò … cho Lê Thu",
        "Hoàng Long: sentence.forgotten",
    ]


def test_a_day_is_told_as_the_reader_writes_days() -> None:
    granted, odd = row(GRANTED.name, role="2026-05-02"), row(GRANTED.name, role="2026-02-31")

    assert [*told(granted), *told(odd)] == [
        "Hoàng Long giao vai trò 2/5/2026 cho Lê Thu",
        "Hoàng Long giao vai trò 2026-02-31 cho Lê Thu",
    ]
    assert told(granted, language="en") == ["Hoàng Long made Lê Thu 2 May 2026"]


def test_rows_are_found_by_what_they_are_about_and_by_whom() -> None:
    one, other = row(GRANTED.name), row(GRANTED.name, label="Trần Anh", key="2")
    rows = queries.visible(SYSTEM)

    assert list(queries.matching(rows, " Trần ")) == [other]
    assert list(queries.matching(rows, "LONG hoang")) == [other, one]
    assert list(queries.matching(rows, "  ")) == [other, one]
    assert list(queries.matching(rows, "ai đó")) == []
    assert list(queries.of_subject("x.person", "2", by=SYSTEM)) == [other]


def test_every_event_has_a_bare_sentence_in_the_order_of_the_alphabet() -> None:
    names = dict(queries.event_names(language="en"))

    assert names[GRANTED.name] == "made  …"
    assert set(names) == set(event.declared)
    assert [text.casefold() for text in names.values()] == sorted(text.casefold() for text in names.values())


def test_rows_and_links_name_themselves() -> None:
    assert str(row(GRANTED.name)) == "sentence.granted Lê Thu"
    assert str(Link(position=3, digest="ab")) == "3 ab"
