"""The calendar and who works on what: windows, extensions, one cell reopened, rights, duties."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import dividing, granting, opening, scheduling
from parindex.cycle.assessments.actions.ledger import Ledger
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.models import Cycle, Duty, Extension, Reopening, Right
from parindex.cycle.assessments.queries import moments
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds

LATER = timedelta(days=3)


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle whose self-scoring is over."""
    return rounds.opened(cast, at_stage="appraisal-1")


def may_score(cycle: Cycle, unit: Any, path: str = "I/1") -> bool:
    """Whether the unit may score the leaf now."""
    ledger = Ledger(rounds.sheet(cycle, unit).pk)
    try:
        gates.scoring(ledger.facts(ledger.book.leaf(path).criterion))
    except gates.Locked:
        return False
    return True


def test_owners_of_criteria_get_the_right_to_appraise_them(cycle: Cycle) -> None:
    found = [(each.criterion.path, each.agency.name) for each in Right.objects.order_by("pk")]
    assert found == [("I", "Sở Nội vụ"), ("II", "Sở Tư pháp")]


def test_an_extension_opens_the_stage_for_one_unit(cycle: Cycle, cast: Cast) -> None:
    assert not may_score(cycle, cast.ward)
    scheduling.extend(
        rounds.sheet(cycle, cast.ward),
        cycle.stages.get(key="self"),
        until=moments.database_now() + LATER,
        reason="Bão số 3",
        by=cast.actor("reform"),
        at=AT,
    )
    assert (may_score(cycle, cast.ward), may_score(cycle, cast.other_ward)) == (True, False)
    row = HistoryRow.objects.get(event="stage.extended")
    assert (row.facts["stage"], row.facts["reason"]) == ("Tự chấm điểm", "Bão số 3")


def test_a_reopened_cell_opens_no_other(cycle: Cycle, cast: Cast) -> None:
    cycle.assessments.update(state=states.SUBMITTED)
    until = moments.database_now() + LATER
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    scheduling.reopen(sheet, leaf, until=until, reason="Nhập nhầm số", by=cast.actor("reform"), at=AT)
    open_now = [path for path in ("I/1", "I/2", "II/1") if may_score(cycle, cast.ward, path)]
    assert (open_now, may_score(cycle, cast.other_ward)) == (["I/1"], False)


@pytest.mark.parametrize("deed", ["extend", "reopen", "admit", "reschedule"])
def test_every_exception_needs_a_reason(cycle: Cycle, cast: Cast, deed: str) -> None:
    sheet, until = rounds.sheet(cycle, cast.ward), moments.database_now() + LATER
    by, stage = cast.actor("reform"), cycle.stages.get(key="self")
    deeds = {
        "extend": lambda: scheduling.extend(sheet, stage, until=until, reason=" ", by=by, at=AT),
        "reopen": lambda: scheduling.reopen(
            sheet, rounds.leaf(cycle, "I/1"), until=until, reason="", by=by, at=AT
        ),
        "admit": lambda: scheduling.admit(sheet, reason="", by=by, at=AT),
        "reschedule": lambda: scheduling.reschedule(
            stage, opens_at=stage.opens_at, closes_at=stage.closes_at, by=by, at=AT
        ),
    }
    with pytest.raises(WrongValue, match="reason"):
        deeds[deed]()


def test_nothing_is_granted_in_the_past(cycle: Cycle, cast: Cast) -> None:
    sheet, by, now = rounds.sheet(cycle, cast.ward), cast.actor("reform"), moments.database_now()
    with pytest.raises(WrongValue, match="until"):
        scheduling.reopen(sheet, rounds.leaf(cycle, "I/1"), until=now, reason="Muộn", by=by, at=AT)
    stage = cycle.stages.get(key="self")
    with pytest.raises(WrongValue, match="until"):
        scheduling.extend(sheet, stage, until=stage.closes_at, reason="Muộn", by=by, at=AT)
    assert not Extension.objects.exists()
    assert not Reopening.objects.exists()


def test_an_admitted_unit_is_appraised(cycle: Cycle, cast: Cast) -> None:
    ledger = Ledger(rounds.sheet(cycle, cast.ward).pk)
    with pytest.raises(gates.Locked):
        gates.appraising(ledger.facts())
    scheduling.admit(rounds.sheet(cycle, cast.ward), reason="Mất điện", by=cast.actor("reform"), at=AT)
    facts = Ledger(rounds.sheet(cycle, cast.ward).pk).facts()
    assert gates.appraising(facts).key == "appraisal-1"


