"""In a real Chromium: a plan of the city, from its document to verified work, reminders and scores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings as DjangoSettings

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures.models import Measure
from parindex.cycle.monitoring.models import Assignment, Tally
from parindex.cycle.plans.models import LEAD, Plan, Task
from parindex.cycle.registers import ready
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from parindex.foundation.jobs.models import Job
from parindex.foundation.notices.models import Notice
from tests.cast import AT, Cast, assemble
from tests.cycle import rounds
from tests.faces.web.browsing import Play, chromium
from tests.faces.web.test_registers import FRAMEWORK
from tests.flows.mailbox import Mailbox, mailbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOCUMENT = """Số: 164/KH-UBND

Hà Nội, ngày {issued:%d} tháng {issued:%m} năm {issued:%Y}

KẾ HOẠCH
Cải thiện, nâng cao các chỉ số cải cách hành chính năm {issued:%Y}

Phụ lục
Nhiệm vụ cải thiện các chỉ số

TT\tNhiệm vụ\tThời hạn hoàn thành\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm
1\tRà soát, công khai thủ tục hành chính tại bộ phận một cửa\t{due:%d/%m/%Y}\tUBND cấp xã\tSở Tư pháp\tBáo cáo
2\tHướng dẫn kiểm tra văn bản quy phạm pháp luật\t{due:%d/%m/%Y}\tSở Tư pháp\t\tVăn bản hướng dẫn
3\tTổng hợp tình hình giải quyết hồ sơ\tHằng tháng\tSở Tư pháp\tUBND cấp xã\tBáo cáo
"""
NUMBER, OWN_NUMBER = "164/KH-UBND", "05/KH-UBND"
AHEAD, LATE = timedelta(days=20), timedelta(days=31)
"""When the tasks are due, seen from the issue; how late they are when the time has passed."""
PASSED = AHEAD + LATE
MAILED = ("neighbour", "neighbour_leader", "reform", "city_leader")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def cast(tmp_path: Path, settings: DjangoSettings) -> Cast:
    """The people, committed; those who will be late and those above them have an address."""
    settings.FILES_FOLDER = tmp_path
    found = assemble()
    for who in MAILED:
        found.people[who].email = f"{who}@hanoi.example"
        found.people[who].save(update_fields=["email"])
    return found


@contextmanager
def post_office(settings: DjangoSettings, base: str) -> Iterator[Mailbox]:
    """A mail server that takes what the city sends; the letters lead to the live server."""
    with mailbox() as box:
        settings.NOTICES_BY_MAIL, settings.NOTICES_AT = True, f"{base}/notices/"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.DEFAULT_FROM_EMAIL = "parindex@hanoi.example"
        yield box


def test_a_plan_from_its_document_to_the_leaders_page_and_a_scored_criterion(
    live_server: Any, browser: Browser, cast: Cast, settings: DjangoSettings
) -> None:
    play = Play(browser, live_server.url, story="plan")
    with post_office(settings, live_server.url) as box:
        plan = taken_over(play)
        replies_asked(play, plan)
        fanned_out(play, plan, cast)
        own_plan_written(play, plan, cast)
        unissued_seen(play, plan, late=False)
        row = progress_reported(play, cast)
        returned_and_verified(play, row)
        time_passes()
        reminded(cast, box)
        bells_rung(play)
        done_owed_no_more(play)
        letter_opened(play, box)
        overdue_seen(play)
        unissued_seen(play, plan, late=True)
        leaders_look(play)
    inspections_score(play, cast)
    assert not Job.objects.filter(failure__gt="").exists()
    assert play.complaints == {}


def work() -> None:
    """The worker does what waits by now."""
    jobs.work_off(clock=lambda: timezone.now() + timedelta(minutes=1))


def sound(play: Play, who: str, name: str) -> None:
    """Keep a picture; the page is as it should be for everybody, at any width."""
    play.picture(who, name)
    assert play.visitors[who].faults() == [], name


def taken_over(play: Play) -> Plan:
    """The office uploads the document, looks at what was read, and accepts it."""
    today = timezone.localdate()
    text = DOCUMENT.format(issued=today, due=today + AHEAD)
    page = play.at("reform", "/documents/new/")
    page.select_option("#id_owner", label="Thành phố Hà Nội")
    sent = {"name": "kế hoạch 164.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("#id_file", sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Tải lên và đọc").click()
    expect(page.locator("#progress")).to_be_visible()
    work()
    expect(page.get_by_role("link", name="Tiếp nhận 1 bảng")).to_be_visible(timeout=15_000)
    play.picture("reform", "review")
    page.get_by_role("link", name="Tiếp nhận 1 bảng").click()
    page.get_by_role("button", name="Tiếp nhận các bảng đã chọn").click()
    expect(page.locator("#main")).to_contain_text("Đã tiếp nhận 1 bảng.")
    work()
    plan = Plan.objects.get()
    assert (plan.number, plan.unit.name, plan.tasks.count()) == (NUMBER, "Thành phố Hà Nội", 3)
    return plan


def deed(page: Page, name: str) -> None:
    """Choose a deed from the menu of a plan."""
    page.get_by_text("Thao tác", exact=True).click()
    page.locator("details.more").get_by_role("link", name=name, exact=True).click()


def replies_asked(play: Play, plan: Plan) -> None:
    """Every commune is to issue its own plan within 20 days."""
    page = play.at("reform", f"/plans/{plan.pk}/")
    deed(page, "Thông tin kế hoạch")
    page.get_by_label("các xã, phường").check()
    page.get_by_label("Trong bao nhiêu ngày").fill("20")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#main")).to_contain_text("Kế hoạch của các đơn vị, hạn")


def fanned_out(play: Play, plan: Plan, cast: Cast) -> None:
    """What concerns "UBND cấp xã" is owed by each commune; what recurs is owed each month."""
    page = play.at("reform", f"/plans/{plan.pk}/")
    deed(page, "Giao nhiệm vụ")
    expect(page.locator("tr", has_text="Rà soát, công khai")).to_contain_text("3")
    sound(play, "reform", "assign")
    page.get_by_role("button", name="Giao nhiệm vụ cho các đơn vị").click()
    expect(page.locator("#progress")).to_be_visible()
    work()
    expect(page.locator("#progress")).to_have_count(0, timeout=15_000)
    led = Assignment.objects.filter(plan=plan, role=LEAD)
    assert set(led.filter(task__number="1").values_list("unit__name", "due_on")) == {
        (unit, timezone.localdate() + AHEAD) for unit in ("Phường Yên Hòa", "Phường Cầu Giấy", "Xã Thanh Trì")
    }
    assert set(led.exclude(task__number="1").values_list("unit__name", flat=True)) == {"Sở Tư pháp"}
    assert Assignment.objects.filter(task__number="3", role=LEAD, due_on__isnull=False).exists()


def own_plan_written(play: Play, plan: Plan, cast: Cast) -> None:
    """The ward draws up its plan, adds a task of its own, divides them; its leader issues it."""
    page = play.at("clerk", f"/plans/{plan.pk}/")
    page.get_by_role("link", name="Lập kế hoạch của đơn vị").click()
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.locator("#main")).to_contain_text("Rà soát, công khai thủ tục hành chính")
    deed(page, "Thêm nhiệm vụ")
    page.get_by_label("Nhiệm vụ", exact=True).fill("Lập tổ giúp việc cải cách hành chính")
    page.get_by_label("Thời hạn").fill(f"{timezone.localdate() + AHEAD:%d/%m/%Y}")
    page.get_by_label("Chủ trì").fill("UBND phường Yên Hòa")
    page.get_by_label("Lý do, căn cứ").fill("Nhiệm vụ riêng của phường")
    page.locator("main button.main").click()
    expect(page.locator("#main")).to_contain_text("Lập tổ giúp việc")
    own = Plan.objects.get(answers=plan)
    page = play.at("clerk", f"/plans/{own.pk}/divide/")
    for box in page.locator('input[name="task"]').all():
        box.check()
    page.get_by_label("Phòng, bộ phận thực hiện").fill("Văn phòng HĐND và UBND")
    page.get_by_label("Người phụ trách").select_option(label="Trần Văn Cán Bộ")
    page.get_by_role("button", name="Giao", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Văn phòng HĐND và UBND · Trần Văn Cán Bộ")
    sound(play, "clerk", "divide")
    page = play.at("leader", f"/plans/{own.pk}/")
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số, ký hiệu").fill(OWN_NUMBER)
    page.get_by_role("button", name="Ban hành").click()
    expect(page.locator("#main")).to_contain_text("Đã ban hành kế hoạch.")


def unissued_seen(play: Play, plan: Plan, *, late: bool) -> None:
    """The city sees which communes have not issued their plan, and when they are late with it."""
    page = play.at("reform", f"/plans/{plan.pk}/replies/")
    expect(page.locator("tr", has_text="Phường Yên Hòa")).to_contain_text(OWN_NUMBER)
    missing = page.locator("tbody tr", has_text="quá hạn chưa ban hành" if late else "chưa lập")
    expect(missing).to_have_text([re.compile("Phường Cầu Giấy"), re.compile("Xã Thanh Trì")])
    play.picture("reform", f"replies-{'late' if late else 'due'}")


def offered(page: Page, name: str) -> Locator:
    """The form of a deed on an assignment, opened."""
    offer = page.locator("details.deed", has=page.get_by_text(name, exact=True).locator("visible=true"))
    offer.locator("summary").click()
    return offer


def progress_reported(play: Play, cast: Cast) -> str:
    """The ward finds its task, says how far it is with figures and a file, then that it is done."""
    page = play.at("clerk", "/tasks/?q=ra+soat&role=lead")
    page.get_by_role("link", name=re.compile("Rà soát, công khai")).click()
    form = offered(page, "Báo cáo tiến độ")
    form.get_by_label("Đã làm được").fill("12")
    form.get_by_label("Trên tổng số").fill("20")
    form.get_by_label("Tính theo").fill("thủ tục")
    form.get_by_label("Kết quả thực hiện").fill("Đã rà soát 12 thủ tục")
    form.get_by_label("Khó khăn, vướng mắc").fill("Chờ danh mục mới của thành phố")
    report = "Số: 31/BC-UBND\n\nBÁO CÁO\nKết quả rà soát thủ tục hành chính\n"
    proof = {"name": "báo cáo 31.txt", "mimeType": "text/plain", "buffer": report.encode()}
    form.get_by_label("Tải lên minh chứng mới").set_input_files(proof)  # type: ignore[arg-type]
    form.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator(".entries")).to_contain_text("Đã rà soát 12 thủ tục")
    expect(page.locator(".entries")).to_contain_text("31/BC-UBND")
    expect(page.locator(".big-progress")).to_contain_text("12/20 thủ tục")
    sound(play, "clerk", "reported")
    finish(page, "Đã rà soát, công khai đủ 20 thủ tục")
    return page.url.removeprefix(play.base)


def finish(page: Page, text: str) -> None:
    """Report that all is done today."""
    form = offered(page, "Báo cáo tiến độ")
    form.get_by_label("Đã làm được").fill("20")
    form.get_by_label("Kết quả thực hiện").fill(text)
    form.get_by_label("Ngày hoàn thành").fill(f"{timezone.localdate():%d/%m/%Y}")
    form.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("h1 + p")).to_contain_text("Chờ xác nhận")


def returned_and_verified(play: Play, row: str) -> None:
    """The office gives the report back with a reason; the clerk hears of it, completes it; it is verified."""
    work()
    page = play.at("reform", "/")
    page.get_by_role("link", name=re.compile("Báo cáo hoàn thành chờ xác nhận")).first.click()
    page.get_by_role("link", name=re.compile("Rà soát, công khai")).click()
    play.picture("reform", "verify")
    form = offered(page, "Trả lại")
    form.get_by_label("Lý do trả lại").fill("Thiếu danh sách thủ tục đã công khai")
    form.get_by_role("button", name="Trả lại cho đơn vị").click()
    expect(page.locator("#main")).to_contain_text("Đã trả lại; đơn vị phải báo cáo lại.")
    work()
    page = play.at("clerk", "/")
    play.picture("clerk", "home")
    expect(page.locator("a.bell .count")).to_contain_text("1")
    page.locator("a.bell").click()
    page.get_by_role("link", name=re.compile("trả lại báo cáo nhiệm vụ 1")).click()
    expect(page).to_have_url(play.base + row)
    expect(page.locator(".entries")).to_contain_text("Thiếu danh sách thủ tục đã công khai")
    finish(page, "Bổ sung danh sách 20 thủ tục đã công khai")
    page = play.at("reform", row)
    form = offered(page, "Xác nhận hoàn thành")
    form.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(page.locator("h1 + p")).to_contain_text("Đã xác nhận hoàn thành")
    work()


def time_passes() -> None:
    """All that was done so far becomes 51 days older; the worker goes through the days since, one by one."""
    for row in Assignment.objects.all():
        row.due_on = row.due_on and row.due_on - PASSED
        row.done_on = row.done_on and row.done_on - PASSED
        row.made_at -= PASSED
        row.save(update_fields=["due_on", "done_on", "made_at"])
    for plan in Plan.objects.all():
        plan.issued_on = plan.issued_on and plan.issued_on - PASSED
        plan.reply_by = plan.reply_by and plan.reply_by - PASSED
        plan.save(update_fields=["issued_on", "reply_by"])
    for task in Task.objects.exclude(due_on=None):
        task.due_on -= PASSED
        task.save(update_fields=["due_on"])
    reached: dict[str, str] = {}
    for before in range(PASSED.days - 1, 0, -1):
        moment = morning(timezone.localdate() - timedelta(days=before))
        reached = jobs.tick(at=moment, reached=reached)
        jobs.work_off(clock=lambda now=moment: now)  # type: ignore[misc]


def morning(day: date) -> datetime:
    """The hour of the daily mail."""
    return datetime.combine(day, time(7, 40), tzinfo=timezone.get_default_timezone())


def reminded(cast: Cast, box: Mailbox) -> None:
    """Who owes it first, their leader after a week, the office after two, the city's leader after a month."""
    late = Assignment.objects.get(task__number="1", unit=cast.other_ward, role=LEAD)
    told = Notice.objects.filter(key__startswith=f"remind:{late.pk}:").order_by("pk")
    names = {person.pk: who for who, person in cast.people.items()}
    steps: dict[str, list[str]] = {}
    for notice in told:
        steps.setdefault(names[notice.person_id], []).append(notice.key.split(":")[2])
    after = ["7-after", "14-after", "30-after"]
    assert steps == {
        "neighbour": ["7-before", "3-before", "1-before", "due", "1-after", *after],
        "neighbour_leader": after,
        "reform": after[1:],
        "city_leader": after[2:],
    }
    verified = Assignment.objects.get(task__number="1", unit=cast.ward, role=LEAD)
    assert not Notice.objects.filter(key__startswith=f"remind:{verified.pk}:").exists()
    mailed = Counter(
        (mail.address, notice) for copies in box.mails.values() for mail in copies for notice in mail.notices
    )
    due = Notice.objects.filter(
        person__email__gt="", made_at__lt=morning(timezone.localdate()) - timedelta(1)
    )
    assert mailed == Counter(due.values_list("person__email", "pk"))
    assert {address for address, _ in mailed} == {f"{who}@hanoi.example" for who in MAILED}


