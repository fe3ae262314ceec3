"""What later rooms cannot take of an accepted document is told once, and can be tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.cycle.documents import actions, states
from parindex.cycle.documents.models import Document
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs import actions as jobs
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.cycle import accepted

pytestmark = pytest.mark.django_db


def break_down(task: Task) -> None:
    """Fail every time, as a room does that meets what it cannot store."""
    raise OverflowError


def _given_up(cast: Cast, settings: DjangoSettings) -> Document:
    settings.JOB_REACTIONS = {}
    settings.JOB_FUNCTIONS = dict.fromkeys(("frameworks.draft", "plans.take"), f"{__name__}.break_down")
    document = accepted.document(cast.ward, accepted.TASKS)
    for kind in settings.JOB_FUNCTIONS:
        subject = f"documents.document:{document.pk}"
        jobs.enqueue(kind, key=kind, subject=subject, at=AT, subject_id=document.pk)
    for hour in range(6):
        jobs.work_off(clock=lambda at=AT + timedelta(hours=hour): at)
    document.refresh_from_db()
    return document


def _told(event: str) -> int:
    return HistoryRow.objects.filter(event=event).count()


def test_it_is_told_once_however_many_rooms_gave_up(cast: Cast, settings: DjangoSettings) -> None:
    document = _given_up(cast, settings)

    assert document.untaken_at is not None
    assert (document.state, _told("document.not-taken")) == (states.ACCEPTED, 1)


def test_who_accepts_may_have_it_tried_again(cast: Cast, settings: DjangoSettings) -> None:
    document = _given_up(cast, settings)
    with pytest.raises(Refused):
        actions.take_again(document, by=cast.actor("clerk"), at=AT)

    actions.take_again(document, by=cast.actor("leader"), at=AT)

    assert (document.untaken_at, _told("document.sent-to-taking")) == (None, 1)


def test_only_an_accepted_document_is_tried_again(cast: Cast) -> None:
    document = Document(owner=cast.ward, state=states.READ)

    with pytest.raises((states.NotPossible, Document.DoesNotExist)):
        actions.take_again(document, by=cast.actor("leader"), at=AT)
