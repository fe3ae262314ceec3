"""Indexes of other bodies: followed, imported with their as-of day, compared with before and the target."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings as DjangoSettings

from parindex.cycle.measures.models import Measure, Reading
from tests.cast import Cast
from tests.faces.web.test_cycles import asked, enter
from tests.faces.web.test_pages import said


@pytest.fixture(autouse=True)
def _folder(tmp_path: Any, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def office(cast: Cast) -> Client:
    """The reform office at its desk."""
    return enter(cast, "reform")


@pytest.fixture
def index(cast: Cast, office: Client) -> Measure:
    """Index 766, followed by the home department."""
    office.post("/other-indexes/new/", {"family": "766", "kept_by": cast.units["Sở Nội vụ"].pk})
    return Measure.objects.get(code="766")


def bring(client: Client, index: Measure, text: str, *, part: str = "year", year: str = "2026") -> Any:
    """Send a table of an index."""
    form = {"part": part, "year": year, "as_of": "2/4/2026", "source": "Cổng Dịch vụ công quốc gia"}
    file = SimpleUploadedFile("766.csv", text.encode())
    return client.post(f"/other-indexes/{index.pk}/import/", form | {"file": file}, follow=True)


def test_an_index_is_followed_with_its_rank_target_and_parts(index: Measure, office: Client) -> None:
    parts = [(each.code, each.facet) for each in index.parts.order_by("code")]
    assert parts == [
        ("766/01", ""),
        ("766/02", ""),
        ("766/03", ""),
        ("766/04", ""),
        ("766/05", ""),
        ("766/chi-tieu", "target"),
        ("766/hang", "rank"),
    ]
    office.post("/other-indexes/new/", {"family": "766"})
    assert (Measure.objects.count(), Measure.objects.get(code="766").kept_by) == (8, index.kept_by)


def test_months_are_imported_and_compared(cast: Cast, index: Measure, office: Client) -> None:
    bring(office, index, "Đơn vị;Điểm\nPhường Yên Hòa;88,5\nPhường Cầu Giấy;90\n", part="m2")
    table = "Đơn vị;Giá trị;Xếp hạng;Số hóa hồ sơ\nPhường Yên Hòa;90,25;1;20,5\nPhường Cầu Giấy;89;2;19\n"
    assert "Đã ghi 6 số liệu mới." in said(bring(office, index, table, part="m3"))
    bring(office, index, "Đơn vị;Chỉ tiêu\nPhường Yên Hòa;90\nPhường Cầu Giấy;91,5\n")
    page = said(office.get(f"/other-indexes/{index.pk}/?year=2026&part=m3"))
    assert "Tháng 3 năm 2026" in page
    assert "Cơ quan theo dõi: Sở Nội vụ" in page
    first = page.index("Phường Yên Hòa")
    second = page.index("Phường Cầu Giấy")
    own, other = page[first:second], page[second:]
    for each in ("Số hóa hồ sơ 20,5/22", "90,25", "▲ 1,75", "đạt", "2/4/2026"):
        assert each in own
    for each in ("▼ 1", "còn thiếu 2,5"):
        assert each in other


def test_the_province_stands_in_the_list(cast: Cast, office: Client) -> None:
    office.post("/other-indexes/new/", {"family": "PCI", "parts": "Gia nhập thị trường\nTính minh bạch"})
    index = Measure.objects.get(code="PCI")
    name = cast.city.name
    bring(office, index, f"Đơn vị;Giá trị;Xếp hạng;Tính minh bạch\n{name};67,5;24;6,1\n", year="2024")
    bring(office, index, f"Đơn vị;Giá trị;Xếp hạng;Chỉ tiêu\n{name};68,2;20;70\n", year="2025")
    page = said(office.get("/other-indexes/"))
    for each in ("năm 2025", "68,2", "20", "▲ 0,7", "70", "còn thiếu 1,8"):
        assert each in page
    saved = office.get("/other-indexes/export.csv").content.decode("utf-8-sig")
    assert "68,20;20;0,70;70" in saved


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("Tên;Số\na;1\n", "Không thấy cột tên hoặc mã đơn vị."),
        ("Đơn vị;Giá trị;Xếp hạng\nPhường Yên Hòa;90;nhất\n", "Xếp hạng · Dòng 2: không đọc được số “nhất”."),
        ("Đơn vị;Giá trị\nPhường Lạ;90\n", "Dòng 2: không có đơn vị “Phường Lạ”."),
        ("Đơn vị;Giá trị;Xếp hạng\nPhường Yên Hòa;;\n", "Bảng không có dòng số liệu nào."),
    ],
)
def test_one_wrong_cell_and_nothing_is_taken(index: Measure, office: Client, table: str, told: str) -> None:
    answer = bring(office, index, table)
    assert (answer.status_code, told in said(answer), Reading.objects.exists()) == (422, True, False)


def test_a_unit_sees_itself_only_and_records_nothing(cast: Cast, index: Measure, office: Client) -> None:
    bring(office, index, "Đơn vị;Giá trị\nPhường Yên Hòa;88,5\nPhường Cầu Giấy;90\n", part="m2")
    clerk = enter(cast, "clerk")
    page = said(clerk.get(f"/other-indexes/{index.pk}/"))
    assert ("88,5" in page, "Cầu Giấy" in page, "Nhập bảng" in page) == (True, False, False)
    assert bring(clerk, index, "Đơn vị;Giá trị\nPhường Yên Hòa;99\n").status_code == 403
    assert enter(cast, "stranger").get("/other-indexes/").status_code == 403


def test_the_export_filled_in_is_imported_again(index: Measure, office: Client) -> None:
    bring(office, index, "Đơn vị;Giá trị\nPhường Yên Hòa;88,5\n", part="m2")
    url = f"/other-indexes/{index.pk}/export.csv?year=2026&part=m2"
    text = office.get(url).content.decode("utf-8-sig").replace("88,50", "89,5")
    assert "Đã ghi 1 số liệu mới." in said(bring(office, index, text, part="m2"))


def test_an_index_asks_the_same_of_one_unit_and_of_many(index: Measure, office: Client) -> None:
    bring(office, index, "Đơn vị;Giá trị\nPhường Yên Hòa;88,5\n", part="m2")
    pages = (f"/other-indexes/{index.pk}/", "/other-indexes/")
    few = [asked(office, each) for each in pages]
    bring(office, index, "Đơn vị;Giá trị\nPhường Cầu Giấy;90\nXã Thanh Trì;80\n", part="m2")
    assert [asked(office, each) for each in pages] == few


def test_a_measure_opens_at_its_newest_period(index: Measure, office: Client) -> None:
    bring(office, index, "Đơn vị;Giá trị\nPhường Yên Hòa;88,5\n", part="m2")
    shown = {
        query: ("Tháng 2 năm 2026" in page, "88,5" in page)
        for query in ("", "?year=2026", "?year=2026&part=m2", "?year=2026&part=q1")
        for page in (said(office.get(f"/measures/{index.pk}/{query}")),)
    }
    nothing = (False, False)
    opened = {"": (True, True), "?year=2026&part=m2": (True, True)}
    assert shown == {"?year=2026": nothing, "?year=2026&part=q1": nothing} | opened