def bells_rung(play: Play) -> None:
    """The leader of the ward that is late sees it at the bell, and is led to the task."""
    page = play.at("neighbour_leader", "/")
    expect(page.locator("a.bell .count")).to_be_visible()
    page.locator("a.bell").click()
    expect(page.locator("ul.lines li").first).to_contain_text("chậm 30 ngày chưa hoàn thành")
    sound(play, "neighbour_leader", "notices")
    play.at("neighbour_leader", "/")
    play.picture("neighbour_leader", "home-late")
    page.locator("a.bell").click()
    page.get_by_role("link", name=re.compile("chậm 30 ngày")).click()
    expect(page.locator("h1")).to_contain_text("Nhiệm vụ 1 · Phường Cầu Giấy")
    expect(page.locator("h1 + p")).to_contain_text("quá 31 ngày")


def done_owed_no_more(play: Play) -> None:
    """The first page of the ward holds its own task that is late, and not the one that was verified."""
    page = play.at("clerk", "/")
    expect(page.locator("#main")).to_contain_text("Lập tổ giúp việc cải cách hành chính")
    expect(page.locator("#main")).not_to_contain_text("Rà soát, công khai thủ tục hành chính tại")
    play.picture("clerk", "home-done")


def letter_opened(play: Play, box: Mailbox) -> None:
    """A letter leads the city's leader to the task; what was opened so is seen."""
    letters = [mail for copies in box.mails.values() for mail in copies if mail.address.startswith("city_")]
    page = play.at("city_leader", "/")
    before = int(re.findall(r"\d+", page.locator("a.bell").inner_text())[0])
    page = play.at("city_leader", f"/notices/{letters[-1].notices[0]}/")
    expect(page.locator("h1 + p")).to_contain_text("quá 31 ngày")
    expect(page.locator("a.bell .count")).to_contain_text(str(before - 1))


