"""The agenda: what waits, what is due within a month, what is new; nothing of others."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.cycle.agenda.queries import desks as queries
from parindex.cycle.documents import actions as documents
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import queries as framework_queries
from parindex.cycle.monitoring.actions import fanning
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.plans.actions import deriving
from parindex.cycle.plans.models import Plan
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY, Cast, assemble
from tests.cycle import accepted

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 10)


@pytest.fixture
def cast(tmp_path: Path, settings: DjangoSettings) -> Cast:
    """The city, with one accepted document of its own and one of the ward."""
    settings.FILES_FOLDER = tmp_path
    cast = assemble()
    accepted.document(cast.city, accepted.INDEX, accepted.TASKS)
    accepted.document(cast.ward, accepted.INDEX, number="02/KH-UBND")
    jobs.work_off(clock=lambda: AT)
    return cast


def _agenda(cast: Cast, who: str, *, on: date = DAY) -> queries.Agenda:
    return queries.agenda(by=cast.actor(who), on=on, language="vi")


def _upload(cast: Cast, text: str, *, name: str = "kế hoạch.txt") -> None:
    documents.upload(
        text.encode(), name=name, media_type="text/plain", owner=cast.ward, by=cast.actor("clerk"), at=AT
    )


def test_a_document_waits_for_those_who_may_correct_it_and_only_them(cast: Cast) -> None:
    _upload(cast, "Một đoạn văn.")
    assert [each.name for each in _agenda(cast, "clerk").reading] == ["kế hoạch.txt"]
    jobs.work_off(clock=lambda: AT)
    waiting = {who: len(_agenda(cast, who).to_review) for who in ("clerk", "reform", "neighbour", "auditor")}
    assert waiting == {"clerk": 1, "reform": 1, "neighbour": 0, "auditor": 0}
    counted = {who: queries.waiting(by=cast.actor(who)) for who in ("clerk", "neighbour", "stranger")}
    assert counted == {"clerk": 1, "neighbour": 0, "stranger": 0}


def test_a_file_that_cannot_be_read_is_shown_apart(cast: Cast) -> None:
    _upload(cast, "", name="rỗng.docx")
    jobs.work_off(clock=lambda: AT)
    agenda = _agenda(cast, "clerk")
    assert ([each.name for each in agenda.failed], agenda.reading, agenda.to_review) == (
        ["rỗng.docx"],
        (),
        (),
    )


def test_drafts_wait_for_their_check_then_for_publication(cast: Cast) -> None:
    assert [each.owner for each in _agenda(cast, "reform").to_check] == [cast.city.pk, cast.ward.pk]
    assert _agenda(cast, "clerk").to_check == ()
    draft = framework_queries.visible(SYSTEM).get(framework__owner=cast.city)
    frameworks.check(draft, by=SYSTEM, at=AT)
    agenda = _agenda(cast, "reform")
    assert [each.owner for each in agenda.to_publish] == [cast.city.pk]
    assert [each.owner for each in agenda.to_check] == [cast.ward.pk]


@pytest.mark.parametrize(
    ("on", "numbers", "late"),
    [
        (date(2026, 3, 30), [], 0),
        (date(2026, 3, 31), ["1"], 0),
        (date(2026, 4, 30), ["1"], 0),
        (date(2026, 5, 1), ["1"], 1),
        (date(2026, 6, 30), ["1", "3"], 1),
        (date(2026, 7, 15), ["3", "1"], 2),
    ],
)
def test_tasks_are_owed_from_thirty_days_before_and_stay_when_they_are_late(
    cast: Cast, on: date, numbers: list[str], late: int
) -> None:
    agenda = _agenda(cast, "clerk", on=on)
    assert ([each.number for each in agenda.tasks], agenda.late_tasks) == (numbers, late)


def test_no_more_tasks_are_fetched_than_are_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 1)
    agenda = _agenda(cast, "clerk", on=date(2026, 6, 30))
    assert ([each.number for each in agenda.tasks], agenda.more_tasks, agenda.late_tasks) == (["1"], 1, 1)


def test_what_is_new_is_what_one_may_read(cast: Cast) -> None:
    owners = {who: {each.owner for each in _agenda(cast, who).accepted} for who in ("clerk", "neighbour")}
    assert owners == {"clerk": {cast.city, cast.ward}, "neighbour": {cast.city}}
    empty = _agenda(cast, "stranger")
    assert (empty.accepted, empty.happened, empty.tasks, empty.to_check) == ((), (), (), ())
    assert _agenda(cast, "clerk").happened == ()


def test_a_task_that_the_unit_has_done_is_owed_no_more(cast: Cast) -> None:
    plan = Plan.objects.get(unit=cast.city)
    own = deriving.draw_up(cast.ward, plan, title="Kế hoạch của phường", by=SYSTEM, at=AT)
    deriving.issue(own, number="05/KH-UBND", on=TODAY, by=SYSTEM, at=AT)
    fanning.fan_out(plan, by=SYSTEM, at=AT)
    rows = Assignment.objects.filter(plan=plan, unit=cast.ward)

    def owed(task: str) -> list[int]:
        return [each.plan for each in _agenda(cast, "clerk").tasks if each.number == task]

    assert sorted(owed("3")) == sorted([plan.pk, own.pk])
    rows.filter(task__number="3").update(due_on=DAY + timedelta(days=90))
    assert owed("3") == []
    rows.filter(task__number="3").update(due_on=DAY)
    assert len(owed("3")) == 2
    before = _agenda(cast, "clerk")
    rows.filter(task__number="3").update(state="done")
    after = _agenda(cast, "clerk")
    assert (owed("3"), _counts(before) - _counts(after)) == ([], 2)


def _counts(agenda: queries.Agenda) -> int:
    return len(agenda.tasks) + agenda.more_tasks
