"""In a real Chromium: one whole cycle with real roles, from the opening to the published rank."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.actions import approving, scoring
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.models import UnitScore
from parindex.cycle.units.actions import joining
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.roles import role
from tests.cast import AT, TODAY, Cast, assemble
from tests.cycle import rounds
from tests.cycle.evidence import papers
from tests.faces.web.browsing import Play, chromium
from tests.faces.web.test_evidence_browser import DROP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def cast(tmp_path: Path, settings: DjangoSettings) -> Cast:
    """The people, committed; the lawyer appraises for the department of justice."""
    settings.FILES_FOLDER = tmp_path
    found = assemble()
    joining.add_membership(
        found.people["lawyer"],
        role=role("appraiser"),
        unit=found.units["Sở Tư pháp"],
        since=TODAY,
        by=SYSTEM,
        at=AT,
    )
    return found


def test_a_cycle_from_opening_to_the_published_rank(live_server: Any, browser: Browser, cast: Cast) -> None:
    rounds.published(cast)
    play = Play(browser, live_server.url, story="cycle")
    cycle = opened(play)
    neighbours_submit(cycle, cast)
    clerk_scores(play, cycle, cast)
    leader_submits(play, cycle, cast)
    rounds.move_to(cycle, "appraisal-1")
    appraised_once(play, cycle, cast)
    scored_again(play, cycle, cast)
    rounds.move_to(cycle, "explanation")
    explained(play, cycle, cast)
    rounds.move_to(cycle, "appraisal-2")
    appraised_twice(play, cycle, cast)
    rounds.move_to(cycle, "freeze")
    frozen_and_published(play, cycle)
    seen_by_the_units(play, cycle, cast)
    assert play.complaints == {}


def opened(play: Play) -> Cycle:
    """The reform office prepares the cycle, chooses the units and opens it."""
    page = play.at("reform", "/cycles/new/")
    page.locator('input[name="kind"][value="internal"]').check()
    page.fill('[name="year"]', "2026")
    begins = timezone.localtime(moments.database_now()) - timedelta(days=2)
    page.fill('[name="starts_at"]', begins.strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Lập kỳ, chọn đơn vị").click()
    page.get_by_label(re.compile("Xã, phường|Cấp xã")).first.check()
    page.fill('[name="group"]', "Xã, phường")
    page.get_by_role("button", name="Thêm vào nhóm").click()
    cycle = Cycle.objects.get()
    page = play.at("reform", f"/cycles/{cycle.pk}/open/")
    page.get_by_role("button", name="Mở kỳ").click()
    expect(page.locator("#main")).to_contain_text("Tự chấm điểm")
    cycle.refresh_from_db()
    assert (cycle.state, cycle.assessments.count()) == ("open", 3)
    return cycle


def neighbours_submit(cycle: Cycle, cast: Cast) -> None:
    """The ward next door does the same, quicker; the third commune lets the deadline pass."""
    by, sheet = cast.actor("neighbour"), rounds.sheet(cycle, cast.other_ward)
    answers = {
        "I/1": ({"done": "9", "total": "10"}, "Báo cáo đang chờ ký"),
        "I/2": ({"yes": False}, ""),
        "II/1": ({"count": "0"}, ""),
        "II/2": ({"value": "2"}, ""),
    }
    for path, (answer, note) in answers.items():
        scoring.save(sheet, rounds.leaf(cycle, path).pk, answer=answer, note=note, seen=0, by=by, at=AT)
    approving.submit(sheet, by=cast.actor("neighbour_leader"), at=AT)


def desk(cycle: Cycle, cast: Cast, path: str) -> str:
    """The address of a leaf at the ward's desk."""
    return f"/scoring/{rounds.sheet(cycle, cast.ward).pk}/{rounds.leaf(cycle, path).pk}/"


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_text(re.compile(r"✓ Đã lưu \d\d:\d\d"))


