"""A save that waits for a freeze finds the results frozen: nothing slips in behind them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.terms import Terms
from tests.cast import assemble
from tests.cycle import rounds
from tests.cycle.results import played

WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def in_thread(do: Callable[[], None]) -> threading.Thread:
    """``do`` in a thread with a connection of its own."""

    def running() -> None:
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=running)
    thread.start()
    return thread


def somebody_waits() -> bool:
    """Whether another connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        (count,) = cursor.fetchone()
    return bool(count)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_save_that_waited_for_the_freeze_is_locked_out() -> None:
    cast = assemble()
    cycle = played.to_the_freeze(cast)
    sheet = rounds.sheet(cycle, cast.ward).pk
    seen: list[gates.Facts] = []

    def save() -> None:
        with transaction.atomic():
            seen.append(Ledger(sheet).facts())

    with transaction.atomic():
        freezing.freeze(cycle, Terms(), by=cast.actor("reform"), at=moments.database_now())
        saver = in_thread(save)
        while not somebody_waits():
            assert saver.is_alive()
    saver.join()
    assert [each.cycle_state for each in seen] == [states.FROZEN]
    with pytest.raises(gates.Locked):
        gates.scoring(seen[0])
