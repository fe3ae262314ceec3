"""Evidence is shown and taken off exactly while the leaf may be written; what was shown when is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import appraising, attaching
from parindex.cycle.assessments.actions.attaching import WrongValue
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle, Duty, Reopening, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.evidence import checks
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.models import Item
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import appraisers, rounds
from tests.cycle.evidence import papers


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


@pytest.fixture
def item(cast: Cast) -> Item:
    return proof(cast)


def proof(cast: Cast, number: str = "12/KH-UBND", *, unit: Any = None, who: str = "clerk") -> Item:
    """A plan in the library of a ward."""
    return adding.add_file(
        papers.plan(number, year="2026"), name="a.pdf", unit=unit or cast.ward, by=cast.actor(who), at=AT
    )


def attach(
    cycle: Cycle, cast: Cast, item: Item, path: str = "I/1", *, pages: str = "", who: str = "clerk"
) -> Attachment:
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, path)
    return attaching.attach(sheet, leaf.pk, item, pages=pages, by=cast.actor(who), at=AT)


def detach(cast: Cast, attachment: Attachment, *, who: str = "clerk") -> None:
    attaching.detach(attachment, by=cast.actor(who), at=AT)


def shown() -> list[tuple[str, str, str, str]]:
    """What is shown now: path, stage, piece, pages."""
    rows = Attachment.objects.filter(removed_at=None).order_by("pk")
    return [(each.criterion.path, each.stage.key, each.item.number, each.pages) for each in rows]


def told() -> list[tuple[str, str]]:
    rows = HistoryRow.objects.filter(event__in=("evidence.attached", "evidence.detached")).order_by("pk")
    return [(row.event, row.facts["path"]) for row in rows]


def test_a_piece_is_shown_and_told(cycle: Cycle, cast: Cast, item: Item) -> None:
    made = attach(cycle, cast, item, pages=" trang  3–5 ")

    assert shown() == [("I/1", "self", "12/KH-UBND", "trang 3–5")]
    assert (made.added_by, made.removed_at) == (cast.people["clerk"].pk, None)
    assert told() == [("evidence.attached", "I/1")]


def test_the_same_piece_again_is_the_same_attachment(cycle: Cycle, cast: Cast, item: Item) -> None:
    first, again = attach(cycle, cast, item), attach(cycle, cast, item, who="leader")

    assert (again.pk, len(told())) == (first.pk, 1)


def test_other_pages_end_the_one_and_begin_another(cycle: Cycle, cast: Cast, item: Item) -> None:
    first = attach(cycle, cast, item, pages="trang 1")
    second = attach(cycle, cast, item, pages="trang 2")
    first.refresh_from_db()

    assert first.removed_at == second.added_at
    assert shown() == [("I/1", "self", "12/KH-UBND", "trang 2")]


def test_one_piece_serves_many_leaves(cycle: Cycle, cast: Cast, item: Item) -> None:
    attach(cycle, cast, item, "I/1")
    attach(cycle, cast, item, "I/2")

    assert [path for path, *_ in shown()] == ["I/1", "I/2"]


def test_what_is_taken_off_stays_in_the_past(cycle: Cycle, cast: Cast, item: Item) -> None:
    made = attach(cycle, cast, item)

    detach(cast, made, who="leader")
    detach(cast, made)

    made.refresh_from_db()
    assert (shown(), made.removed_by) == ([], cast.people["leader"].pk)
    assert told() == [("evidence.attached", "I/1"), ("evidence.detached", "I/1")]


@pytest.mark.parametrize(
    "who", ["neighbour", "reform", "auditor", "city_leader", "administrator", "stranger"]
)
def test_only_the_units_own_people_show_and_take_off(cycle: Cycle, cast: Cast, item: Item, who: str) -> None:
    made = attach(cycle, cast, item)

    with pytest.raises(Refused):
        attach(cycle, cast, item, "I/2", who=who)
    with pytest.raises(Refused):
        detach(cast, made, who=who)

    assert len(shown()) == 1


def test_evidence_of_another_unit_is_not_shown(cycle: Cycle, cast: Cast) -> None:
    theirs = proof(cast, unit=cast.other_ward, who="neighbour")

    with pytest.raises(WrongValue, match="item"):
        attach(cycle, cast, theirs)
    assert shown() == []


def test_a_file_with_a_virus_is_not_shown(cycle: Cycle, cast: Cast, item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(scan=checks.INFECTED)
    item.refresh_from_db()

    with pytest.raises(WrongValue, match="item"):
        attach(cycle, cast, item)


def test_pages_said_at_too_much_length_are_refused(cycle: Cycle, cast: Cast, item: Item) -> None:
    attach(cycle, cast, item, pages="x" * 120)
    with pytest.raises(WrongValue, match="pages"):
        attach(cycle, cast, item, "I/2", pages="x" * 121)


def test_a_parent_proves_nothing(cycle: Cycle, cast: Cast, item: Item) -> None:
    with pytest.raises(WrongValue, match="criterion"):
        attach(cycle, cast, item, "I")


def test_a_surveyed_leaf_asks_for_no_evidence_and_a_bonus_does(cycle: Cycle, cast: Cast, item: Item) -> None:
    with pytest.raises(gates.Locked):
        attach(cycle, cast, item, "I/3")
    attach(cycle, cast, item, "II/3")

    assert shown() == [("II/3", "self", "12/KH-UBND", "")]


@pytest.mark.parametrize("state", [states.APPROVAL, states.SUBMITTED])
def test_a_sheet_that_was_handed_on_is_closed(cycle: Cycle, cast: Cast, item: Item, state: str) -> None:
    made = attach(cycle, cast, item)
    Assessment.objects.filter(unit=cast.ward).update(state=state)

    with pytest.raises(gates.Locked):
        attach(cycle, cast, item, "I/2")
    with pytest.raises(gates.Locked):
        detach(cast, made)

    assert len(shown()) == 1


def test_the_last_moment_is_in_time_and_the_next_is_not(cycle: Cycle, cast: Cast, item: Item) -> None:
    now = moments.database_now()
    window = Stage.objects.filter(cycle=cycle, key="self")
    window.update(closes_at=now + timedelta(minutes=5))
    made = attach(cycle, cast, item)
    window.update(closes_at=now)

    with pytest.raises(gates.Locked):
        attach(cycle, cast, item, "I/2")
    with pytest.raises(gates.Locked):
        detach(cast, made)


@pytest.mark.parametrize("key", ["appraisal-1", "appraisal-2", "freeze", "publication"])
def test_no_other_stage_lets_a_unit_show_evidence(cycle: Cycle, cast: Cast, item: Item, key: str) -> None:
    appraisers.scored(cycle, cast)
    rounds.move_to(cycle, key)

    with pytest.raises(gates.Locked):
        attach(cycle, cast, item)


def test_a_leaf_that_was_reopened_takes_evidence_for_its_first_stage(
    cycle: Cycle, cast: Cast, item: Item
) -> None:
    appraisers.scored(cycle, cast)
    rounds.move_to(cycle, "appraisal-1")
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    Reopening.objects.create(
        assessment=sheet,
        criterion=leaf,
        stage=cycle.stages.get(key="appraisal-1"),
        reason="thiếu",
        until=moments.database_now() + timedelta(days=1),
        opened_at=AT,
        opened_by=0,
    )

    attach(cycle, cast, item)

    assert shown() == [("I/1", "self", "12/KH-UBND", "")]
    with pytest.raises(gates.Locked):
        attach(cycle, cast, item, "I/2")


def test_an_explanation_brings_its_own_evidence_and_leaves_the_earlier_alone(
    cycle: Cycle, cast: Cast, item: Item
) -> None:
    early = attach(cycle, cast, item)
    appraisers.scored(cycle, cast)
    rounds.move_to(cycle, "appraisal-1")
    by = appraisers.appraiser(cast, "Sở Nội vụ")
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    appraising.ask(sheet, leaf.pk, question="Thiếu báo cáo", seen=0, by=by, at=AT)
    rounds.move_to(cycle, "explanation")
    more = proof(cast, "13/BC-UBND")

    late = attach(cycle, cast, more)
    with pytest.raises(gates.Locked) as locked:
        detach(cast, early)
    with pytest.raises(gates.Locked) as unasked:
        attach(cycle, cast, more, "I/2")

    assert "bước trước" in locked.value.lock.why.vi
    assert "không phải giải trình" in unasked.value.lock.why.vi
    assert shown() == [("I/1", "self", "12/KH-UBND", ""), ("I/1", "explanation", "13/BC-UBND", "")]
    detach(cast, late)
    assert shown() == [("I/1", "self", "12/KH-UBND", "")]


def test_whoever_the_leaf_was_given_to_shows_evidence_of_their_own(cycle: Cycle, cast: Cast) -> None:
    """A duty of an officer elsewhere: they may show what the unit has, at their leaf only."""
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    Duty.objects.create(assessment=sheet, criterion=leaf, person=cast.people["lawyer"].pk)
    item = proof(cast)

    attach(cycle, cast, item, who="lawyer")
    with pytest.raises(Refused):
        attach(cycle, cast, item, "I/2", who="lawyer")

    assert [path for path, *_ in shown()] == ["I/1"]
