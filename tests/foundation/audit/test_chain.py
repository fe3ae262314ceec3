"""History is written with the deed, sealed in batches, and cannot be rewritten unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from parindex.engine.access.actors import SYSTEM, Actor, Grant, Place
from parindex.engine.access.roles import AUDITOR, UNIT_LEADER, UNIT_OFFICER
from parindex.engine.values.findings import Words
from parindex.foundation.audit import actions, chain, event, queries, triggers
from parindex.foundation.audit.models import HistoryRow, Link
from parindex.foundation.files.models import StoredFile
from tests.cast import Cast

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
TOUCHED = event.declare(
    "thing.touched", vi="{by} chạm vào {subject} {times} lần", en="{by} touched {subject}"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def thing() -> StoredFile:
    return StoredFile.objects.create(sha256="ab" * 32, size=1, media_type="text/plain", stored_at=AT)


def _touch(thing: StoredFile, times: int, lineage: tuple[int, ...] = (1, 2)) -> None:
    with transaction.atomic():
        actions.record(TOUCHED, thing, by=SYSTEM, at=AT, place=Place(lineage), times=times)


def _rewrite(statement: str) -> None:
    """Change history as somebody with the database in hand would: without the triggers."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    triggers.install(connection)


def test_sealing_links_rows_in_order_and_verifies(thing: StoredFile) -> None:
    for times in range(3):
        _touch(thing, times)

    sealed = actions.seal(at=AT)

    assert [row.facts for row in sealed] == [{"times": 0}, {"times": 1}, {"times": 2}]
    head = Link.objects.get(position=3).digest
    assert queries.verify(anchor=head) == queries.Verdict(sealed=3, unsealed=0, head=head, fault=None)
    assert actions.seal(at=AT) == []


def test_sealing_in_batches_gives_the_same_chain(thing: StoredFile) -> None:
    for times in range(5):
        _touch(thing, times)

    assert [len(actions.seal(at=AT, most=2)) for _ in range(4)] == [2, 2, 1, 0]

    assert queries.verify().fault is None


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_changed_row_is_found(thing: StoredFile, row: int) -> None:
    for times in range(3):
        _touch(thing, times)
    actions.seal(at=AT)
    key = HistoryRow.objects.order_by("pk")[row].pk

    _rewrite(f"UPDATE audit_historyrow SET person_name = 'X' WHERE id = {key}")

    assert queries.verify().fault == Words(
        f"dòng nhật ký {key} đã bị sửa sau khi niêm phong",
        f"history row {key} was changed after it was sealed",
    )


def test_a_deleted_row_is_found(thing: StoredFile) -> None:
    _touch(thing, 1)
    actions.seal(at=AT)
    key = HistoryRow.objects.get().pk

    _rewrite("DELETE FROM audit_historyrow")

    assert queries.verify().fault == Words(f"dòng nhật ký {key} đã bị xóa", f"history row {key} was deleted")


@pytest.mark.parametrize("first", [0, 2, 4])
def test_a_chain_rewritten_from_any_row_on_is_found_by_an_earlier_head(thing: StoredFile, first: int) -> None:
    for times in range(5):
        _touch(thing, times)
    actions.seal(at=AT)
    anchor = queries.head().digest
    key = HistoryRow.objects.order_by("pk")[first].pk

    _rewrite(f"UPDATE audit_historyrow SET event = 'thing.untouched' WHERE id = {key}")
    _rewrite("DELETE FROM audit_link")
    actions.seal(at=AT)

    assert queries.verify().fault is None
    assert queries.verify(anchor=anchor).fault == Words(
        "mã neo không có trong chuỗi: nhật ký trước đó đã bị viết lại hoặc bị cắt bỏ",
        "the anchor is not in the chain: history before it was rewritten or cut off",
    )


def test_a_head_printed_earlier_is_met_after_more_history(thing: StoredFile) -> None:
    _touch(thing, 1)
    actions.seal(at=AT)
    anchor = queries.head().digest
    _touch(thing, 2)
    actions.seal(at=AT)

    assert queries.verify(anchor=anchor).fault is None


def test_history_cut_off_after_the_anchor_is_found(thing: StoredFile) -> None:
    _touch(thing, 1)
    _touch(thing, 2)
    actions.seal(at=AT)
    anchor = queries.head().digest

    _rewrite("DELETE FROM audit_link WHERE position = 2")

    assert queries.verify(anchor=anchor).fault is not None