def clerk_scores(play: Play, cycle: Cycle, cast: Cast) -> None:
    """By rule, with the points and the reason as one types, and with evidence."""
    page = play.at("clerk", desk(cycle, cast, "I/1"))
    page.fill('[name="a.done"]', "17")
    page.fill('[name="a.total"]', "20")
    expect(page.locator("#points")).to_have_text("1,70")
    saved(page)
    paper = base64.b64encode(papers.plan(year="2026")).decode()
    page.evaluate(DROP, [("Kế hoạch.pdf", paper)])
    expect(page.locator("#evidence .ev", has_text="12/KH-UBND").first).to_be_visible(timeout=30_000)
    play.picture("clerk", "scored")
    page = play.at("clerk", desk(cycle, cast, "I/2"))
    page.locator('[name="a.yes"][value="true"]').check()
    saved(page)
    for path, name, value in (("II/1", "a.count", "2"), ("II/2", "a.value", "4")):
        page = play.at("clerk", desk(cycle, cast, path))
        page.fill(f'[name="{name}"]', value)
        saved(page)
    page.locator('[data-ask="ask-lay"]').click()
    page.get_by_role("button", name="Trình lãnh đạo", exact=True).click()
    expect(page.locator("#main")).to_contain_text("chờ lãnh đạo duyệt")


def leader_submits(play: Play, cycle: Cycle, cast: Cast) -> None:
    """The leader looks it over and submits; from then on the sheet is closed."""
    sheet = rounds.sheet(cycle, cast.ward)
    page = play.at("leader", f"/scoring/{sheet.pk}/submit/")
    play.picture("leader", "submit")
    page.get_by_role("button", name="Duyệt và nộp").click()
    expect(page.locator("#main")).to_contain_text("đã nộp")
    page = play.at("clerk", desk(cycle, cast, "I/1"))
    expect(page.locator("#main")).to_contain_text("Đơn vị đã nộp bản tự chấm điểm.")


def cell(cycle: Cycle, cast: Cast, path: str, *, neighbour: bool = False) -> str:
    """The address of one cell at the appraisal desk."""
    unit = cast.other_ward if neighbour else cast.ward
    return f"/appraisal/sheets/{rounds.sheet(cycle, unit).pk}/{rounds.leaf(cycle, path).pk}/"


def criterion(cycle: Cycle, path: str) -> str:
    """The address of one criterion across all units."""
    return f"/appraisal/{cycle.pk}/criteria/{rounds.leaf(cycle, path).pk}/"


def inspector(page: Page, unit: str) -> Any:
    """The inspector of one unit at a criterion."""
    if page.locator("#cell-title").inner_text() != unit:
        page.locator("#rows a[data-row]", has_text=unit).click()
    expect(page.locator("#cell-title")).to_have_text(unit)
    return page.locator("#inspector")


def appraised_once(play: Play, cycle: Cycle, cast: Cast) -> None:
    """One cell returned, one asked about, the rest accepted, each by the agency that owns the criterion."""
    page = play.at("reform", criterion(cycle, "I/1"))
    held = inspector(page, "Phường Yên Hòa")
    held.locator("#word").fill("Báo cáo ghi 18 nhiệm vụ hoàn thành")
    held.get_by_text("Trả lại để đơn vị chấm lại").click()
    until = timezone.localtime(moments.database_now()) + timedelta(days=3)
    held.locator("#until").fill(until.strftime("%Y-%m-%d"))
    play.picture("reform", "return")
    held.get_by_role("button", name="Trả lại kèm lý do").click()
    expect(page.locator("#main")).to_contain_text("Đã trả lại")
    for unit, path in (("Phường Cầu Giấy", "I/1"), ("Phường Yên Hòa", "I/2"), ("Phường Cầu Giấy", "I/2")):
        page = play.at("reform", criterion(cycle, path))
        inspector(page, unit).locator('button[value="save"]').click()
        expect(page.locator("#main")).to_contain_text(f"Đã công nhận {unit}.")
    page = play.at("lawyer", criterion(cycle, "II/1"))
    held = inspector(page, "Phường Yên Hòa")
    held.locator("#word").fill("Hai vụ việc nào?")
    held.get_by_role("button", name="Yêu cầu giải trình").click()
    expect(page.locator("#main")).to_contain_text("giải trình")
    for unit, path in (("Phường Cầu Giấy", "II/1"), ("Phường Yên Hòa", "II/2"), ("Phường Cầu Giấy", "II/2")):
        page = play.at("lawyer", criterion(cycle, path))
        inspector(page, unit).locator('button[value="save"]').click()
        expect(page.locator("#main")).to_contain_text(f"Đã công nhận {unit}.")


