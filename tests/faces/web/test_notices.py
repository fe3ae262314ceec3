"""The bell, the list and the choice of how to be told, as their owner sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from parindex.foundation.notices import queries
from parindex.foundation.notices.actions import tell
from parindex.foundation.notices.levels import ByMail, Level
from parindex.foundation.notices.models import Notice
from tests.cast import AT
from tests.faces.web.scene import Scene

Enter = Callable[..., Client]
FACTS = {"unit": "Phường Yên Hòa", "task": "Việc <script>", "due_on": "2026-06-30", "plan": "164/KH-UBND"}


@pytest.fixture
def told(scene: Scene, db: None) -> list[int]:
    """Two notices of the clerk: one leads to a task of the ward, one to an address that is not there."""
    person = scene.cast.people["clerk"].pk
    ways = (f"task:{scene.works['ward'].task}", "nowhere:1")
    for number, url in enumerate(ways):
        key = f"remind:{number}"
        tell([person], key=key, event="monitoring.due-soon", facts=FACTS, url=url, level=Level.SOON, at=AT)
    return list(Notice.objects.filter(person=person).order_by("key").values_list("pk", flat=True))


def test_the_bell_counts_what_was_not_seen(enter: Enter, told: list[int]) -> None:
    page = enter("clerk").get("/notices/").content.decode()

    assert '<b class="count">2<b class="unseen"> chưa xem</b></b>' in page
    assert "sắp đến hạn, ngày 30/6/2026: Việc &lt;script&gt; (164/KH-UBND)" in page
    others = enter("lawyer").get("/notices/").content.decode().partition("</header>")[0]
    assert '<b class="count">' not in others
    assert "30 Jun 2026" in enter("clerk", "en").get("/notices/").content.decode()


def test_a_notice_leads_to_what_it_is_about_and_is_seen(scene: Scene, enter: Enter, told: list[int]) -> None:
    client, by = enter("clerk"), scene.cast.actor("clerk")
    ways = [client.get(f"/notices/{key}/").headers["Location"] for key in told]

    assert ways == [reverse("task", args=[scene.works["ward"].task]), "/notices/"]
    assert queries.unseen(by) == 0
    assert client.get(ways[0]).status_code == 200
    assert "Bạn đã xem hết thông báo." in client.get("/notices/?show=unseen").content.decode()


def test_a_notice_of_somebody_else_is_not_there(scene: Scene, enter: Enter, told: list[int]) -> None:
    assert enter("leader").get(f"/notices/{told[0]}/").status_code == 404
    assert enter("leader").post("/notices/seen/").status_code == 302
    assert queries.unseen(scene.cast.actor("clerk")) == 2
    assert enter("clerk").post("/notices/seen/").status_code == 302
    assert queries.unseen(scene.cast.actor("clerk")) == 0


def test_how_to_be_told_is_chosen_on_a_form(scene: Scene, enter: Enter, told: list[int]) -> None:
    client, person = enter("clerk"), scene.cast.people["clerk"].pk
    wrong = client.post("/notices/settings/", {"by_mail": "hourly", "quiet_from": "25:00", "quiet_until": ""})
    right = client.post(
        "/notices/settings/", {"by_mail": "at_once", "quiet_from": "20:30", "quiet_until": "06:00"}
    )

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert queries.wish_of(person).by_mail is ByMail.AT_ONCE
    assert 'value="20:30"' in client.get("/notices/settings/").content.decode()