def overdue_seen(play: Play) -> None:
    """The office finds what is overdue on the first page, in the list and on the board."""
    page = play.at("reform", "/")
    behind = page.locator("ul.todo li", has_text="Các đơn vị quá hạn nhiệm vụ được giao")
    late = Assignment.objects.filter(state="open", role=LEAD, due_on__lt=timezone.localdate()).count()
    expect(behind).to_contain_text(f"{late} nhiệm vụ")
    happened = page.get_by_role("link", name=re.compile("xác nhận Phường Yên Hòa đã hoàn thành nhiệm vụ 1"))
    expect(happened).to_have_attribute("href", re.compile(r"/tasks/\d+/"))
    play.picture("reform", "home")
    page = play.at("reform", "/tasks/?standing=late&q=ra+soat")
    rows = page.locator("tr.flag-error")
    expect(rows).to_have_text([re.compile("Phường Cầu Giấy"), re.compile("Xã Thanh Trì")])
    page = play.at("reform", "/tasks/board/")
    expect(page.locator(".late-card", has_text="Phường Cầu Giấy")).to_be_visible()
    play.picture("reform", "board")


def leaders_look(play: Play) -> None:
    """The city's leader sees which units are late, who owes what, and how it went week by week."""
    page = play.at("city_leader", "/tasks/leaders/")
    owing = page.locator("section", has=page.get_by_role("heading", name="Đơn vị còn nợ nhiều nhất"))
    for unit in ("Sở Tư pháp", "Phường Cầu Giấy", "Xã Thanh Trì"):
        expect(owing.locator("tr", has_text=unit).locator(".chip.bad")).to_be_visible()
    expect(owing.locator("tr", has_text="Phường Yên Hòa").locator(".chip.bad")).to_have_count(0)
    slowest = page.locator("section", has=page.get_by_role("heading", name="Nhiệm vụ chậm nhiều nhất"))
    expect(slowest.locator("tr", has_text="Rà soát, công khai")).to_contain_text("2")
    expect(page.locator("svg.chart")).to_be_visible()
    assert Tally.objects.filter(late__gt=0).exists()
    sound(play, "city_leader", "leaders")
    owing.locator("tr", has_text="Phường Cầu Giấy").get_by_role("link").first.click()
    expect(page.locator("#main")).to_contain_text("Rà soát, công khai thủ tục hành chính")


