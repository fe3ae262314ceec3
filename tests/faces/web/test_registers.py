"""The desk of registers: set up, entered, imported, corrected; and the points that follow."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.evidence.models import Item
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures.models import Measure, Reading
from parindex.cycle.registers import ready
from parindex.cycle.registers.actions import defining
from parindex.cycle.registers.models import Counting, Entry, Register, Revision
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.faces.web.test_cycles import asked, enter
from tests.faces.web.test_pages import said

FRAMEWORK = rounds.FRAMEWORK.replace(
    'source: self\n        evidence: {required: true, note: "Báo cáo kết quả"}\n', "source: imported\n"
)
"""The first leaf, a ratio from 80 % on, takes its input from a measure."""
LINE = {
    "occurred_on": "3/2/2026",
    "state": "entered",
    "v-ket_luan": "12/KL-SNV",
    "v-noi_dung": "Chậm công khai thủ tục",
    "v-da_khac_phuc": "no",
}
HEADS = "Đơn vị;Ngày;Số kết luận kiểm tra;Tồn tại, kiến nghị;Đã khắc phục;Ngày khắc phục xong"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Any, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office at its desk."""
    return enter(cast, "reform")


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The clerk of the ward at theirs."""
    return enter(cast, "clerk")


@pytest.fixture
def register(cast: Cast) -> Register:
    """The register of inspections."""
    return defining.take_over(ready.book("kiem-tra-cchc"), owner=cast.city, by=SYSTEM, at=AT)


def follow() -> None:
    """Let the worker do what follows."""
    jobs.work_off(clock=lambda: AT)


def bring(client: Client, register: Register, *rows: str) -> Any:
    """Send a table."""
    file = SimpleUploadedFile("sổ.csv", "\n".join((HEADS, *rows)).encode("utf-8-sig"))
    return client.post(f"/registers/{register.pk}/import/", {"file": file}, follow=True)


def standing(cycle: Cycle, unit: Any) -> list[tuple[str, Any]]:
    """The points of a unit, leaf by leaf, in millionths."""
    cells = Cell.objects.filter(assessment__unit=unit, cycle=cycle, is_standing=True)
    return list(cells.order_by("criterion__path").values_list("criterion__path", "points_micro"))


def opened(cast: Cast, register: Register) -> Cycle:
    """A cycle whose first leaf takes the ratio of the register."""
    cycle = rounds.opened(cast, version=rounds.published(cast, FRAMEWORK))
    measure = Measure.objects.get(code="kiem-tra-khac-phuc")
    measures.feed(measure, rounds.leaf(cycle, "I/1"), by=cast.actor("reform"), at=AT)
    return cycle


def test_the_ratio_of_the_inspections_scores_its_criterion(
    cast: Cast, office: Client, clerk: Client, register: Register
) -> None:
    """Entry, measure, answer, points: every step by the screens and the worker."""
    cycle = opened(cast, register)
    add = f"/registers/{register.pk}/add/"
    for number in range(1, 10):
        line = LINE | {"v-ket_luan": f"{number}/KL", "v-da_khac_phuc": "yes", "v-ngay_khac_phuc": "1/4/2026"}
        assert "Đã ghi vào sổ." in said(clerk.post(add, line, follow=True))
    clerk.post(add, LINE)
    follow()
    assert [str(each) for each in Reading.objects.filter(measure__code="kiem-tra-khac-phuc")] == ["9/10"]
    assert standing(cycle, cast.ward) == [("I/1", 1_800_000)]
    last = Entry.objects.get(values__ket_luan="12/KL-SNV")
    fixed = LINE | {"v-da_khac_phuc": "yes", "version": "1", "reason": "Đã khắc phục xong"}
    clerk.post(f"/registers/entries/{last.pk}/correct/", fixed)
    follow()
    assert standing(cycle, cast.ward) == [("I/1", 2_000_000)]
    assert standing(cycle, cast.other_ward) == []
    page = said(office.get(f"/registers/{register.pk}/counts/"))
    assert "I/1 Kế hoạch cải cách hành chính" in page
    assert "Số dòng có “Đã khắc phục” là “Có”, trên tổng số" in page
    figure = said(clerk.get(f"/measures/{Measure.objects.get(code='kiem-tra-khac-phuc').pk}/?year=2026"))
    assert f"{register.name}, 10 dòng, đến ngày" in figure


def test_what_is_withdrawn_to_the_last_leaves_no_points_behind(
    cast: Cast, clerk: Client, register: Register
) -> None:
    cycle = opened(cast, register)
    clerk.post(f"/registers/{register.pk}/add/", LINE | {"v-da_khac_phuc": "yes"})
    follow()
    assert standing(cycle, cast.ward) == [("I/1", 2_000_000)]
    entry = Entry.objects.get()
    gone = clerk.post(
        f"/registers/entries/{entry.pk}/withdraw/", {"version": "1", "reason": "Nhầm đơn vị"}, follow=True
    )
    assert "Đã rút dòng này khỏi sổ" in said(gone)
    follow()
    assert [str(each) for each in Reading.objects.filter(measure__code="kiem-tra-khac-phuc")][:1] == ["0/0"]
    assert standing(cycle, cast.ward) == [("I/1", 0)]


@pytest.mark.parametrize("stage", ["freeze", "publication"])
def test_a_figure_that_comes_after_the_lock_changes_no_sheet(
    cast: Cast, clerk: Client, register: Register, stage: str
) -> None:
    cycle = opened(cast, register)
    clerk.post(f"/registers/{register.pk}/add/", LINE | {"v-da_khac_phuc": "yes"})
    follow()
    before = list(Cell.objects.order_by("pk").values())
    rounds.move_to(cycle, stage)
    clerk.post(f"/registers/{register.pk}/add/", LINE)
    follow()
    newest = Reading.objects.filter(measure__code="kiem-tra-khac-phuc").order_by("-number")[0]
    assert (str(newest), list(Cell.objects.order_by("pk").values())) == ("1/2", before)


def test_a_register_is_set_up_from_a_ready_made_one(cast: Cast, office: Client, clerk: Client) -> None:
    assert "Chưa có sổ nào" in said(office.get("/registers/"))
    assert "Lập sổ" not in said(clerk.get("/registers/"))
    told = said(office.post("/registers/ready/phan-anh-kien-nghi/", {"sure": "1"}, follow=True))
    assert "Đã lập sổ theo mẫu" in told
    office.post("/registers/ready/phan-anh-kien-nghi/", {"sure": "1"})
    assert (Register.objects.count(), Counting.objects.count()) == (1, 3)
    assert office.post("/registers/ready/khong-co/", {"sure": "1"}).status_code == 404
    assert clerk.post("/registers/ready/doi-thoai/", {"sure": "1"}).status_code == 403


def test_a_register_of_its_own_is_defined_revised_and_counted(cast: Cast, office: Client) -> None:
    fields = {
        "label-0": "Nội dung",
        "must-0": "on",
        "label-1": "Hạn xử lý",
        "kind-1": "date",
        "label-2": "Ngày xử lý",
        "kind-2": "date",
        "label-3": "Mức độ",
        "kind-3": "choice",
        "of-3": "Gấp; Thường",
        "label-4": "Số người",
        "kind-4": "number",
    }
    form = {"name": "Sổ thử", "code": "so-thu", "rhythm": "quarter"} | fields
    office.post("/registers/new/", form)
    made = Register.objects.get()
    keys = [each["key"] for each in made.fields]
    assert keys == ["noi_dung", "han_xu_ly", "ngay_xu_ly", "muc_do", "so_nguoi"]
    handled = {
        "version": "1",
        "handled_as": "Đúng hạn",
        "handled-field-0": "ngay_xu_ly",
        "handled-how-0": "not_after",
        "handled-value-0": "hạn xử lý",
    }
    office.post(f"/registers/{made.pk}/revise/", form | handled)
    made.refresh_from_db()
    assert made.handled == [{"field": "ngay_xu_ly", "how": "not_after", "value": "han_xu_ly"}]
    assert "“Hạn xử lý”" not in said(office.get(f"/registers/{made.pk}/counts/"))
    count = {"name": "Số người vụ gấp", "code": "so-nguoi-gap", "way": "sum", "rhythm": "month"}
    count |= {"field": "so_nguoi", "where-field-0": "muc_do", "where-how-0": "is", "where-value-0": "gấp"}
    office.post(f"/registers/{made.pk}/counts/new/", count)
    assert "Tổng cột “Số người” trong các dòng có “Mức độ” là “Gấp”" in said(
        office.get(f"/registers/{made.pk}/counts/")
    )
    ratio = {"name": "Tỷ lệ", "code": "ty-le", "way": "ratio", "rhythm": "year"}
    answer = office.post(f"/registers/{made.pk}/counts/new/", ratio)
    assert (answer.status_code, "Hãy chọn ít nhất một điều kiện" in said(answer)) == (422, True)
    assert not Measure.objects.filter(code="ty-le").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"v-noi_dung": ""}, "Cột này bắt buộc."),
        ({"occurred_on": "1/1/2199"}, "Chỉ ghi việc đã diễn ra"),
        ({"occurred_on": "mai"}, "Hãy ghi ngày, ví dụ 25/12/2026."),
        ({"v-thoi_han": "32/1/2026"}, "Hãy ghi ngày, ví dụ 25/12/2026."),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(
    clerk: Client, register: Register, change: dict[str, str], told: str
) -> None:
    answer = clerk.post(f"/registers/{register.pk}/add/", LINE | change)
    assert (answer.status_code, told in said(answer), Entry.objects.exists()) == (422, True, False)


def test_the_same_form_sent_twice_is_one_entry(clerk: Client, register: Register) -> None:
    add = f"/registers/{register.pk}/add/"
    clerk.post(add, LINE)
    answer = clerk.post(add, LINE)
    assert (answer.status_code, "Dòng này đã có trong sổ." in said(answer)) == (422, True)
    assert Entry.objects.count() == 1


def test_a_draft_is_kept_with_its_evidence_and_entered_later(clerk: Client, register: Register) -> None:
    file = SimpleUploadedFile("kết luận.txt", "Số: 12/KL-SNV\n\nKẾT LUẬN\nKiểm tra".encode())
    draft = LINE | {"state": "draft", "v-noi_dung": "", "file": file}
    page = clerk.post(f"/registers/{register.pk}/add/", draft, follow=True)
    entry = Entry.objects.get()
    assert ("Đã lưu nháp." in said(page), "bản nháp" in said(page)) == (True, True)
    proof = Item.objects.get()
    assert f'href="/evidence/{proof.pk}/"' in page.content.decode()
    url = f"/registers/entries/{entry.pk}/correct/"
    clerk.post(url, LINE | {"version": "1", "kept": [proof.pk]})
    clerk.post(url, LINE | {"version": "2", "kept": [], "reason": "Bỏ tệp nhầm", "v-doan": "Sở Nội vụ"})
    kept = Revision.objects.order_by("number").values_list("state", "evidence", "reason")
    assert list(kept) == [
        ("draft", [proof.pk], ""),
        ("entered", [proof.pk], "–"),
        ("entered", [], "Bỏ tệp nhầm"),
    ]
    stale = clerk.post(url, LINE | {"version": "2", "reason": "Trang cũ"})
    assert (stale.status_code, "vừa được người khác sửa" in said(stale)) == (422, True)


def test_a_table_is_taken_whole_or_told_by_row_and_column(
    cast: Cast, office: Client, register: Register
) -> None:
    good = ("Phường Yên Hòa;3/2/2026;1/KL;Một;có;1/3/2026", "xa-thanh-tri;4/2/2026;2/KL;Hai;chưa;")
    answer = bring(office, register, *good, "Phường Lạ;5/2/2026;3/KL;;có lẽ;x")
    told = said(answer)
    assert (answer.status_code, Entry.objects.exists()) == (422, False)
    for each in (
        "Dòng 4: không có đơn vị “Phường Lạ”.",
        "Dòng 4, cột “Tồn tại, kiến nghị”: còn trống.",
        "Dòng 4, cột “Đã khắc phục”: không nhận “có lẽ”.",
        "Dòng 4, cột “Ngày khắc phục xong”: không nhận “x”.",
    ):
        assert each in told
    units = {each.name: each.code for each in cast.units.values()}
    again = (good[0], good[1].replace("xa-thanh-tri", units["Xã Thanh Trì"]))
    assert "Đã ghi 2 dòng vào sổ." in said(bring(office, register, *again))
    assert "trùng hoàn toàn với trong sổ" in said(bring(office, register, *again))
    assert bring(enter(cast, "clerk"), register, good[0].replace("Yên Hòa", "Cầu Giấy")).status_code == 422
    assert Entry.objects.count() == 2


def test_the_form_of_a_register_has_its_heads(clerk: Client, register: Register) -> None:
    data = clerk.get(f"/registers/{register.pk}/form.xlsx").content
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[3]]
    assert heads[:5] == ["Mã đơn vị", "Đơn vị", "Ngày", "Số kết luận kiểm tra", "Cơ quan kiểm tra"]
    assert [cell.value for cell in sheet[4]][1] == "Phường Yên Hòa"


def test_entries_are_searched_narrowed_and_saved(cast: Cast, office: Client, register: Register) -> None:
    bring(
        office,
        register,
        "Phường Yên Hòa;3/2/2026;1/KL;Chậm trả hồ sơ;có;1/3/2026",
        "Phường Cầu Giấy;3/2/2025;2/KL;Thiếu phiếu hẹn;chưa;",
    )
    url = f"/registers/{register.pk}/"
    shown = {
        query: ("1/KL" in page, "2/KL" in page)
        for query in ("", "?q=phieu+hen", "?year=2026", "?standing=handled", f"?unit={cast.other_ward.pk}")
        for page in (said(office.get(url + query)),)
    }
    assert shown == {
        "": (True, True),
        "?q=phieu+hen": (False, True),
        "?year=2026": (True, False),
        "?standing=handled": (True, False),
        f"?unit={cast.other_ward.pk}": (False, True),
    }
    saved = office.get(f"{url}export.csv?standing=unhandled").content.decode("utf-8-sig")
    assert ("2/KL" in saved, "1/KL" in saved) == (True, False)
    own = said(enter(cast, "clerk").get(url))
    assert ("1/KL" in own, "2/KL" in own, "1 dòng · Đã khắc phục: 1/1" in own) == (True, False, True)


def test_a_register_asks_the_same_of_one_entry_and_of_many(office: Client, register: Register) -> None:
    bring(office, register, "Phường Yên Hòa;3/2/2026;1/KL;Một;có;")
    pages = (f"/registers/{register.pk}/", "/registers/", f"/registers/{register.pk}/counts/")
    few = [asked(office, each) for each in pages]
    rows = [f"Phường Cầu Giấy;3/2/2026;{number}/KL;Việc {number};có;" for number in range(2, 9)]
    bring(office, register, *rows)
    assert [asked(office, each) for each in pages] == few
