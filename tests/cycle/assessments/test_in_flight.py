"""Two at once on PostgreSQL: nobody slips in behind a freeze, and nobody is thrown out by one."""

from __future__ import annotations

import pytest
from django.db import transaction

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import dividing
from parindex.cycle.assessments.models import Cell, Cycle, Duty
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.terms import Terms
from tests.cast import AT, Cast, assemble
from tests.cycle import rounds
from tests.cycle.results import played
from tests.cycle.results.test_in_flight import in_thread, somebody_waits


def freeze(cycle: Cycle, cast: Cast) -> None:
    """Freeze the results."""
    freezing.freeze(cycle, Terms(), by=cast.actor("reform"), at=moments.database_now())


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dividing_that_waited_for_the_freeze_is_locked_out() -> None:
    cast = assemble()
    cycle = played.to_the_freeze(cast)
    sheet, top = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I")
    found: list[str] = []

    def divide() -> None:
        try:
            dividing.assign(sheet, top, person=cast.people["clerk"], by=cast.actor("leader"), at=AT)
        except states.NotPossible as refused:
            found.append(refused.state)

    with transaction.atomic():
        freeze(cycle, cast)
        divider = in_thread(divide)
        while not somebody_waits():
            assert divider.is_alive()
    divider.join()
    assert (found, Duty.objects.filter(assessment=sheet.pk, criterion=top.pk).exists()) == (
        [states.FROZEN],
        False,
    )


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_freeze_waits_for_a_save_and_neither_is_thrown_out() -> None:
    """The save holds its sheet and names the cycle when it commits; the freeze holds the cycle."""
    cast = assemble()
    cycle = played.to_the_freeze(cast)
    answer = played.WARD["I/1"]
    line = played.valued(cycle, cast.ward, "I/1", answer, decision=states.ACCEPTED)
    with transaction.atomic():
        played.put(cycle, cast.ward, "I/1", line, by=cast.actor("reform"), key="appraisal-2")
        freezer = in_thread(lambda: freeze(cycle, cast))
        while not somebody_waits():
            assert freezer.is_alive()
    freezer.join()
    cycle.refresh_from_db()
    cell = Cell.objects.get(cycle=cycle, assessment__unit=cast.ward, criterion__path="I/1", is_standing=True)
    assert (cycle.state, cell.stage.key) == (states.FROZEN, "appraisal-2")
