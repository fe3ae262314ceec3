"""In a real Chromium: the self-scoring desk typed at, walked by keyboard, cut off, contested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Cycle, Entry
from tests.cast import Cast, assemble
from tests.cycle import rounds
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
    """The people, committed, so that the server sees them."""
    return assemble()


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def desk(cycle: Cycle, cast: Cast, path: str = "") -> str:
    """The ward's desk, at a leaf."""
    address = f"/scoring/{rounds.sheet(cycle, cast.ward).pk}/"
    return address + (f"{rounds.leaf(cycle, path).pk}/" if path else "")


def arrive(live_server: Any, browser: Browser, who: str, url: str, **context: Any) -> Visitor:
    """Somebody signed in at an address."""
    visitor = Visitor(browser, live_server.url, **context)
    visitor.sign_in(who)
    visitor.visit(url)
    return visitor


def row(page: Page, path: str) -> Any:
    """One row of the tree."""
    return page.locator(f'tr[data-path="{path}"]')


def state(page: Page) -> Any:
    """The word that says whether everything is saved."""
    return page.locator("#save-state")


def test_points_come_as_one_types_and_are_saved(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    visitor = arrive(live_server, browser, "clerk", desk(cycle, cast))
    page = visitor.page
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    expect(page.locator("#points")).to_have_text("1,70")
    expect(page.locator("#why")).to_contain_text("Vì sao 1,70 điểm?")
    expect(state(page)).to_have_text(re.compile(r"✓ Đã lưu \d\d:\d\d"))
    expect(row(page, "I/1").locator(".own")).to_have_text("1,70")
    expect(row(page, "I").locator(".own")).to_have_text("1,70")
    expect(page.locator("#answered")).to_have_text("1/4 tiêu chí đã chấm")
    expect(page.locator("#own")).to_have_text("1,70")
    expect(row(page, "I/1").locator(".chip")).to_have_text("! thiếu minh chứng")
    page.fill("#leaf-note", "báo cáo đang chờ ký")
    expect(row(page, "I/1").locator(".chip")).to_have_text("✓ đủ")
    expect(page.locator('[data-show="todo"]')).to_have_text("Cần làm (3)")
    page.reload()
    expect(page.locator('[name="a.done"]')).to_have_value("17")
    expect(page.locator("#leaf-note")).to_have_value("báo cáo đang chờ ký")
    assert visitor.complaints == []


def test_wrong_figures_are_told_and_not_saved(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    page = arrive(live_server, browser, "clerk", desk(cycle, cast)).page
    page.fill('[name="a.done"]', "1.425.000")
    page.fill('[name="a.total"]', "20")
    expect(page.locator('[data-fault="done"]')).to_contain_text("Ghi liền các chữ số: 1425000.")
    expect(state(page)).to_have_text("! Chưa lưu: có ô cần sửa")
    page.fill('[name="a.done"]', "1.425")
    expect(page.locator('[data-doubt="done"]')).to_contain_text("Nếu ý bạn là 1425, hãy bỏ dấu.")
    page.fill('[name="a.done"]', "25")
    expect(page.locator("#faults")).to_contain_text("lớn hơn tổng số 20")
    page.fill('[name="a.done"]', "20")
    expect(page.locator("#faults")).to_be_hidden()
    expect(state(page)).to_contain_text("✓ Đã lưu")
    assert Entry.objects.order_by("-number")[0].answer == {"done": "20", "total": "20"}


def test_the_whole_sheet_is_scored_by_keyboard(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    page = arrive(live_server, browser, "clerk", desk(cycle, cast)).page
    row(page, "I/1").locator("a").focus()
    page.keyboard.press("ArrowDown")
    expect(row(page, "I/2")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#inspector")).to_have_attribute("data-path", "I/2")
    expect(page).to_have_url(live_server.url + desk(cycle, cast, "I/2"))
    page.keyboard.press("Enter")
    expect(page.locator('[name="a.yes"][value="true"]')).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+s")
    expect(state(page)).to_contain_text("✓ Đã lưu")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#inspector")).to_have_attribute("data-path", "I/3")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator('[name="a.count"]')).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator("#inspector")).to_have_attribute("data-path", "II/2")
    expect(row(page, "II/1").locator(".own")).to_have_text("1,50")
    assert {each.cell.criterion.path: each.answer for each in Entry.objects.all()} == {
        "I/2": {"yes": True},
        "II/1": {"count": "1"},
    }
    page.go_back()
    expect(page.locator("#inspector")).to_have_attribute("data-path", "II/1")


def test_the_tree_is_filtered_as_one_types(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    page = arrive(live_server, browser, "clerk", desk(cycle, cast)).page
    page.fill("#sheet-filter", "doi thoai")
    expect(row(page, "I/2")).to_be_visible()
    expect(row(page, "I")).to_be_visible()
    expect(row(page, "II/1")).to_be_hidden()
    page.fill("#sheet-filter", "khong he co")
    expect(page.locator("#sheet-none")).to_be_visible()
    page.fill("#sheet-filter", "")
    page.click('[data-show="todo"]')
    expect(row(page, "I/3")).to_be_hidden()
    expect(row(page, "II/1")).to_be_visible()


def test_without_a_network_nothing_is_lost_and_it_is_tried_again(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    visitor = arrive(live_server, browser, "clerk", desk(cycle, cast))
    page = visitor.page
    visitor.context.set_offline(True)
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    expect(state(page)).to_have_text("! Chưa lưu được: mất kết nối, sẽ thử lại")
    assert not Entry.objects.exists()
    visitor.context.set_offline(False)
    expect(state(page)).to_contain_text("✓ Đã lưu", timeout=15_000)
    assert [each.answer for each in Entry.objects.all()] == [{"done": "17", "total": "20"}]
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_a_crash_left_unsaved_is_offered_again(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    visitor = arrive(live_server, browser, "clerk", desk(cycle, cast))
    page = visitor.page
    visitor.context.set_offline(True)
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    expect(state(page)).to_contain_text("Chưa lưu được")
    page.close()
    visitor.context.set_offline(False)
    page = visitor.page = visitor.context.new_page()
    visitor.visit(desk(cycle, cast))
    expect(page.locator("#draft")).to_contain_text("chưa lưu được")
    expect(page.locator('[name="a.done"]')).to_have_value("")
    page.click("[data-draft-use]")
    expect(page.locator('[name="a.done"]')).to_have_value("17")
    expect(state(page)).to_contain_text("✓ Đã lưu")
    expect(page.locator("#draft")).to_be_hidden()
    assert [each.answer for each in Entry.objects.all()] == [{"done": "17", "total": "20"}]


@pytest.mark.parametrize(("keep", "kept"), [("theirs", "17"), ("mine", "18")])
def test_two_people_at_one_leaf_choose_between_their_versions(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast, keep: str, kept: str
) -> None:
    url = desk(cycle, cast)
    leader, clerk = (arrive(live_server, browser, who, url).page for who in ("leader", "clerk"))
    leader.fill('[name="a.done"]', "17")
    leader.fill('[name="a.total"]', "20")
    expect(state(leader)).to_contain_text("✓ Đã lưu")
    clerk.fill('[name="a.done"]', "18")
    clerk.fill('[name="a.total"]', "20")
    expect(state(clerk)).to_have_text("! Chưa lưu: người khác vừa sửa")
    box = clerk.locator(".overtaken")
    expect(box).to_contain_text("Lê Thị Lãnh Đạo")
    expect(box.locator("[data-theirs]")).to_contain_text("17/20")
    expect(box.locator("[data-mine]")).to_contain_text("18")
    box.locator(f"[data-keep={keep}]").click()
    expect(state(clerk)).to_contain_text("✓ Đã lưu")
    expect(clerk.locator('[name="a.done"]')).to_have_value(kept)
    expect(row(clerk, "I/1").locator(".own")).to_have_text("1,70" if kept == "17" else "1,80")
    assert Entry.objects.order_by("-number")[0].answer["done"] == kept


def test_a_leaf_that_locks_while_one_types_says_so(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    page = arrive(live_server, browser, "clerk", desk(cycle, cast)).page
    cycle.assessments.update(state=states.SUBMITTED)
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    expect(state(page)).to_have_text("! Chưa lưu: tiêu chí đã khóa")
    expect(page.locator("#faults")).to_contain_text("Đơn vị đã nộp bản tự chấm điểm.")
    assert not Entry.objects.exists()


def test_the_sheet_is_laid_before_the_leader_and_submitted(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    clerk = arrive(live_server, browser, "clerk", desk(cycle, cast)).page
    clerk.fill('[name="a.done"]', "17")
    clerk.fill('[name="a.total"]', "20")
    clerk.fill("#leaf-note", "báo cáo đang chờ ký")
    expect(state(clerk)).to_contain_text("✓ Đã lưu")
    clerk.click("text=Trình lãnh đạo duyệt")
    clerk.locator("dialog[open]").get_by_role("button", name="Trình lãnh đạo").click()
    expect(clerk.locator("main")).to_contain_text("Bản tự chấm điểm đang chờ lãnh đạo duyệt.")
    leader = arrive(live_server, browser, "leader", desk(cycle, cast)).page
    leader.click("text=Duyệt và nộp")
    leader.locator("main").get_by_role("button", name="Duyệt và nộp").click()
    expect(leader.locator("main")).to_contain_text("Đã nộp bản tự chấm điểm.")
    expect(leader.locator("main")).to_contain_text("Đơn vị đã nộp bản tự chấm điểm.")


def test_a_leaf_is_scored_without_scripts(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast
) -> None:
    visitor = arrive(
        live_server, browser, "clerk", desk(cycle, cast, "I/1"), width=360, java_script_enabled=False
    )
    page = visitor.page
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    page.click("text=Lưu và sang tiêu chí sau")
    expect(page.locator("main")).to_contain_text("Đã lưu tiêu chí I/1.")
    expect(page.locator("#inspector")).to_have_attribute("data-path", "I/2")
    assert Entry.objects.get().points_micro == 1_700_000


@pytest.mark.parametrize(("language", "width", "scheme"), [("vi", 1440, "light"), ("en", 360, "dark")])
def test_no_screen_of_the_desk_is_hard_to_use(
    live_server: Any, browser: Browser, cycle: Cycle, cast: Cast, language: str, width: int, scheme: str
) -> None:
    visitor = Visitor(browser, live_server.url, width=width, color_scheme=scheme)
    visitor.sign_in("leader")
    if language == "en":
        visitor.page.click("form.language button[value=en]")
    base = desk(cycle, cast)
    wrong = {}
    for path in ("", *(f"{rounds.leaf(cycle, each).pk}/" for each in ("I/2", "I/3", "II/2"))):
        visitor.visit(base + path)
        wrong[path] = visitor.faults()
    for path in ("print/", "load/", "past/?other=self", "submit/"):
        visitor.visit(base + path)
        wrong[path] = visitor.faults()
    visitor.visit("/scoring/")
    wrong["list"] = visitor.faults()
    rounds.move_to(cycle, "appraisal-1")
    visitor.visit(base)
    wrong["locked"] = visitor.faults()
    assert {path: faults for path, faults in wrong.items() if faults} == {}
    assert visitor.complaints == []
