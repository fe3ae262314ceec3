"""Lists longer than a sheet: parts of them, what they count, and what the first page takes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django import forms
from django.test import Client
from django.utils import timezone

from parindex.cycle.plans.models import Task
from parindex.cycle.units.models import Unit
from parindex.faces.web import showing
from parindex.faces.web.documents.forms import UploadForm
from parindex.faces.web.history import pages as history_pages
from parindex.faces.web.people import pages as people_pages
from parindex.faces.web.people.forms import RoleForm
from parindex.faces.web.plans import pages as plan_pages
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.units import pages as unit_pages
from parindex.foundation.audit import queries as audit
from parindex.foundation.audit.actions import seal
from tests.cast import AT, TODAY
from tests.faces.web.scene import Scene
from tests.faces.web.test_pages import queries_of, said

Enter = Callable[..., Client]


def _sheets(client: Client, url: str, count: int, **query: str) -> list[str]:
    """The first ``count`` sheets of a list."""
    return [client.get(url, {**query, "sheet": str(n)}).content.decode() for n in range(1, count + 1)]


def _keys(sheets: list[str], place: str) -> list[list[str]]:
    """The records of each sheet, by the addresses under ``place``, as they are shown."""
    return [list(dict.fromkeys(re.findall(rf'href="/{place}/(\d+)/"', sheet))) for sheet in sheets]


def test_the_tasks_of_a_unit_are_shown_sheet_by_sheet(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/units/{scene.cast.units['Sở Tư pháp'].pk}/tasks/"
    whole = _keys(_sheets(enter("reform"), url, 1), "plans/tasks")[0]
    monkeypatch.setattr(plan_pages, "SHEET", 4)
    sheets = _sheets(enter("reform"), url, 3)
    shown = _keys(sheets, "plans/tasks")
    assert [len(keys) for keys in shown] == [4, 4, 4]
    assert [key for keys in shown for key in keys] == whole
    assert ('rel="next" href="?sheet=2"' in sheets[0], 'rel="next"' in sheets[2]) == (True, False)


def test_home_tells_what_is_late_and_what_is_due(scene: Scene, enter: Enter) -> None:
    today = timezone.localdate()
    Task.objects.update(due_on=None)
    for name, days in (("ward", -12), ("city", 3)):
        Task.objects.filter(pk=scene.works[name].task).update(due_on=today + timedelta(days=days))
    page = enter("reform").get("/").content.decode()
    assert '<span class="chip bad">1 quá hạn</span>' in page
    assert 0 < page.index("quá 12 ngày") < page.index("còn 3 ngày")


def test_history_is_not_counted_to_its_end(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_pages, "AHEAD", 0)
    monkeypatch.setattr(showing, "SHEET", 5)
    for number in (1, 2, 3):
        page = said(enter("auditor").get("/history/", {"sheet": str(number)}))
        assert f"{number * 5 - 4}–{number * 5} trong hơn {number * 5}" in page
    whole = said(enter("leader").get("/history/", {"sheet": "999"}))
    assert (" trong hơn " in whole, " trong " in whole) == (False, True)


def test_how_much_the_others_do_is_told_to_those_alone_who_read_it_all(scene: Scene, enter: Enter) -> None:
    seal(at=AT)
    told = {
        who: said(enter(who).get("/history/")) for who in ("leader", "auditor", "administrator", "reform")
    }
    counted = {who: bool(re.search(r"Đã niêm phong \d+ dòng", page)) for who, page in told.items()}
    assert counted == {"leader": False, "auditor": True, "administrator": True, "reform": True}
    assert all(audit.head().digest in page and "Đã niêm phong" in page for page in told.values())


def test_the_directory_is_shown_sheet_by_sheet_kind_by_kind(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("clerk")
    whole = client.get("/units/").content.decode()
    monkeypatch.setattr(unit_pages, "SHEET", 3)
    sheets = _sheets(client, "/units/", 3, on=TODAY.isoformat())
    assert [key for keys in _keys(sheets, "units") for key in keys] == _keys([whole], "units")[0]
    communes = Unit.objects.filter(kind="commune").count()
    assert f'Xã, phường <span class="count">{communes}</span>' in sheets[-1]
    assert f">Xã, phường ({communes})</option>" in sheets[0]
    assert ("data-narrows" in whole, "data-narrows" in sheets[0]) == (True, False)
    assert 'rel="next" href="?on=2026-05-12&amp;sheet=2"' in sheets[0]
    only = said(client.get("/units/", {"kind": "commune", "on": TODAY.isoformat()}))
    assert ("Phường Yên Hòa" in only, "Sở Nội vụ" in only) == (True, False)


def test_a_long_directory_asks_no_more_than_a_short_one(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("reform")
    before = [queries_of(client, url) for url in ("/units/", "/people/")]
    for number in range(3):
        unit = Unit.objects.get(pk=scene.cast.ward.pk)
        unit.pk, unit.code, unit.name = None, f"xa-{number}", f"Xã Thứ {number}"
        unit.save(force_insert=True)
    monkeypatch.setattr(unit_pages, "SHEET", 3)
    monkeypatch.setattr(people_pages, "SHEET", 2)
    assert [queries_of(client, url) for url in ("/units/", "/people/")] == before


def test_people_are_shown_sheet_by_sheet_and_found_by_name_or_unit(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter("reform")
    whole = client.get("/people/").content.decode()
    monkeypatch.setattr(people_pages, "SHEET", 3)
    sheets = _sheets(client, "/people/", 3)
    assert [key for keys in _keys(sheets, "people") for key in keys] == _keys([whole], "people")[0]
    assert ("data-narrows" in whole, "data-narrows" in sheets[0]) == (True, False)
    found = said(client.get("/people/", {"q": "lanh dao yen hoa"}))
    assert ("Lê Thị Lãnh Đạo" in found, "Trần Văn Cán Bộ" in found) == (True, False)


def test_of_too_many_units_the_chosen_one_alone_is_offered(
    scene: Scene, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, ward = enter("reform"), scene.cast.ward

    def offered(**query: str) -> list[str]:
        page = client.get("/people/", query).content.decode()
        choice = re.search(r'<select class="input" name="unit".*?</select>', page, re.DOTALL)
        return re.findall(r'value="(\d+)"', choice[0]) if choice else []

    assert len(offered()) > 3
    monkeypatch.setattr(people_pages, "MOST_UNITS", 3)
    assert (offered(), offered(unit=str(ward.pk))) == ([], [str(ward.pk)])
    assert "Lê Thị Lãnh Đạo" in said(client.get("/people/", {"unit": str(ward.pk)}))


def test_the_owners_to_choose_from_are_those_of_documents_and_the_chosen_one(
    scene: Scene, enter: Enter
) -> None:
    def offered(**query: str) -> set[str]:
        page = enter("reform").get("/documents/", query).content.decode()
        choice = re.search(r'<select class="input" name="unit".*?</select>', page, re.DOTALL)
        return set(re.findall(r'value="(\d+)"', choice[0])) if choice else set()

    owners = {str(work.unit.pk) for work in scene.works.values()}
    law = str(scene.cast.units["Sở Tư pháp"].pk)
    assert (offered(), offered(unit=law)) == (owners, owners | {law})


def test_a_long_selection_reads_as_django_writes_it() -> None:
    choices = [(1, "Sở <Nội vụ>"), (2, "Sở Tư pháp")]
    for value in (None, 2, "2"):
        written = LongSelect({"class": "x"}, choices).render("unit", value, {"id": "id_unit"})
        usual = forms.Select({"class": "x"}, choices).render("unit", value, {"id": "id_unit"})
        assert _options(written) == _options(usual)
    assert written.startswith('<select class="x" id="id_unit" name="unit">')


def _options(text: str) -> list[tuple[str, bool, str]]:
    found = re.findall(r'<option value="(\d)"( selected)?>(.*?)</option>', text)
    return [(value, bool(chosen), title) for value, chosen, title in found]


def test_every_selection_of_units_is_written_at_once() -> None:
    fields = (RoleForm.base_fields["unit"], UploadForm.base_fields["owner"])
    assert [type(field.widget) for field in fields] == [LongSelect, LongSelect]
