"""Hostile users: odd values in every form of a cycle, records of another unit, files made to harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from parindex.cycle.assessments.models import Assessment, Attachment, Cell, Duty, Entry
from tests.faces.web.knocking import Knock, knocks
from tests.faces.web.scene import Scene, Work
from tests.foundation.files import hostile

Enter = Callable[[str], Client]
ROOMS = {
    *("sheet", "leaf", "evidence", "appraisal", "explanation", "explanations", "cycle", "cycles", "right"),
    *("duty", "measure", "measures", "result", "results"),
}
WHO = {
    **dict.fromkeys(("sheet", "leaf", "duty"), "leader"),
    **dict.fromkeys(("evidence", "explanation"), "clerk"),
}
ODD = (
    *("", " ", "-1", "0", "9" * 400, "1e999", "NaN", "١٢", "\0", "\ud800".encode("utf-8", "surrogatepass")),
    *("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "../../etc/passwd", "a" * 70_000, "2026-02-30"),
)
"""What people type who look for a fault."""


def forms(work: Work) -> list[Knock]:
    """Every form of a cycle with the records of one unit."""
    found = [each for each in knocks(work, is_city=False) if each.method == "post"]
    return [each for each in found if each.name.partition("-")[0] in ROOMS]


def who(knock: Knock) -> str:
    """Who may do the deed."""
    return WHO.get(knock.name.partition("-")[0], "reform")


def sent(client: Client, url: str, data: dict[str, Any]) -> Any:
    """The answer to a form; what it changed is taken back."""
    for each in data.values():
        if isinstance(each, SimpleUploadedFile):
            each.seek(0)
    with transaction.atomic():
        answer = client.post(url, data)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("turn", range(3))
def test_no_odd_value_in_any_form_is_a_fault(scene: Scene, enter: Enter, turn: int) -> None:
    """Every field of every form gets a third of the values, each field another third."""
    fields = [(knock, field) for knock in forms(scene.works["ward"]) for field in knock.data]
    found = []
    for number, (knock, field) in enumerate(fields):
        odd = ODD[(number * 4 + turn * 5) % len(ODD)]
        answer = sent(enter(who(knock)), knock.url, knock.data | {field: odd})
        is_page = answer.headers["Content-Type"].startswith("text/html")
        if answer.status_code >= 500 or (is_page and b"<script>alert(1)" in answer.content):
            found.append((knock.url, field, odd[:20], answer.status_code))
    assert found == []


def test_no_form_is_taken_from_another_site(scene: Scene) -> None:
    client, taken = Client(enforce_csrf_checks=True), []
    for knock in forms(scene.works["ward"]):
        person = scene.cast.people[who(knock)]
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        status = sent(client, knock.url, knock.data).status_code
        if status != 403:
            taken.append((knock.url, status))
    assert taken == []


def _of(unit: Any) -> list[list[tuple[Any, ...]]]:
    """Every row of the sheets of one unit."""
    sheets = Assessment.objects.filter(unit=unit)
    rows: list[Any] = [sheets, Entry.objects.filter(cell__assessment__unit=unit)]
    rows += [each.objects.filter(assessment__unit=unit) for each in (Cell, Attachment, Duty)]
    return [list(each.order_by("pk").values_list()) for each in rows]


@pytest.mark.parametrize("sender", ["clerk", "leader"])
def test_records_of_another_unit_in_a_form_neither_change_nor_show(
    scene: Scene, enter: Enter, sender: str
) -> None:
    """The addresses are one's own, the ids in the form are the neighbour's; then the other way round."""
    own, other = scene.works["ward"], scene.works["other"]
    before, wrong = _of(other.unit), []
    for mine, theirs in zip(forms(own), forms(other), strict=True):
        for url, data in ((mine.url, theirs.data), (theirs.url, mine.data), (theirs.url, theirs.data)):
            with transaction.atomic():
                answer = enter(sender).post(url, data)
                if _of(other.unit) != before or b"qzother" in answer.content or answer.status_code >= 500:
                    wrong.append((url, answer.status_code))
                transaction.set_rollback(True)
    assert wrong == []


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.docx", "bảng.csv", "../../etc/passwd.txt"])
def test_a_harmful_file_is_refused_at_every_door(scene: Scene, enter: Enter, name: str) -> None:
    data = {
        "bomb.xlsx": hostile.bomb(),
        "bomb.docx": hostile.bomb(),
        "bảng.csv": b"a;b\n" + b"x" * 200_000 + b";\0\n",
        "../../etc/passwd.txt": b"\xff\xfe\x00",
    }[name]
    work, found = scene.works["ward"], {}
    for knock in forms(work):
        field = next((key for key, each in knock.data.items() if isinstance(each, SimpleUploadedFile)), "")
        if field:
            given = knock.data | {field: SimpleUploadedFile(name, data)}
            answer = sent(enter(who(knock)), knock.url, given)
            found[knock.name] = answer.status_code
    assert set(found) == {"evidence-file", "sheet-load", "measure-import"}
    assert {name for name, status in found.items() if status >= 500} == set()
