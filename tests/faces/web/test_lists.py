"""Every list is searched without diacritics, put in order, shown in sheets and saved as it is limited."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from django.test import Client

from parindex.faces.web import showing
from parindex.faces.web.plans import pages as plans
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import said

Enter = Callable[..., Client]


def _saved(client: Client, url: str, **query: str) -> list[list[str]]:
    lines = client.get(url, query).content.decode("utf-8-sig").splitlines()
    return list(csv.reader(lines, delimiter=";"))[1:]


def test_plans_are_searched_sorted_and_saved(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    found = client.get("/plans/", {"q": "CAI thien qzother", "sort": "title"})
    assert ("qzother" in said(found), "qzward" in said(found)) == (True, False)
    assert "Không có gì khớp." in said(client.get("/plans/", {"q": "khong co that"}))
    rows = _saved(client, "/plans/export.csv", q="KH-UBND qzother", sort="unit")
    assert {(row[1][:10], *row[2:4]) for row in rows} == {
        ("21/KH-UBND", "Phường Cầu Giấy", "2"),
        ("22/KH-UBND", "Phường Cầu Giấy", "2"),
    }
    units = [row[2] for row in _saved(client, "/plans/export.csv", sort="unit")]
    assert units == sorted(units, key=lambda unit: ("Cầu" not in unit, "Yên" not in unit))


def test_frameworks_are_searched_sorted_and_saved(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    assert "Không có gì khớp." in said(client.get("/frameworks/", {"q": "khong co that"}))
    rows = _saved(client, "/frameworks/export.csv", q="dang ap dung yen hoa")
    assert [row[1:] for row in rows] == [["2025", "đang áp dụng", "3,00", "Phường Yên Hòa"]]


def test_indexes_are_searched_sorted_and_saved(scene: Scene, enter: Enter) -> None:
    client = enter("reform")
    assert "Không có gì khớp." in said(client.get("/indexes/", {"q": "khong co that"}))
    rows = _saved(client, "/indexes/export.csv", q="yen hoa", sort="low")
    assert [row[0] for row in rows] == ["Phường Yên Hòa"]
    assert rows[0][2:7] == ["2,50", "3,00", "", "2,80", "2026"]
    own = _saved(client, "/indexes/export.csv", unit=str(scene.cast.other_ward.pk))
    assert [row[0] for row in own] == ["Phường Cầu Giấy"]


def test_the_tasks_of_a_unit_are_searched_and_saved(scene: Scene, enter: Enter) -> None:
    unit = scene.cast.units["Sở Tư pháp"]
    url, client = f"/units/{unit.pk}/tasks/", enter("lawyer")
    page = said(client.get(url, {"q": "VIEC thu hai"}))
    assert ("Việc thứ hai qzcity" in page, "Việc thứ nhất qzcity" in page) == (True, False)
    assert "Không có gì khớp." in said(client.get(url, {"q": "khong co that"}))
    assert {row[2] for row in _saved(client, f"{url}export.csv", q="thu hai")} == {"Việc thứ hai qzcity"}


def test_a_long_list_and_a_long_plan_are_shown_in_sheets(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "SHEET", 1)
    client, url = enter("clerk"), f"/plans/{scene.works['ward'].plan}/"
    first, last = said(client.get(url)), said(client.get(url, {"sheet": "2"}))
    assert ("Việc thứ nhất" in first, "Việc thứ hai" in first, "1–1 trong 2" in first) == (True, False, True)
    assert ("Việc thứ nhất" in last, "Việc thứ hai" in last) == (False, True)
    assert "2 trong 2 nhiệm vụ" in first
    assert len(_saved(client, f"{url}export.csv")) == 2
    assert showing.SHEET == 50
