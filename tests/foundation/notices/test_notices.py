"""A person is told a thing once, sees it, and gets it in one mail when they want it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings as DjangoSettings

from parindex.engine.access.checks import Refused
from parindex.foundation.audit import queries as history
from parindex.foundation.notices import queries, sentences
from parindex.foundation.notices.actions import choosing, composing, delivering, tell
from parindex.foundation.notices.levels import ByMail, Level, Wish
from parindex.foundation.notices.models import Mail, MailState, Notice
from tests.cast import Cast

SEVEN = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
"""Seven in Hanoi."""
EIGHT, NIGHT = SEVEN + timedelta(hours=1), SEVEN + timedelta(hours=15)
TELLS = sentences.declare("notices.test", vi="{unit}: hạn {due_on}: {task}", en="{unit}: by {due_on}: {task}")
FACTS = {"unit": "Phường <Yên Hòa>", "due_on": "2026-11-30", "task": "Việc\r\nBcc: ai@do.vn {unit} & khác"}


@pytest.fixture
def clerk(cast: Cast) -> Any:
    """The clerk, with an address to be written to."""
    person = cast.people["clerk"]
    person.email = "can.bo@hanoi.example"
    person.save()
    return person


def say(person: Any, key: str = "k", *, level: Level = Level.SOON, at: datetime = SEVEN) -> None:
    """Tell one person something."""
    tell([person.pk], key=key, event=TELLS, facts=FACTS, url="task:1", level=level, at=at)


def deliver() -> int:
    """Send what waits."""
    return delivering.deliver(clock=timezone.now, still_mine=lambda: None)


def test_whoever_was_told_is_not_told_again(cast: Cast) -> None:
    people = [cast.people["clerk"].pk, cast.people["leader"].pk, cast.people["clerk"].pk]
    for _ in range(2):
        tell(people, key="k", event=TELLS, facts=FACTS, url="", at=SEVEN)
    tell(people[:1], key="other", event=TELLS, facts=FACTS, url="", at=SEVEN)

    assert Notice.objects.count() == 3
    assert [each.key for each in queries.visible(cast.actor("clerk"))] == ["other", "k"]
    assert queries.unseen(cast.actor("neighbour")) == 0


def test_a_sentence_is_said_in_the_language_of_its_reader() -> None:
    said = [sentences.sentence(TELLS, FACTS, language=language) for language in ("vi", "en")]

    assert said[0].startswith("Phường <Yên Hòa>: hạn 30/11/2026: Việc")
    assert said[1].startswith("Phường <Yên Hòa>: by 30 Nov 2026: Việc")
    assert "{unit} & khác" in said[0]
    assert sentences.sentence(TELLS, {}, language="vi") == "…: hạn …: …"
    assert sentences.sentence("person.signed-in", {"subject": "An"}, language="vi") == "An đăng nhập"
    assert sentences.sentence("gone", {}, language="vi") == "gone"


def test_only_one_s_own_notices_are_seen(cast: Cast, clerk: Any) -> None:
    say(clerk)
    other = cast.people["neighbour"]
    say(other)
    with pytest.raises(Refused):
        choosing.see(clerk, by=cast.actor("neighbour"), at=EIGHT)
    choosing.see(clerk, [Notice.objects.get(person=other).pk], by=cast.actor("clerk"), at=EIGHT)
    assert queries.unseen(cast.actor("neighbour")) == queries.unseen(cast.actor("clerk")) == 1

    choosing.see(clerk, by=cast.actor("clerk"), at=EIGHT)
    assert (queries.unseen(cast.actor("clerk")), queries.unseen(cast.actor("neighbour"))) == (0, 1)
    with pytest.raises(Notice.DoesNotExist):
        queries.get(Notice.objects.get(person=other).pk, by=cast.actor("clerk"))


@pytest.mark.parametrize(
    ("wish", "now", "escalated", "had", "due"),
    [
        (Wish(), time(7, 29), False, False, False),
        (Wish(), time(7, 30), False, False, True),
        (Wish(), time(9, 0), False, True, False),
        (Wish(), time(9, 0), True, True, True),
        (Wish(), time(6, 59), True, False, False),
        (Wish(), time(7, 0), True, False, True),
        (Wish(), time(21, 0), True, False, False),
        (Wish(ByMail.AT_ONCE), time(20, 59), False, True, True),
        (Wish(ByMail.AT_ONCE), time(23, 0), False, False, False),
        (Wish(ByMail.NONE), time(9, 0), True, False, False),
        (Wish(quiet_from=time(12), quiet_until=time(14)), time(13, 0), False, False, False),
        (Wish(quiet_from=time(12), quiet_until=time(14)), time(14, 0), False, False, True),
        (Wish(ByMail.AT_ONCE, time(7), time(7)), time(3, 0), False, False, True),
    ],
)
def test_when_a_mail_is_due(wish: Wish, now: time, escalated: bool, had: bool, due: bool) -> None:
    assert wish.is_due(now, has_escalated=escalated, had_mail_today=had) is due


def test_a_day_is_one_mail_and_what_is_escalated_does_not_wait(clerk: Any) -> None:
    say(clerk, "a")
    assert composing.compose(at=SEVEN) == 0
    assert (composing.compose(at=EIGHT), composing.compose(at=EIGHT)) == (1, 0)
    say(clerk, "b", at=EIGHT)
    assert composing.compose(at=EIGHT) == 0
    say(clerk, "c", level=Level.ESCALATED, at=EIGHT)
    assert composing.compose(at=NIGHT) == 0
    assert composing.compose(at=EIGHT + timedelta(hours=1)) == 1

    told = [[notice.key for notice in each.notices.order_by("pk")] for each in Mail.objects.order_by("pk")]
    assert told == [["a"], ["b", "c"]]


@pytest.mark.parametrize("why", ["seen", "old", "closed", "no address", "not wanted"])
def test_what_is_not_mailed(cast: Cast, clerk: Any, why: str) -> None:
    say(clerk, at=SEVEN - timedelta(days=4) if why == "old" else SEVEN)
    if why == "seen":
        choosing.see(clerk, by=cast.actor("clerk"), at=SEVEN)
    if why == "not wanted":
        choosing.prefer(clerk, Wish(ByMail.NONE), by=cast.actor("clerk"), at=SEVEN)
    clerk.is_active, clerk.email = why != "closed", "" if why == "no address" else clerk.email
    clerk.save()

    assert composing.compose(at=EIGHT) == 0


def test_a_letter_cannot_be_bent_by_what_it_tells(clerk: Any) -> None:
    clerk.full_name = "Trần\r\nBcc: x@y.vn <b>"
    clerk.save()
    say(clerk)
    composing.compose(at=EIGHT)
    assert deliver() == 1

    (sent,) = mail.outbox
    parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    assert parsed["Bcc"] is None
    assert (parsed["To"], parsed["Subject"]) == ("can.bo@hanoi.example", "Parindex: 1 sắp đến hạn")
    assert parsed["Message-ID"] == Mail.objects.get().message_id
    text, html = (parsed.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "\nBcc" not in text.replace("\r", "\n")
    assert "- Phường <Yên Hòa>: hạn 30/11/2026: Việc Bcc: ai@do.vn {unit} & khác" in text
    assert f"/notices/{Notice.objects.get().pk}/" in text
    assert "Phường &lt;Yên Hòa&gt;" in html
    assert "<b>" not in html


def test_a_letter_is_written_in_the_language_of_its_reader(clerk: Any) -> None:
    clerk.language = "en"
    clerk.save()
    say(clerk, "a")
    say(clerk, "b", level=Level.LATE)
    composing.compose(at=EIGHT)

    found = Mail.objects.get()
    assert found.subject == "Parindex: 1 overdue, 1 due soon"
    assert found.text.index("OVERDUE") < found.text.index("DUE TODAY OR SOON")
    assert '<html lang="en">' in found.html


def test_equal_contents_bear_one_message_id_and_others_another(clerk: Any) -> None:
    say(clerk, "a")
    say(clerk, "b")
    composing.compose(at=EIGHT)
    first = Mail.objects.get().message_id
    Notice.objects.update(mail=None)
    Mail.objects.all().delete()
    composing.compose(at=EIGHT + timedelta(hours=2))
    again = Mail.objects.get().message_id
    say(clerk, "c", at=EIGHT)
    composing.compose(at=EIGHT + timedelta(days=1))

    assert first == again
    assert len(set(Mail.objects.values_list("message_id", flat=True))) == 2


def test_a_server_that_is_away_is_tried_again_and_in_the_end_no_more(
    clerk: Any, settings: DjangoSettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    say(clerk)
    composing.compose(at=EIGHT)
    clock, states = [EIGHT], []
    for _ in range(14):
        delivering.deliver(clock=lambda: clock[-1], still_mine=lambda: None)
        found = Mail.objects.get()
        states.append(found.state)
        clock.append(max(found.due_at, clock[-1]))

    assert states[0] == MailState.QUEUED
    assert (states[-1], found.failure != "") == (MailState.FAILED, True)
    assert clock[-1] - EIGHT > timedelta(days=1)


def test_how_one_is_told_is_one_s_own_choice_and_kept_in_history(cast: Cast, clerk: Any) -> None:
    wish = Wish(ByMail.AT_ONCE, time(20, 0), time(8, 30))
    with pytest.raises(Refused):
        choosing.prefer(clerk, wish, by=cast.actor("leader"), at=SEVEN)
    choosing.prefer(clerk, Wish(), by=cast.actor("clerk"), at=SEVEN)
    choosing.prefer(clerk, wish, by=cast.actor("clerk"), at=SEVEN)

    assert queries.wish_of(clerk.pk) == wish
    assert queries.wish_of(cast.people["leader"].pk) == Wish()
    row = history.visible(cast.actor("leader")).filter(event="notices.preferred").first()
    assert row is not None
    assert row.facts == {"by_mail": "at_once", "quiet_from": "20:00", "quiet_until": "08:30"}