def test_stages_keep_their_order(cycle: Cycle, cast: Cast) -> None:
    stage = cycle.stages.get(key="appraisal-2")
    early = cycle.stages.get(key="self").opens_at
    with pytest.raises(NotReady) as refused:
        scheduling.reschedule(
            stage,
            opens_at=early,
            closes_at=stage.closes_at,
            reason="Rút ngắn",
            by=cast.actor("reform"),
            at=AT,
        )
    assert [each.code for each in refused.value.findings] == ["CALENDAR_OUT_OF_ORDER"]


@pytest.mark.parametrize("who", ["clerk", "leader", "neighbour", "auditor", "city_leader", "administrator"])
def test_only_the_office_manages_a_cycle(cycle: Cycle, cast: Cast, who: str) -> None:
    by, sheet = cast.actor(who), rounds.sheet(cycle, cast.ward)
    until = moments.database_now() + LATER
    with pytest.raises(Refused):
        scheduling.admit(sheet, reason="Xin", by=by, at=AT)
    with pytest.raises(Refused):
        scheduling.reopen(sheet, rounds.leaf(cycle, "I/1"), until=until, reason="Xin", by=by, at=AT)
    with pytest.raises(Refused):
        granting.grant(cycle, rounds.leaf(cycle, "I/1"), agency=cast.units["Sở Tư pháp"], by=by, at=AT)
    with pytest.raises(Refused):
        opening.enrol(cycle, [cast.units["Xã Thanh Trì"]], group="Xã", by=by, at=AT)


def test_a_right_is_given_once_and_withdrawn_once(cycle: Cycle, cast: Cast) -> None:
    by, agency, leaf = cast.actor("reform"), cast.units["Sở Tư pháp"], rounds.leaf(cycle, "I/1")
    first = granting.grant(cycle, leaf, agency=agency, by=by, at=AT)
    assert granting.grant(cycle, leaf, agency=agency, by=by, at=AT) == first
    granting.withdraw(first, by=by, at=AT)
    granting.withdraw(first, by=by, at=AT)
    assert granting.grant(cycle, leaf, agency=agency, by=by, at=AT) != first
    told = (
        HistoryRow.objects.filter(event__startswith="right.").order_by("pk").values_list("event", flat=True)
    )
    assert list(told) == ["right.granted", "right.withdrawn", "right.granted"]


def test_a_criterion_is_given_to_an_officer_and_taken_back(cycle: Cycle, cast: Cast) -> None:
    by, sheet = cast.actor("leader"), rounds.sheet(cycle, cast.ward)
    duty = dividing.assign(sheet, rounds.leaf(cycle, "I"), person=cast.people["clerk"], by=by, at=AT)
    again = dividing.assign(sheet, rounds.leaf(cycle, "I"), unit=cast.ward, by=by, at=AT)
    assert (duty.pk, again.unit, again.person) == (again.pk, cast.ward, None)
    dividing.unassign(again, by=by, at=AT)
    assert not Duty.objects.exists()


def test_nobody_divides_the_sheet_of_another_unit(cycle: Cycle, cast: Cast) -> None:
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I")
    for who in ("neighbour_leader", "lawyer", "stranger"):
        with pytest.raises(Refused):
            dividing.assign(sheet, leaf, unit=cast.other_ward, by=cast.actor(who), at=AT)
    with pytest.raises(WrongValue, match="unit"):
        dividing.assign(sheet, leaf, by=cast.actor("leader"), at=AT)


def test_a_cycle_without_units_does_not_open(cast: Cast) -> None:
    by = cast.actor("reform")
    cycle = opening.prepare(
        owner=cast.city,
        version=rounds.published(cast),
        kind="internal",
        name="Rỗng",
        since=AT.date(),
        until=AT.date() + timedelta(days=30),
        starts_at=AT,
        by=by,
        at=AT,
    )
    with pytest.raises(NotReady) as refused:
        opening.open_cycle(cycle, by=by, at=AT)
    assert [each.code for each in refused.value.findings] == ["NO_UNITS"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "khác"}, "kind"),
        ({"name": "  "}, "name"),
        ({"name": "Chỉ số CCHC thử"}, "name"),
        ({"until": AT.date()}, "until"),
    ],
)
def test_a_cycle_that_cannot_be_is_refused(
    cycle: Cycle, cast: Cast, change: dict[str, Any], field: str
) -> None:
    wanted = {
        "owner": cast.city,
        "version": cycle.version,
        "kind": "internal",
        "name": "Khác",
        "since": AT.date(),
        "until": AT.date() + timedelta(days=1),
        "starts_at": AT,
    }
    with pytest.raises(WrongValue, match=field):
        opening.prepare(**(wanted | change), by=cast.actor("reform"), at=AT)
