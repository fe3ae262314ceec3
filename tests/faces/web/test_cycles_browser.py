"""In a real Chromium: a cycle prepared and opened by hand; the desks of cycles and measures at any width."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.actions import dividing, scheduling
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, TODAY, Cast, assemble
from tests.cycle import rounds
from tests.faces.web.browsing import Visitor, chromium

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


def test_a_cycle_is_prepared_and_opened_by_hand(live_server: Any, browser: Browser) -> None:
    cast = assemble()
    rounds.published(cast)
    visitor = Visitor(browser, live_server.url)
    page = visitor.page
    visitor.sign_in("reform")
    page.get_by_role("link", name="Kỳ đánh giá").first.click()
    page.get_by_role("link", name="Lập kỳ đánh giá").first.click()
    page.get_by_label("Bộ tiêu chí").select_option(index=0)
    page.get_by_label("Ngày bắt đầu").fill("1/1/2026 8h00")
    page.get_by_role("button", name="Lập kỳ, chọn đơn vị").click()
    expect(page.locator("main")).to_contain_text("Tiếp theo, hãy chọn các đơn vị tham gia.")
    page.get_by_label("Xã, phường (3)").check()
    page.get_by_label("Nhóm xếp hạng").fill("Xã, phường")
    page.get_by_role("button", name="Thêm vào nhóm").click()
    expect(page.locator("main")).to_contain_text("Đã thêm 3 đơn vị vào nhóm “Xã, phường”.")
    page.get_by_role("link", name="Xong, xem kỳ").click()
    page.get_by_role("link", name="Lịch", exact=True).click()
    page.get_by_label("Kết thúc").first.fill("25/1/2026 17:00")
    page.get_by_role("button", name="Lưu lịch").click()
    expect(page.locator("main")).to_contain_text("Đã đặt lại lịch của 1 bước.")
    page.get_by_role("link", name="Mở kỳ…").click()
    expect(page.locator("main")).to_contain_text("3 đơn vị thấy bản tự chấm điểm của mình")
    page.get_by_role("button", name="Mở kỳ").click()
    expect(page.locator("main")).to_contain_text("Đã mở kỳ.")
    assert Cycle.objects.get().state == "open"
    assert visitor.complaints == []


def _play(cast: Cast) -> dict[str, str]:
    """A cycle with everything that can stand on its pages; the addresses of the pages."""
    cycle, by = rounds.opened(cast), cast.actor("reform")
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    until = moments.database_now().replace(year=2099)
    scheduling.extend(sheet, cycle.stages.get(key="self"), until=until, reason="Bão số 3", by=by, at=AT)
    scheduling.reopen(sheet, leaf, until=until, reason="Nhập nhầm số liệu quý IV", by=by, at=AT)
    dividing.assign(sheet, leaf, person=cast.people["clerk"], by=cast.actor("leader"), at=AT)
    measure = measures.keep(
        owner=cast.city,
        code="hai-long",
        name="Mức độ hài lòng của người dân",
        shape="single",
        by=SYSTEM,
        at=AT,
    )
    measures.feed(measure, rounds.leaf(cycle, "I/3"), by=SYSTEM, at=AT)
    read = [measures.Read(cast.ward, figures.single("0.9"))]
    period = {"since": cycle.since, "until": cycle.until, "as_of": TODAY, "source": "Báo cáo 12/BC-SNV"}
    measures.record(measure, read, **period, by=SYSTEM, at=AT)
    ready = rounds.prepared(cast, version=cycle.version, name="Kỳ sáu tháng đầu năm")
    return {
        "list": "/cycles/",
        "new": "/cycles/new/",
        "cycle": f"/cycles/{cycle.pk}/",
        "ready": f"/cycles/{ready.pk}/",
        "enrol": f"/cycles/{ready.pk}/enrol/",
        "calendar": f"/cycles/{cycle.pk}/calendar/",
        "open": f"/cycles/{ready.pk}/open/",
        "rights": f"/cycles/{cycle.pk}/rights/",
        "unit": f"/cycles/units/{sheet.pk}/",
        "divide": f"/cycles/units/{sheet.pk}/divide/",
        "measures": "/measures/",
        "measure": f"/measures/{measure.pk}/",
        "record": f"/measures/{measure.pk}/record/?year=2026",
        "import": f"/measures/{measure.pk}/import/",
        "feed": f"/measures/{measure.pk}/feed/?version={cycle.version_id}",
        "figure": f"/measures/{measure.pk}/units/{cast.ward.pk}/",
        "keep": "/measures/new/",
        "home": "/",
    }


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("vi", 1440, "light"), ("vi", 360, "light"), ("en", 1440, "dark"), ("en", 360, "dark")],
)
def test_every_screen_is_sound_at_any_width(
    live_server: Any, browser: Browser, language: str, width: int, scheme: Any
) -> None:
    cast = assemble()
    screens, wrong = _play(cast), []
    for who in ("reform", "leader"):
        cast.people[who].language = language
        cast.people[who].save(update_fields=["language"])
        visitor = Visitor(browser, live_server.url, width=width, color_scheme=scheme)
        visitor.sign_in(who)
        for name, url in screens.items():
            if (name == "divide") is not (who == "leader") and name not in {"cycle", "home", "measure"}:
                continue
            visitor.visit(url)
            if PICTURES:
                visitor.page.screenshot(
                    path=f"{PICTURES}/{name}-{who}-{language}-{width}.png", full_page=True
                )
            wrong += [(name, who, fault) for fault in (*visitor.faults(), *visitor.complaints)]
    assert wrong == []