def inspections_score(play: Play, cast: Cast) -> None:
    """The ratio of a register becomes a measure, and the measure the points of a criterion."""
    book = ready.book("kiem-tra-cchc")
    page = play.at("reform", "/registers/new/")
    page.get_by_role("button", name=f"Lập {book.name}").click()
    cycle = rounds.opened(cast, version=rounds.published(cast, FRAMEWORK))
    measure = Measure.objects.get(code="kiem-tra-khac-phuc")
    measures.feed(measure, rounds.leaf(cycle, "I/1"), by=SYSTEM, at=AT)
    page = play.at("clerk", "/registers/")
    page.get_by_role("link", name=book.name).click()
    page.get_by_role("link", name="Ghi sổ").first.click()
    page.get_by_label("Ngày", exact=True).fill("3/2/2026")
    page.get_by_label("Số kết luận kiểm tra").fill("12/KL-SNV")
    page.get_by_label("Tồn tại, kiến nghị").fill("Chậm công khai thủ tục")
    page.get_by_label("Đã khắc phục").select_option("yes")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("Đã ghi vào sổ.")
    work()
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    page = play.at("clerk", f"/scoring/{sheet.pk}/{leaf.pk}/")
    expect(page.locator("#main")).to_contain_text("2,00")
    sound(play, "clerk", "scored")