@pytest.mark.parametrize("table", triggers.TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_the_database_refuses_to_change_history(thing: StoredFile, table: str, statement: str) -> None:
    _touch(thing, 1)
    actions.seal(at=AT)
    change = "event = 'x'" if table == "audit_historyrow" else "digest = 'x'"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, change))

    assert queries.verify().fault is None


@pytest.mark.django_db(transaction=True)
def test_history_outside_a_transaction_is_refused() -> None:
    thing = StoredFile(pk=1, sha256="ab" * 32)

    with pytest.raises(actions.OutsideTransaction):
        actions.record(TOUCHED, thing, by=SYSTEM, at=AT, place=None)


def test_when_the_deed_fails_its_history_is_gone_too(thing: StoredFile) -> None:
    @transaction.atomic
    def deed() -> None:
        actions.record(TOUCHED, thing, by=SYSTEM, at=AT, place=None, times=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()

    assert HistoryRow.objects.count() == 0


def test_each_reads_the_history_of_the_places_they_reach(thing: StoredFile) -> None:
    _touch(thing, 1, lineage=(1, 2))
    _touch(thing, 2, lineage=(1, 3))
    _touch(thing, 3, lineage=(1, 2, 20))
    _touch(thing, 4, lineage=(9,))
    _touch(thing, 5, lineage=(1,))

    def seen(*grants: Grant) -> list[int]:
        rows = queries.visible(Actor(person=7, name="An", grants=grants))
        return sorted(row.facts["times"] for row in rows)

    assert seen(Grant(AUDITOR, Place((1, 2)))) == [1, 2, 3, 5]
    assert seen(Grant(UNIT_LEADER, Place((1, 2)))) == [1, 3]
    assert seen(Grant(UNIT_OFFICER, Place((1, 2)))) == []
    assert seen() == []


def test_rows_read_as_sentences(thing: StoredFile) -> None:
    _touch(thing, 2)

    (vi,) = queries.told(queries.visible(SYSTEM), language="vi")
    (en,) = queries.told(queries.visible(SYSTEM), language="en")

    assert (vi.text, en.text) == (
        f"Parindex chạm vào {thing.sha256} 2 lần",
        f"Parindex touched {thing.sha256}",
    )


def test_history_is_searched_without_diacritics(cast: Cast) -> None:
    rows = queries.visible(SYSTEM)

    found = [
        {row.subject_label for row in queries.matching(rows, text)} for text in ("TRAN van", "tran xyz", "")
    ]

    assert all("Trần Văn Cán Bộ" in label for label in found[0])
    assert found[1] == set()
    assert len(found[2]) > len(found[0]) > 0


def test_one_name_has_one_event() -> None:
    with pytest.raises(event.TwiceDeclared):
        event.declare("thing.touched", vi="khác", en="other")


def test_the_digest_depends_on_every_field() -> None:
    base = {
        "row": 1,
        "at": "2026-03-30T09:00:00.000000+00:00",
        "event": "a",
        "subject_kind": "b",
        "subject_id": "1",
        "subject_label": "c",
        "person": 1,
        "person_name": "d",
        "lineage": "/1/",
        "facts": {"x": 1},
    }
    other = {
        "row": 2,
        "at": "2026-03-30T09:00:00.000001+00:00",
        "event": "A",
        "subject_kind": "B",
        "subject_id": "2",
        "subject_label": "C",
        "person": None,
        "person_name": "D",
        "lineage": "/2/",
        "facts": {"x": 2},
    }
    digests = {chain.link(chain.GENESIS, chain.Entry(**base))}
    digests |= {chain.link(chain.GENESIS, chain.Entry(**{**base, name: other[name]})) for name in base}
    digests.add(chain.link("1" * 64, chain.Entry(**base)))

    assert len(digests) == 12


def _row(key: int) -> None:
    HistoryRow.objects.create(
        pk=key,
        at=AT,
        event="thing.touched",
        subject_kind="x.y",
        subject_id="1",
        subject_label="a",
        person_name="An",
    )


def test_a_row_that_comes_very_late_is_sealed_with_the_next_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "NEAR", 2)
    _row(9_000_010)
    actions.seal(at=AT)
    _row(9_000_003)

    assert actions.seal(at=AT) == []
    assert queries.waiting() == 0
    _row(9_000_011)
    assert queries.waiting() == 1

    assert [row.pk for row in actions.seal(at=AT)] == [9_000_003, 9_000_011]
    assert queries.verify().fault is None
