"""Notices, how each person wants to be told, and the mails that tell them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from parindex.foundation.notices.levels import ByMail, Level, Wish


class MailState(models.TextChoices):
    """Where a mail stands."""

    QUEUED = "queued"
    SENT = "sent"
    """The mail server accepted it."""
    FAILED = "failed"


class Mail(models.Model):
    """One mail to one person. It is marked sent only after the server accepted it: at least once.

    Its Message-ID is made of what it tells, so that a mail sent twice is one mail to who receives it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    """Which of the person's mails of that day."""
    message_id = models.CharField(max_length=200, unique=True)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often the server was in trouble with it."""
    due_at = models.DateTimeField()
    """Not sent, and not taken by another worker, before that."""
    claim = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failure = models.TextField(default="", blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("made_at", "pk")
        indexes = (models.Index(fields=("due_at",), condition=Q(state="queued"), name="mails_to_send"),)
        constraints = (
            models.UniqueConstraint(fields=("person", "day", "number"), name="mail_number_once_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MailState]), name="mail_state_known"
            ),
        )

    def __str__(self) -> str:
        """To whom, and what it is about."""
        return f"{self.address}: {self.subject}"


class Notice(models.Model):
    """One thing one person is told, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    """What it tells of: nobody is ever told it twice."""
    event = models.CharField(max_length=80)
    """The declared sentence; the facts fill it."""
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=200, default="", blank=True)
    """The name of an address and the number of the record: task:17; empty: nowhere."""
    level = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.PROTECT, related_name="notices")

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("person", "-made_at", "-id"), name="notices_of_person"),
            models.Index(fields=("person",), condition=Q(seen_at=None), name="notices_unseen"),
            models.Index(fields=("made_at", "person"), condition=Q(mail=None), name="notices_unmailed"),
        )
        constraints = (
            models.UniqueConstraint(fields=("person", "key"), name="notice_once_per_person"),
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in Level]), name="notice_level_known"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(event=""), name="notice_key_not_blank"),
        )

    def __str__(self) -> str:
        """What it tells of."""
        return self.key


class Preference(models.Model):
    """How one person wants to be told by e-mail."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_mail = models.CharField(max_length=8, default=ByMail.DAILY)
    quiet_from = models.TimeField(default=Wish().quiet_from)
    quiet_until = models.TimeField(default=Wish().quiet_until)

    class Meta:
        """By person."""

        ordering = ("person", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(by_mail__in=[each.value for each in ByMail]), name="preference_by_mail_known"
            ),
        )

    def __str__(self) -> str:
        """The person and the choice."""
        return f"{self.person}: {self.by_mail}"

    @property
    def wish(self) -> Wish:
        """The choice as the rules see it."""
        return Wish(ByMail(self.by_mail), self.quiet_from, self.quiet_until)
