"""Every address × every role × own and other unit; nobody sees a byte of what is not theirs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from parindex.faces.web import addresses
from parindex.foundation.audit.models import HistoryRow
from tests.cast import PEOPLE
from tests.faces.web.knocking import Knock, answer_due, knocks, may_do, names
from tests.faces.web.scene import Scene

Enter = Callable[[str], Client]


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert names() == set(addresses.RULES)


def test_every_address_is_knocked_at(scene: Scene, db: None) -> None:
    assert {knock.name for knock in knocks(scene.works["ward"], is_city=False)} == names()


def _answer(client: Client, knock: Knock) -> HttpResponse:
    """What the server answers, with everything the request changed taken back."""
    with transaction.atomic():
        answer = getattr(client, knock.method)(knock.url, knock.data)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("unit", ["ward", "other", "city"])
@pytest.mark.parametrize("who", ["", *PEOPLE])
def test_each_role_gets_what_it_is_due(scene: Scene, enter: Enter, who: str, unit: str) -> None:
    work = scene.works[unit]
    actor = scene.cast.actor(who) if who else None
    wrong = []
    for knock in knocks(work, is_city=unit == "city"):
        status = _answer(enter(who), knock).status_code
        due = answer_due(knock, actor, work)
        if status not in due:
            wrong.append((knock.method, knock.url, status, due))
    assert wrong == []


@pytest.mark.parametrize(
    "who", ["", "stranger", "neighbour", "neighbour_leader", "lawyer", "auditor", "city_leader"]
)
def test_a_deed_of_a_stranger_leaves_no_trace(scene: Scene, enter: Enter, who: str) -> None:
    """Nothing of a unit changes by those who may not change it, however well the form is filled."""
    work = scene.works["ward"]
    actor = scene.cast.actor(who) if who else None
    done = []
    for knock in knocks(work, is_city=False):
        if knock.method != "post" or may_do(knock, actor, work):
            continue
        with transaction.atomic():
            before = HistoryRow.objects.count()
            enter(who).post(knock.url, knock.data)
            if HistoryRow.objects.count() != before:
                done.append(knock.url)
            transaction.set_rollback(True)
    assert done == []


def test_the_deeds_that_are_knocked_at_are_done_by_those_who_may(scene: Scene, enter: Enter) -> None:
    """The forms of the sweep are well filled: sent by those who may, each leaves its row of history."""
    work, idle = scene.works["ward"], []
    who = dict.fromkeys(("unit", "person", "membership"), "administrator")
    who |= {"evidence": "clerk", "explanation": "clerk"} | dict.fromkeys(("sheet", "leaf", "duty"), "leader")
    who |= dict.fromkeys(("plan", "task", "assignment-unit"), "leader")
    who |= dict.fromkeys(("assignment-owner", "plan-occasion"), "reform")
    for knock in knocks(work, is_city=False):
        if knock.method != "post" or not knock.data or knock.name in IDLE:
            continue
        with transaction.atomic():
            before = HistoryRow.objects.count()
            sender = who.get(knock.name) or who.get(knock.name.partition("-")[0], "reform")
            enter(sender).post(knock.url, knock.data)
            if HistoryRow.objects.count() == before:
                idle.append(knock.url)
            transaction.set_rollback(True)
    assert [url for url in idle if "publish" not in url and "alias" not in url and "suspend" not in url] == []


IDLE = {
    *("language", "framework-link", "framework-try", "framework-remove"),
    *("leaf-preview", "sheet-hand-back", "appraisal-preview", "index-aim", "plan-assign"),
}
"""No deeds: a choice of language, a link to no criterion, sample answers; a criterion with figures stays, and
a sheet that was not laid before its leader is not handed back; every criterion has its target already;
what is ordered is done by the worker."""
PLACE = re.compile(r'href="(/[^"#]*)')


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "stranger"])
def test_no_page_leads_to_one_that_is_not_there(scene: Scene, enter: Enter, who: str) -> None:
    client, seen, dead, todo = enter(who), set(), [], ["/"]
    while todo and len(seen) < 150:
        url = todo.pop()
        seen.add(url)
        answer = client.get(url, follow=True)
        if answer.status_code != 200:
            dead.append((url, answer.status_code))
        elif "text/html" in answer.headers["Content-Type"]:
            links = (html.unescape(link) for link in PLACE.findall(answer.content.decode()))
            todo += [link for link in links if link not in seen and not _is_apart(link)]
    assert dead == []


def _is_apart(link: str) -> bool:
    """Files of the frame and large files, which other tests look at."""
    return link.startswith("/static/") or ".png" in link or "export." in link


def _secrets(scene: Scene, who: str) -> set[str]:
    """The markers that ``who`` must never see."""
    seen = {
        "clerk": {"qzward", "qzcity"},
        "leader": {"qzward", "qzcity"},
        "neighbour": {"qzother", "qzcity"},
        "neighbour_leader": {"qzother", "qzcity"},
        "lawyer": {"qzcity"},
        "stranger": set(),
        "": set(),
    }[who]
    others = [work for work in scene.works.values() if work.mark not in seen]
    hidden = {work.mark for work in others} | {work.figure[2:] for work in others}
    return hidden | ({"qzcitydraft"} if who else set())


def test_whoever_may_see_results_before_publication_sees_the_markers(scene: Scene, enter: Enter) -> None:
    """What must not reach a stranger is there: the sweep below looks for something that could leak."""
    work = scene.works["ward"]
    pages = {f"{knock.name} {knock.url}": knock for knock in knocks(work, is_city=False)}
    told = {
        name
        for name, knock in pages.items()
        if name.startswith("result") and knock.method == "get"
        for content in (_answer(enter("reform"), knock).content.decode(errors="ignore"),)
        if work.mark in content or work.figure[2:] in content
    }
    assert {name.split()[0] for name in told} == {
        "result-card",
        "result-criterion",
        "result-criterion-export",
    }


@pytest.mark.parametrize(
    "who", ["", "stranger", "clerk", "leader", "neighbour", "neighbour_leader", "lawyer"]
)
def test_no_byte_of_another_unit_reaches_a_stranger(scene: Scene, enter: Enter, who: str) -> None:
    secrets = _secrets(scene, who)
    leaks = []
    for unit, work in scene.works.items():
        for knock in knocks(work, is_city=unit == "city"):
            answer = _answer(enter(who), knock)
            content = b"".join(answer) if answer.streaming else answer.content
            everything = content + repr(sorted(answer.headers.items())).encode()
            leaks += [(knock.url, secret) for secret in secrets if secret.encode() in everything]
    assert leaks == []


def test_a_published_framework_keeps_its_document_to_those_who_may_read_it(
    scene: Scene, enter: Enter
) -> None:
    url = f"/frameworks/{scene.works['ward'].published}/"
    own, other = enter("clerk").get(url), enter("neighbour").get(url)
    link = f'href="/documents/{scene.works["ward"].accepted}/"'.encode()
    assert (own.status_code, link in own.content) == (200, True)
    assert (other.status_code, link in other.content, b"11/KH-UBND" in other.content) == (200, False, False)


def test_an_address_without_a_rule_is_a_fault(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(addresses.RULES, "home")
    with pytest.raises(KeyError, match="home"):
        enter("clerk").get("/")
