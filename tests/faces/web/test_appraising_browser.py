"""In a real Chromium: the appraisal desk walked down by keyboard, many accepted, the second writer told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.actions import appraising
from parindex.cycle.assessments.models import Assessment
from tests.cast import AT, Cast, assemble
from tests.cycle import rounds
from tests.cycle.appraisers import standing, waiting
from tests.faces.web.browsing import Visitor, chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def cast() -> Cast:
    """The cast, in a database that other processes see."""
    return assemble()


def test_a_criterion_is_worked_down_from_unit_to_unit(live_server: Any, browser: Browser, cast: Cast) -> None:
    cycle = waiting(cast)
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    page.get_by_role("link", name="Thẩm định").first.click()
    page.get_by_role("link", name="Kế hoạch cải cách hành chính").click()
    inspector = page.locator("#inspector")
    expect(inspector.locator("#cell-title")).to_have_text("Phường Yên Hòa")

    page.locator("#rows tr[aria-selected=true] a[data-row]").focus()
    page.keyboard.press("ArrowDown")
    expect(inspector.locator("#cell-title")).to_have_text("Phường Cầu Giấy")
    expect(page.locator("#rows tr[aria-selected=true]")).to_contain_text("Phường Cầu Giấy")
    page.keyboard.press("ArrowUp")
    expect(inspector.locator("#cell-title")).to_have_text("Phường Yên Hòa")

    inspector.get_by_text("Sửa số liệu", exact=True).click()
    inspector.get_by_label("Số đã hoàn thành").fill("16")
    expect(inspector.locator("#preview")).to_contain_text("Sẽ được 1,60 điểm")
    page.keyboard.press("Control+Enter")
    expect(inspector.get_by_role("alert")).to_contain_text("Chưa ghi lý do")
    expect(inspector.get_by_label("Số đã hoàn thành")).to_have_value("16")
    inspector.locator("#word").fill("Một nhiệm vụ chưa có sản phẩm")
    page.keyboard.press("Control+Enter")
    expect(inspector.locator("#cell-title")).to_have_text("Phường Cầu Giấy")
    expect(page.locator("#main")).to_contain_text("Đã sửa số liệu của Phường Yên Hòa.")
    assert standing(cycle, cast.ward, "I/1") == ("appraisal-1", 1_600_000)

    page.keyboard.press("Control+Enter")
    expect(page.locator("#main")).to_contain_text("Đã công nhận Phường Cầu Giấy.")
    expect(page.locator("#main")).to_contain_text("2 / 2")
    assert visitor.complaints == []


def test_many_are_chosen_and_accepted_together(live_server: Any, browser: Browser, cast: Cast) -> None:
    cycle = waiting(cast)
    leaf = rounds.leaf(cycle, "I/2").pk
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/appraisal/{cycle.pk}/criteria/{leaf}/?show=open")
    button = page.locator("#accept-button")
    expect(button).to_have_text("Công nhận các dòng đã chọn")
    page.get_by_label("Chọn mọi dòng đang chờ").check()
    expect(button).to_have_text("Công nhận 2 dòng đã chọn")
    page.get_by_label("Lọc danh sách").fill("cau giay")
    expect(page.locator("#rows tr:visible")).to_have_count(1)
    page.get_by_label("Lọc danh sách").fill("")
    page.locator("#rows tr").first.locator("input").uncheck()
    expect(button).to_have_text("Công nhận 1 dòng đã chọn")
    button.click()
    expect(page.locator("#main")).to_contain_text("Đã công nhận 1 đơn vị.")
    expect(page.locator("#rows tr")).to_have_count(1)
    assert standing(cycle, cast.other_ward, "I/2") == ("appraisal-1", 1_000_000)
    assert visitor.complaints == []


def test_the_second_of_two_appraisers_sees_what_the_first_decided(
    live_server: Any, browser: Browser, cast: Cast
) -> None:
    cycle = waiting(cast)
    leaf, sheet = rounds.leaf(cycle, "I/1").pk, rounds.sheet(cycle, cast.ward)
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/appraisal/{cycle.pk}/criteria/{leaf}/")
    first = cast.actor("reform")
    held = Assessment.objects.get(pk=sheet.pk)
    appraising.ask(held, leaf, question="Báo cáo nào?", seen=0, by=first, at=AT)
    page.get_by_role("button", name="Lưu, sang dòng sau").click()
    expect(page.locator("#inspector [role=alert]")).to_contain_text("vừa ghi “yêu cầu giải trình”")
    expect(page.locator("#inspector [role=alert]")).to_contain_text("Báo cáo nào?")
    page.get_by_role("button", name="Lưu, sang dòng sau").click()
    expect(page.locator("#main")).to_contain_text("Đã công nhận Phường Yên Hòa.")
    assert visitor.complaints == []


def test_the_desk_works_without_scripts(live_server: Any, browser: Browser, cast: Cast) -> None:
    cycle = waiting(cast)
    leaf = rounds.leaf(cycle, "I/1").pk
    visitor = Visitor(browser, live_server.url, width=360, java_script_enabled=False)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/appraisal/{cycle.pk}/criteria/{leaf}/")
    page.locator("#rows").get_by_text("Phường Cầu Giấy").click()
    page.get_by_text("Sửa số liệu", exact=True).click()
    page.get_by_label("Số đã hoàn thành").fill("15")
    page.get_by_role("button", name="Tính thử điểm").click()
    assert "Sẽ được 0,00 điểm" in page.locator("#preview").inner_text()
    page.locator("#word").fill("Đếm lại")
    page.get_by_role("button", name="Lưu, sang dòng sau").click()
    assert "Đã sửa số liệu của Phường Cầu Giấy." in page.locator("#main").inner_text()


@pytest.mark.parametrize(("language", "width"), [("vi", 1440), ("en", 360)])
def test_every_screen_of_the_desk_is_sound(
    live_server: Any, browser: Browser, cast: Cast, language: str, width: int
) -> None:
    cycle = waiting(cast)
    leaf, sheet = rounds.leaf(cycle, "I/1").pk, rounds.sheet(cycle, cast.ward)
    bonus = rounds.leaf(cycle, "II/3").pk
    appraising.ask(sheet, leaf, question="Báo cáo nào?", seen=0, by=cast.actor("reform"), at=AT)
    faults = {}
    for who, urls in (
        (
            "reform",
            (
                "/appraisal/",
                f"/appraisal/{cycle.pk}/criteria/{leaf}/",
                f"/appraisal/{cycle.pk}/criteria/{bonus}/",
                f"/appraisal/sheets/{sheet.pk}/",
                f"/appraisal/{cycle.pk}/board/",
            ),
        ),
        ("clerk", ("/explanations/",)),
    ):
        if who == "clerk":
            rounds.move_to(cycle, "explanation")
        person = cast.people[who]
        person.language = language
        person.save(update_fields=["language"])
        visitor = Visitor(browser, live_server.url, width=width)
        visitor.sign_in(who)
        for url in urls:
            visitor.visit(url)
            found = [*visitor.faults(), *visitor.complaints]
            if found:
                faults[url] = found
    assert faults == {}
