"""Approval and submission: what stops a sheet, what is only warned of, and that submission locks it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parindex.cycle.assessments import gaps, gates, states
from parindex.cycle.assessments.actions import approving, scoring
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle
from parindex.cycle.evidence.models import Item
from parindex.engine.access.checks import Refused
from parindex.engine.values.findings import Severity
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


@pytest.fixture
def sheet(cycle: Cycle, cast: Cast) -> Assessment:
    """The ward's sheet, its required evidence explained."""
    sheet = rounds.sheet(cycle, cast.ward)
    answer(sheet, "I/1", {"done": "17", "total": "20"}, cast=cast, note="báo cáo đang chờ ký")
    return sheet


def answer(sheet: Assessment, path: str, given: Any, *, cast: Cast, note: str = "", seen: int = 0) -> None:
    """One answer of the clerk."""
    leaf = rounds.leaf(sheet.cycle, path).pk
    scoring.save(sheet, leaf, answer=given, note=note, seen=seen, by=cast.actor("clerk"), at=AT)


def state_of(sheet: Assessment) -> str:
    """Where the sheet stands now."""
    return Assessment.objects.get(pk=sheet.pk).state


SHOWN = gaps.Shown("12/KH-UBND", date(2026, 1, 15))
LATE = gaps.Shown("3/BC-UBND", date(2027, 1, 1))
UNDATED = gaps.Shown("ảnh chụp", None)


@pytest.mark.parametrize(
    ("leaf", "codes"),
    [
        (("", 0, True, "", ()), ["LEAF_UNANSWERED"]),
        (("unanswered", 0, True, "giải trình", ()), ["LEAF_UNANSWERED"]),
        (("scored", 1, True, "", ()), ["EVIDENCE_MISSING"]),
        (("scored", 1, True, "  ", ()), ["EVIDENCE_MISSING"]),
        (("scored", 1, True, "giải trình", ()), []),
        (("scored", 1, True, "", (SHOWN,)), []),
        (("scored", 0, True, "", ()), []),
        (("scored", 1, False, "", ()), []),
        (("not_applicable", 0, True, "", ()), []),
        (("scored", 1, False, "", (SHOWN, LATE, UNDATED)), ["EVIDENCE_OUTSIDE_PERIOD"]),
    ],
)
def test_what_a_leaf_lacks(leaf: tuple[Any, ...], codes: list[str]) -> None:
    state, points, asks, note, shown = leaf
    answered = gaps.Answered("I/1", state, points, asks, note, shown)
    found = gaps.of(answered, since=date(2026, 1, 1), until=date(2027, 1, 1))

    assert [each.code for each in found] == codes
    assert {each.path for each in found} <= {"I/1"}
    assert [each.severity is Severity.ERROR for each in found] == [
        code == "EVIDENCE_MISSING" for code in codes
    ]


def test_a_sheet_is_laid_before_the_leader_handed_back_and_submitted(sheet: Assessment, cast: Cast) -> None:
    approving.lay_before(sheet, by=cast.actor("clerk"), at=AT)
    assert state_of(sheet) == states.APPROVAL
    with pytest.raises(gates.Locked):
        answer(sheet, "I/2", {"yes": True}, cast=cast)
    approving.hand_back(sheet, reason=" xem lại I.2 ", by=cast.actor("leader"), at=AT)
    assert state_of(sheet) == states.SCORING
    answer(sheet, "I/2", {"yes": True}, cast=cast)
    approving.lay_before(sheet, by=cast.actor("clerk"), at=AT)
    approving.submit(sheet, by=cast.actor("leader"), at=AT)

    held = Assessment.objects.get(pk=sheet.pk)
    leader = cast.people["leader"]
    assert (held.state, held.approved_by, held.submitted_by, held.approved_by_name) == (
        states.SUBMITTED,
        leader.pk,
        leader.pk,
        "Lê Thị Lãnh Đạo",
    )
    assert held.approved_at is not None
    assert held.approved_at == held.submitted_at
    rows = HistoryRow.objects.filter(event__startswith="sheet.").order_by("pk")
    assert [(each.event, each.facts) for each in rows] == [
        ("sheet.laid", {"cycle": "Chỉ số CCHC thử", "unanswered": 3, "warnings": 0}),
        ("sheet.handed-back", {"cycle": "Chỉ số CCHC thử", "reason": "xem lại I.2"}),
        ("sheet.laid", {"cycle": "Chỉ số CCHC thử", "unanswered": 2, "warnings": 0}),
        ("sheet.submitted", {"cycle": "Chỉ số CCHC thử", "unanswered": 2, "warnings": 0}),
    ]


