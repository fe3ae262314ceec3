"""Handing mails to the mail server; one is marked sent only after the server accepted it."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import mail as smtp
from django.db import transaction
from django.db.models import F

from parindex.foundation.notices import queries
from parindex.foundation.notices.models import Mail, MailState

_log = logging.getLogger(__name__)
BATCH = 20
MOST_TROUBLES = 3
"""After so many troubles with the server in a row the rest waits for the next turn."""
_WAIT = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 15, 60, 120, 240, 480, 720, 1440))


def deliver(*, clock: Callable[[], datetime], still_mine: Callable[[], None]) -> int:
    """Send the mails that wait, some at a time, until none is left or the server is away.

    ``still_mine`` is called before each batch; it raises when another worker took the work over.
    A mail whose acceptance was not heard is handed in again under the same Message-ID. Returns how many
    were settled.
    """
    server, sent, troubles = smtp.get_connection(), 0, 0
    try:
        still_mine()
        while batch := _claim(at=clock()):
            until = min(each.due_at for each in batch)
            for place, each in enumerate(batch):
                if clock() >= until:
                    break  # too slow: another worker may hold the rest by now
                trouble = _send(server, each, at=clock())
                troubles = troubles + 1 if trouble else 0
                sent += not trouble
                if troubles == MOST_TROUBLES:
                    _put_back(batch[place + 1 :], str(trouble), at=clock())
                    return sent
            still_mine()
    finally:
        _close(server)
    return sent


def _send(server: Any, each: Mail, *, at: datetime) -> Exception | None:
    """Hand in one mail and keep what came of it; returns the trouble with the server, if there was any."""
    try:
        server.open()
        server.send_messages([_message(each)])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _close(server)
        if _is_about_the_mail(error):
            _log.warning("mail %s is refused: %s", each.pk, error)
            Mail.objects.filter(pk=each.pk).update(state=MailState.FAILED, failure=str(error)[:500])
            return None
        _log.warning("the mail server did not take a mail: %s", error)
        _put_back([each], str(error), at=at)
        return error
    Mail.objects.filter(pk=each.pk).update(state=MailState.SENT, sent_at=at, failure="")
    return None


@transaction.atomic
def _claim(*, at: datetime) -> list[Mail]:
    """Some mails that nobody else sends until their lease is over."""
    taken = []
    for each in queries.sendable(at=at)[:BATCH]:
        mine = Mail.objects.filter(pk=each.pk, claim=each.claim, state=MailState.QUEUED)
        until = at + settings.JOB_LEASE
        if mine.update(claim=F("claim") + 1, due_at=until):
            each.claim, each.due_at = each.claim + 1, until
            taken.append(each)
    return taken


def _message(each: Mail) -> smtp.EmailMultiAlternatives:
    headers = {
        "Message-ID": each.message_id,
        "Date": each.made_at.strftime("%a, %d %b %Y %H:%M:%S %z"),
        "Auto-Submitted": "auto-generated",
    }
    message = smtp.EmailMultiAlternatives(each.subject, each.text, to=[each.address], headers=headers)
    message.attach_alternative(each.html, "text/html")
    return message


def _is_about_the_mail(error: Exception) -> bool:
    """Whether this mail will never be taken; anything else is tried again later."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _put_back(batch: list[Mail], trouble: str, *, at: datetime) -> None:
    """Try again later, longer after each trouble, and in the end no more; a killed worker is no trouble."""
    for each in batch:
        mine = Mail.objects.filter(pk=each.pk, claim=each.claim, state=MailState.QUEUED)
        if each.attempts == len(_WAIT):
            mine.update(state=MailState.FAILED, failure=trouble[:500])
        else:
            later = at + _WAIT[each.attempts]
            mine.update(due_at=later, attempts=F("attempts") + 1, failure=trouble[:500])


def _close(server: Any) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        _log.info("the mail server hung up: %s", error)
