"""In a real Chromium: the whole way of a document, the menu, the search, the language."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings as DjangoSettings

from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, assemble
from tests.faces.web import scene as scenes
from tests.faces.web.browsing import Visitor, chromium
from tests.faces.web.scene import PLAN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "text/plain" }));
  const area = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    area.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


def _drop(visitor: Visitor, text: str, *, name: str) -> None:
    data = base64.b64encode(text.encode()).decode()
    visitor.page.evaluate(DROP, [name, data])


def test_a_document_is_dropped_read_corrected_and_accepted_and_is_live(
    live_server: Any, browser: Browser
) -> None:
    cast = assemble()
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("leader")
    page.get_by_role("link", name="Tải văn bản lên").first.click()
    page.wait_for_url("**/documents/new/", wait_until="load")
    _drop(visitor, PLAN.format(mark="thử", number=7), name="kế hoạch.txt")
    page.click("button:has-text('Tải lên và đọc')")
    expect(page.locator("#progress")).to_contain_text("Văn bản đang chờ đến lượt đọc.")
    jobs.work_off(clock=lambda: AT)
    finding = page.locator(".find", has_text="1.2 · Mục tiêu 2026").filter(has_text="thấp hơn")
    expect(finding).to_be_visible(timeout=15_000)
    finding.locator("a[data-place]").click()
    expect(page.locator("#source tr.spot")).to_contain_text("Tiêu chí thứ hai thử")
    finding.get_by_role("link", name=re.compile("^Sửa")).click()
    form = page.locator("form.row-form")
    expect(form.get_by_label("Mục tiêu")).to_have_value("0,9")
    form.get_by_label("Mục tiêu").fill("mười")
    form.get_by_role("button", name="Lưu và kiểm tra lại").click()
    expect(form).to_contain_text("Hãy nhập một số, ví dụ 2,75")
    form.get_by_label("Mục tiêu").fill("1,0")
    form.get_by_role("button", name="Lưu và kiểm tra lại").click()
    expect(finding).to_have_count(0)
    expect(page.locator("tr#row-t1-2 .corrected")).to_have_text("1,0")
    page.click("text=Tiếp nhận 2 bảng")
    page.click("button:has-text('Tiếp nhận các bảng đã chọn')")
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận 2 bảng.")
    jobs.work_off(clock=lambda: AT)
    visitor.visit(f"/indexes/{cast.ward.pk}/par-index/commune/")
    row = page.locator("tr[data-path='1/1.2']")
    expect(row).to_contain_text("Tiêu chí thứ hai thử")
    expect(row.locator("td.target")).to_have_text("1,00")
    visitor.visit("/plans/")
    page.click("text=Cải thiện Chỉ số")
    expect(page.locator("main")).to_contain_text("Việc thứ hai thử")
    assert visitor.complaints == []


def test_the_same_way_can_be_gone_without_scripts(live_server: Any, browser: Browser, tmp_path: Path) -> None:
    assemble()
    visitor = Visitor(browser, live_server.url, width=360, java_script_enabled=False)
    page = visitor.page
    visitor.sign_in("leader")
    visitor.visit("/documents/new/")
    file = tmp_path / "kế hoạch.txt"
    file.write_text(PLAN.format(mark="thử", number=7), encoding="utf-8")
    page.set_input_files("#id_file", file)
    page.click("button:has-text('Tải lên và đọc')")
    jobs.work_off(clock=lambda: AT)
    page.click("text=Tải lại trang")
    page.locator(".find", has_text="thấp hơn").get_by_role("link", name=re.compile("^Sửa")).click()
    page.get_by_label("Mục tiêu").fill("1,0")
    page.click("button:has-text('Lưu và kiểm tra lại')")
    expect(page.locator("main")).to_contain_text("Đã sửa và kiểm tra lại.")
    page.get_by_role("link", name="Phụ lục 2").click()
    page.locator(".find", has_text="không có thời hạn").locator("button:has-text('Giữ nguyên')").click()
    expect(page.locator(".find.kept")).to_contain_text("không có thời hạn")
    page.click("text=Tiếp nhận 2 bảng")
    page.click("button:has-text('Tiếp nhận các bảng đã chọn')")
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận 2 bảng.")


def test_the_menu_opens_on_a_phone_and_the_search_takes_ctrl_k(live_server: Any, browser: Browser) -> None:
    assemble()
    phone = Visitor(browser, live_server.url, width=360)
    phone.sign_in("clerk")
    expect(phone.page.locator("#side")).to_be_hidden()
    phone.page.click("button.open")
    phone.page.locator("#side").get_by_role("link", name="Đơn vị").click()
    expect(phone.page.locator("h1")).to_have_text("Đơn vị")
    desk = Visitor(browser, live_server.url)
    desk.sign_in("clerk")
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type("yen hoa")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("main")).to_contain_text("Phường Yên Hòa")


def test_the_tree_folds_and_filters_by_keyboard_without_diacritics(
    live_server: Any, browser: Browser
) -> None:
    city = scenes.build()
    visitor = Visitor(browser, live_server.url)
    visitor.sign_in("clerk")
    visitor.visit(f"/indexes/{city.works['ward'].unit.pk}/par-index/commune/")
    page = visitor.page
    leaf = page.locator("tr[data-path='1/1.1']")
    page.locator("tr[data-path='1'] a").focus()
    page.keyboard.press("ArrowLeft")
    expect(leaf).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(leaf).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(leaf.locator("a")).to_be_focused()
    page.fill("[data-tree-filter]", "thu hai")
    expect(leaf).to_be_hidden()
    expect(page.locator("tr[data-path='1']")).to_be_visible()
    expect(page.locator("tr[data-path='1/1.2']")).to_be_visible()