def test_a_leader_may_submit_without_having_it_laid_before(sheet: Assessment, cast: Cast) -> None:
    approving.submit(sheet, by=cast.actor("leader"), at=AT)

    assert state_of(sheet) == states.SUBMITTED
    with pytest.raises(gates.Locked):
        answer(sheet, "I/2", {"yes": True}, cast=cast)


def test_missing_evidence_without_a_word_stops_the_sheet(cycle: Cycle, cast: Cast) -> None:
    sheet = rounds.sheet(cycle, cast.ward)
    answer(sheet, "I/1", {"done": "17", "total": "20"}, cast=cast)
    for deed, who in ((approving.lay_before, "clerk"), (approving.submit, "leader")):
        with pytest.raises(NotReady) as stopped:
            deed(sheet, by=cast.actor(who), at=AT)
        assert [(each.code, each.path) for each in stopped.value.findings] == [("EVIDENCE_MISSING", "I/1")]
    assert state_of(sheet) == states.SCORING


def test_evidence_or_a_word_lets_it_go(cycle: Cycle, cast: Cast) -> None:
    sheet = rounds.sheet(cycle, cast.ward)
    answer(sheet, "I/1", {"done": "17", "total": "20"}, cast=cast)
    item = Item.objects.create(
        unit=cast.ward,
        form="link",
        link="https://example.gov.vn/bc",
        number="208/BC-UBND",
        issued_on=date(2027, 2, 1),
        added_at=AT,
        added_by=1,
        added_by_name="Ai",
    )
    shown = Attachment.objects.create(
        assessment=sheet,
        criterion=rounds.leaf(cycle, "I/1"),
        stage=cycle.stages.get(key="self"),
        item=item,
        added_at=AT,
    )
    approving.lay_before(sheet, by=cast.actor("clerk"), at=AT)
    told = HistoryRow.objects.get(event="sheet.laid")
    assert told.facts == {"cycle": "Chỉ số CCHC thử", "unanswered": 3, "warnings": 1}
    approving.hand_back(sheet, reason="bỏ nhầm", by=cast.actor("leader"), at=AT)
    Attachment.objects.filter(pk=shown.pk).update(removed_at=AT, removed_by=1)
    with pytest.raises(NotReady):
        approving.submit(sheet, by=cast.actor("leader"), at=AT)


@pytest.mark.parametrize(
    ("deed", "who"),
    [
        ("lay_before", "neighbour"),
        ("lay_before", "reform"),
        ("submit", "clerk"),
        ("submit", "neighbour_leader"),
        ("submit", "reform"),
        ("submit", "auditor"),
    ],
)
def test_the_clerk_lays_before_and_the_leader_submits(
    sheet: Assessment, cast: Cast, deed: str, who: str
) -> None:
    with pytest.raises(Refused):
        getattr(approving, deed)(sheet, by=cast.actor(who), at=AT)
    assert state_of(sheet) == states.SCORING


def test_the_clerk_does_not_hand_back(sheet: Assessment, cast: Cast) -> None:
    approving.lay_before(sheet, by=cast.actor("clerk"), at=AT)
    with pytest.raises(Refused):
        approving.hand_back(sheet, reason="x", by=cast.actor("clerk"), at=AT)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_handing_back_takes_a_reason(sheet: Assessment, cast: Cast, reason: str) -> None:
    approving.lay_before(sheet, by=cast.actor("clerk"), at=AT)
    with pytest.raises(WrongValue, match="reason"):
        approving.hand_back(sheet, reason=reason, by=cast.actor("leader"), at=AT)


def test_what_is_submitted_stays_so(sheet: Assessment, cast: Cast) -> None:
    with pytest.raises(states.NotPossible):
        approving.hand_back(sheet, reason="x", by=cast.actor("leader"), at=AT)
    approving.submit(sheet, by=cast.actor("leader"), at=AT)
    for deed, who in ((approving.lay_before, "clerk"), (approving.submit, "leader")):
        with pytest.raises(states.NotPossible):
            deed(sheet, by=cast.actor(who), at=AT)
    with pytest.raises(states.NotPossible):
        approving.hand_back(sheet, reason="x", by=cast.actor("leader"), at=AT)


@pytest.mark.parametrize("deed", ["lay_before", "submit"])
def test_nothing_is_submitted_after_the_deadline(sheet: Assessment, cast: Cast, deed: str) -> None:
    rounds.move_to(sheet.cycle, "appraisal-1")
    with pytest.raises(gates.Locked):
        getattr(approving, deed)(sheet, by=cast.actor("leader"), at=AT)
    assert state_of(sheet) == states.SCORING


def test_nothing_is_submitted_in_a_frozen_cycle(sheet: Assessment, cast: Cast) -> None:
    Cycle.objects.filter(pk=sheet.cycle_id).update(state=states.FROZEN)
    with pytest.raises(gates.Locked):
        approving.submit(sheet, by=cast.actor("leader"), at=AT)
