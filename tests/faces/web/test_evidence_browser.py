"""In a real Chromium: evidence dropped, looked at, corrected, chosen again; the same without scripts."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.evidence.models import Item
from tests.cast import assemble
from tests.cycle import rounds
from tests.cycle.evidence import papers
from tests.faces.web.browsing import Visitor, chromium
from tests.foundation.files import hostile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name));
  }
  const area = document.querySelector("[data-evidence-drop]");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    area.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def leaf(tmp_path: Path, settings: DjangoSettings) -> str:
    """The address of the evidence of one leaf, in the middle of self-scoring."""
    settings.FILES_FOLDER = tmp_path
    cast = assemble()
    cycle = rounds.opened(cast)
    return f"/sheets/{rounds.sheet(cycle, cast.ward).pk}/{rounds.leaf(cycle, 'I/1').pk}/evidence/"


def drop(visitor: Visitor, *files: tuple[str, bytes]) -> None:
    visitor.page.evaluate(DROP, [(name, base64.b64encode(data).decode()) for name, data in files])


def picture(visitor: Visitor, name: str) -> None:
    """Keep a picture of the screen where somebody asked for it."""
    if folder := os.environ.get("PARINDEX_PICTURES"):
        visitor.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_files_are_dropped_looked_at_corrected_and_taken_off(
    live_server: Any, browser: Browser, leaf: str
) -> None:
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("clerk")
    visitor.visit(leaf)
    drop(visitor, ("Kế hoạch.pdf", papers.plan(year="2026")), ("Báo cáo.docx", papers.letter()))
    first = page.locator("#evidence > .pieces .ev", has_text="12/KH-UBND")
    second = page.locator("#evidence > .pieces .ev", has_text="208/BC-UBND")
    expect(first).to_be_visible(timeout=30_000)
    expect(second).to_contain_text("ngoài kỳ đánh giá", timeout=30_000)

    first.get_by_role("link", name="12/KH-UBND").first.click()
    shown = page.locator("#evidence-preview img")
    expect(shown).to_be_visible()
    assert (
        page.evaluate("(image) => image.decode().then(() => image.naturalWidth)", shown.element_handle())
        > 500
    )
    second.get_by_role("link", name="208/BC-UBND").first.click()
    expect(page.locator("#evidence-preview td", has_text="Kế hoạch CCHC")).to_be_visible()
    picture(visitor, "evidence-panel")
    assert visitor.faults() == []

    second.get_by_role("link", name=re.compile("^Sửa")).click()
    page.get_by_label("Ngày ban hành").first.fill("2026-12-10")
    page.get_by_label("Trang, mục").first.fill("trang 2")
    page.get_by_role("button", name="Lưu").click()
    expect(second).to_contain_text("10/12/2026")
    expect(second).to_contain_text("trang 2")
    expect(second).not_to_contain_text("ngoài kỳ đánh giá")

    drop(visitor, ("macro.docx", hostile.docx({"word/vbaProject.bin": b"x"})))
    expect(page.locator("#evidence > .wrong")).to_contain_text("macro.docx: Tệp có macro nên bị từ chối")
    drop(visitor, ("phim.mp4", b"x"))
    expect(page.locator("[data-wrong-kind]")).to_be_visible()
    expect(page.locator("#evidence > .pieces .ev")).to_have_count(2)

    first.get_by_role("button", name=re.compile("^Gỡ")).click()
    expect(first).to_have_count(0)
    page.get_by_role("link", name="Chọn từ kho của đơn vị").click()
    page.get_by_label("Tìm trong kho, không cần dấu").fill("cai cach 12/kh")
    page.get_by_role("button", name="Tìm").last.click()
    picture(visitor, "evidence-choose")
    page.locator(".chooser .ev").get_by_role("button", name=re.compile("^Chọn")).click()
    expect(first).to_be_visible()
    assert visitor.complaints == []


def test_links_and_references_are_added_in_their_place(live_server: Any, browser: Browser, leaf: str) -> None:
    visitor = Visitor(browser, live_server.url, width=360)
    page = visitor.page
    visitor.sign_in("clerk")
    visitor.visit(leaf)
    page.get_by_text("Thêm liên kết").first.click()
    page.get_by_label("Địa chỉ trang").fill("https://a:b@hanoi.gov.vn/")
    page.get_by_label("Nội dung trang").fill("Tin về đối thoại")
    page.get_by_role("button", name="Thêm liên kết").click()
    expect(page.locator("#evidence")).to_contain_text("Địa chỉ có mật khẩu")
    page.get_by_label("Địa chỉ trang").fill("https://hanoi.gov.vn/tin")
    page.get_by_role("button", name="Thêm liên kết").click()
    expect(page.locator("#evidence > .pieces .ev", has_text="Tin về đối thoại")).to_be_visible()

    page.get_by_text("Ghi tham chiếu tài liệu mật").first.click()
    expect(page.locator("#evidence")).to_contain_text("không được phép chứa bí mật nhà nước")
    page.get_by_label("Số, ký hiệu").fill("05/BC-CA")
    page.get_by_label("Ngày ban hành").fill("2026-03-01")
    page.get_by_label("Cơ quan ban hành").fill("Công an phường")
    picture(visitor, "evidence-reference-narrow")
    assert visitor.faults() == []
    page.get_by_role("button", name="Ghi tham chiếu").click()
    expect(page.locator("#evidence > .pieces .ev", has_text="05/BC-CA")).to_contain_text("MẬT")
    assert visitor.complaints == []


def test_the_same_is_done_without_scripts(
    live_server: Any, browser: Browser, leaf: str, tmp_path: Path
) -> None:
    visitor = Visitor(browser, live_server.url, java_script_enabled=False)
    page = visitor.page
    visitor.sign_in("clerk")
    visitor.visit(leaf)
    file = tmp_path / "ke hoach.pdf"
    file.write_bytes(papers.plan(year="2026"))
    page.set_input_files("#evidence-file", file)
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.locator("#evidence > .pieces .ev")).to_contain_text("12/KH-UBND")
    page.locator("#evidence > .pieces .ev").get_by_role("link", name="12/KH-UBND").first.click()
    expect(page.locator("h1")).to_have_text("12/KH-UBND")
    expect(page.locator(".preview img")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_the_library_and_a_piece_are_fit_to_be_read(
    live_server: Any, browser: Browser, leaf: str, width: int
) -> None:
    visitor = Visitor(browser, live_server.url, width=width)
    visitor.sign_in("clerk")
    visitor.visit(leaf)
    visitor.page.set_input_files("#evidence-file", {"name": "a.pdf", "mimeType": "", "buffer": papers.plan()})
    expect(visitor.page.locator("#evidence > .pieces .ev")).to_be_visible(timeout=30_000)
    item = Item.objects.get()
    for address in ("/evidence/", f"/evidence/{item.pk}/"):
        visitor.visit(address)
        picture(visitor, f"evidence-{width}-{len(address)}")
        assert (address, visitor.faults()) == (address, [])
    assert visitor.complaints == []
