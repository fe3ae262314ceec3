"""The public page of a month: closed to all until it is opened, then open to anybody, without persons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from parindex.cycle.monitoring.models import Assignment
from tests.cast import PEOPLE, TODAY, Cast
from tests.cycle.monitoring.owed import Owed, owed, plan_of, task_of
from tests.cycle.monitoring.owed import assigned as row_of
from tests.faces.web.test_pages import said
from tests.faces.web.test_plan_results import client_of


@pytest.fixture
def story(cast: Cast) -> Owed:
    """What units owe the city and, of its own plan, a ward; moved to today: the page reads the clock."""
    found, shift = owed(cast), timezone.localdate() - TODAY
    own = task_of(plan_of(cast.ward, number="1/KH-PYH"), "1", "Việc riêng của phường")
    row_of(own, cast.ward, due_on=TODAY - timedelta(days=9)).save()
    for row in Assignment.objects.all():
        row.due_on = row.due_on + shift if row.due_on else None
        row.done_on = row.done_on + shift if row.done_on else None
        row.division, row.person = "Văn phòng của Trần Văn Cán Bộ", cast.people["clerk"].pk
        row.save()
    return found


def address(cast: Cast) -> str:
    return f"/public/tasks/{cast.city.code}/{timezone.localdate():%Y-%m}/"


def opened(cast: Cast, *, language: str = "vi") -> Client:
    office = client_of(cast, "reform", language)
    fields = {"since": f"{timezone.localdate():%d/%m/%Y}", "decision": "7/QĐ-UBND"}
    assert office.post(f"/tasks/public/{cast.city.pk}/", fields).status_code == 302
    return office


def test_the_page_is_there_for_anybody_while_it_is_open(cast: Cast, story: Owed) -> None:
    where = address(cast)
    assert Client().get(where).status_code == 404
    office = opened(cast)
    shown = Client().get(where)
    page = said(shown)
    assert shown.status_code == 200
    for part in ("Rà soát thủ tục hành chính", "Phường Yên Hòa", "quá hạn", "10/KH-UBND", "Thành phố Hà Nội"):
        assert part in page
    assert where in office.get(f"/tasks/public/{cast.city.pk}/").content.decode()
    assert client_of(cast, "stranger").get(where).status_code == 200

    assert office.post(f"/tasks/public/{cast.city.pk}/", {"decision": "8/QĐ"}).status_code == 302
    assert Client().get(where).status_code == 404


def test_nobody_is_named_and_nothing_else_is_told(cast: Cast, story: Owed) -> None:
    opened(cast)
    answer = Client().get(address(cast))
    page = said(answer)
    names = [full_name for full_name, _role, _unit in PEOPLE.values()]
    hidden = [*names, "Văn phòng", "Thiếu người", "Việc riêng của phường", "1/KH-PYH"]
    assert [each for each in hidden if each in page] == []
    assert [
        link for link in ("/tasks/", "/plans/", "/units/") if f'href="{link}' in answer.content.decode()
    ] == []


def test_the_page_is_read_in_english_and_by_unit(cast: Cast, story: Owed) -> None:
    opened(cast)
    visitor = Client()
    visitor.cookies["django_language"] = "en"
    page = said(visitor.get(address(cast)))
    assert "overdue" in page.lower()
    assert "quá hạn" not in page.lower()
    only = said(Client().get(address(cast), {"unit": cast.ward.pk}))
    assert "Mọi đơn vị" in only


@pytest.mark.parametrize("month", ["2026-13", "x", "1999-01", "2099-01", "20260-1", "2026-05-01"])
def test_an_odd_month_is_not_there(cast: Cast, story: Owed, month: str) -> None:
    opened(cast)
    assert Client().get(f"/public/tasks/{cast.city.code}/{month}/").status_code == 404
    for field in ("unit", "sheet"):
        for value in ("x", "-1", "999999999999999999999999"):
            assert Client().get(address(cast), {field: value}).status_code == 200


def test_a_switch_without_its_document_is_asked_for_again(cast: Cast) -> None:
    office = client_of(cast, "reform")
    where = f"/tasks/public/{cast.city.pk}/"
    assert f'href="{where}"' in office.get("/tasks/leaders/").content.decode()
    assert "/tasks/public/" not in client_of(cast, "clerk").get("/tasks/leaders/").content.decode()
    for fields in ({}, {"since": "1/1/2001", "decision": "7/QĐ"}, {"since": "hôm nay", "decision": "7/QĐ"}):
        assert office.post(where, fields).status_code == (200 if not fields else 422)
    assert Client().get(address(cast)).status_code == 404
