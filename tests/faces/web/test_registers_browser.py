"""In a real Chromium: a register set up, entered and corrected by hand scores its criterion; at any width."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.models import Cell
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures.models import Measure
from parindex.cycle.registers import ready
from parindex.cycle.registers.actions import defining
from parindex.cycle.registers.models import Entry
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast, assemble
from tests.cycle import rounds
from tests.faces.web import scene_registers
from tests.faces.web.browsing import Visitor, chromium
from tests.faces.web.test_registers import FRAMEWORK, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


PICTURES = os.environ.get("PARINDEX_PICTURES", "")
"""A folder for pictures of every screen, for whoever wants to look at them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


def _opened(cast: Cast) -> None:
    """A cycle whose first leaf takes the ratio of the register."""
    cycle = rounds.opened(cast, version=rounds.published(cast, FRAMEWORK))
    defining.take_over(ready.book("kiem-tra-cchc"), owner=cast.city, by=SYSTEM, at=AT)
    measure = Measure.objects.get(code="kiem-tra-khac-phuc")
    measures.feed(measure, rounds.leaf(cycle, "I/1"), by=SYSTEM, at=AT)


def _points() -> list[int]:
    return list(Cell.objects.filter(is_standing=True).values_list("points_micro", flat=True))


def test_an_inspection_entered_and_remedied_scores_its_criterion(live_server: Any, browser: Browser) -> None:
    cast = assemble()
    _opened(cast)
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("clerk")
    page.get_by_role("link", name="Sổ theo dõi").first.click()
    page.get_by_role("link", name=ready.book("kiem-tra-cchc").name).click()
    page.get_by_role("link", name="Ghi sổ").first.click()
    page.get_by_label("Ngày", exact=True).fill("3/2/2026")
    page.get_by_label("Số kết luận kiểm tra").fill("12/KL-SNV")
    page.get_by_label("Tồn tại, kiến nghị").fill("Chậm công khai thủ tục")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("Cột này bắt buộc.")
    page.get_by_label("Đã khắc phục").select_option("no")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("chưa khắc phục")
    follow()
    assert _points() == [0]
    page.get_by_role("link", name="Sửa dòng").click()
    page.get_by_label("Đã khắc phục").select_option("yes")
    page.get_by_label("Lý do sửa").fill("Đã khắc phục xong")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("main")).to_contain_text("Đã khắc phục xong")
    follow()
    assert (_points(), Entry.objects.count()) == ([2_000_000], 1)
    assert visitor.complaints == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_registers_is_sound_at_any_width(
    live_server: Any, browser: Browser, language: str
) -> None:
    cast = assemble()
    cast.people["reform"].language = language
    cast.people["reform"].save(update_fields=["language"])
    kept = scene_registers.enter(cast.city, cast.ward, "thử")
    visitor = Visitor(browser, live_server.url)
    visitor.sign_in("reform")
    key, entry, index = kept.register, kept.entry, kept.index
    pages = (
        *("/registers/", "/registers/new/", f"/registers/{key}/", f"/registers/{key}/add/"),
        *(f"/registers/{key}/import/", f"/registers/{key}/revise/", f"/registers/{key}/counts/"),
        *(f"/registers/{key}/counts/new/", f"/registers/entries/{entry}/"),
        *(f"/registers/entries/{entry}/correct/", "/other-indexes/", "/other-indexes/new/"),
        *(f"/other-indexes/{index}/", f"/other-indexes/{index}/import/"),
    )
    found = {}
    for each in pages:
        visitor.visit(each)
        if PICTURES:
            name = each.strip("/").replace("/", "-")
            visitor.page.screenshot(path=f"{PICTURES}/{name}-{language}.png", full_page=True)
        found[each] = visitor.faults()
    assert {each: faults for each, faults in found.items() if faults} == {}
    assert visitor.complaints == []
