"""In a real Chromium: a framework is imported, its rules are written and tried, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from parindex.cycle.frameworks import actions, queries, specs
from parindex.engine.access.actors import SYSTEM
from parindex.engine.scoring.specs import Option, RuleSpec
from tests.cast import AT, assemble
from tests.cycle.frameworks.test_importing import WHOLE
from tests.faces.web.browsing import Visitor, chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


def _draft() -> Any:
    return actions.import_file(WHOLE, owner=assemble().city, by=SYSTEM, at=AT)


def _key(draft: Any, path: str) -> int:
    return next(row.key for row in queries.criteria_of(draft) if row.path == path)


def _rule(draft: Any, path: str) -> RuleSpec:
    return specs.rule_of(queries.criterion(_key(draft, path), by=SYSTEM))


def _is_kept(page: Page, place: str) -> None:
    expect(page.locator(place)).to_contain_text("Đã lưu lúc")


def test_a_file_is_imported_edited_and_tried(live_server: Any, browser: Browser, tmp_path: Path) -> None:
    assemble()
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit("/frameworks/")
    page.get_by_role("link", name="Nhập bộ tiêu chí").click()
    file = tmp_path / "bộ.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    page.set_input_files("#id_file", file)
    page.get_by_label("Đơn vị ban hành").select_option(label="Thành phố Hà Nội")
    page.click("button:has-text('Nhập thành dự thảo')")
    expect(page.locator("main")).to_contain_text("Đã nhập thành dự thảo.")
    page.get_by_role("link", name="Soạn", exact=True).click()
    page.locator("[data-line]", has_text="Kế hoạch").click()
    expect(page.locator("#desk-head")).to_contain_text("1.10 Kế hoạch")
    page.get_by_label("Điểm tối đa").fill("2")
    page.keyboard.press("Tab")
    _is_kept(page, "#fields-said")
    expect(page.locator("tr[data-path='I'] td.num")).to_have_text("4,50")
    page.get_by_label("Loại quy tắc").select_option("choice")
    rule = page.locator("#rule")
    rule.get_by_label("Mức", exact=True).fill("Đúng hạn")
    rule.get_by_label("Mã", exact=True).fill("a")
    rule.get_by_label("Được", exact=True).fill("100 %")
    rule.get_by_label("Tính bằng").select_option("share")
    _is_kept(page, "#rule-said")
    rule.get_by_role("button", name="Thêm mức").click()
    expect(rule.get_by_label("Mức", exact=True)).to_have_count(2)
    rule.get_by_label("Mã", exact=True).nth(1).fill("b")
    rule.get_by_label("Được", exact=True).nth(1).fill("0,5")
    rule.get_by_label("Căn cứ").fill("Điều 7")
    rule.get_by_label("Tình trạng").select_option("confirmed")
    trial = page.locator("#trial")
    expect(trial.get_by_label("Chọn mức đạt được").locator("option")).to_have_count(3)
    trial.get_by_label("Chọn mức đạt được").select_option("b")
    expect(trial.locator(".points")).to_have_text(re.compile("0,5 / 2 điểm"))
    expect(trial.locator(".trace li").first).to_be_visible()
    draft = queries.visible(SYSTEM).get()
    assert _rule(draft, "I/1.10") == RuleSpec(
        kind="choice",
        options=(Option("a", share="1", label="Đúng hạn"), Option("b", points="0.5")),
        citation="Điều 7",
        status="confirmed",
    )
    assert visitor.complaints == []


def test_the_editor_is_used_by_keyboard(live_server: Any, browser: Browser) -> None:
    draft = _draft()
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/frameworks/criteria/{_key(draft, 'I')}/")
    page.locator("tr[data-path='I'] a").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[data-path='I/2'] a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#desk-head")).to_contain_text("Báo cáo")
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#desk-head")).to_contain_text("Báo cáo")
    assert [row.path for row in queries.criteria_of(draft)][:3] == ["I", "I/1", "I/1.10"]
    page.locator("tr[data-path='I'] .fold").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("tr[data-path='I/1.10']")).to_be_hidden()
    assert visitor.complaints == []


def test_the_second_of_two_people_is_told_and_decides(live_server: Any, browser: Browser) -> None:
    draft = _draft()
    first, second = Visitor(browser, live_server.url), Visitor(browser, live_server.url)
    for visitor in (first, second):
        visitor.sign_in("reform")
        visitor.visit(f"/frameworks/criteria/{_key(draft, 'I/1.10')}/")
    first.page.get_by_label("Ngưỡng 0 điểm").fill("0,7")
    first.page.keyboard.press("Tab")
    _is_kept(first.page, "#rule-said")
    second.page.get_by_label("Ngưỡng 0 điểm").fill("0,6")
    second.page.keyboard.press("Tab")
    said = second.page.locator("#rule-said")
    expect(said).to_contain_text("Người khác vừa sửa quy tắc này")
    expect(said).to_contain_text('floor: "0.7"')
    expect(second.page.get_by_label("Ngưỡng 0 điểm")).to_have_value("0,6")
    assert _rule(draft, "I/1.10").floor == "0.7"
    said.get_by_role("button", name="Thay bằng quy tắc của tôi").click()
    _is_kept(second.page, "#rule-said")
    assert _rule(draft, "I/1.10").floor == "0.6"


def test_the_editor_works_without_scripts(live_server: Any, browser: Browser) -> None:
    draft = _draft()
    visitor = Visitor(browser, live_server.url, width=360, java_script_enabled=False)
    page = visitor.page
    visitor.sign_in("reform")
    visitor.visit(f"/frameworks/criteria/{_key(draft, 'I/1.10')}/")
    page.get_by_label("Ngưỡng 0 điểm").fill("0,5")
    page.click("button:has-text('Lưu quy tắc')")
    assert _rule(draft, "I/1.10").floor == "0.5"
    page.get_by_label("Số đã hoàn thành").fill("6")
    page.get_by_label("Tổng số được giao").fill("10")
    page.click("button:has-text('Chấm thử')")
    expect(page.locator(".points")).to_contain_text("0,9 / 1,5")
