"""Jobs: mails are made and sent."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from parindex.foundation.jobs.task import Task
from parindex.foundation.notices.actions import composing, delivering


def post(task: Task) -> None:
    """Make mails of what waits at the moment of this turn, and send all that was not sent yet.

    Without a mail server there are no mails: notices are read on the screen.
    """
    if not settings.NOTICES_BY_MAIL:
        return
    composing.compose(at=datetime.fromisoformat(task.args["moment"]))
    delivering.deliver(clock=timezone.now, still_mine=lambda: task.progress(0, 0))