def scored_again(play: Play, cycle: Cycle, cast: Cast) -> None:
    """The clerk scores the one cell that came back; no other is open; the appraiser accepts it."""
    page = play.at("clerk", desk(cycle, cast, "I/2"))
    expect(page.locator("#main")).to_contain_text("Đơn vị đã nộp bản tự chấm điểm.")
    page = play.at("clerk", desk(cycle, cast, "I/1"))
    page.fill('[name="a.done"]', "18")
    expect(page.locator("#points")).to_have_text("1,80")
    saved(page)
    page = play.at("reform", criterion(cycle, "I/1"))
    inspector(page, "Phường Yên Hòa").locator('button[value="save"]').click()
    expect(page.locator("#main")).to_contain_text("Đã công nhận Phường Yên Hòa.")


def explained(play: Play, cycle: Cycle, cast: Cast) -> None:
    """Only what was asked about is explained."""
    page = play.at("clerk", f"/explanations/{rounds.sheet(cycle, cast.ward).pk}/")
    expect(page.locator("#rows a[data-row]")).to_have_count(1)
    page.fill("#word", "Một vụ đã được cấp trên hủy kết luận")
    play.picture("clerk", "explanation")
    page.get_by_role("button", name=re.compile("Gửi giải trình")).click()
    expect(page.locator("#main")).to_contain_text("Một vụ đã được cấp trên hủy kết luận")


def appraised_twice(play: Play, cycle: Cycle, cast: Cast) -> None:
    """After the explanation one incident counts less: the figure is changed, the points follow by rule."""
    page = play.at("lawyer", criterion(cycle, "II/1"))
    held = inspector(page, "Phường Yên Hòa")
    expect(held).to_contain_text("Một vụ đã được cấp trên hủy kết luận")
    held.get_by_text("Sửa số liệu", exact=True).click()
    held.locator('[name="a.count"]').fill("1")
    expect(held.locator("#preview")).to_contain_text("1,50")
    held.locator("#word").fill("Công nhận giải trình về một vụ")
    play.picture("lawyer", "second")
    held.locator('button[value="save"]').click()
    expect(page.locator("#main")).to_contain_text("Đã sửa số liệu của Phường Yên Hòa.")
    standing = Cell.objects.get(
        assessment=rounds.sheet(cycle, cast.ward), criterion__path="II/1", is_standing=True
    )
    assert (standing.stage.key, standing.points_micro) == ("appraisal-2", 1_500_000)


def frozen_and_published(play: Play, cycle: Cycle) -> None:
    """The office sees the table as it would be, freezes it and publishes it."""
    page = play.at("reform", f"/results/{cycle.pk}/freeze/")
    page.fill('[name="class-0-name"]', "A")
    page.fill('[name="class-0-least"]', "5")
    page.fill('[name="class-1-name"]', "B")
    page.fill('[name="class-1-least"]', "3,5")
    page.get_by_role("button", name="Xem thử bảng xếp hạng").click()
    expect(page.locator("caption", has_text="Bảng sẽ chốt")).to_be_visible()
    play.picture("reform", "freeze")
    page.get_by_role("button", name="Chốt kết quả").click()
    expect(page.locator("#main")).to_contain_text("Lần chốt 1")
    play.at("neighbour", "/results/")
    assert cycle.name not in play.visitors["neighbour"].page.inner_text("#main")
    page = play.at("reform", f"/results/{cycle.pk}/release/")
    page.fill("#reason", "12/QĐ-UBND ngày 30/3/2027")
    page.get_by_role("button", name="Công bố").click()
    expect(page.locator("#main")).to_contain_text("12/QĐ-UBND ngày 30/3/2027")


def seen_by_the_units(play: Play, cycle: Cycle, cast: Cast) -> None:
    """Ranked and classed: 5,80 of 10 is first, 4,30 second; who let the deadline pass has nothing."""
    rows = UnitScore.objects.order_by("position").values_list(
        "unit__name", "points_micro", "rank", "class_name"
    )
    assert list(rows) == [
        ("Phường Yên Hòa", 5_300_000, 1, "A"),
        ("Phường Cầu Giấy", 4_300_000, 2, "B"),
        ("Xã Thanh Trì", 0, 3, ""),
    ]
    page = play.at("leader", f"/results/{cycle.pk}/")
    own = page.locator("tr.own")
    expect(own).to_contain_text("Phường Yên Hòa")
    expect(own).to_contain_text("5,30")
    expect(own).to_contain_text("A")
    play.picture("leader", "league")
    assert play.visitors["leader"].faults() == []
    own.get_by_role("link", name="Phường Yên Hòa").click()
    expect(page.locator(".losses")).to_contain_text("Kế hoạch cải cách hành chính")
    play.picture("leader", "card")
    assert play.visitors["leader"].faults() == []
