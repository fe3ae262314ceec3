"""Illustrative figures say so: on every page and in every export of a cycle that is marked."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client

from parindex.cycle.assessments.models import Cycle
from tests.faces.web.knocking import Knock, knocks
from tests.faces.web.scene import Scene

Enter = Callable[[str], Client]
OF_CYCLES = (*("scoring", "sheet", "leaf", "appraisal", "explanation", "cycle", "result"),)
"""The beginnings of the names of addresses that show figures of a cycle."""
OF_NONE = ("cycle-prepare", "explanations")
"""The form of a cycle to come; the list of sheets to explain, which nobody here has several of."""
READERS = ("reform", "leader", "clerk", "lawyer")
MARK = "số liệu minh họa"


def text_of(answer: Any) -> str:
    """What a reader reads: of a page its main part, of a file all its words."""
    data = answer.content if not answer.streaming else b"".join(answer)
    kind = answer.headers["Content-Type"]
    if "pdf" in kind:
        with pypdfium2.PdfDocument(data) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = (package.read(name).decode("utf-8", "replace") for name in package.namelist())
            return html.unescape(re.sub(r"<[^>]+>", "", "\n".join(parts)))
    return html.unescape(data.decode())


def is_whole(answer: Any) -> bool:
    """Whether this is a page or a file, not a part that a page loads into itself."""
    return "text/html" not in answer.headers["Content-Type"] or b"<html" in answer.content


def asked(scene: Scene) -> Iterator[Knock]:
    """Every address of cycles that is read."""
    for knock in knocks(scene.works["ward"], is_city=False):
        if knock.method == "get" and knock.name.startswith(OF_CYCLES) and knock.name not in OF_NONE:
            yield knock


def read(knock: Knock, enter: Enter) -> str | None:
    """What the first reader who may sees there; None where there is no page and no file."""
    for who in READERS:
        answer = enter(who).get(knock.url, knock.data)
        if answer.status_code == 200:
            is_told = is_whole(answer) and "json" not in answer.headers["Content-Type"]
            return text_of(answer).casefold() if is_told else None
    return None


@pytest.mark.parametrize("is_marked", [True, False])
def test_every_page_and_export_of_a_marked_cycle_says_so(scene: Scene, enter: Enter, is_marked: bool) -> None:
    with transaction.atomic():
        Cycle.objects.update(is_illustrative=is_marked)
        told = {knock.url: read(knock, enter) for knock in asked(scene)}
        transaction.set_rollback(True)

    whole = {url: text for url, text in told.items() if text is not None}
    assert len(whole) > 25
    assert [url for url, text in whole.items() if (MARK in text) is not is_marked] == []
