"""Every screen looked at in a real Chromium: accessibility, width, complaints of the browser."""

from __future__ import annotations

from typing import Any

from django.test import Client
from playwright.sync_api import Browser

from parindex.cycle.documents import queries as documents
from parindex.engine.access.actors import SYSTEM
from tests.faces.web import scene as scenes
from tests.faces.web.browsing import Visitor
from tests.faces.web.knocking import knocks


def faults(
    browser: Browser, base: str, *, language: str, width: int, scheme: str
) -> list[tuple[str, list[str]]]:
    """What is wrong and where; axe sees each page at ``width``, how wide it is, is asked at both widths."""
    city = scenes.build()
    scenes.upload(city.cast.ward, "qzpdf", number=91, name="hỏng.pdf")
    broken = documents.visible(SYSTEM).get(name="hỏng.pdf").pk
    wrong: list[tuple[str, list[str]]] = []
    for who in ("reform", "administrator"):
        visitor = Visitor(browser, base, width=width, color_scheme=scheme)
        visitor.visit("/sign-in/")
        if language == "en":
            visitor.page.click("form.language button[value=en]")
        wrong.append(("/sign-in/", visitor.faults()))
        visitor.sign_in(who)
        if language == "en":
            visitor.page.click("form.language button[value=en]")
        for path in _screens(city, broken, who):
            visitor.visit(path)
            wrong.append((f"{who} {path}", visitor.faults()))
        wrong.append((f"{who} console", visitor.complaints))
        visitor.context.close()
    return [(place, faults) for place, faults in wrong if faults]


def _screens(city: scenes.Scene, broken: int, who: str) -> list[str]:
    """Every address that shows a page, with the records of the ward; and the pages for what went wrong."""
    ward = city.works["ward"]
    asking = Client()
    asking.force_login(city.cast.people[who], backend="django.contrib.auth.backends.ModelBackend")
    asked = [knock.url for knock in knocks(ward, is_city=False) if knock.method == "get"]
    paths = [url for url in asked if _is_page(asking.get(url))]
    extra = [
        f"/documents/{ward.waiting}/?table=t1&row=1",
        f"/documents/{broken}/",
        "/nowhere/",
        "/search/?q=khonghe",
    ]
    if who == "reform":
        return [*paths, *extra]
    changes = [f"/units/{ward.unit.pk}/change/{deed}/" for deed in ("alias", "merge", "split", "dissolve")]
    return [*(url for url in paths if "/people" in url or "/units" in url or url == "/"), *changes]


def _is_page(answer: Any) -> bool:
    """Whether this is a whole page, not a file and not a part that a page loads into itself."""
    is_text = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_text and "Content-Disposition" not in answer.headers and b"<html" in answer.content
