"""In a real Chromium: every screen of results fits its window, can be read by everyone, and leads on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing
from tests.cast import Cast, assemble
from tests.cycle import rounds
from tests.cycle.results import played
from tests.faces.web.browsing import Visitor, chromium
from tests.faces.web.test_results import TERMS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PARINDEX_PICTURES", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def cast() -> Cast:
    """The cast, in a database that other processes see."""
    return assemble()


def screens(cycle: Cycle, cast: Cast) -> dict[str, str]:
    """Every screen of the results of a frozen cycle."""
    at = f"/results/{cycle.pk}/"
    return {
        "list": "/results/",
        "league": at,
        "nothing": f"{at}?q=khong+co",
        "card": f"{at}units/{cast.ward.pk}/",
        "heat": f"{at}heat/",
        "criterion": f"{at}criterion/",
        "leaf": f"{at}criterion/?path=I/1",
        "stages": f"{at}stages/",
        "standings": f"{at}standings/",
        "freeze": f"{at}freeze/",
        "resume": f"{at}resume/",
        "release": f"{at}release/",
    }


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("vi", 360, "dark"), ("en", 360, "light"), ("en", 1440, "dark")]
)
def test_every_screen_of_results_is_sound(
    live_server: Any, browser: Browser, cast: Cast, language: str, width: int, scheme: str
) -> None:
    cycle = played.to_the_freeze(cast)
    freezing.freeze(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())
    person = cast.people["reform"]
    person.language = language
    person.save(update_fields=["language"])
    visitor = Visitor(browser, live_server.url, width=width, color_scheme=scheme)
    visitor.sign_in("reform")
    faults = {}
    for name, url in screens(cycle, cast).items():
        visitor.visit(url)
        if PICTURES:
            path = Path(PICTURES) / f"results-{name}-{language}-{width}-{scheme}.png"
            visitor.page.screenshot(path=path, full_page=True)
        found = [*visitor.faults(), *visitor.complaints]
        if found:
            faults[name] = found
    assert faults == {}


def test_from_the_terms_to_the_reason_of_a_lost_point(live_server: Any, browser: Browser, cast: Cast) -> None:
    cycle = played.to_the_freeze(cast)
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/results/{cycle.pk}/freeze/")
    page.get_by_label("Loại 1", exact=True).fill("A")
    page.get_by_label("Từ điểm").first.fill("chín")
    page.get_by_role("button", name="Xem thử bảng xếp hạng").click()
    expect(page.get_by_role("alert")).to_contain_text("Có ô không phải là số")
    page.get_by_label("Từ điểm").first.fill("5,5")
    page.get_by_role("button", name="Xem thử bảng xếp hạng").click()
    expect(page.get_by_role("table", name="Bảng sẽ chốt")).to_contain_text("Phường Yên Hòa")
    page.get_by_role("button", name="Chốt kết quả").click()
    expect(page.locator("#main")).to_contain_text("Kết quả chưa hiện ra ngoài")
    page.get_by_role("link", name="Phường Yên Hòa").click()
    expect(page.locator("#main")).to_contain_text("Vì sao mất điểm?")
    page.get_by_role("link", name="So với các đơn vị khác").first.click()
    expect(page.locator("#main")).to_contain_text("Đạt tối đa")
    assert visitor.complaints == []


def test_what_keeps_a_cycle_from_freezing_is_told_on_a_phone(
    live_server: Any, browser: Browser, cast: Cast
) -> None:
    cycle = rounds.opened(cast)
    visitor = Visitor(browser, live_server.url, width=360)
    visitor.sign_in("reform")
    visitor.visit(f"/results/{cycle.pk}/freeze/")
    assert visitor.page.locator(".notice.bad").count() > 0
    assert visitor.page.get_by_role("button", name="Chốt kết quả").is_disabled()
    assert visitor.faults() == []
